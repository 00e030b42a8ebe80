"""Freezing keeps what the papers say, and nothing that happens later alters it."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support.ledger import ledger_head
from tests.support.office import SEPTEMBER, Office
from workflow import items, reports
from workflow.items.refusals import MeetingMissing, ReportFrozen
from workflow.models import Meeting, ReportEdition
from workflow.reports import EditionStands, NothingChanged
from workflow.values.errors import (
    InputRefused,
    NoteRequired,
    NotFound,
    NotSignedIn,
    SomeoneElseActedFirst,
    WrongRole,
)
from workflow.values.vocabulary import Stage

KEPT_FOR_EVER = (
    "stored_files",
    "report_editions",
    "report_files",
    "report_items",
    "report_lifts",
    "agendas",
)


def test_the_first_edition_of_the_planned_list_holds_every_live_item(headquarters, office):
    office.an_item("draft")
    office.an_item("reviewed")
    office.an_item("withdrawn")

    made = headquarters.freeze(Stage.PLANNED)

    assert (made.number, made.count, made.kyen) == (1, 2, 120_032)
    assert made.title.endswith("検討予定一覧")
    assert made.ledger_head == ledger_head(office.engine)
    assert made.amendments == ()


def test_the_results_hold_what_was_evaluated_only(headquarters, office):
    office.an_item("evaluated")
    office.an_item("reviewed")

    made = headquarters.freeze(Stage.EVALUATED)

    assert (made.count, made.kyen) == (1, 60_016)
    assert headquarters.files(made)["csv"].decode().count(",appropriate,9補-soumu-001\r\n") == 1


def test_a_later_move_of_an_item_alters_no_file_of_a_frozen_edition(headquarters, office):
    item_id = office.an_item("reviewed")
    made = headquarters.freeze(Stage.PLANNED)
    before = headquarters.files(made)

    office.clock.advance(timedelta(days=9))
    office.act(item_id, "withdraw", "officer")
    office.an_item("submitted")

    again = office.look("viewer", reports.edition, headquarters.meeting)
    assert headquarters.files(again) == before
    for form in again.files:
        assert office.look("viewer", reports.rebuilt_file, again, form).content == before[form]


def test_frozen_results_cannot_be_taken_back(headquarters, office):
    item_id = office.an_item("evaluated")
    headquarters.freeze()

    with pytest.raises(ReportFrozen):
        office.act(item_id, "reopen", "evaluator")

    assert office.row(item_id).state == "evaluated"


def test_what_is_on_frozen_results_cannot_be_withdrawn_before_the_freeze_is_lifted(
    headquarters, office
):
    held, other = office.an_item("evaluated"), office.an_item("submitted")
    made = headquarters.freeze()

    with pytest.raises(ReportFrozen):
        office.act(held, "withdraw", "officer")
    assert office.act(other, "withdraw", "officer").state == "withdrawn"
    view = next(
        one for one in office.look("officer", items.get, held).actions if one.action == "withdraw"
    )
    assert type(view.refusal) is ReportFrozen

    headquarters.lift()
    assert office.act(held, "withdraw", "officer").state == "withdrawn"
    assert made.count == 1


def test_no_action_but_reporting_changes_an_item_on_frozen_results(headquarters, office):
    held = office.an_item("evaluated")
    headquarters.freeze()

    everyone = ("officer", "reviewer", "evaluator", "secretariat", "everything")
    allowed = {
        one.action
        for login in everyone
        for one in office.look(login, items.get, held).actions
        if one.allowed
    }
    assert allowed == {"report"}


def test_a_planned_list_that_is_frozen_closes_nothing(headquarters, office):
    item_id = office.an_item("evaluated")
    headquarters.freeze(Stage.PLANNED)

    assert office.act(item_id, "reopen", "evaluator").state == "reviewed"


def test_what_the_frozen_report_holds_can_be_reported_and_nothing_else(headquarters, office):
    held, late = office.an_item("evaluated"), office.an_item("reviewed")
    headquarters.freeze()
    office.act(late, "evaluate", "evaluator")

    assert office.act(held, "report", "secretariat").state == "reported"
    with pytest.raises(MeetingMissing):
        office.act(late, "report", "secretariat")


def test_results_are_frozen_once_until_the_freeze_is_lifted(headquarters, office):
    office.an_item("evaluated")
    headquarters.freeze()

    with pytest.raises(EditionStands):
        headquarters.freeze(note="もう一度")


def test_a_second_delivery_of_a_freeze_gives_the_first_edition(headquarters, office):
    office.an_item("evaluated")
    first = headquarters.freeze(number=1)
    office.clock.advance(timedelta(seconds=1))

    assert headquarters.freeze(number=1) == first
    assert count(office, ReportEdition) == 1


@pytest.mark.both_databases
def test_somebody_else_who_freezes_the_same_edition_is_told(headquarters, office):
    office.an_item("evaluated")
    headquarters.freeze(number=1)

    with pytest.raises(SomeoneElseActedFirst):
        headquarters.freeze(number=1, note="別の理由")


def test_a_correction_of_the_planned_list_needs_a_reason_and_a_change(headquarters, office):
    item_id = office.an_item("submitted")
    headquarters.freeze(Stage.PLANNED)

    with pytest.raises(NothingChanged):
        headquarters.freeze(Stage.PLANNED, note="理由")
    office.act(item_id, "receive", "reviewer")
    with pytest.raises(NoteRequired):
        headquarters.freeze(Stage.PLANNED, note="  ")
    assert headquarters.freeze(Stage.PLANNED, note="状態の更新").number == 2


@pytest.mark.parametrize("note", ["\x00", "x" * 1001])
def test_a_note_that_cannot_be_kept_is_refused(headquarters, note):
    with pytest.raises(InputRefused):
        headquarters.freeze(note=note)


@pytest.mark.parametrize(
    ("login", "may_edit", "may_read"),
    [("officer", False, False), ("viewer", False, True), ("secretariat", True, True)],
)
def test_who_may_freeze_lift_and_read(headquarters, office, login, may_edit, may_read):
    office.an_item("evaluated")
    meeting, made = headquarters.meeting, headquarters.freeze(Stage.PLANNED)

    editing = (
        (reports.prospect, meeting, Stage.EVALUATED),
        (reports.freeze, meeting, Stage.EVALUATED),
        (reports.lift, meeting, "理由"),
        (reports.save_agenda, meeting, (), 0),
    )
    reading = (
        (reports.editions, meeting),
        (reports.edition, meeting),
        (reports.edition_file, made, "pdf"),
        (reports.rebuilt_file, made, "csv"),
        (reports.compare, meeting, Stage.PLANNED, 1, 1),
        (reports.difference, meeting),
        (reports.difference_file, meeting),
        (reports.verify, meeting),
        (reports.verify_file, "name", b""),
    )
    for allowed, deeds in ((may_edit, editing), (may_read, reading)):
        for verb, *given in deeds:
            with nullcontext() if allowed else pytest.raises(WrongRole):
                office.do(login, verb, *given)


def test_nobody_who_is_not_signed_in_reads_or_freezes(headquarters, office):
    office.an_item("evaluated")

    with pytest.raises(NotSignedIn):
        office.do(None, reports.freeze, headquarters.meeting, Stage.EVALUATED)
    with pytest.raises(NotSignedIn):
        office.look(None, reports.editions, headquarters.meeting)


@pytest.mark.both_databases
@pytest.mark.parametrize("meeting_id", [0, -1, 99, 2**40])
def test_a_meeting_that_is_not_there_is_not_found(office, meeting_id):
    with pytest.raises(NotFound):
        office.do("secretariat", reports.freeze, meeting_id, Stage.PLANNED)
    with pytest.raises(NotFound):
        office.look("secretariat", reports.editions, meeting_id)


@pytest.mark.both_databases
@pytest.mark.parametrize("number", [0, -1, 99, 2**40])
def test_an_edition_that_is_not_there_is_not_found(headquarters, office, number):
    headquarters.freeze(Stage.PLANNED)

    with pytest.raises(NotFound):
        office.look("secretariat", reports.edition, headquarters.meeting, number=number)
    with pytest.raises(NotFound):
        office.look("secretariat", reports.edition, 99)


@pytest.mark.both_databases
@pytest.mark.parametrize("table", KEPT_FOR_EVER)
@pytest.mark.parametrize("order", ["DELETE FROM {}", "UPDATE {} SET {}"])
def test_the_database_lets_nobody_change_what_was_frozen(headquarters, office, table, order):
    office.an_item("evaluated")
    office.do("secretariat", reports.save_agenda, headquarters.meeting, (), 0)
    headquarters.freeze()
    headquarters.lift()
    column = {"stored_files": "content", "agendas": "entries", "report_lifts": "reason",
              "report_editions": "note", "report_files": "form",
              "report_items": "ledger_head"}[table]  # fmt: skip

    engine = office.engine.database.engine
    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text(order.format(table, f"{column} = {column}")))


def test_the_meeting_says_from_when_it_is_frozen(headquarters, office):
    office.an_item("evaluated")
    made = headquarters.freeze()

    with office.engine.database.reading() as session:
        assert session.get_one(Meeting, office.meetings[SEPTEMBER]).report_frozen_at == made.at


def count(office: Office, model: type) -> int:
    with office.engine.database.reading() as session:
        return session.query(model).count()
