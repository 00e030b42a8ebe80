"""後閲: the absent person takes note of what was done in their name; outsiders can prove it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from tests.support.ledger import ledger_breaks, ledger_head, ledger_lines
from tests.support.office import NOW
from tests.support.substitutes import stand_in
from tests.support.tampering import Verdict, judged, unguarded
from tests.support.units import look
from workflow import documents, items, ledger, substitutes
from workflow.models import Acknowledgement, ActFor, Substitute
from workflow.values.vocabulary import Role

LATER = NOW + timedelta(days=7)


def places(page):
    return [(row.item_id, row.move.sequence, row.acknowledged_at) for row in page.rows]


def three_acts(office):
    """What viewer did for reviewer, on two items."""
    stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    one, other = office.an_item("submitted"), office.an_item("submitted")
    for item_id, action in ((one, "receive"), (other, "receive"), (one, "approve")):
        office.clock.advance(timedelta(minutes=1))
        office.act(item_id, action, "viewer")
    return one, other


def test_what_was_done_in_one_s_name_is_listed_and_acknowledged_with_the_moment(office):
    one, other = three_acts(office)
    page = office.look("reviewer", substitutes.done_for_me)
    assert places(page) == [(one, 4, None), (other, 3, None), (one, 3, None)]
    assert office.look("reviewer", substitutes.count_waiting) == 3

    office.clock.set(LATER)
    assert office.do("reviewer", substitutes.acknowledge, [(one, 4)]) == 1
    assert office.do("reviewer", substitutes.acknowledge, [(one, 4)]) == 0

    page = office.look("reviewer", substitutes.done_for_me)
    assert places(page) == [(other, 3, None), (one, 3, None), (one, 4, LATER)]
    assert page.waiting == 2
    assert page.rows[0].move.doer.ja == "viewer（reviewer 代理）"


def test_all_are_acknowledged_at_once(office):
    three_acts(office)

    assert office.do("reviewer", substitutes.acknowledge) == 3
    assert office.do("reviewer", substitutes.acknowledge) == 0
    assert office.look("reviewer", substitutes.count_waiting) == 0


@pytest.mark.parametrize("who", ["viewer", "reviewer2", "admin"])
def test_nobody_else_acknowledges_it(office, who):
    one, _other = three_acts(office)

    assert office.do(who, substitutes.acknowledge, [(one, 3)]) == 0
    assert office.look(who, substitutes.done_for_me).rows == ()
    assert office.look("reviewer", substitutes.count_waiting) == 3


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "change",
    [
        delete(Substitute),
        update(Substitute).values(until_on=LATER.date()),
        delete(ActFor),
        update(ActFor).values(person_id=1),
        delete(Acknowledgement),
        update(Acknowledgement).values(acknowledged_at=NOW),
    ],
    ids=lambda change: f"{change.__visit_name__} {change.table.name}",
)
def test_the_database_itself_keeps_it(office, change):
    three_acts(office)
    office.do("reviewer", substitutes.acknowledge)

    with pytest.raises(DatabaseError), office.engine.database.writing() as session:
        session.execute(change.execution_options(synchronize_session=False))


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM acts_for WHERE sequence = 4",
        "UPDATE acts_for SET person_id = 1 WHERE sequence = 4",
    ],
)
def test_a_falsified_note_of_whom_it_was_done_for_is_named(office, statement):
    one, _other = three_acts(office)

    with unguarded(office.engine) as session:
        assert session.execute(text(statement)).rowcount == 1
        found = ledger.audit(session).breaks

    assert found == (ledger.Break(one, 4, ledger.Fault.ACT_FOR),)


@pytest.mark.both_databases
def test_an_export_with_substitutes_is_proved_by_the_stand_alone_verifier(office, tmp_path):
    one, _other = three_acts(office)
    office.act(one, "send_back", "reviewer2")
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"".join(ledger_lines(office.engine)))

    assert ledger_breaks(office.engine) == ()
    assert judged(path, ledger_head(office.engine)) == Verdict(sound=True, named=set())

    said = path.read_bytes()
    path.write_bytes(said.replace(b'"actor":"reviewer","name"', b'"actor":"admin","name"', 1))
    assert judged(path, ledger_head(office.engine)) == Verdict(sound=False, named={(one, 3)})


def test_the_record_of_an_item_says_what_was_acknowledged_and_when(office):
    one, _other = three_acts(office)
    office.clock.set(LATER)
    office.do("reviewer", substitutes.acknowledge, [(one, 3)])

    detail = look(office.engine, office.person("reviewer"), items.get, one)

    said = [(move.action, move.acknowledged_at) for move in detail.moves]
    assert said == [("create", None), ("submit", None), ("receive", LATER), ("approve", None)]
    written = look(office.engine, "reviewer", documents.history, one, "json").decode()
    assert written.count('"acknowledged_at"') == 2
    assert '"acknowledged_at": "2021-08-' in written


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("json", ['"for": "reviewer"', '"who": "viewer"']),
        ("xes", ['key="jizen:for" value="reviewer"', 'key="org:resource" value="viewer"']),
        ("ocel", ['"qualifier": "acted for"', '"value": "reviewer"']),
    ],
)
def test_every_form_of_the_history_has_both_names(office, form, words):
    one, _other = three_acts(office)

    told = office.look("admin", documents.history, one, form).decode()

    assert all(word in told for word in words), told
