"""What a preview of many moves takes in, what holds it, and what it never lets through."""

from itertools import chain, combinations, islice

import pytest
from sqlalchemy import update

from tests.support.bulk import committed, moves_of, outcomes, page_of, previewed, shown
from tests.support.office import NOTE, SEPTEMBER
from tests.support.units import do
from workflow import bulk, items
from workflow.bulk import BulkNotReady, previews
from workflow.items.list_views import ItemFilter
from workflow.models import Person
from workflow.staging import MOST_WAITING
from workflow.values.errors import (
    ContentChanged,
    InputRefused,
    NotFound,
    NotSignedIn,
    WrongRole,
)


def test_everybody_is_offered_what_their_roles_take_in_the_processes_of_the_cycle(office):
    offered = {one.action for one in office.look("reviewer", bulk.actions, SEPTEMBER)}

    assert offered == {"receive", "send_back", "approve", "carry_over"}


@pytest.mark.parametrize("action", ["evaluate", "create", "receive", "nonsense"])
def test_what_is_not_offered_is_refused_before_anything_is_looked_at(office, action):
    item_id = office.an_item("submitted")

    with pytest.raises(WrongRole):
        previewed(office, action, [item_id], "evaluator")
    with pytest.raises(NotSignedIn):
        previewed(office, action, [item_id], None)


def test_all_that_match_is_what_matches_now_and_not_what_comes_later(office):
    ids = [office.an_item("submitted") for _ in range(2)]
    preview = shown(office, "receive", None)
    late = office.an_item("submitted")

    report = committed(office, preview)

    assert [row.item_id for row in report.rows] == ids
    assert office.row(late).state == "submitted"


def test_the_filter_and_the_scope_say_what_all_is(office):
    own = office.an_item("draft")
    office.an_item("draft", department="kikaku")
    found = office.an_item("draft", office.a_sheet(name="改修の別件"))

    everything = shown(office, "submit", None, "officer")
    words = ItemFilter(cycle_id=SEPTEMBER, words="別件")
    narrowed = previewed(office, "submit", None, "officer", words)

    assert [row.item_id for row in everything.rows] == [own, found]
    narrow = page_of(office, narrowed, "officer")
    assert [row.item_id for row in narrow.rows] == [found]


def test_an_item_written_on_since_the_preview_is_not_submitted(office):
    written, left = office.an_item("draft"), office.an_item("draft")
    preview = shown(office, "submit", [written, left], "officer")
    do(
        office.engine,
        office.person("officer"),
        items.save,
        item_id=written,
        sheet=office.a_sheet(),
        seen=office.row(written).content_hash,
    )

    report = committed(office, preview, "officer")

    assert outcomes(report) == [ContentChanged.key, "done"]
    assert office.row(written).state == "draft"


def test_what_is_foreseen_as_refused_is_not_tried_even_where_it_would_go_now(office):
    good, draft = office.an_item("submitted"), office.an_item("draft")
    preview = shown(office, "receive", [good, draft])
    office.act(draft, "submit", "officer")

    report = committed(office, preview)

    assert outcomes(report) == ["done", "action_not_possible"]
    assert office.row(draft).state == "submitted"


def test_a_preview_that_was_shown_anew_elsewhere_is_not_committed_as_it_was(office):
    item_id = office.an_item("under_review")
    before = shown(office, "send_back", [item_id])
    office.do("reviewer", bulk.set_input, before.run.id, "別の理由")

    with pytest.raises(BulkNotReady) as refused:
        committed(office, before)

    assert refused.value.data == {"reason": "moved_on"}
    assert office.row(item_id).state == "under_review"


def test_a_row_that_is_left_out_is_no_part_of_the_preview_and_stays_as_it_is(office):
    ids = [office.an_item("under_review") for _ in range(3)]
    before = shown(office, "send_back", ids)

    for _ in range(2):
        office.do("reviewer", bulk.leave_out, before.run.id, [ids[1], 10_000, -1])

    after = page_of(office, before.run.id)
    assert [row.item_id for row in after.rows] == [ids[0], ids[2]]
    assert (after.run.note, after.run.asked, after.run.not_visible) == (NOTE, 2, 0)
    with pytest.raises(BulkNotReady) as refused:
        committed(office, before)
    assert refused.value.data == {"reason": "moved_on"}
    assert outcomes(committed(office, after)) == ["done", "done"]
    assert office.row(ids[1]).state == "under_review"
    with pytest.raises(BulkNotReady):
        office.do("reviewer", bulk.leave_out, after.run.id, [ids[0]])


def test_something_is_left_in_and_by_the_preview_s_own_person(office):
    item_id = office.an_item("submitted")
    run_id = shown(office, "receive", [item_id]).run.id

    with pytest.raises(InputRefused):
        office.do("reviewer", bulk.leave_out, run_id, [item_id])
    with pytest.raises(NotFound):
        office.do("reviewer2", bulk.leave_out, run_id, [item_id])
    assert page_of(office, run_id).run.total.count == 1


def test_without_the_reason_that_an_action_asks_for_nothing_goes(office):
    run_id = previewed(office, "send_back", [office.an_item("under_review")])

    preview = page_of(office, run_id)

    assert (outcomes(preview), preview.note) == (["note_required"], "required")
    with pytest.raises(BulkNotReady):
        committed(office, preview)
    with pytest.raises(InputRefused):
        office.do("reviewer", bulk.set_input, run_id, "\x07")


def test_more_than_two_thousand_items_are_refused(office, monkeypatch):
    monkeypatch.setattr(previews, "MOST_ITEMS", 2)
    ids = [office.an_item("submitted") for _ in range(3)]

    for asked in (ids, None, [1, *range(10, 14)], []):
        with pytest.raises(InputRefused):
            previewed(office, "receive", asked)


def test_the_person_can_go_on_with_a_run_whose_job_does_not(office, many):
    ids = [office.an_item("submitted") for _ in range(3)]
    preview = shown(office, "receive", ids)

    assert office.do("reviewer", bulk.advance, preview.run.id) == bulk.Progress()
    assert moves_of(office, ids) == ["submit"] * 3
    committed(office, preview)

    went_on = [office.do("reviewer", bulk.advance, preview.run.id) for _ in range(3)]
    assert [(one.more, len(one.outcomes)) for one in went_on] == [
        (True, 2),
        (False, 1),
        (False, 0),
    ]
    assert moves_of(office, ids) == ["receive"] * 3


def test_whoever_lost_the_role_in_between_moves_nothing_more(office, many):
    ids = [office.an_item("submitted") for _ in range(3)]
    preview = shown(office, "receive", ids)
    committed(office, preview)
    gone = update(Person).where(Person.login == "reviewer").values(active=False)
    office.set_up(lambda work: work.session.execute(gone))

    office.do("reviewer", bulk.advance, preview.run.id)

    report = page_of(office, preview.run.id)
    assert outcomes(report)[:2] == ["not_signed_in"] * 2
    assert moves_of(office, ids) == ["submit"] * 3


def test_of_many_previews_that_wait_for_one_person_the_oldest_are_let_go(office):
    ids = [office.an_item("submitted") for _ in range(6)]
    some = chain.from_iterable(combinations(ids, many) for many in (2, 3))
    chosen = list(islice(some, MOST_WAITING + 1))
    others = previewed(office, "receive", ids[:1], "reviewer2")

    runs = [previewed(office, "receive", one) for one in chosen]

    with pytest.raises(NotFound):
        page_of(office, runs[0])
    assert {len(page_of(office, run).rows) for run in runs[1:]} == {2, 3}
    assert len(page_of(office, others, "reviewer2").rows) == 1
