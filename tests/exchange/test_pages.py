"""Workbooks on the pages: taken, brought, corrected, committed once, and nobody else's."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event

import pytest
from openpyxl import load_workbook
from sqlalchemy.event import listen

from tests.support.people import person_named
from tests.support.units import look
from workflow import items
from workflow.exchange import commands
from workflow.items.list_views import ItemFilter

CSV = (
    "一覧\n部署名,課室名,分野,類型,なまえ,予算額,財源,概要\n"
    "総務部,税務課,行政,手続き,窓口の新しい改修,６０，０１６,一般財源,概要\n"
)


def bring(submit, browser, content, name="一覧.csv"):
    data = {"file": (BytesIO(content), name)}
    return submit(browser, "/exchange/?cycle=2021-09", data)


def names(demo_engine, login="soumu"):
    page = look(
        demo_engine, person_named(demo_engine, login), items.page, ItemFilter(cycle_id="2021-09")
    )
    return [row.name for row in page.rows]


def test_a_file_is_brought_corrected_and_committed_once(sign_in_as, submit, demo_engine):
    browser = sign_in_as("soumu")

    staged = bring(submit, browser, CSV.encode("cp932")).location
    page = browser.get(staged)
    assert "「CSV」シート A2" in page.text
    assert "事業名の列が分かりません" in page.text

    columns = {f"column-{n}": name for n, name in enumerate(
        ("department", "section", "field", "category", "name", "amount_kyen", "funding", "summary")
    )}  # fmt: skip
    submit(browser, f"{staged}/columns", {"head_row": "2", **columns}, staged)
    assert "窓口の新しい改修" in browser.get(staged).text
    swapped = columns | {"column-6": "summary", "column-7": "funding"}
    submit(browser, f"{staged}/commit", {"head_row": "2", **swapped}, staged)
    assert "まだ取り込んでいません" in browser.get(staged).text
    submit(browser, f"{staged}/columns", {"head_row": "2", **columns}, staged)
    assert "窓口の新しい改修" not in names(demo_engine)

    first = submit(browser, f"{staged}/commit", {"head_row": "2", **columns}, staged)
    with browser.session_transaction() as kept:
        assert kept
    again = submit(browser, f"{staged}/commit", {}, staged)

    assert (first.status_code, again.status_code) == (302, 302)
    assert names(demo_engine).count("窓口の新しい改修") == 1
    assert "取り込みました" in browser.get(staged).text


def test_what_is_sent_again_unchanged_is_answered(sign_in_as, submit):
    browser = sign_in_as("soumu")
    content = CSV.replace("なまえ", "事業名").replace("６０，０１６", "6OO16")
    staged = bring(submit, browser, content.encode("cp932")).location
    cell = re.search(r'name="(cell[^"]+)" value="6OO16"', browser.get(staged).text)[1]
    unchanged = "変更はありません。"

    submit(browser, f"{staged}/cells", {cell: "6OO16"}, staged)
    assert unchanged in browser.get(staged).text

    submit(browser, f"{staged}/cells", {cell: "500"}, staged)
    page = browser.get(staged).text
    assert unchanged not in page
    assert cell not in page


def test_pasted_cells_are_read_like_a_file(sign_in_as, submit):
    browser = sign_in_as("soumu")
    cells = CSV.replace("なまえ", "事業名").replace("６０，０１６", "60016").replace(",", "\t")

    staged = submit(browser, "/exchange/paste", {"cells": cells}, "/exchange/").location

    assert "窓口の新しい改修" in browser.get(staged).text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "中身がExcel"),
        (b"", "ファイルが空です"),
        (b"PK\x03\x04broken", "壊れています"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(sign_in_as, submit, content, words):
    answer = bring(submit, sign_in_as("soumu"), content, "a.xlsx")

    assert answer.status_code == 422
    assert words in answer.text


def test_a_long_file_is_checked_in_steps_that_the_page_counts(
    sign_in_as, submit, demo_engine, monkeypatch
):
    monkeypatch.setattr(commands, "CHUNK", 200)
    browser = sign_in_as("soumu")
    head, row = CSV.replace("なまえ", "事業名").splitlines()[1:]
    rows = "\n".join(row.replace("窓口", f"{number}番窓口") for number in range(250))

    staged = bring(submit, browser, f"{head}\n{rows}\n".encode()).location

    page = browser.get(staged).text
    assert 'value="200" max="250"' in page
    assert "data-advance" in page
    submit(browser, f"{staged}/advance", {}, staged)
    page = browser.get(staged).text
    assert "data-advance" not in page
    assert 'id="progress"' not in page
    submit(browser, f"{staged}/commit", {}, staged)
    overview = look(
        demo_engine, person_named(demo_engine, "soumu"), items.cycle_overview, "2021-09"
    )
    assert overview.total.count == 251


def test_while_rows_come_in_the_page_is_told_how_many_and_nobody_else_is(
    app, sign_in_as, submit, demo_engine
):
    browser, waiting, other = (sign_in_as(login) for login in ("soumu", "soumu", "mirai"))
    head, row = CSV.replace("なまえ", "事業名").splitlines()[1:]
    rows = "\n".join(row.replace("窓口", f"{number}番窓口") for number in range(20))
    staged = bring(submit, browser, f"{head}\n{rows}\n".encode()).location
    stopped, go_on = Event(), Event()

    def stop(_connection, _cursor, statement, *_more):
        if statement.startswith("INSERT INTO items"):
            stopped.set()
            assert go_on.wait(60)

    listen(demo_engine.database.engine, "before_cursor_execute", stop)
    with ThreadPoolExecutor(1) as pool:
        coming_in = pool.submit(submit, browser, f"{staged}/commit", {}, staged)
        assert stopped.wait(60)
        told = [one.get(f"{staged}/done").json["rows"] for one in (waiting, other)]
        go_on.set()
        assert coming_in.result().status_code == 302

    assert told == [20, None]
    assert waiting.get(f"{staged}/done").json["rows"] is None


def test_another_persons_file_is_not_there(sign_in_as, submit):
    staged = bring(submit, sign_in_as("soumu"), CSV.encode()).location
    other = sign_in_as("mirai")

    assert other.get(staged).status_code == 404
    for step in ("advance", "columns", "conflicts", "commit"):
        assert submit(other, f"{staged}/{step}", {}, "/exchange/").status_code == 404


def test_only_officers_and_the_center_come_here(sign_in_as):
    for login in ("evaluator", "viewer", "advisor", "admin"):
        assert sign_in_as(login).get("/exchange/").status_code == 403


def test_the_center_brings_in_for_departments_whose_officers_read_that_it_did(sign_in_as, submit):
    reviewer, officer = sign_in_as("reviewer"), sign_in_as("soumu")
    assert 'href="/exchange/"' in reviewer.get("/items/?cycle=2021-09").text

    staged = bring(submit, reviewer, CSV.replace("なまえ", "事業名").encode()).location
    submit(reviewer, f"{staged}/commit", {}, staged)

    done, told = reviewer.get(staged).text, officer.get("/notices/").text
    assert ("各部局に知らせました" in done, "件を提出する" in done) == (True, False)
    assert "下書きとして取り込まれました" in told
    draft = next(iter(re.findall(r'href="(/items/\d+)">窓口の新しい改修', officer.get("/").text)))
    assert "総務部の案件として取込み" in officer.get(draft).text


def test_template_and_list_are_handed_out(sign_in_as):
    browser = sign_in_as("soumu")

    for query, rows in (("", 0), ("&items=yes", 1)):
        answer = browser.get(f"/exchange/template.xlsx?cycle=2021-09{query}")
        sheet = load_workbook(BytesIO(answer.data))["様式"]
        assert sum(bool(row[5].value) for row in sheet.iter_rows(min_row=4)) == rows


def test_of_a_thousand_wrong_rows_some_are_shown_and_of_long_texts_the_beginning(
    sign_in_as, submit
):
    browser = sign_in_as("soumu")
    wrong = "総務部\t" + "長" * 400 + "\t行政\t手続き\t住民台帳の改修\t100\t一般財源\t概要\n"
    cells = "部局名\t課室名\t分野\t類型\t事業名\t事業費\t財源\t概要\n" + wrong * 300

    staged = submit(browser, "/exchange/paste", {"cells": cells}, "/exchange/").location
    while 'name="column-0"' not in (page := browser.get(staged).text) or "data-advance" in page:
        submit(browser, f"{staged}/advance", {}, staged)

    table = page.partition('id="more-problems"')[2].partition("</section>")[0]
    assert "先頭の200件" in table
    assert table.count("<tr>") == 200 + 1
    assert "長" in table
    assert "長" * 301 not in table
