"""What the center decides: received, sent back, approved, evaluated, taken back, reported."""

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from tests.support.office import DECEMBER, FINDINGS, NOTE, OVERRIDE, Office
from tests.support.units import look
from workflow import items
from workflow.items.refusals import EvaluationIncomplete, MeetingMissing
from workflow.models import Evaluation
from workflow.values.actor import Title
from workflow.values.errors import (
    ActionNotPossible,
    InputRefused,
    NoteRequired,
    SomeoneElseActedFirst,
)


def evaluations(office: Office, item_id: int) -> list[tuple[str, bool]]:
    query = select(Evaluation).where(Evaluation.item_id == item_id).order_by(Evaluation.id)
    with office.engine.database.reading() as session:
        return [(row.verdict_code, row.undone_at is None) for row in session.scalars(query)]


def test_what_was_received_can_no_longer_be_pulled_back(shared_office):
    item_id = shared_office.an_item("under_review")

    with pytest.raises(SomeoneElseActedFirst) as refused:
        shared_office.act(item_id, "pull_back", "officer")

    received = shared_office.entries(item_id)[-1]
    assert refused.value.data == {
        "reason": "named",
        "who": Title("reviewer", "Reviewer"),
        "when": received.at,
        "action": "receive",
    }


def test_what_was_never_there_to_be_done_was_not_taken_away_by_anybody(shared_office):
    item_id = shared_office.an_item("under_review")

    with pytest.raises(ActionNotPossible):
        shared_office.act(item_id, "report", "secretariat")


@pytest.mark.parametrize(
    ("state", "action", "by"),
    [
        ("under_review", "send_back", "reviewer"),
        ("reviewed", "send_back", "reviewer"),
        ("draft", "withdraw", "officer"),
        ("evaluated", "reopen", "evaluator"),
        ("submitted", "carry_over", "reviewer"),
    ],
)
def test_an_action_that_undoes_or_ends_needs_its_reason_in_words(shared_office, state, action, by):
    item_id = shared_office.an_item(state)
    for nothing in ("", " 　\n\t"):
        with pytest.raises(NoteRequired):
            shared_office.act(item_id, action, by, note=nothing)

    shared_office.act(item_id, action, by, note="　積算の根拠を示してください。\r\n以上　")

    last = shared_office.entries(item_id)[-1]
    assert last.note == "積算の根拠を示してください。\n以上"


@pytest.mark.parametrize("note", ["\ud800", "x\x00", "\u202ex", "あ" * 4001])
def test_a_reason_that_is_no_text_is_refused(shared_office, note):
    item_id = shared_office.an_item("under_review")

    with pytest.raises(InputRefused) as refused:
        shared_office.act(item_id, "send_back", "reviewer", note=note)

    assert [problem.field for problem in refused.value.problems] == ["note"]


def test_a_reason_of_4000_characters_is_kept_whole(shared_office):
    item_id = shared_office.an_item("under_review")

    shared_office.act(item_id, "send_back", "reviewer", note="𠮷" * 4000)

    assert shared_office.entries(item_id)[-1].note == "𠮷" * 4000


def test_the_verdict_the_findings_and_who_gave_them_are_shown(office):
    item_id = office.an_item("reviewed")
    office.act(item_id, "evaluate", "evaluator", verdict="needs_revision", findings="　所見　")

    detail = look(office.engine, office.person("officer"), items.get, item_id)

    assert detail.evaluation is not None
    assert detail.evaluation.verdict_code == "needs_revision"
    assert detail.evaluation.findings == "所見"
    assert detail.evaluation.by.ja == "evaluator"
    assert detail.moves[-1].particulars == {
        "verdict": "needs_revision",
        "findings": "所見",
        "override": OVERRIDE,
    }


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"verdict": ""}, ("verdict",)),
        ({"verdict": "splendid"}, ("verdict",)),
        ({"findings": ""}, ("findings",)),
        ({"findings": " 　\n"}, ("findings",)),
        ({"verdict": "", "findings": ""}, ("verdict", "findings")),
        ({"verdict": "conditional"}, ("conditions",)),
        ({"verdict": "conditional", "conditions": "　"}, ("conditions",)),
    ],
)
def test_an_evaluation_without_all_it_needs_is_refused(shared_office, given, missing):
    item_id = shared_office.an_item("reviewed")

    with pytest.raises(EvaluationIncomplete) as refused:
        shared_office.act(item_id, "evaluate", "evaluator", **given)

    assert refused.value.data["fields"] == missing
    assert evaluations(shared_office, item_id) == []


