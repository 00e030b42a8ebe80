"""Live items go on by another version: none is stranded, each once, and their past keeps."""

import re

import pytest
from sqlalchemy import select, update

from tests.support.ledger import ledger_breaks
from tests.support.processes import third
from workflow import documents, items, ledger, staffing, statistics, versions
from workflow.items.list_views import ItemFilter
from workflow.models import Item, ProcessMigration, ProcessWithdrawal
from workflow.process import bundled, load_publishable
from workflow.values.errors import NotFound, NotSignedIn, WrongRole
from workflow.values.vocabulary import Action
from workflow.versions import Against, PlanFault, PlanInvalid
from workflow.versions.migrating import ItemsStranded, MigrationRunning

BY_OFFICERS = 'turn = ["officer"]\n\n[states.returned]'
LIMITED = 'note = "required"\nlimit = 1\ndue = { business_days = 3 }'
LIVE = ("draft", "submitted", "under_review", "returned", "reviewed", "evaluated")
RENAMED = {"under_review": "checking"}


def plan_to(office, text, states=None):
    new = load_publishable(text)
    with office.engine.read(office.person("admin")) as work:
        return versions.plan_for(work.process(new.name, 2), new, states or {})


def rehearsed(office, plan):
    with office.engine.read(office.person("admin")) as work:
        return versions.rehearse(work, plan)


def ordered(office, text, plan):
    with office.engine.write(office.person("admin")) as work:
        versions.publish(work, text, "third")
        return versions.order(work, plan)


def advanced(office, migration_id):
    with office.engine.write(office.person("admin")) as work:
        return versions.advance(work, migration_id)


def against(found):
    return {one.id: [o.against for o in one.objections] for one in found.stranded}


@pytest.mark.both_databases
def test_every_live_item_goes_on_by_the_new_version_and_its_history_reads_as_before(office):
    ids = {state: office.an_item(state, office.a_sheet(name=state)) for state in LIVE}
    done = office.an_item("reported", office.a_sheet(name="reported"))
    before = {state: office.row(one) for state, one in ids.items()}
    text = third(renamed=RENAMED)
    plan = plan_to(office, text, RENAMED)

    found = rehearsed(office, plan)
    migration_id = ordered(office, text, plan)
    progress = advanced(office, migration_id)

    assert (found.total, found.is_sound) == (len(LIVE), True)
    assert (progress.more, progress.moved, progress.left) == (False, len(LIVE), ())
    for state, one in ids.items():
        row = office.row(one)
        assert (row.process_version, row.state) == (3, RENAMED.get(state, state))
        if state not in RENAMED:
            assert (row.due_on, row.arrived_at) == (before[state].due_on, before[state].arrived_at)
        detail = office.look("reviewer2", items.get, one) if state != "draft" else None
        if detail:
            last = detail.moves[-1]
            assert (last.action, last.particulars["to_version"]) == ("migrate", 3)
            then = {move.to_title.ja for move in detail.moves if move.to_state == "under_review"}
            assert then <= {"審査中"}
    assert office.row(done).process_version == 2
    assert not ledger_breaks(office.engine)
    moved_on = ids["under_review"]
    assert office.act(moved_on, Action.APPROVE, "reviewer").state == "reviewed"
    with office.engine.read(office.person("secretariat")) as work:
        assert statistics.flow(work, ItemFilter(cycle_id="2021-09")).stages
        assert b"migrate" in documents.history(work, moved_on, "xes")
        assert staffing.lacking(work) == frozenset()
    assert advanced(office, migration_id).moved == len(LIVE), "at its end: nothing more happens"
    with office.engine.write() as work:
        back = update(Item).where(Item.id == moved_on).values(process_version=2)
        work.session.execute(back)
        assert ledger.audit_changes(work.session).is_sound
        work.session.execute(update(ProcessMigration).values(states={"draft": "submitted"}))
        (changed,) = ledger.audit_changes(work.session).breaks
    assert (changed.subject, changed.code) == ("migration", str(migration_id))
    assert [one.item_id for one in ledger_breaks(office.engine)] == [moved_on]
    assert [len(office.look("admin", items.get, one).moves) for one in (moved_on, done)] == [5, 6]


