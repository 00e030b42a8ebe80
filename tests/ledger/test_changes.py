"""The record of the office's changes: chained, compared with what stands, and read by few."""

import json
import random
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import text

from tests.support.office import NOW
from tests.support.tampering import stand_alone, unguarded
from workflow import ledger, masters
from workflow.ledger import Change, ChangeFilter, change_audit
from workflow.values.actor import Title
from workflow.values.canonical import canonical_line
from workflow.values.changes import ChangeAction, Subject
from workflow.values.clock import JAPAN
from workflow.values.errors import WrongRole
from workflow.values.vocabulary import Master

pytestmark = pytest.mark.both_databases

CODE = "category/procedure"


@pytest.fixture
def changed(office):
    """An office in which an administrator renamed a category twice."""
    with office.engine.write() as work:
        ledger.take_over(work)
    for version, name in enumerate(("手続", "手続のオンライン化"), 1):
        office.clock.advance(timedelta(days=1))
        office.do(
            "admin", masters.rename, Master.CATEGORY, "procedure", Title(name, "procedure"), version
        )
    return office


def breaks(session) -> list[tuple]:
    return [(one.sequence, one.code) for one in ledger.audit_changes(session).breaks]


def test_each_change_has_who_when_before_and_after_the_newest_first(changed):
    found = changed.look("admin", ledger.changes, ChangeFilter(words="手続"))

    assert [(one.code, one.login, one.by.ja, one.at, one.fields) for one in found] == [
        (
            CODE,
            "admin",
            "admin",
            NOW + timedelta(days=2),
            (("title_ja", "手続", "手続のオンライン化"),),
        ),
        (CODE, "admin", "admin", NOW + timedelta(days=1), (("title_ja", "procedure", "手続"),)),
    ]


def test_the_filters_take_who_what_and_the_days(changed):
    def sequences(**wanted) -> list[int]:
        found = changed.look("admin", ledger.changes, ChangeFilter(**wanted))
        return [one.sequence for one in found]

    everything = sequences()
    day = (NOW + timedelta(days=1)).date()

    assert sequences(login="admin") == everything[:2]
    assert sequences(since=day, until=day) == everything[1:2]
    people = changed.look("admin", ledger.changes, ChangeFilter(subject=Subject.PERSON))
    assert {one.subject for one in people} == {Subject.PERSON}
    assert len(sequences(subject=Subject.PERSON, code="admin")) == 1
    assert sequences(subject=Subject.PLAN) == sequences(words="%") == []


def test_a_subject_has_its_steps_with_their_moments_and_when_it_was_changed_last(changed):
    first, last = (NOW + timedelta(days=days) for days in (1, 2))

    steps = changed.look("admin", ledger.steps_of, Subject.MASTER, CODE)
    moments = changed.look("admin", ledger.last_changed, Subject.MASTER, [CODE, "category/unknown"])

    told = [(one.action, one.at, one.by.ja) for one in steps if one.by]
    assert told[:2] == [(ChangeAction.CHANGE, one, "admin") for one in (last, first)]
    assert moments == {CODE: last}
    assert changed.look("admin", ledger.last_changed, Subject.MASTER, []) == {}


def test_the_record_is_read_by_administrators_alone(changed):
    for login in ("officer", "reviewer", "secretariat", "viewer"):
        with pytest.raises(WrongRole):
            changed.look(login, ledger.changes, ChangeFilter())


def test_what_changes_nothing_is_not_recorded(changed):
    counts = []
    for _again in range(2):
        changed.do("admin", masters.place, Master.CATEGORY, "procedure", "")
        counts.append(len(changed.look("admin", ledger.changes, ChangeFilter())))

    assert counts[0] == counts[1]


def test_a_record_that_nobody_touched_is_sound(changed):
    with changed.engine.read() as work:
        found = ledger.audit_changes(work.session)

    assert found.is_sound
    assert found.entries == len(changed.look("admin", ledger.changes, ChangeFilter(), None, None))


COLUMNS = {
    "actor_login": "somebody",
    "code": "category/other",
    "note": "another reason",
    "action": "end",
    "subject": "meeting",
    "before": '{"title_ja":"x"}',
    "after": '{"title_ja":"x"}',
    "entry_hash": "f" * 64,
    "previous_hash": "f" * 64,
}


