"""Who reviews what: by department, by item; whose inbox and list it is, and how much each has."""

import pytest

from tests.support.office import SEPTEMBER
from tests.support.people import OWN
from workflow import handlers, items, ledger
from workflow.handlers import HandlerChanged
from workflow.items import ItemFilter
from workflow.models import Notice
from workflow.values.errors import (
    ActionNotPossible,
    ChangedMeanwhile,
    InputRefused,
    WrongRole,
)


@pytest.fixture
def shared_out(office) -> dict[str, int]:
    """`reviewer` is the main reviewer of one department, `reviewer2` its deputy."""
    ids = {login: office.person(login).person_id for login in ("reviewer", "reviewer2", "officer")}
    office.do(
        "reviewer",
        handlers.set_department,
        office.departments[OWN],
        ids["reviewer"],
        ids["reviewer2"],
    )
    return ids


def listed(office, handler_id: int) -> list[int]:
    wanted = ItemFilter(cycle_id=SEPTEMBER, handler_id=handler_id)
    return [row.id for row in office.look("reviewer", items.page, wanted).rows]


def inbox(office, who: str) -> list[tuple[int, bool]]:
    return [(turn.row.id, turn.of_team) for turn in office.look(who, items.turns)]


@pytest.mark.both_databases
def test_an_item_is_whose_it_was_handed_to_else_who_received_it_else_the_main_reviewers(
    office, shared_out
):
    me, other = shared_out["reviewer"], shared_out["reviewer2"]
    elsewhere = office.an_item("submitted", department="kensetsu")
    mine, received, taken, given = (office.an_item("submitted") for _ in range(4))
    office.act(received, "receive", "reviewer2")
    office.do("reviewer2", handlers.take, taken, 0)
    office.do("reviewer2", handlers.take, given, 0)
    office.do("secretariat", handlers.hand_on, given, me, 1, "不在のため")

    assert set(listed(office, me)) == {mine, given}
    assert set(listed(office, other)) == {received, taken}
    assert listed(office, 0) == [elsewhere]
    turns = inbox(office, "reviewer")
    assert {one for one, _ in turns[:2]} == {mine, given}
    assert turns[2] == (elsewhere, False)
    assert set(turns[3:]) == {(received, True), (taken, True)}
    told = office.look("reviewer", handlers.of_item, given)
    assert [(one.by.name.ja, one.to.name.ja, one.note) for one in told.entries] == [
        ("secretariat", "reviewer", "不在のため"),
        ("reviewer2", "reviewer2", ""),
    ]
    with office.engine.read() as work:
        notices = work.session.query(Notice).filter_by(kind="handed_on").all()
        assert [(one.item_id, one.person_id) for one in notices] == [(given, me)]
    loads = {
        one.person.name.ja if one.person else "": one.waiting
        for one in office.look("admin", handlers.loads)
    }
    assert loads == {"": 1, "reviewer": 2, "reviewer2": 2, "everything": 0}


def test_who_reviews_a_department_is_recorded_and_what_cannot_be_is_refused(office, shared_out):
    department = office.departments[OWN]
    for main, deputy, problem in (
        (shared_out["officer"], None, ("main", "not_a_reviewer")),
        (shared_out["reviewer"], shared_out["reviewer"], ("deputy", "deputy_is_main")),
    ):
        with pytest.raises(InputRefused) as refused:
            office.do("admin", handlers.set_department, department, main, deputy)
        assert [(one.field, one.key) for one in refused.value.problems] == [problem]
    with pytest.raises(WrongRole):
        office.do("officer", handlers.set_department, department, None, None)

    office.do("admin", handlers.set_department, department, shared_out["reviewer2"], None)
    found = office.look("reviewer", handlers.by_department)[department]
    assert (found.main.name.ja, found.deputy) == ("reviewer2", None)
    stale = f"{shared_out['reviewer']} {shared_out['reviewer2']}"
    with pytest.raises(ChangedMeanwhile):
        office.do("secretariat", handlers.set_department, department, None, None, stale)
    office.do("admin", handlers.set_department, department, None, None)

    recorded = office.look("admin", ledger.changes, ledger.ChangeFilter(code=OWN))
    assert [one.action for one in recorded if one.subject == "handlers"] == ["end", "change", "add"]
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).breaks == ()


def test_an_item_is_taken_on_what_was_seen_and_by_reviewers_while_it_is_under_way(office):
    item, over = office.an_item("submitted"), office.an_item("withdrawn")
    office.do("reviewer", handlers.take, item, 0)

    with pytest.raises(HandlerChanged):
        office.do("reviewer2", handlers.take, item, 0)
    with pytest.raises(WrongRole):
        office.do("secretariat", handlers.take, item, 1)
    with pytest.raises(WrongRole):
        office.do("officer", handlers.hand_on, item, office.person("reviewer").person_id, 1)
    with pytest.raises(ActionNotPossible):
        office.do("reviewer", handlers.take, over, 0)
    with pytest.raises(InputRefused):
        office.do("reviewer", handlers.hand_on, item, office.person("officer").person_id, 1)
