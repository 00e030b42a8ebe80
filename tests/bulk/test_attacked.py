"""What somebody could try with a preview: forge it, race it, turn its ground around, swamp it."""

from collections import Counter

import pytest
from sqlalchemy import delete, update

from tests.items.test_at_once import THREADS, at_once
from tests.support.bulk import committed, moves_of, outcomes, page_of, previewed, shown
from tests.support.ledger import ledger_breaks
from tests.support.office import NOW, SEPTEMBER, open_office
from tests.support.people import OTHER
from tests.support.prepared import prepare
from tests.support.substitutes import stand_in
from workflow import bulk, substitutes
from workflow.bulk import BulkNotReady, moves, previews
from workflow.models import Cycle, RoleGrant
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import Role

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("forged", ["", "x", "0" * 64, "of another"])
def test_only_the_preview_s_own_seal_commits_it(shared_office, forged):
    office = shared_office
    mine, other = (shown(office, "receive", [office.an_item("submitted")]) for _ in range(2))
    seal = other.run.seal if forged == "of another" else forged

    with pytest.raises(BulkNotReady) as refused:
        office.do("reviewer", bulk.commit, mine.run.id, seal)

    assert refused.value.data == {"reason": "moved_on"}
    assert moves_of(office, [row.item_id for row in mine.rows]) == ["submit"]


def test_of_many_commits_of_one_preview_at_once_each_item_moves_once(office):
    ids = [office.an_item("submitted") for _ in range(3)]
    preview = shown(office, "receive", ids)

    answers = at_once(
        lambda _: office.do("reviewer", bulk.commit, preview.run.id, preview.run.seal)
    )

    assert sorted(len(one.outcomes) for one in answers) == [0] * (THREADS - 1) + [3]
    assert [len(office.entries(item_id)) for item_id in ids] == [3] * 3
    report = page_of(office, preview.run.id)
    assert Counter(outcomes(report)) == {"done": 3}


def test_two_people_s_previews_of_the_same_items_move_each_item_once(office):
    ids = [office.an_item("submitted") for _ in range(3)]
    players = ("reviewer", "reviewer2")
    shown_to = {by: shown(office, "receive", ids, by) for by in players}

    at_once(lambda n: committed(office, shown_to[players[n % 2]], players[n % 2]))

    assert [len(office.entries(item_id)) for item_id in ids] == [3] * 3
    reports = [page_of(office, shown_to[by].run.id, by).run for by in players]
    assert sorted((one.done.count, one.failed.count) for one in reports) == [(0, 3), (3, 0)]


def test_a_role_that_ended_since_the_preview_moves_nothing(office):
    ids = [office.an_item("submitted")]
    preview = shown(office, "receive", ids)
    lost = delete(RoleGrant).where(RoleGrant.person_id == office.person("reviewer").person_id)
    office.set_up(lambda work: work.session.execute(lost))

    assert outcomes(committed(office, preview)) == ["wrong_role"]
    assert moves_of(office, ids) == ["submit"]


def test_a_cycle_that_was_closed_since_the_preview_moves_nothing(office):
    ids = [office.an_item("submitted")]
    preview = shown(office, "receive", ids)
    closed = update(Cycle).where(Cycle.id == SEPTEMBER).values(closed_at=NOW)
    office.set_up(lambda work: work.session.execute(closed))

    assert outcomes(committed(office, preview)) == ["cycle_closed"]
    assert moves_of(office, ids) == ["submit"]


def test_a_preview_in_the_middle_of_its_commit_is_not_swept_away_as_expired(postgres_databases):
    url = postgres_databases.copy_of(prepare)
    office = open_office(url)
    ids = [office.an_item("submitted") for _ in range(2)]
    preview, reviewer = shown(office, "receive", ids), office.person("reviewer")

    with office.engine.write(reviewer) as work:
        run = moves.own(work, preview.run.id, locked=True)
        run.committed_at = office.clock.now()
        work.session.flush()
        office.clock.advance(2 * previews.HELD_FOR)
        shown(office, "receive", ids, "reviewer2")

    assert page_of(office, preview.run.id).run.going.count == 2
    office.engine.close()
    postgres_databases.drop(url)


def test_a_substitute_s_time_that_ended_since_the_preview_moves_nothing(office):
    made = stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    ids = [office.an_item("submitted")]
    preview = shown(office, "receive", ids, "viewer")
    office.do("reviewer", substitutes.end, made)

    assert outcomes(committed(office, preview, "viewer")) == ["wrong_role"]
    assert moves_of(office, ids) == ["submit"]


def test_duties_stay_separate_for_substitutes_in_bulk_too(office):
    stand_in(office, "neighbour", "everything", Role.OFFICER, OTHER)
    stand_in(office, "everything", "nothing", Role.REVIEWER)
    drafted = office.an_item("draft", department=OTHER)
    free = office.an_item("under_review")
    assert outcomes(committed(office, shown(office, "submit", [drafted], "everything"),
                              "everything")) == ["done"]  # fmt: skip
    office.act(drafted, "receive", "reviewer2")

    for by in ("everything", "nothing"):
        assert outcomes(shown(office, "approve", [drafted], by)) == ["separation_of_duties"]
    preview = shown(office, "approve", [drafted, free], "nothing")
    report = committed(office, preview, "nothing")

    for page in (preview, report):
        assert [row.principal and row.principal.ja for row in page.rows if not row.refusal] == [
            "everything"
        ]
    assert Counter(outcomes(report)) == {"separation_of_duties": 1, "done": 1}
    said = office.entries(free)[-1].particulars["for"]
    assert said["actor"] == "everything"
    assert office.look("everything", substitutes.count_waiting) == 1
    assert ledger_breaks(office.engine) == ()


def test_ten_thousand_items_by_number_are_refused_before_any_is_read(shared_office):
    office = shared_office

    with pytest.raises(InputRefused) as refused:
        previewed(office, "receive", range(1, 10_001))
    assert [one.key for one in refused.value.problems] == ["too_many_items"]
