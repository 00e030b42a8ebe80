"""A meeting that takes two budgets: blocks on the screen and in editions, the agenda's number."""

import csv
import html
import io
import re
from datetime import date

import pytest

from tests.reports.conftest import Headquarters
from tests.support.office import INITIAL, SEPTEMBER, Office
from tests.support.people import person_named
from tests.support.units import look
from workflow import items, reports
from workflow.calendar import setup as calendar_setup
from workflow.documents import report
from workflow.items.list_views import ItemFilter
from workflow.reports import AgendaEntry
from workflow.values.vocabulary import AgendaKind, Stage

NUMBERED = (
    AgendaEntry(2, 3, "検討予定", AgendaKind.PLANNED),
    AgendaEntry(2, 4, "評価結果", AgendaKind.EVALUATED),
)
DEMO_MEETING = 4
"""Takes February's supplementary and the initial budget."""


@pytest.fixture
def joined(headquarters: Headquarters, office: Office) -> Headquarters:
    """A meeting that takes September's budget and the initial one, with an item of each."""
    with office.engine.write() as work:
        headquarters.meeting = calendar_setup.put_meeting(
            work,
            fiscal_year=2021,
            number=9,
            held_on=date(2021, 9, 24),
            cycles=[SEPTEMBER, INITIAL],
        )
    office.an_item("evaluated", cycle=INITIAL, department="soumu")
    office.an_item("evaluated", department="kensetsu")
    office.an_item("evaluated", department="soumu")
    return headquarters


def test_an_edition_has_a_block_for_each_budget_with_its_sum(joined):
    made = joined.freeze()

    assert [(block.budget, block.kyen) for block in made.blocks] == [
        (SEPTEMBER, 2 * 60_016),
        (INITIAL, 60_016),
    ]
    assert [[entry.line.no for entry in block.entries] for block in made.blocks] == [[1, 2], [3]]
    assert made.kyen == 3 * 60_016


def test_the_planned_list_beside_the_results_has_a_block_and_sums_for_each_budget(joined, office):
    office.an_item("submitted", cycle=INITIAL, department="kensetsu")
    joined.freeze(Stage.PLANNED)

    found = office.look("secretariat", reports.difference, joined.meeting)
    file = office.look("secretariat", reports.difference_file, joined.meeting, codes=False)

    assert [
        (block.title.ja, len(block.rows), block.planned_kyen, block.evaluated_kyen)
        for block in found.blocks
    ] == [(SEPTEMBER, 2, 2 * 60_016, 2 * 60_016), (INITIAL, 2, 2 * 60_016, 60_016)]
    assert (found.planned_kyen, found.change_kyen) == (4 * 60_016, -60_016)
    head, *rows = csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline=""))
    at = [head.index(name) for name in ("部局名", "検討予定の事業費（千円）", "予算")]
    assert [[row[place] for place in at] for row in rows if "計" in row[at[0]]] == [
        [f"{SEPTEMBER} 計", "120032", SEPTEMBER],
        [f"{INITIAL} 計", "120032", INITIAL],
        ["合計", "240064", ""],
    ]


def test_an_item_that_moved_to_the_other_budget_is_a_change_and_changes_say_their_budgets(
    joined, office
):
    item_id = office.an_item("submitted", department="kensetsu")
    first = joined.freeze(Stage.PLANNED)
    office.act(item_id, "carry_over", "reviewer", cycle_id=INITIAL, note="当初で要求する")
    office.an_item("submitted", department="soumu")

    second = joined.freeze(Stage.PLANNED, note="繰越")
    found = office.look("secretariat", reports.compare, joined.meeting, Stage.PLANNED, 1, 2)

    assert first.number + 1 == second.number
    assert [(one.budget, one.column, one.before, one.after) for one in found.rows] == [
        (SEPTEMBER, "追加", "（なし）", "NO.2　60,016千円"),
        (INITIAL, "予算", SEPTEMBER, INITIAL),
    ]
    assert second.amendments == found.rows


def test_the_rows_of_a_report_lie_by_budget_and_then_in_official_order(joined, office):
    found = office.look("secretariat", report, ItemFilter(meeting_id=joined.meeting))

    assert [(row.cycle_id, row.department_code) for row in found.rows] == [
        (SEPTEMBER, "soumu"),
        (SEPTEMBER, "kensetsu"),
        (INITIAL, "soumu"),
    ]


def test_a_list_has_the_number_of_its_meetings_agenda(joined, office):
    def number(stage: Stage, **wanted) -> str:
        return office.look("secretariat", reports.paper_number, ItemFilter(**wanted), stage)

    assert number(Stage.PLANNED, meeting_id=joined.meeting) == "資料1-6"
    office.do("secretariat", reports.save_agenda, joined.meeting, NUMBERED, 0)

    assert number(Stage.PLANNED, meeting_id=joined.meeting) == "資料2-3"
    assert number(Stage.EVALUATED, meeting_id=joined.meeting) == "資料2-4"
    assert joined.freeze().paper == "資料2-4"


