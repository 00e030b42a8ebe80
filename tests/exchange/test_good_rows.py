"""The rows that are right may come in; the others wait on a page of their own and are corrected."""

import re
from io import BytesIO

import pytest

from tests.support.exchange import StagedFile, brought
from tests.support.office import SEPTEMBER
from workflow import exchange
from workflow.exchange import ImportNotReady
from workflow.staging import MOST_WAITING
from workflow.values.errors import NotFound

HEAD = "部局名,課室名,分野,類型,事業名,予算額（千円）,財源,概要\n"
GOOD = "soumu,税務課,行政,procedure,税務改修,60016,一般財源,あれこれ\n"
WRONG = "soumu,謎課,行政,procedure,謎改修,六万,一般財源,あれこれ\n"
OTHER = "soumu,税務課,謎,procedure,他の改修,5,一般財源,あれこれ\n"


def staged(office, text) -> StagedFile:
    return brought(office.engine, office.person("officer"), text.encode())


def rest_of(file, done) -> StagedFile:
    return StagedFile(file.engine, file.actor, done.rest)


def test_nothing_comes_in_unless_it_is_asked_for_the_good_rows(office):
    file = staged(office, HEAD + GOOD + WRONG)

    with pytest.raises(ImportNotReady):
        file.commit()

    assert office.count_items() == 0
    assert file.view().can_come_in_part


def test_good_rows_come_in_once_and_the_others_wait(office):
    file = staged(office, HEAD + GOOD + WRONG + OTHER)

    done = file.do(exchange.commit, good_only=True)
    again = file.do(exchange.commit, good_only=True)

    assert done == again
    assert (done.created, office.count_items()) == (1, 1)
    assert len(file.view().created_ids) == 1
    rest = rest_of(file, done).view()
    assert (rest.is_rest, rest.wrong, rest.create, rest.skipped) == (True, 2, 0, 0)
    assert [one.cell for one in rest.problems] == ["F3", "B3", "C4"]


def test_what_waits_is_corrected_on_the_page_and_comes_in(office):
    file = staged(office, HEAD + GOOD + WRONG + OTHER)
    rest = rest_of(file, file.do(exchange.commit, good_only=True))

    rest.do(exchange.amend, {(3, "section"): "税務課", (3, "amount_kyen"): "６０，０００"})
    assert [one.cell for one in rest.view().problems] == ["C4"]
    rest.do(exchange.amend, {(4, "field"): "くらし"})

    assert {line.name: line.amount_kyen for line in rest.view().lines} == {
        "謎改修": 60_000,
        "他の改修": 5,
    }
    assert rest.commit().created == 2
    assert office.count_items() == 3


def test_a_whole_file_is_corrected_on_the_page_too(office):
    file = staged(office, HEAD + GOOD + WRONG)

    file.do(exchange.amend, {(3, "section"): "財産活用課", (3, "amount_kyen"): "5"})

    assert file.commit().created == 2


def test_what_comes_back_as_it_was_shown_is_no_correction(office):
    long = "長" * 5_000
    file = staged(office, HEAD + GOOD.replace("あれこれ", long))
    (wrong,) = file.view().problems
    assert wrong.column == "summary"
    assert len(wrong.typed) < len(long)

    file.do(exchange.amend, {(2, "summary"): wrong.typed})

    assert [one.key for one in file.view().problems] == [wrong.key]


def test_a_corrected_name_that_is_taken_is_named_again(office):
    file = staged(office, HEAD + GOOD + WRONG)
    rest = rest_of(file, file.do(exchange.commit, good_only=True))

    rest.do(
        exchange.amend,
        {(3, "section"): "税務課", (3, "amount_kyen"): "5", (3, "name"): "税務改修"},
    )

    assert [one.key for one in rest.view().problems] == ["duplicate_item"]


def test_corrections_stay_when_the_columns_are_read_otherwise(office):
    file = staged(office, HEAD + GOOD + WRONG)
    file.do(exchange.amend, {(3, "section"): "税務課", (3, "amount_kyen"): "5"})
    view = file.view()
    columns = {one.place: one.column for one in view.columns if one.column != "summary"}

    file.do(exchange.correct, tab=view.tab, head_row=view.head_row, columns=columns)

    assert (file.view().create, file.view().problems) == (2, ())


