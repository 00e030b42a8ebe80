"""One action on many items: what is shown is what is done, once, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from tests.support.bulk import committed, moves_of, outcomes, page_of, previewed, shown
from tests.support.ledger import ledger_breaks
from tests.support.office import NOTE, Office
from tests.support.stocked import item_in
from workflow import bulk
from workflow.bulk import BulkNotReady, previews
from workflow.items.list_views import Total
from workflow.jobs.context import JobContext
from workflow.models import Person, RoleGrant
from workflow.values.errors import InputRefused, NotFound, SomeoneElseActedFirst

pytestmark = pytest.mark.both_databases

STATES = ("draft", "submitted", "under_review", "returned", "reviewed", "evaluated", "withdrawn")
TAKERS = {
    "submit": "officer",
    "pull_back": "officer",
    "withdraw": "officer",
    "receive": "reviewer",
    "approve": "reviewer",
    "send_back": "reviewer",
    "carry_over": "reviewer",
    "reopen": "evaluator",
    "report": "secretariat",
}


@pytest.mark.parametrize("action", TAKERS)
def test_in_every_state_what_the_preview_shows_is_what_the_report_tells(stocked_office, action):
    office = stocked_office
    ids = [item_in(office, state) for state in STATES]
    by, entries = TAKERS[action], office.count_entries()

    preview = shown(office, action, ids, by)

    assert [row.item_id for row in preview.rows] == ids
    assert office.count_entries() == entries
    assert (preview.run.going.count > 0, preview.run.done.count) == (True, 0)
    report = committed(office, preview, by)
    going = [row.item_id for row in preview.rows if row.refusal is None]
    assert [row.item_id for row in report.rows if row.done] == going
    assert set(moves_of(office, going)) == {action}
    assert office.count_entries() == entries + len(going)
    assert [row.refusal and row.refusal.key for row in report.rows] == [
        row.refusal and row.refusal.key for row in preview.rows
    ]
    assert report.run.finished_at is not None
    assert ledger_breaks(office.engine) == ()


def test_counts_and_sums_are_those_of_the_rows(office):
    amounts = (100, 20, 3)
    for amount in amounts:
        office.an_item("submitted", office.a_sheet(amount_kyen=amount))
    office.an_item("under_review", office.a_sheet(amount_kyen=4_000))

    preview = shown(office, "receive", None)

    run = preview.run
    assert (run.total, run.going, run.refused) == (Total(4, 4_123), Total(3, 123), Total(1, 4_000))
    assert [(type(why).__name__, count) for why, count in preview.reasons] == [
        ("ActionNotPossible", 1)
    ]
    assert committed(office, preview).run.done == Total(3, 123)


def test_items_of_another_department_are_no_rows_and_are_told_as_a_number_only(office):
    own, other = office.an_item("draft"), office.an_item("draft", department="kikaku")

    preview = shown(office, "submit", [own, other, 10_000, -1], "officer")

    assert [row.item_id for row in preview.rows] == [own]
    assert preview.run.not_visible == 3
    with pytest.raises(InputRefused):
        shown(office, "submit", [other], "officer")


def test_a_run_is_there_for_its_person_alone(office):
    preview = shown(office, "receive", [office.an_item("submitted")])

    for verb, *given in (
        (bulk.page,),
        (bulk.set_input, NOTE),
        (bulk.leave_out, []),
        (bulk.commit, preview.run.seal),
        (bulk.advance,),
    ):
        with pytest.raises(NotFound):
            office.do("colleague", verb, preview.run.id, *given)
    assert office.look("colleague", bulk.runs).runs == ()
    assert [run.id for run in office.look("reviewer", bulk.runs).runs] == [preview.run.id]


def test_what_changed_since_the_preview_is_refused_by_itself_and_the_rest_is_done(office):
    ids = [office.an_item("under_review") for _ in range(4)]
    gone_and_back = office.an_item("submitted")
    preview = shown(office, "carry_over", [*ids, gone_and_back])
    office.act(ids[1], "approve", "reviewer")
    office.act(gone_and_back, "pull_back", "officer")
    office.act(gone_and_back, "submit", "officer")

    report = committed(office, preview)

    changed = SomeoneElseActedFirst.key
    assert outcomes(report) == ["done", changed, "done", "done", changed]
    assert moves_of(office, [ids[1], gone_and_back]) == ["approve", "submit"]
    assert (report.run.done.count, report.run.failed.count) == (3, 2)


def test_a_commit_delivered_twice_is_one(office):
    ids = [office.an_item("submitted") for _ in range(3)]
    preview = shown(office, "receive", ids)

    assert committed(office, preview) == committed(office, preview)
    assert [len(office.entries(item_id)) for item_id in ids] == [3, 3, 3]


def test_a_preview_asked_for_twice_at_once_is_one_run(office):
    ids = [office.an_item("submitted")]

    first = previewed(office, "receive", ids)

    assert previewed(office, "receive", ids) == first
    office.clock.advance(timedelta(minutes=5))
    assert previewed(office, "receive", ids) != first


def test_a_preview_expires_after_an_hour_and_goes(office):
    item_id = office.an_item("submitted")
    preview = shown(office, "receive", [item_id])
    office.clock.advance(previews.HELD_FOR)

    with pytest.raises(BulkNotReady) as refused:
        committed(office, preview)
    with pytest.raises(BulkNotReady):
        office.do("reviewer", bulk.set_input, preview.run.id, NOTE)

    assert refused.value.data == {"reason": "expired"}
    assert office.look("reviewer", bulk.runs).runs == ()
    shown(office, "receive", [item_id])
    assert office.row(item_id).state == "submitted"


def test_many_items_are_a_job_that_goes_on_where_it_was_killed(office, many):
    ids = [office.an_item("submitted") for _ in range(5)]
    preview = shown(office, "receive", ids)
    waiting = committed(office, preview)
    assert outcomes(waiting) == ["waiting"] * 5
    assert (waiting.run.tried, waiting.run.finished_at) == (0, None)
    job_context = JobContext(office.engine.database, office.clock, library=office.engine.library)

    assert job_context.bulk(preview.run.id)
    with pytest.raises(KeyboardInterrupt):
        _killed_half_way(office, preview.run.id)
    half = page_of(office, preview.run.id)
    assert outcomes(half) == ["done", "done", "waiting", "waiting", "waiting"]

    assert [job_context.bulk(preview.run.id) for _ in range(3)] == [True, False, False]
    report = page_of(office, preview.run.id)
    assert outcomes(report) == ["done"] * 5
    assert report.run.finished_at is not None
    assert [len(office.entries(item_id)) for item_id in ids] == [3] * 5


def _killed_half_way(office: Office, run_id: int) -> None:
    """Two rows are moved, and the process ends before it could say so."""
    with office.engine.write(office.person("reviewer")) as work:
        bulk.advance(work, run_id)
        raise KeyboardInterrupt


def test_a_report_tells_the_place_in_the_ledger(office):
    item_id = office.an_item("submitted")

    report = committed(office, shown(office, "receive", [item_id]))

    assert [(row.sequence, row.state) for row in report.rows] == [(3, "submitted")]
    assert office.entries(item_id)[-1].sequence == 3


def test_whoever_was_moved_to_another_department_reads_no_names_any_more(office):
    item_id = office.an_item("draft")
    report = committed(office, shown(office, "submit", [item_id], "officer"), "officer")
    assert report.rows[0].name == office.row(item_id).name

    office.set_up(lambda work: work.session.execute(_of("officer", delete(RoleGrant))))
    office.meet_anew()

    after = page_of(office, report.run.id, "officer")
    assert [(row.name, row.department, row.done) for row in after.rows] == [(None, None, True)]


def _of(login: str, statement):
    """A statement about what somebody holds."""
    whose = select(Person.id).where(Person.login == login).scalar_subquery()
    return statement.where(RoleGrant.person_id == whose)
