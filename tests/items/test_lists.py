"""Lists: filtered, found by words, in the official order, paged without a gap, summed."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from tests.support.office import DECEMBER, INITIAL, SEPTEMBER, Office
from tests.support.prepared import FIELDS
from tests.support.units import look
from workflow import documents, items, organisation
from workflow.items.list_views import ItemFilter, ItemPage
from workflow.models import DepartmentPlace
from workflow.values.actor import Title
from workflow.values.errors import InputRefused, NotFound
from workflow.values.listing import SortOrder

pytestmark = pytest.mark.both_databases

AMOUNTS = (None, 0, -1_395, 60_016, 60_016, 9_999_999_999, 5, None, 60_016, 7, 3, 1)

Names = tuple[str, ...]


@pytest.fixture(scope="module")
def shelf(shared_office: Office) -> Office:
    """An office with items of all departments, some alike in everything one sorts by."""
    office = shared_office
    places = [("kensetsu", "技術管理課"), ("soumu", "財産活用課"), ("soumu", "税務課")]
    for number, amount in enumerate(AMOUNTS):
        department, section = places[number % 3]
        sheet = office.a_sheet(
            section=section,
            amount_kyen=amount,
            field=list(FIELDS)[number % 3],
            name=f"第{number}事業",
        )
        office.a_draft(sheet, department=department)
        office.clock.set(office.clock.now().replace(minute=number // 2))
    odd = {
        "ＩＣＴガイドﾌﾞｯｸ": "ｻﾏﾘｰ",
        "100%達成_計画": "割合\\線",
        "デジタル 化": "二行の\n概要",
    }
    for name, summary in odd.items():
        sheet = office.a_sheet(name=name, summary=summary, category="training", amount_kyen=42)
        office.an_item("evaluated", sheet, cycle=INITIAL)
    return office


def page(office: Office, wanted: ItemFilter, **more) -> ItemPage:
    return look(office.engine, office.person("admin"), items.page, wanted)


def names(office: Office, **wanted) -> Names:
    return tuple(row.name for row in page(office, ItemFilter(**wanted), limit=200).rows)


def test_the_default_order_is_that_of_the_organisation(shelf):
    rows = page(shelf, ItemFilter(cycle_id=SEPTEMBER), limit=200).rows

    places = [(row.department_code, row.section) for row in rows]
    assert places == (
        [("soumu", "税務課")] * 4 + [("soumu", "財産活用課")] * 4 + [("kensetsu", "技術管理課")] * 4
    )
    assert [row.id for row in rows[:4]] == sorted(row.id for row in rows[:4])


def test_a_department_without_a_place_in_the_year_stands_at_the_end(office):
    office.set_up(lambda work: organisation.add_department(work, 2035, "new", Title("新設部", "")))
    office.set_up(lambda work: organisation.add_section(work, "new", "新設課"))
    ids = {d.code: d.id for d in office.look(None, items.masters, 2035).departments}
    assert ids.keys() == {"new"}
    assert page(office, ItemFilter(department="new")).rows == ()


def test_by_amount_the_greatest_comes_first_and_none_last(shelf):
    rows = page(shelf, ItemFilter(cycle_id=SEPTEMBER, sort=SortOrder.AMOUNT), limit=200).rows

    found = [row.amount_kyen for row in rows]
    given_amounts = sorted((a for a in AMOUNTS if a is not None), reverse=True)
    assert found == [*given_amounts, None, None]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"cycle_id": SEPTEMBER}, 12),
        ({"cycle_id": INITIAL}, 3),
        ({"cycle_id": DECEMBER}, 0),
        ({"department": "kensetsu"}, 4),
        ({"department": "nowhere"}, 0),
        ({"field": "living"}, 4),
        ({"category": "training"}, 3),
        ({"state": "draft"}, 12),
        ({"state": "evaluated"}, 3),
        ({"verdict": "appropriate"}, 3),
        ({"verdict": "deferred"}, 0),
        ({"verdict": "none"}, 12),
        ({"amount_from": 60_016}, 4),
        ({"amount_to": 0}, 2),
        ({"amount_from": 1, "amount_to": 7}, 4),
        ({"amount_from": -(10**40), "amount_to": 10**40}, 13),
        ({"cycle_id": SEPTEMBER, "department": "soumu", "amount_from": 60_016}, 3),
        ({"meeting_id": 10**40}, 0),
        ({"meeting_id": -1}, 0),
    ],
)
def test_a_filter_finds_what_it_says(shelf, wanted, count):
    found = page(shelf, ItemFilter(**wanted), limit=200)

    assert len(found.rows) == found.total.count == count
    assert found.total.kyen == sum(row.amount_kyen or 0 for row in found.rows)


def test_the_items_of_a_meeting_are_those_of_its_cycles(shelf):
    assert len(names(shelf, meeting_id=shelf.meetings[INITIAL])) == 3


@pytest.mark.parametrize("name", ["cycle_id", "department", "category", "state", "verdict"])
@pytest.mark.parametrize("value", ["\x00", "\ud800", "%", "' OR 1=1 --", "x" * 100_000])
def test_a_filter_for_what_cannot_exist_finds_nothing(shelf, name, value):
    assert names(shelf, **{name: value}) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ict", ("ＩＣＴガイドﾌﾞｯｸ",)),
        ("ＩｃＴ がいどぶっく", ("ＩＣＴガイドﾌﾞｯｸ",)),
        ("さまりー", ("ＩＣＴガイドﾌﾞｯｸ",)),
        ("100%", ("100%達成_計画",)),
        ("%達成_", ("100%達成_計画",)),
        ("達成a計画", ()),
        ("100_達成", ()),
        ("割合\\線", ("100%達成_計画",)),
        ("/", ()),
        ("デジタル化", ()),
        ("デジタル", ("デジタル 化",)),
        ("概要 二行", ("デジタル 化",)),
        ("ict 二行", ()),
        ("'", ()),
    ],
)
def test_words_are_found_however_they_are_written_and_signs_mean_themselves(shelf, words, found):
    assert names(shelf, cycle_id=INITIAL, words=words) == found


@pytest.mark.parametrize("words", ["", " 　\t", "\u200b"])
def test_no_words_find_everything(shelf, words):
    assert len(names(shelf, words=words)) == 15


@pytest.mark.parametrize("words", ["x" * 201, "a " * 50_000, "\x00", "\ud800"])
def test_words_that_are_none_are_refused(shelf, words):
    with pytest.raises(InputRefused) as refused:
        names(shelf, words=words)

    assert [problem.field for problem in refused.value.problems] == ["words"]


@pytest.mark.parametrize("meeting", [0, 10**12])
def test_the_report_of_a_meeting_that_is_not_there_is_not_found(shelf, meeting):
    with pytest.raises(NotFound):
        shelf.look("viewer", documents.report, ItemFilter(meeting_id=meeting))


@pytest.mark.parametrize("cycle", ["1999-09", "\x00", "\ud800", ""])
def test_the_overview_of_a_cycle_that_is_not_there_is_not_found(shelf, cycle):
    with pytest.raises(NotFound):
        look(shelf.engine, shelf.person("viewer"), items.cycle_overview, cycle)


def test_withdrawn_items_are_in_the_report_only_when_asked_for(office):
    office.an_item("submitted")
    gone = office.an_item("withdrawn")
    wanted = ItemFilter(cycle_id=SEPTEMBER)

    report = office.look("viewer", documents.report, wanted)
    only = office.look("viewer", documents.report, replace(wanted, state="withdrawn"))

    assert gone not in {row.id for row in report.rows}
    assert [row.id for row in only.rows] == [gone]
    assert only.total.count == 1


def test_joint_departments_are_named_in_the_official_order_of_the_year(office):
    item_id = office.a_draft(
        office.a_sheet(section="技術管理課", joint_departments=("kikaku", "soumu")),
        department="kensetsu",
    ).item_id
    moved = update(DepartmentPlace).where(
        DepartmentPlace.fiscal_year == 2021,
        DepartmentPlace.department_id == office.departments["soumu"],
    )
    office.set_up(lambda work: work.session.execute(moved.values(position=99)))

    row = look(office.engine, office.person("admin"), items.get, item_id).row

    assert [department.ja for department in row.joint_departments] == ["kikaku", "soumu"]