def test_an_error_cell_is_corrected_by_what_is_typed(office):
    file = staged(office, HEAD + GOOD.replace("60016", "#N/A"))
    assert [one.key for one in file.view().problems] == ["cell_error"]

    file.do(exchange.amend, {(2, "amount_kyen"): "7"})

    assert [line.amount_kyen for line in file.view().lines] == [7]


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("soumu")


def bring(submit, officer, text):
    data = {"file": (BytesIO(text.encode()), "一覧.csv")}
    return submit(officer, f"/exchange/?cycle={SEPTEMBER}", data).location


def test_on_the_page_good_rows_come_in_and_are_submitted_together(officer, submit):
    staged_at = bring(submit, officer, HEAD + GOOD.replace("税務改修", "窓口改修") + WRONG)
    page = officer.get(staged_at).text
    assert "正しい1件だけを取り込む" in page
    assert "残りの1件は取り込まず" in page
    assert "この値で確認する" in page

    submit(officer, f"{staged_at}/commit", {"rows": "good"}, staged_at)

    page = officer.get(staged_at).text
    assert "この1件を提出" in page
    (item,) = re.findall('name="item" value="([0-9]+)"', page)
    given = {"item": item, "action": "submit"}
    run = submit(officer, f"/bulk/?cycle={SEPTEMBER}", given, staged_at).location
    assert "窓口改修" in officer.get(run).text
    rest = re.search('href="(/exchange/[0-9]+)">修正する', page)[1]
    cells = {"cell-3-section": "税務課", "cell-3-amount_kyen": "5"}
    submit(officer, f"{rest}/cells", cells, rest)
    assert "謎改修" in officer.get(rest).text
    assert "修正が必要な点" not in officer.get(rest).text


def columns_are_open(page):
    return re.search(r"<details[^>]*\bopen\b[^>]*>\s*<summary><h2>列の読み方", page) is not None


def test_the_table_of_columns_stays_shut_where_all_are_known(officer, submit):
    known = officer.get(bring(submit, officer, HEAD + WRONG)).text
    unknown = officer.get(bring(submit, officer, (HEAD + WRONG).replace("概要", "なぞ"))).text
    nameless = officer.get(bring(submit, officer, (HEAD + WRONG).replace("事業名", "なまえ"))).text

    assert [columns_are_open(page) for page in (known, unknown, nameless)] == [False, True, True]


def test_pasted_cells_are_called_so(officer, submit):
    cells = (HEAD + WRONG).replace(",", "\t")

    staged_at = submit(officer, "/exchange/paste", {"cells": cells}, "/exchange/").location

    page = officer.get(staged_at).text
    assert "貼り付けたセル F2" in page
    assert "CSV」シート" not in page


THEIRS = "kensetsu,技術管理課,行政,procedure,橋りょう台帳,9000,一般財源,あれこれ\n"


def test_rows_of_other_departments_are_left_out_and_the_rest_comes_in_whole(office):
    file = staged(office, HEAD + GOOD + THEIRS + OTHER + THEIRS.replace("橋りょう", "河川"))
    assert (file.view().of_others, file.view().wrong) == (2, 3)

    assert [file.do(exchange.leave_out_others) for _ in range(2)] == [2, 0]
    assert (file.view().of_others, file.view().left_out, file.view().skipped) == (0, 2, 0)
    file.do(exchange.amend, {(4, "field"): "くらし"})

    assert (file.view().left_out, file.view().wrong) == (2, 0), "read anew, they stay left out"
    assert file.commit().created == 2
    assert office.count_items() == 2


def test_of_many_files_that_wait_for_one_person_the_oldest_are_dropped(office):
    theirs = brought(office.engine, office.person("colleague"), (HEAD + GOOD).encode())
    files = [
        staged(office, HEAD + GOOD.replace("税務改修", f"改修{n}")) for n in range(MOST_WAITING + 2)
    ]

    for gone in files[:2]:
        with pytest.raises(NotFound):
            gone.view()

    assert [file.commit().created for file in (files[2], files[-1], theirs)] == [1, 1, 1]
    again = staged(office, HEAD + GOOD.replace("税務改修", "改修0"))
    assert again.commit().created == 1
