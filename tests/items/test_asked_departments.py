"""合議 of departments: the joint ones of the item, and others by name."""

from importlib import import_module

import pytest
from sqlalchemy import text

from tests.items.test_opinions import NOVEMBER, turns
from tests.support.office import SEPTEMBER
from tests.support.processes import with_departments
from tests.support.search import found, kept
from workflow import bulk, items, search, staffing
from workflow.items import ItemFilter, visibility
from workflow.items.context_queries import contexts_of
from workflow.items.refusals import OpinionGiven, OpinionsMissing
from workflow.models import Cycle
from workflow.notices import notify
from workflow.textindex import ngrams
from workflow.values.errors import NotFound, OtherDepartment, WrongRole
from workflow.versions import DepartmentUnknown

JOINT = 'departments = "joint", needed = "all"'
MARKS = "migrations.versions.0055_asked_departments_search"
"""The migration that marks texts for the departments that were asked."""
UNMARKED = {
    "sqlite": text("UPDATE search_texts SET tokens = replace(tokens, ' ' || :mark, '')"),
    "postgresql": text("UPDATE search_texts SET tokens = ts_delete(tokens, :mark)"),
}
NAMED = 'of = ["evaluator"], departments = ["kensetsu"], needed = "all"'


def in_bulk(office, cycle):
    """What the officer of another department may order for many items of a cycle."""
    return {one.action for one in office.look("planner", bulk.actions, cycle)}


@pytest.mark.both_databases
def test_officers_of_the_joint_departments_answer_for_them(office, asked_by):
    item_id = asked_by(JOINT, ("kikaku", "kensetsu"))
    assert [turns(office, one) for one in ("planner", "neighbour", "officer", "reviewer")] == [
        [item_id], [item_id], [], [],
    ]  # fmt: skip
    opinions = {"concur", "object"}
    assert not opinions & in_bulk(office, SEPTEMBER), "its process asks nobody"
    assert opinions <= in_bulk(office, NOVEMBER)
    with office.engine.write() as work:
        work.session.get_one(Cycle, NOVEMBER).process_name = "standard"
    assert opinions <= in_bulk(office, NOVEMBER), "an item waits by the process of before"
    for who, why in (("officer", OtherDepartment), ("evaluator", WrongRole)):
        with pytest.raises(why):
            office.act(item_id, "concur", who)
    with office.engine.read() as work:
        (context,) = contexts_of(work, [office.row(item_id)]).values()
        told = {one.login for one in notify.whose_turn(work, context)}
    assert told == {"planner", "neighbour", "reading-officer"}
    assert office.look("admin", staffing.unattended) == ()

    office.act(item_id, "concur", "planner")
    with pytest.raises(OpinionGiven):
        office.act(item_id, "object", "planner")
    with pytest.raises(OpinionsMissing) as missing:
        office.act(item_id, "conclude", "reviewer")
    assert missing.value.data == {"given": 1, "needed": 2}
    office.act(item_id, "concur", "neighbour")
    assert turns(office, "reviewer") == [item_id]
    given = [one.particulars["opinion_of"] for one in office.entries(item_id)[-2:]]
    assert given == ["department:kikaku", "department:kensetsu"]
    opinions = office.look("officer", items.get, item_id).opinions
    assert [(one.department.ja, one.agrees) for one in opinions.asked] == [
        ("kikaku", True), ("kensetsu", True),
    ]  # fmt: skip
    assert office.act(item_id, "conclude", "reviewer").state == "reviewed"


def test_without_joint_departments_nobody_is_waited_for(office, asked_by):
    item_id = asked_by(JOINT)

    assert turns(office, "reviewer") == [item_id]
    assert office.act(item_id, "conclude", "reviewer").state == "reviewed"


def test_a_department_named_reads_the_item_from_then_on_and_answers(office, asked_by):
    before = office.an_item("under_review")
    item_id = asked_by(NAMED)

    assert office.look("neighbour", items.get, item_id).row.id == item_id
    assert turns(office, "neighbour") == turns(office, "evaluator") == [item_id]
    with pytest.raises(NotFound):
        office.look("neighbour", items.get, before)
    with pytest.raises(NotFound):
        office.look("planner", items.get, item_id)
    with pytest.raises((OtherDepartment, WrongRole)):
        office.act(item_id, "concur", "planner")
    for login in ("neighbour", "planner", "officer"):
        actor = office.person(login)
        with office.engine.read() as work:
            (context,) = contexts_of(work, [office.row(item_id)]).values()
        assert visibility.may_see(actor, context) is (login != "planner")
    office.act(item_id, "concur", "evaluator")
    office.act(item_id, "object", "neighbour")
    office.act(item_id, "send_back", "reviewer")
    assert office.look("neighbour", items.get, item_id).row.state == "returned"
    assert turns(office, "neighbour") == []


def listed(office, login):
    """The items that somebody's list of the cycle has."""
    shown = office.look(login, items.page, ItemFilter(cycle_id=NOVEMBER))
    return [row.id for row in shown.rows]


@pytest.mark.both_databases
def test_a_department_that_is_asked_finds_the_item_as_long_as_it_may_read_it(office, asked_by):
    office.an_item("under_review")
    item_id = asked_by(NAMED)
    office.act(item_id, "concur", "evaluator", note="前から知る案件")
    office.act(item_id, "send_back", "reviewer", note="見積書の写しを")

    for words in ("税務", "前から知る", "見積書の写し"):
        assert found(office, words, "neighbour") == [item_id], words
        assert found(office, words, "planner") == []
    assert (listed(office, "neighbour"), listed(office, "planner")) == ([item_id], [])
    before = kept(office)
    office.do(None, search.rebuild)
    assert kept(office) == before
    mark = ngrams.department_mark(office.departments["kensetsu"])
    with office.engine.database.writing() as session:
        session.execute(UNMARKED[session.get_bind().dialect.name], {"mark": mark})
    assert found(office, "税務", "neighbour") == []
    with office.engine.database.writing() as session:
        import_module(MARKS).mark_texts(session.connection())
    assert kept(office) == before
    assert found(office, "税務", "neighbour") == [item_id]

    office.act(item_id, "submit", "officer")
    office.act(item_id, "pull_back", "officer")
    assert found(office, "税務", "neighbour") == listed(office, "neighbour") == []
    with pytest.raises(NotFound):
        office.look("neighbour", items.get, item_id)


def test_a_department_that_the_office_has_not_is_refused_at_publishing(office):
    asked = NAMED.replace("kensetsu", "nowhere")

    with pytest.raises(DepartmentUnknown) as refused:
        office.engine.publish(with_departments(asked=asked), "ninth")

    assert refused.value.data == {"code": "nowhere"}