def test_what_stands_against_an_item_is_found_item_by_item_before_anything_is_published(office):
    unreviewed = office.an_item("submitted", office.a_sheet(name="a"))
    evaluated = office.an_item("evaluated", office.a_sheet(name="b"))
    twice = office.an_item("returned", office.a_sheet(name="c"))
    for action, login in (
        ("submit", "officer"),
        ("receive", "reviewer"),
        ("send_back", "reviewer"),
    ):
        office.act(twice, action, login)

    skipped = plan_to(office, third(), {"submitted": "reviewed"})
    assert against(rehearsed(office, skipped)) == {unreviewed: [Against.NOT_DONE]}
    assert rehearsed(office, skipped).stranded[0].objections[0].actions == ("approve",)

    back = plan_to(office, third(), {"evaluated": "reviewed"})
    assert against(rehearsed(office, back)) == {evaluated: [Against.EVALUATED]}

    apart = third(rule='always = "separate"\nactions = ["receive", "approve"]')
    found = against(rehearsed(office, plan_to(office, apart)))
    assert Against.SEPARATION in found[evaluated]
    assert unreviewed not in found

    alone = third().replace('turn = ["reviewer"]\n\n[states.returned]', BY_OFFICERS)
    alone = re.sub(r'("approve"\n.*\n.*\n.*\nroles = )\["reviewer"\]', r'\1["officer"]', alone)
    lonely_sheet = office.a_sheet(name="d", section="デジタル政策推進課")
    lonely = office.an_item("submitted", lonely_sheet, department="kikaku")
    found = rehearsed(office, plan_to(office, alone, {"submitted": "under_review"}))
    assert against(found) == {lonely: [Against.NOBODY]}
    assert found.stranded[0].whys == (staffing.Why.SEPARATED,)

    once = third().replace('note = "required"\ndue = { business_days = 3 }', LIMITED)
    once = re.sub(r'\[\[transitions\]\]\naction = "pull_back"(.*\n)+?\n', "", once)
    begun_again = rehearsed(office, plan_to(office, once, {"returned": "draft"}))
    assert against(begun_again) == {twice: [Against.USED_UP]}

    born_once = third().replace('action = "create"\n', 'action = "create"\nlimit = 1\n')
    assert against(rehearsed(office, plan_to(office, born_once))) == {}

    with office.engine.read(office.person("admin")) as work:
        assert [process.version for process in work.published if process.name == "standard"] == [2]
    with pytest.raises(ItemsStranded):
        ordered(office, apart, plan_to(office, apart))
    assert office.row(evaluated).process_version == 2


def test_an_item_that_somebody_moved_meanwhile_is_judged_as_it_stands_under_its_lock(office):
    first = office.an_item("submitted", office.a_sheet(name="a"))
    second = office.an_item("submitted", office.a_sheet(name="b"))
    text = third(rule='always = "separate"\nactions = ["receive", "send_back"]')
    migration_id = ordered(office, text, plan_to(office, text))
    for action in ("receive", "send_back"):
        office.act(first, action, "reviewer")

    progress = advanced(office, migration_id)

    assert (progress.moved, [one for one, _ in progress.left]) == (1, [first])
    assert (office.row(first).process_version, office.row(second).process_version) == (2, 3)
    with office.engine.read(office.person("admin")) as work:
        (told,) = versions.migrations(work, "standard")
    assert (told.moved, told.left, told.finished_at) == (1, 1, office.clock.now())


def test_a_plan_says_everything_that_is_wrong_with_it_and_is_for_administrators(office):
    text = third(renamed=RENAMED)
    new = load_publishable(text)
    with office.engine.read(office.person("admin")) as work:
        old = work.process("standard", 2)
        with pytest.raises(PlanInvalid) as refused:
            versions.plan_for(old, new, {"nowhere": "draft", "draft": "withdrawn"})
        with pytest.raises(PlanInvalid):
            versions.plan_for(old, old, {})
        for broken in ("x = [", 'process = 3\nfrom = "2"\n', "zzz = 1\n"):
            with pytest.raises(PlanInvalid):
                versions.read_plan(broken)
    assert refused.value.problems == (
        PlanFault("states.nowhere", "no_old_state"),
        PlanFault("states.draft", "no_new_state", "withdrawn"),
        PlanFault("states.under_review", "no_target"),
    )
    plan = plan_to(office, text, RENAMED)
    for login, refusal in (("reviewer", WrongRole), (None, NotSignedIn)):
        with office.engine.read(office.person(login) if login else None) as work:
            with pytest.raises(refusal):
                versions.rehearse(work, plan)
            with pytest.raises(refusal):
                versions.migrations(work, "standard")


def test_only_one_plan_moves_the_items_of_a_version_at_a_time(office):
    office.an_item("submitted")
    text = third(renamed=RENAMED)
    plan = plan_to(office, text, RENAMED)
    first = ordered(office, text, plan)

    assert ordered(office, text, plan) == first
    with pytest.raises(MigrationRunning):
        ordered(office, third(version=4), plan_to(office, third(version=4)))
    with office.engine.read() as work:
        assert work.session.query(ProcessMigration).count() == 1
    assert bundled()["standard"] != text


def test_no_item_comes_to_stand_on_a_version_that_was_withdrawn(office):
    item_id = office.an_item("submitted")
    text = third()
    plan = plan_to(office, text)
    migration_id = ordered(office, text, plan)
    office.do("admin", versions.withdraw, "standard", 3)

    assert not advanced(office, migration_id).more
    with pytest.raises(NotFound):
        office.do("admin", versions.order, plan)
    assert office.row(item_id).process_version == 2


@pytest.mark.both_databases
def test_a_version_was_published_and_withdrawn_when_it_was(office):
    office.engine.publish(third(), "third.toml")
    office.engine.withdraw_process("standard", 3)

    newest = office.look("admin", versions.versions, "standard")[0]

    assert (newest.process.version, newest.published_at) == (3, office.clock.now())
    with office.engine.read() as work:
        assert work.session.scalars(select(ProcessWithdrawal.withdrawn_at)).one() == (
            office.clock.now()
        )
