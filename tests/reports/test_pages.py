"""Pages of meetings: who reaches them, what a freeze, a lift and an agenda do when sent twice."""

import re
from datetime import date, datetime

import pytest

from tests.support.people import person_named
from tests.support.units import do, look
from workflow import calendar, items, reports
from workflow.values import JAPAN
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
FREEZE = "/reports/2/evaluated/freeze"


def primary(page: str) -> list[str]:
    """The words of the blue buttons of a page."""
    return re.findall(r'<a class="btn btn-primary"[^>]*>([^<]*)', page.partition("<main")[2])


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


def test_the_freeze_page_says_what_is_missing_before_it_happens(sign_in_as):
    browser = sign_in_as("secretariat")

    results, planned = browser.get(FREEZE).text, browser.get("/reports/2/planned/freeze").text

    assert "評価区分のない案件5件は、一覧に載りません" in results
    assert "会議の後、案件を選んで操作します" in results
    early, bare = "の提出締切（8/20（金））はまだ過ぎていません", "次第がなくても確定できます"
    assert (early in results, early in planned, bare in results) == (True, False, False)
    assert bare in browser.get("/reports/4/evaluated/freeze").text
    assert (
        "税務総合システム大規模改修業務委託事業" in planned.partition("一度も提出されていない")[2]
    )


def test_the_freeze_page_says_where_the_agenda_has_no_paper_for_the_list(sign_in_as, submit):
    browser, missing = sign_in_as("secretariat"), "会議の資料には入りません"
    results, planned = browser.get(FREEZE).text, browser.get("/reports/2/planned/freeze").text

    assert "次第に「評価結果一覧」の資料がありません。「資料1-6」として確定します" in results
    warned = results.partition(missing)[2]
    assert re.search(r'href="/reports/2/agenda"', warned.partition("</div>")[0])
    assert missing not in planned
    rows = {"seen": "1", "group": ["1"], "number": ["7"], "title": ["結果"], "kind": ["evaluated"]}
    submit(browser, "/reports/2/agenda", rows)
    assert missing not in browser.get(FREEZE).text
    assert missing in browser.get("/reports/2/planned/freeze").text


def test_a_freeze_that_is_sent_twice_makes_one_edition(demo_engine, sign_in_as, submit):
    browser = sign_in_as("secretariat")
    first = submit(browser, FREEZE, {"number": "1", "note": ""})
    again = submit(browser, FREEZE, {"number": "1", "note": ""}, page="/reports/2/planned/freeze")

    assert (first.status_code, again.status_code) == (302, 302)
    assert first.location == again.location == "/reports/2/evaluated/1"
    with demo_engine.read(person_named(demo_engine, "viewer")) as work:
        assert len(reports.editions(work, 2)) == 1
    edition, meeting = browser.get(first.location).text, browser.get("/reports/2").text
    assert "改ざんを確かめる値（印刷して保管" in edition
    assert primary(meeting) == []  # the meeting is still to come
    for page in (edition, meeting):
        order = page.partition("確定から報告済までの順序")[2]
        steps = (
            "検討予定を確定",
            "● 評価結果は確定しています",
            "cycle=2021-09&amp;state=evaluated",
        )
        places = [order.find(step) for step in steps]
        assert -1 not in places
        assert places == sorted(places)
    listed = browser.get("/items/?cycle=2021-09&state=evaluated&action=report").text
    assert '<option value="report" selected>' in listed


def test_the_blue_button_of_a_meeting_is_its_next_step(demo_engine, sign_in_as):
    demo_engine.clock.set(datetime(2021, 9, 21, 9, tzinfo=JAPAN))
    browser = sign_in_as("secretariat")
    assert primary(browser.get("/reports/4").text) == ["次第を編集"]
    assert primary(browser.get("/reports/2").text) == ["評価結果を確定"]

    with demo_engine.write(person_named(demo_engine, "secretariat")) as work:
        reports.freeze(work, 2, Stage.EVALUATED)
    marking = primary(browser.get("/reports/2").text)
    assert marking == ["案件を報告済にする：令和3年度9月補正予算"]


def test_a_freeze_that_stands_is_refused_with_its_reason(sign_in_as, submit):
    browser = sign_in_as("secretariat")
    submit(browser, FREEZE, {"number": "1", "note": ""})

    answer = submit(browser, FREEZE, {"number": "2", "note": "訂正"}, page="/reports/2/agenda")

    assert answer.status_code == 409
    assert "先に本部事務局が確定を解除してください" in answer.text
    assert "● 評価結果は確定しています" in browser.get("/reports/2/planned/freeze").text


def test_the_file_is_the_one_that_was_frozen(demo_engine, frozen, sign_in_as):
    answer = sign_in_as("viewer").get("/reports/2/planned/1/file.xlsx")

    with demo_engine.read(person_named(demo_engine, "viewer")) as work:
        assert answer.data == reports.edition_file(work, frozen, "xlsx").content
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_lift_needs_a_reason_and_shows_beside_the_edition(sign_in_as, submit):
    browser = sign_in_as("secretariat")
    submit(browser, FREEZE, {"number": "1", "note": ""})

    without = submit(browser, "/reports/2/lift", {"note": " "})
    done = submit(browser, "/reports/2/lift", {"note": "所見の誤記"})

    assert without.status_code == 422
    assert done.status_code == 302
    assert "所見の誤記" in browser.get("/reports/2").text


def test_the_comparison_says_that_the_freeze_was_lifted_and_counts_what_left(
    demo_engine, sign_in_as
):
    for stage in (Stage.PLANNED, Stage.EVALUATED):
        do(demo_engine, "secretariat", reports.freeze, 2, stage)
    browser = sign_in_as("viewer")
    stands = browser.get("/reports/2/difference").text
    do(demo_engine, "secretariat", reports.lift, 2, "一件を加えるため")

    lifted = browser.get("/reports/2/difference").text

    assert "確定を解除しました" not in stands
    assert re.search("評価結果の第1版は、[^。]*確定を解除しました。理由：一件を加えるため", lifted)
    assert "検討予定だけのものは減、評価結果だけのものは増" in lifted
    changes = re.findall(r'data-label="増減">(?:<strong>)?([△0-9,]+)', lifted)
    *rows, total = (int(one.replace(",", "").replace("△", "-")) for one in changes)
    assert rows
    assert sum(rows) == total


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
