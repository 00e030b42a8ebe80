"""A long list as a file is asked for, made by a job, and fetched."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from tests.support.units import do, look
from workflow import papers
from workflow.documents import progress
from workflow.items import ItemFilter
from workflow.models import Paper, PaperProgress
from workflow.papers import PaperUnderWay, commands, policy
from workflow.values.clock import SettableClock
from workflow.values.errors import NotFound

LIST = ItemFilter(cycle_id="2021-09")
ADDRESS = "/headquarters/list.xlsx?cycle=2021-09"


@pytest.fixture(autouse=True)
def six_items_are_many(monkeypatch):
    monkeypatch.setattr(policy, "BIG", 5)
    monkeypatch.setattr(commands, "PIECE", 1000)  # bytes: every file is of several pieces


def ask(engine, login="secretariat", form="xlsx", wanted=LIST, kind="list"):
    return do(engine, login, papers.ask, kind, wanted, form)


def test_a_long_list_is_made_by_a_job_and_fetched_when_it_is_there(demo_engine, sign_in_as, submit):
    browser = sign_in_as("secretariat")

    asked_for = browser.get(ADDRESS)
    page = asked_for.headers["Location"]
    waiting = submit(browser, page, {}).headers["Location"]
    before = browser.get(waiting)
    papers.make(demo_engine, 1)
    after = browser.get(waiting)
    file = browser.get(f"{waiting}/file")

    assert "6件の一覧" in browser.get(page).text
    assert "順番を待っています" in before.text
    assert before.headers["Refresh"] == "2"
    assert "できました" in after.text
    assert "Refresh" not in after.headers
    names = [row[5].value for row in load_workbook(BytesIO(file.data)).active.rows]
    assert "急性期診療ネットワーク推進事業" in names
    assert file.data == sign_in_as("secretariat").get(f"{waiting}/file").data


def test_whoever_waits_sees_how_many_rows_are_written(demo_engine, sign_in_as, submit, monkeypatch):
    browser, pages, tell = sign_in_as("secretariat"), [], progress.Notes.tell
    waiting = submit(browser, browser.get(ADDRESS).location, {}).location

    def tell_and_look(notes, step, done):
        tell(notes, step, done)
        pages.append(browser.get(waiting).text)

    monkeypatch.setattr(progress, "EVERY", 0)
    monkeypatch.setattr(progress.Notes, "tell", tell_and_look)
    papers.make(demo_engine, 1)

    assert "一覧を読み込んでいます。" in pages[0]
    assert "6行のうち4行を書き込みました。" in pages[4]
    assert 'value="4" max="6"' in pages[4]
    assert "ファイルにまとめています。" in pages[-1]
    with demo_engine.read() as work:
        assert not work.session.scalar(select(func.count(PaperProgress.job)))


def test_the_workbook_of_what_one_may_edit_is_made_by_a_job_too(
    demo_engine, sign_in_as, submit, monkeypatch
):
    monkeypatch.setattr(policy, "BIG", 0)
    browser = sign_in_as("soumu")

    page = browser.get("/exchange/template.xlsx?cycle=2021-09&items=yes").location
    asked_for = browser.get(page).text
    waiting = submit(browser, page, {}).location
    papers.make(demo_engine, 1)
    file = browser.get(f"{waiting}/file")

    assert "編集できる案件の一覧（Excel）" in asked_for
    assert "最大1件の一覧" in asked_for
    assert quote("令和3年度9月補正予算_編集用一覧.xlsx") in file.headers["Content-Disposition"]
    rows = load_workbook(BytesIO(file.data))["様式"].iter_rows(min_row=4)
    assert sum(bool(row[5].value) for row in rows) == 1
    assert browser.get("/exchange/template.xlsx?cycle=2021-09").data.startswith(b"PK")


def test_who_brings_no_files_gets_no_workbook_of_items(demo_engine, sign_in_as):
    paper_id = ask(demo_engine, "viewer", kind="template")
    papers.make(demo_engine, paper_id)

    assert "作成できませんでした" in sign_in_as("viewer").get(f"/papers/{paper_id}").text


def test_a_list_that_is_not_long_is_handed_out_at_once(sign_in_as, monkeypatch):
    monkeypatch.setattr(policy, "BIG", 6)

    assert sign_in_as("secretariat").get(ADDRESS).data.startswith(b"PK")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_written_quickly_is_handed_out_at_once(sign_in_as, form):
    answer = sign_in_as("secretariat").get(f"/headquarters/list.{form}?cycle=2021-09")

    assert answer.status_code == 200


def test_the_filter_of_the_list_is_the_papers(demo_engine, sign_in_as, monkeypatch):
    monkeypatch.setattr(policy, "BIG", 1)
    browser = sign_in_as("reviewer")

    page = browser.get(f"{ADDRESS}&department=kenko&_external=1&_scheme=ftp").headers["Location"]

    assert page == "/papers/list.xlsx?cycle=2021-09&department=kenko"
    assert "2件の一覧" in browser.get(page).text


def test_one_person_has_one_paper_made_at_a_time(demo_engine):
    first = ask(demo_engine)

    assert ask(demo_engine) == first
    with pytest.raises(PaperUnderWay) as refused:
        ask(demo_engine, form="pdf")
    assert refused.value.data == {"paper": first}
    assert ask(demo_engine, "reviewer") != first

    papers.make(demo_engine, first)
    assert ask(demo_engine, form="pdf") != first


@pytest.mark.both_databases
def test_a_button_that_is_pressed_twice_at_once_makes_one_paper(app, sign_in_as, submit):
    page = "/papers/list.pdf?cycle=2021-09"
    browsers = [sign_in_as("secretariat") for _ in range(2)]
    for browser in browsers:
        browser.get(page)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda browser: submit(browser, page, {}), browsers))

    assert [one.status_code for one in answers] == [302, 302]
    assert len({one.headers["Location"] for one in answers}) == 1


def test_whoever_asks_for_another_is_led_to_the_one_that_is_being_made(
    demo_engine, sign_in_as, submit
):
    first = ask(demo_engine)
    browser = sign_in_as("secretariat")

    answer = submit(browser, "/papers/list.pdf?cycle=2021-09", {})

    assert answer.headers["Location"] == f"/papers/{first}"
    assert "別の資料を作成しています" in browser.get(f"/papers/{first}").text


def test_a_paper_holds_what_its_person_may_see(demo_engine):
    paper_id = ask(demo_engine, "kenko")
    papers.make(demo_engine, paper_id)

    document = look(demo_engine, "kenko", papers.fetch, paper_id)

    sheet = load_workbook(BytesIO(document.content)).active
    shown = [row[1].value for row in sheet.rows if row[0].value in (1, 2, 3)]
    assert shown == ["健康福祉部"] * 2


def test_nobody_sees_the_paper_of_another(demo_engine, sign_in_as):
    paper_id = ask(demo_engine)
    papers.make(demo_engine, paper_id)

    for address in (f"/papers/{paper_id}", f"/papers/{paper_id}/file"):
        assert sign_in_as("reviewer").get(address).status_code == 404
    assert look(demo_engine, "reviewer", papers.own) == ()


def test_a_paper_that_may_not_be_had_is_said_not_to_have_been_made(demo_engine, sign_in_as):
    paper_id = ask(demo_engine, "kenko", kind="finance")
    papers.make(demo_engine, paper_id)

    browser = sign_in_as("kenko")
    assert "作成できませんでした" in browser.get(f"/papers/{paper_id}").text
    assert browser.get(f"/papers/{paper_id}/file").status_code == 404


def test_making_it_again_changes_nothing(demo_engine):
    paper_id = ask(demo_engine)
    papers.make(demo_engine, paper_id)
    first = look(demo_engine, "secretariat", papers.paper, paper_id)

    papers.make(demo_engine, paper_id)
    papers.make(demo_engine, paper_id + 1)

    assert look(demo_engine, "secretariat", papers.paper, paper_id) == first


def test_papers_are_forgotten_after_a_day(demo_engine):
    paper_id = ask(demo_engine)
    later = demo_engine.at(SettableClock(demo_engine.clock.now() + timedelta(hours=25)))

    with later.write() as work:
        papers.forget_old(work)

    with pytest.raises(NotFound):
        look(demo_engine, "secretariat", papers.paper, paper_id)


def test_of_one_persons_papers_few_are_kept(demo_engine):
    for _ in range(8):
        papers.make(demo_engine, ask(demo_engine))

    with demo_engine.read() as work:
        assert work.session.scalar(select(func.count(Paper.id))) == policy.MOST_KEPT


def test_a_paper_that_no_worker_makes_is_not_waited_for_for_ever(demo_engine):
    ask(demo_engine)
    later = demo_engine.at(SettableClock(demo_engine.clock.now() + timedelta(hours=1)))

    asked = ask(later, form="pdf")

    waiting = look(demo_engine, "secretariat", papers.own)
    assert [(one.id, one.form) for one in waiting] == [(asked, "pdf")]


@pytest.mark.parametrize(
    ("kind", "form"), [("list", "csv"), ("list", "exe"), ("other", "pdf"), ("template", "pdf")]
)
def test_there_is_no_paper_of_another_kind(demo_engine, kind, form):
    with pytest.raises(NotFound):
        ask(demo_engine, kind=kind, form=form)
