"""Pages of meetings: who reaches them, what an agenda does when sent twice, what files say."""

import re
from datetime import date

import pytest

from tests.support.people import person_named
from tests.support.units import do, look
from workflow import calendar, items, reports
from workflow.values.vocabulary import Stage

PAGES = {
    "/reports/": "all",
    "/reports/2": "all",
    "/reports/2/difference": "readers",
    "/reports/2/difference.csv": "readers",
    "/reports/2/planned/1": "readers",
    "/reports/2/planned/1/file.pdf": "readers",
    "/reports/2/planned/1/file.xlsx": "readers",
    "/reports/2/planned/1/file.csv": "readers",
    "/reports/2/planned/1/file.json": "readers",
    "/reports/2/planned/compare": "readers",
    "/reports/2/agenda": "secretariat",
    "/reports/2/planned/freeze": "secretariat",
    "/reports/2/evaluated/freeze": "secretariat",
}


@pytest.fixture
def frozen(demo_engine):
    """The planned list of the second meeting as its first edition."""
    return _freeze(demo_engine)


@pytest.fixture(scope="module")
def shared_frozen(shared_demo_engine):
    """The same in the module's application."""
    return _freeze(shared_demo_engine)


def _freeze(demo_engine):
    with demo_engine.write(person_named(demo_engine, "secretariat")) as work:
        return reports.freeze(work, 2, Stage.PLANNED)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "login", ["kenko", "viewer", "advisor", "reviewer", "secretariat", "admin"]
)
def test_who_reaches_which_page(address, login, shared_frozen, shared_sign_in_as):
    reached = {"all"} | ({"readers"} if login not in ("kenko", "advisor") else set())
    reached |= {"secretariat"} if login == "secretariat" else set()

    answer = shared_sign_in_as(login).get(address)

    assert answer.status_code == (200 if PAGES[address] in reached else 403)


def test_the_list_of_meetings_leads_to_editions_and_names_budgets_without_a_meeting(
    shared_frozen, shared_sign_in_as, shared_demo_engine
):
    days = (date(2021, 8, 2), date(2021, 9, 30), date(2021, 10, 8))
    october = calendar.CycleDraft(2021, 2021, "10", "standard", *days)
    do(shared_demo_engine, "secretariat", calendar.add_cycle, october)

    viewer, officer, secretariat = (
        shared_sign_in_as(login).get("/reports/").text
        for login in ("viewer", "kenko", "secretariat")
    )

    assert 'href="/reports/2/planned/1"' in viewer
    assert 'href="/reports/2/planned/1"' not in officer
    lacking = "この回を扱う"
    assert (lacking in secretariat, lacking in viewer) == (True, False)


@pytest.mark.parametrize("address", PAGES)
def test_nobody_reaches_a_page_without_signing_in(address, shared_frozen, shared_client):
    assert shared_client.get(address).status_code == 302