def test_each_of_200_random_edits_is_found_and_named(changed, monkeypatch):
    chance = random.Random(8)  # noqa: S311
    with unguarded(changed.engine, "office_changes") as session:
        last = ledger.audit_changes(session).entries
        stands = change_audit.current(session)  # Only the record is edited: once is enough.
        monkeypatch.setattr(change_audit, "current", lambda _session: stands)
        for edit in range(200):
            column, place = chance.choice(sorted(COLUMNS)), chance.randint(1, last)
            statement = f"UPDATE office_changes SET {column} = :value WHERE sequence = :place"
            given = {"value": COLUMNS[column], "place": place}
            with session.begin_nested() as savepoint:
                session.execute(text(statement), given)
                named = {one.sequence for one in ledger.audit_changes(session).breaks}
                savepoint.rollback()
            assert place in named, (edit, column, place)
        monkeypatch.undo()
        assert ledger.audit_changes(session).is_sound


def test_an_entry_that_is_taken_out_or_put_in_is_named(changed):
    with unguarded(changed.engine, "office_changes") as session:
        last = ledger.audit_changes(session).entries
        session.execute(text("DELETE FROM office_changes WHERE sequence = 2"))
        assert breaks(session)[0][0] == 2
    with unguarded(changed.engine, "office_changes") as session:
        session.execute(text(f"DELETE FROM office_changes WHERE sequence = {last}"))
        assert last in {place for place, _code in breaks(session)}


def test_what_was_changed_past_the_record_is_named(changed):
    with unguarded(changed.engine, "office_changes") as session:
        last = ledger.audit_changes(session).entries
        session.execute(text("UPDATE categories SET active = false WHERE code = 'procedure'"))
        session.execute(
            text(
                "INSERT INTO categories (code, title_ja, title_en, position, active)"
                " VALUES ('secret', 'x', '', 9, true)"
            )
        )

        assert breaks(session) == [(last, CODE), (None, "category/secret")]


def test_a_file_of_the_record_is_checked_by_somebody_without_the_program(changed, tmp_path):
    with changed.engine.read() as work:
        written = list(ledger.export_changes(work.session))
    hashes = [json.loads(line)["hash"] for line in written[1:]]
    path = tmp_path / "changes.jsonl"

    def status(lines, *against: str) -> int:
        path.write_bytes(b"".join(lines))
        return stand_alone().main([str(path), *against])

    assert status(written) == 0
    assert status(written, "--against", hashes[2]) == 0
    assert status(written, "--against", "0" * 64) == 1
    last = written[-1]
    for falsified in (
        [*written[:-1], last.replace("オンライン".encode(), b"")],
        [*written[:-1], last.replace(b'"action":"change"', b'"action":"add"')],
        written[:-1],
        [*written[:3], *written[4:]],
        [*written[:3], written[4], written[3], *written[5:]],
        [*written, last],
        [written[0].replace(hashes[-1].encode(), b"f" * 64), *written[1:]],
        [b"{}\n", *written[1:]],
        [*written, written[0]],
        [],
    ):
        assert status(falsified) == 1
    cut = json.loads(written[0]) | {"entries": len(hashes) - 1, "head": hashes[-2]}
    shorter = [canonical_line(cut), *written[1:-1]]
    assert status(shorter) == 0, "a whole record that ends earlier"
    assert status(shorter, "--against", hashes[-1]) == 1, "and that a head from later tells apart"


def test_the_list_has_reasons_ends_with_the_last_day_and_goes_on_after_so_many(office):
    def change(number, note=""):
        fields = {"title_ja": f"名{number}"}
        return Change(Subject.MASTER, f"category/{number}", ChangeAction.ADD, None, fields, note)

    office.do("admin", ledger.record, *(change(number) for number in range(150)))
    day = office.clock.today()
    midnight = datetime.combine(day + timedelta(days=1), time(), JAPAN)
    office.clock.set(midnight)
    office.do("admin", ledger.record, change(150, "議会の指摘による。"))

    newest = office.look("admin", ledger.changes, ChangeFilter(), None)
    that_day = office.look("admin", ledger.changes, ChangeFilter(until=day), None)
    older = office.look("admin", ledger.changes, ChangeFilter(), newest[-1].sequence)

    assert (newest[0].code, newest[0].note) == ("category/150", "議会の指摘による。")
    assert that_day[0].code == "category/149"
    assert (len(newest), len(that_day), older[0].code) == (100, 100, "category/50")