@pytest.mark.parametrize("field", ["verdict", "findings", "conditions"])
def test_an_evaluation_in_broken_text_is_refused_at_its_field(shared_office, field):
    item_id = shared_office.an_item("reviewed")

    with pytest.raises(InputRefused) as refused:
        shared_office.act(item_id, "evaluate", "evaluator", **{field: "\udfff"})

    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_conditional_verdict_keeps_its_conditions(shared_office):
    item_id = shared_office.an_item("reviewed")
    shared_office.act(
        item_id, "evaluate", "evaluator", verdict="conditional", conditions="共同利用を検討すること"
    )

    detail = look(shared_office.engine, shared_office.person("viewer"), items.get, item_id)

    assert detail.row.verdict_code == "conditional"
    assert detail.row.conditions == "共同利用を検討すること"


def test_an_evaluation_taken_back_stays_in_the_record_and_another_may_follow(office):
    item_id = office.an_item("evaluated")
    assert office.act(item_id, "reopen", "evaluator").state == "reviewed"

    assert evaluations(office, item_id) == [("appropriate", False)]
    assert look(office.engine, office.person("viewer"), items.get, item_id).evaluation is None

    office.act(item_id, "evaluate", "evaluator2", verdict="needs_revision")
    assert evaluations(office, item_id) == [("appropriate", False), ("needs_revision", True)]


@pytest.mark.both_databases
def test_the_database_itself_holds_at_most_one_live_evaluation(office):
    item_id = office.an_item("evaluated")
    person = office.person("evaluator2").person_id

    second = insert(Evaluation).values(
        item_id=item_id,
        verdict_code="appropriate",
        findings=FINDINGS,
        conditions="",
        content_hash="",
        finalised_by=person,
        finalised_at=office.clock.now(),
    )

    with (
        office.engine.database.engine.connect() as connection,
        pytest.raises(IntegrityError, match=r"(?i)unique"),
    ):
        connection.execute(second)


@pytest.mark.both_databases
@pytest.mark.parametrize("meeting", [None, "another cycle's", 0, -1, 10**30])
def test_a_report_names_a_meeting_that_takes_the_cycle(shared_office, meeting):
    item_id = shared_office.an_item("evaluated")
    if meeting == "another cycle's":
        meeting = shared_office.meetings[DECEMBER]

    with pytest.raises(MeetingMissing):
        shared_office.act(item_id, "report", "secretariat", meeting_id=meeting)

    assert shared_office.row(item_id).state == "evaluated"


def test_what_was_reported_carries_its_meeting(shared_office):
    item_id = shared_office.an_item("reported")
    row = shared_office.row(item_id)

    assert row.meeting_id == shared_office.meetings[row.cycle_id]
    assert row.due_on is None


def test_a_remark_may_accompany_a_decision_and_is_told(shared_office):
    item_id = shared_office.an_item("under_review")
    shared_office.act(item_id, "approve", "reviewer", note=NOTE)

    moves = look(shared_office.engine, shared_office.person("officer"), items.get, item_id).moves

    assert [move.action for move in moves] == ["create", "submit", "receive", "approve"]
    assert (moves[-1].note, moves[-1].who.ja, moves[-1].title.ja) == (NOTE, "reviewer", "審査完了")