@pytest.mark.parametrize(
    "address",
    ["/reports/99", "/reports/99999999999999", "/reports/2/planned/2", "/reports/2/evaluated/1",
     "/reports/2/soon/1", "/reports/2/planned/1/file.docx", "/reports/2/evaluated/compare",
     "/reports/2/planned/compare?before=7", "/reports/99/difference", "/reports/2/lift"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(address, shared_frozen, shared_sign_in_as):
    assert shared_sign_in_as("secretariat").get(address).status_code == 404


def test_an_officer_reads_the_agenda_and_nothing_of_the_others(frozen, sign_in_as):
    page = sign_in_as("kenko").get("/reports/2").text

    assert "各部署のDX推進目標（令和3年度設定：プロジェクト）の概要" in page
    assert "124,565" not in page
    assert "確定した版" not in page.partition("<main")[2]


def test_the_file_is_the_one_that_was_frozen(demo_engine, frozen, sign_in_as):
    answer = sign_in_as("viewer").get("/reports/2/planned/1/file.xlsx")

    with demo_engine.read(person_named(demo_engine, "viewer")) as work:
        assert answer.data == reports.edition_file(work, frozen, "xlsx").content
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_frozen_list_has_the_subtotals_of_its_departments_as_the_paper_has(frozen, sign_in_as):
    page = sign_in_as("viewer").get("/reports/2/planned/1").text

    groups = [one for block in frozen.blocks for one in block.groups]
    several = {f"{one.department} 小計": one.kyen for one in groups if len(one.entries) > 1}
    shown = re.findall(r'class="subtotal"><th[^>]*>([^<]*)</th><td[^>]*>([0-9,]+)', page)
    assert several == {"健康福祉部 小計": 21_403}
    assert {name: int(kyen.replace(",", "")) for name, kyen in shown} == several
    before, after = page.split("健康福祉部 小計")
    assert (">健康福祉部</td>" in before, ">健康福祉部</td>" in after) == (True, False)


def test_an_agenda_is_kept_sorted_and_a_wrong_row_keeps_what_was_typed(sign_in_as, submit):
    browser = sign_in_as("secretariat")
    empty, there = browser.get("/reports/4/agenda").text, browser.get("/reports/2/agenda").text
    assert re.search(r'name="title"[^>]*value="[^"]+（デジタル化関連事業）評価結果一覧"', empty)
    assert ("はじめの行は案です" in empty, "はじめの行は案です" in there) == (True, False)
    rows = {"seen": "1", "group": ["2", "１", ""], "number": ["1", "７", ""],
            "title": ["資料その2", "結果", ""], "kind": ["free", "evaluated", "free"]}  # fmt: skip

    wrong = submit(browser, "/reports/2/agenda", {**rows, "number": ["0", "7", ""]})
    untitled = submit(browser, "/reports/2/agenda", {**rows, "title": ["資料その2", "", ""]})
    assert untitled.text.count("2行目：資料の題名を入力してください。") == 1
    kept = submit(browser, "/reports/2/agenda", rows)
    again = submit(browser, "/reports/2/agenda", rows)
    stale = submit(browser, "/reports/2/agenda", {**rows, "title": ["別", "結果", ""]})

    assert wrong.status_code == 422
    assert "資料その2" in wrong.text
    assert "1から99まで" in wrong.text
    assert (kept.status_code, again.status_code, stale.status_code) == (302, 302, 409)
    page = browser.get("/reports/2").text
    assert page.index("資料1-7") < page.index("資料2-1")


def test_the_pages_read_in_english(frozen, sign_in_as):
    browser = sign_in_as("secretariat")
    with browser.session_transaction() as kept:
        kept["language"] = "en"

    assert "Frozen editions" in browser.get("/reports/2").text
    assert "Merkle root of the ledger" in browser.get("/reports/2/planned/1").text


def test_the_meeting_and_its_newest_edition_say_where_the_list_of_now_differs(
    demo_engine, frozen, sign_in_as
):
    browser = sign_in_as("secretariat")
    assert "変わったところはありません" in browser.get("/reports/2").text
    item_id = look(demo_engine, None, items.find, "急性期診療ネットワーク推進事業")
    actor = person_named(demo_engine, "kenko")
    seen = look(demo_engine, actor, items.get, item_id).content_hash
    demo_engine.perform(item_id, "withdraw", actor, seen, "取りやめた")

    for address in ("/reports/2", "/reports/2/planned/1"):
        page = browser.get(address).text
        assert "1 か所が変わっています" in page
        assert "急性期診療ネットワーク推進事業" in page.partition("いまの一覧との違い")[2]
    assert "台帳の照合値" in page
    assert "Merkle" not in page
    assert f'<a href="/items/{item_id}">急性期診療ネットワーク推進事業</a>' in page


def test_the_csv_of_an_edition_has_japanese_headings_and_codes_where_they_are_asked_for(
    frozen, sign_in_as
):
    browser = sign_in_as("viewer")
    address = "/reports/2/planned/1/file.csv"

    heads = [
        browser.get(one).data.decode("utf-8-sig").splitlines()[0].split(",")[:5]
        for one in (address, f"{address}?headings=codes")
    ]

    assert heads == [
        ["NO.", "部局名", "課室名", "分野", "類型"],
        ["no", "department", "section", "field", "category"],
    ]
    assert f"{address}?headings=codes" in browser.get("/reports/2/planned/1").text