def test_the_list_of_a_cycle_has_the_number_of_its_next_meeting(headquarters, office):
    office.do("secretariat", reports.save_agenda, headquarters.meeting, NUMBERED, 0)

    wanted = ItemFilter(cycle_id=SEPTEMBER)
    assert office.look("viewer", reports.paper_number, wanted, Stage.PLANNED) == "資料2-3"
    assert office.look("viewer", reports.paper_number, ItemFilter(cycle_id="2021-06"),
                       Stage.PLANNED) == "資料1-6"  # fmt: skip


@pytest.fixture
def two_budgets(demo_engine):
    """Both budgets of the fourth meeting have an item of 総務部."""
    officer = person_named(demo_engine, "soumu")
    (mine,) = look(demo_engine, officer, items.page, ItemFilter(cycle_id="2021-09")).rows
    sheet = look(demo_engine, officer, items.get, mine.id).sheet
    department = next(iter(officer.departments(next(iter(officer.roles)))))
    with demo_engine.read() as work:
        opened = max(items.cycle(work, one).opens_on for one in ("2021-02", "2022-initial"))
    demo_engine.clock.set(demo_engine.clock.now().replace(
        year=opened.year, month=opened.month, day=opened.day
    ))  # fmt: skip
    for cycle_id in ("2021-02", "2022-initial"):
        demo_engine.create(cycle_id, department, sheet, officer)
    return sheet


def told(page) -> str:
    """The words of a page, without blanks and marks."""
    content = page.text.partition("<main")[2]
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())


def names_above(page, mark: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(rf'class="{mark}"[^>]*>([^<]+)<', page.text)]


def test_every_page_of_the_meeting_says_what_each_budget_comes_to_and_then_the_sum(
    two_budgets, sign_in_as, demo_engine
):
    browser = sign_in_as("secretariat")
    budgets = ["令和3年度2月補正予算", "令和4年度当初予算"]
    address = f"/reports/{DEMO_MEETING}"

    live = browser.get(f"/headquarters/?meeting={DEMO_MEETING}")
    before = told(browser.get(f"{address}/planned/freeze"))
    with demo_engine.write(person_named(demo_engine, "secretariat")) as work:
        reports.freeze(work, DEMO_MEETING, Stage.PLANNED)
    first_page, edition, meeting, beside = (
        browser.get(one)
        for one in ("/headquarters/", f"{address}/planned/1", address, f"{address}/difference")
    )

    for page in (live, first_page):
        assert names_above(page, "of-budget") == [*budgets, "合計"]
        assert told(page).count("総務部60,0161件") == 2
        assert told(page).count("総務部120,0322件") == 1
    for said in (before, told(edition), told(meeting)):
        assert "120,032" in said
        assert all(f"{budget}60,016千円" in said for budget in budgets)
    assert [
        one.partition(" ")[0]
        for one in re.findall(r'<th scope="rowgroup"[^>]*>([^<]+)', beside.text)
    ] == budgets
    assert all(f"{budget}計60,0160△60,016" in told(beside) for budget in budgets)
    assert "合計120,0320△120,032" in told(beside)


def test_the_figures_of_the_meeting_are_of_each_budget_and_then_of_all(two_budgets, sign_in_as):
    page = sign_in_as("secretariat").get(f"/headquarters/figures?meeting={DEMO_MEETING}")

    said = told(page)
    for budget in ("令和3年度2月補正予算", "令和4年度当初予算"):
        # By department, field, funding, verdict, and field × step.
        assert len(re.findall(rf'<th scope="rowgroup"[^>]*>{budget}', page.text)) == 5
        assert f"{budget}総務部160,016100.0%{budget}計160,016" in said
        assert f"{budget} 総務部 60,016" in page.text, "what a chart says in words"
    assert "計2120,032" in said
    assert "第4回本部会議（令和3年度2月補正予算・令和4年度当初予算）" in said


def test_the_screen_shows_a_block_and_a_sum_for_each_budget_and_the_sum(two_budgets, sign_in_as):
    page = sign_in_as("secretariat").get(f"/headquarters/?meeting={DEMO_MEETING}")

    content = page.text.partition("<main")[2]
    shown = "".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())
    headings = re.findall(r'<h2 class="budget">([^<]+)</h2>', content)
    assert sorted(headings) == ["令和3年度2月補正予算", "令和4年度当初予算"]
    assert shown.count("計（1件）60,016") == 2
    assert "合計（2件）120,032千円" in shown
