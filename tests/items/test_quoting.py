"""A draft taken from an earlier item: what it takes over, what is recorded, who is told."""

from dataclasses import replace

import pytest

from tests.support.ledger import ledger_breaks
from tests.support.office import INITIAL, JUNE, SEPTEMBER
from tests.support.units import do
from workflow import goals, items, masters
from workflow.items import quoting
from workflow.items.orders import Quoting
from workflow.models import Cycle
from workflow.values.errors import ContentChanged, NotFound
from workflow.values.vocabulary import Master

NEXT_YEAR = {
    "fiscal_year": 2022,
    "number": 7,
    "departments": ["kensetsu"],
    "title": "目標",
    "overview": "",
    "indicators_this_year": [],
    "indicators_later": [],
}


@pytest.fixture
def begin(office):
    """`begin(source, sheet=None)`: a draft of September taken from the source, as offered."""

    def begin(source_id, sheet=None, *, cycle=SEPTEMBER, by="officer", key=None):
        own, actor = office.departments["soumu"], office.person(by)
        offered = office.look(by, quoting.offer, source_id, cycle, own)
        quoted = Quoting(source_id, offered.source.content_hash)
        sheet = sheet or offered.offered
        return office.engine.create(cycle, own, sheet, actor, key, quoted).item_id

    return begin


def test_a_draft_takes_the_sheet_over_and_its_first_entry_says_from_where(office, begin):
    source = office.an_item("draft", cycle=JUNE)

    item = begin(source)

    row, taken = office.row(item), office.row(source)
    assert row.content == taken.content
    assert office.entries(item)[0].particulars == {
        "cycle": SEPTEMBER,
        "quoted_from": {"item": source, "content_hash": taken.content_hash, "round": 0},
    }
    assert ledger_breaks(office.engine) == ()


def test_the_same_form_sent_twice_begins_one_draft_though_the_source_moved_on(office, begin):
    source = office.an_item("draft", office.a_sheet(name="元の事業"), cycle=JUNE)
    actor, own = office.person("officer"), office.departments["soumu"]
    sheet, seen = office.row(source).sheet, office.row(source).content_hash
    asked = (SEPTEMBER, own, sheet, actor, "key", Quoting(source, seen))
    first = office.engine.create(*asked)
    do(
        office.engine,
        actor,
        items.save,
        item_id=source,
        sheet=replace(sheet, summary="別の概要"),
        seen=seen,
    )

    assert office.engine.create(*asked) == first
    assert office.count_items() == 2


def test_a_source_that_was_written_on_since_it_was_seen_is_not_quoted(office):
    source = office.an_item("draft", cycle=JUNE)
    own, sheet = office.departments["soumu"], office.a_sheet()

    with pytest.raises(ContentChanged):
        office.engine.create(
            SEPTEMBER, own, sheet, office.person("officer"), None, Quoting(source, "0" * 64)
        )

    assert office.count_items() == 1


def test_each_field_is_known_as_unchanged_or_changed(office, begin):
    source = office.an_item("submitted", cycle=SEPTEMBER)
    told = office.row(source).sheet

    item = begin(source, replace(told, name="次の事業", amount_kyen=1, contact="内線 2222"))

    found = office.look("officer", quoting.origin, item)
    assert found.exact
    assert found.source.item_id == source
    assert found.changes(office.row(item).sheet) == (
        ("name", told.name, "次の事業"),
        ("amount_kyen", told.amount_kyen, 1),
        ("contact", "", "内線 2222"),
    )


def test_what_was_submitted_is_compared_with_though_the_source_changed_later(office, begin):
    source = office.an_item("submitted", cycle=SEPTEMBER)
    told, officer = office.row(source).sheet, office.person("officer")
    item = begin(source, replace(told, name="次の事業"))
    office.act(source, "pull_back", "officer")
    do(
        office.engine,
        officer,
        items.save,
        item_id=source,
        sheet=replace(told, summary="あとから"),
        seen=told.content_hash,
    )

    found = office.look("officer", quoting.origin, item)

    assert found.exact
    assert found.source.sheet == told


def test_a_draft_that_was_quoted_and_rewritten_is_said_to_be_another_now(office, begin):
    source = office.an_item("draft", cycle=JUNE)
    told, officer = office.row(source).sheet, office.person("officer")
    item = begin(source)
    do(
        office.engine,
        officer,
        items.save,
        item_id=source,
        sheet=replace(told, summary="今の"),
        seen=told.content_hash,
    )

    found = office.look("officer", quoting.origin, item)

    assert not found.exact
    assert found.source.sheet.summary == "今の"


def test_what_cannot_be_chosen_any_more_is_named_and_never_dropped_in_silence(office):
    sheet = office.a_sheet(category="training", joint_departments=("kikaku", "kensetsu"))
    source = office.an_item("draft", sheet, cycle=JUNE)
    office.do("admin", masters.retire, Master.CATEGORY, "training")
    other = office.departments["kikaku"]

    found = office.look("reviewer", quoting.offer, source, SEPTEMBER, other)

    assert found.offered.category == ""
    assert found.offered.section == ""
    assert found.lost == (
        ("section", "税務課", ""),
        ("category", "training", ""),
        ("joint_departments", ("kikaku", "kensetsu"), ("kensetsu",)),
    )
    assert found.changes(found.offered) == found.lost


def test_a_goal_of_another_year_is_found_by_its_title_or_named_as_lost(office):
    source = office.an_item("draft", office.a_sheet(goal_number=20), cycle=SEPTEMBER)
    ask = (source, INITIAL, office.departments["soumu"])
    office.set_up(lambda work: setattr(work.session.get(Cycle, INITIAL), "fiscal_year", 2022))

    assert office.look("officer", quoting.offer, *ask).lost == (("goal_number", 20, None),)

    office.set_up(lambda work: goals.add_goal(work, **NEXT_YEAR))
    found = office.look("officer", quoting.offer, *ask)
    assert found.offered.goal_number == 7
    assert found.changes(found.offered) == ()


def test_nobody_quotes_or_is_told_of_an_item_they_may_not_see(office, begin):
    foreign = office.an_item("submitted", department="kensetsu", cycle=SEPTEMBER)
    officer, own = office.person("officer"), office.departments["soumu"]

    with pytest.raises(NotFound):
        office.look("officer", quoting.offer, foreign, SEPTEMBER, own)
    quoted = Quoting(foreign, office.row(foreign).content_hash)
    with pytest.raises(NotFound):
        office.engine.create(SEPTEMBER, own, office.a_sheet(), officer, None, quoted)
    assert office.count_items() == 1


def test_a_joint_item_is_quoted_by_the_joint_department_and_its_lead_is_told_nothing(office, begin):
    joint = office.a_sheet(section="技術管理課", joint_departments=("soumu",))
    source = office.an_item("draft", joint, department="kensetsu", cycle=JUNE)

    own = office.departments["soumu"]
    offered = office.look("officer", quoting.offer, source, SEPTEMBER, own)
    item = begin(source, replace(offered.offered, section="税務課", joint_departments=("kikaku",)))

    assert office.look("officer", quoting.origin, item).source.item_id == source
    assert office.look("planner", quoting.origin, item) is None
    assert office.look("officer", quoting.origin, source) is None
