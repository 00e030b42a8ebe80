"""From a proposal to an item or a goal: what the engine keeps, refuses and records."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from tests.support.office import OFFICER_OF, SEPTEMBER
from tests.support.tampering import unguarded
from workflow import goals, items, ledger, notices, proposals
from workflow.goals import GoalDraft
from workflow.models import Item, Notice, Person, Proposal, ProposalAnswer, ProposalGroup
from workflow.proposals import Act, ProposalDraft, State, queries
from workflow.proposals.policy import NotYourProposal, ProposalMoved
from workflow.values.errors import InputRefused, NotFound, OtherDepartment, WrongRole

DRAFT = ProposalDraft(
    "旅費の申請をひとつに", "紙を三回書いている。", "入力を一回にする。", "月に二百時間減る。"
)


def proposed(office, by="advisor", draft=DRAFT):
    return office.do(by, proposals.propose, draft)


def acted(office, by, proposal_id, act, text="検討します。", **more):
    seen = office.look(by, proposals.get, proposal_id).revision
    office.do(by, proposals.act, proposal_id, act, seen, text, **more)


def forwarded(office):
    proposal_id = proposed(office)
    acted(office, "reviewer", proposal_id, Act.FORWARD, department_id=office.departments["soumu"])
    return proposal_id


def test_a_proposal_is_answered_forwarded_and_becomes_an_item_that_stays_linked(office):
    proposal_id = proposed(office)
    assert office.look("reviewer", proposals.count_waiting) == 1
    acted(office, "reviewer", proposal_id, Act.ANSWER, "部局に聞いてみます。")
    with pytest.raises(NotFound):
        office.look("officer", proposals.get, proposal_id)
    acted(office, "reviewer", proposal_id, Act.FORWARD, department_id=office.departments["soumu"])
    assert office.look("officer", proposals.count_waiting) == 1
    seen = office.look("officer", proposals.get, proposal_id).revision

    item_id = office.do("officer", proposals.adopt_as_item, proposal_id, SEPTEMBER, seen)

    item = office.look("officer", items.get, item_id)
    assert item.sheet.name == DRAFT.title
    assert item.sheet.summary == "紙を三回書いている。\n入力を一回にする。"
    found = office.look("advisor", proposals.get, proposal_id)
    assert (found.row.state, found.row.item_id) == (State.ADOPTED, item_id)
    assert (
        found.row.may_open,
        office.look("officer", proposals.get, proposal_id).row.may_open,
    ) == (False, True)
    assert [one.act for one in found.answers] == [Act.ANSWER, Act.FORWARD, Act.ADOPT]
    (linked,) = office.look("officer", proposals.of_item, item_id)
    assert linked.id == proposal_id
    assert office.look("neighbour", proposals.of_item, item_id) == ()


def told(office):
    """Who was told of what, in its order."""
    with office.engine.database.reading() as session:
        query = select(Notice.kind, Person.login).join(Person, Person.id == Notice.person_id)
        return [tuple(row) for row in session.execute(query.order_by(Notice.id))]


def test_the_center_is_told_of_a_new_proposal_and_its_proposer_of_what_became_of_it(office):
    proposal_id = proposed(office, by="reviewer2")
    assert proposed(office, by="reviewer2") == proposal_id, "sent twice it is told of once"
    center = {"reviewer", "secretariat", "everything"}
    assert set(told(office)) == {("proposal_new", one) for one in center}
    before = len(told(office))
    acted(office, "reviewer", proposal_id, Act.ANSWER, "部局に聞いてみます。")
    acted(
        office, "secretariat", proposal_id, Act.FORWARD, department_id=office.departments["soumu"]
    )
    seen = office.look("officer", proposals.get, proposal_id).revision
    office.do("officer", proposals.adopt_as_item, proposal_id, SEPTEMBER, seen)

    answered, adopted = ("proposal_answered", "reviewer2"), ("proposal_adopted", "reviewer2")
    officers = {("proposal_given", one) for one in ("officer", "colleague", "everything")}
    later = told(office)[before:]
    assert (later[:2], set(later[2:-1]), later[-1]) == ([answered] * 2, officers, adopted)
    shown = office.look("reviewer2", notices.page).notices
    assert {(one.page, one.is_current) for one in shown} == {(f"proposals/{proposal_id}", True)}


def test_two_at_once_one_wins_and_the_other_changes_nothing(office):
    proposal_id = forwarded(office)
    seen = office.look("officer", proposals.get, proposal_id).revision
    acted(office, "reviewer", proposal_id, Act.FORWARD, department_id=office.departments["soumu"])

    with pytest.raises(ProposalMoved):
        office.do("officer", proposals.adopt_as_item, proposal_id, SEPTEMBER, seen)

    with office.engine.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Item)) == 0


def test_a_goal_takes_a_proposal_up_and_only_one_there_is(office):
    proposal_id = forwarded(office)
    seen = office.look("officer", proposals.get, proposal_id).revision
    goal = office.look("officer", items.goals, 2021)[0]
    drafted = office.do("neighbour", goals.draft, 2021, GoalDraft(("kensetsu",), "まだ内緒"))
    for wrong in (99, drafted):
        with pytest.raises(NotFound):
            office.do("officer", proposals.adopt_as_goal, proposal_id, wrong, seen)

    office.do("officer", proposals.adopt_as_goal, proposal_id, goal.id, seen)

    (linked,) = office.look("officer", proposals.of_goal, goal.id)
    assert (linked.id, linked.state) == (proposal_id, State.ADOPTED)


def begun(team: str):
    """Drafts a goal of a team, or of the department, as the page does."""

    def begin(work, words) -> int:
        said = GoalDraft((words.department,), words.title, words.overview, team=team)
        return goals.draft(work, 2021, said)

    return begin


def test_a_proposal_becomes_a_goal_of_its_own_which_the_proposer_reads_once_it_is_set(office):
    proposal_id = forwarded(office)
    seen = office.look("officer", proposals.get, proposal_id).revision
    with pytest.raises(InputRefused):
        office.do("officer", proposals.adopt_as_new_goal, proposal_id, seen, begun("班" * 101))

    new = office.do("officer", proposals.adopt_as_new_goal, proposal_id, seen, begun("総務班"))
    with pytest.raises(ProposalMoved):
        office.do("officer", proposals.adopt_as_new_goal, proposal_id, seen, begun("総務班"))

    row = office.look("officer", goals.one, new).row
    assert (row.title, row.team, row.overview) == (
        DRAFT.title, "総務班", "紙を三回書いている。\n入力を一回にする。",
    )  # fmt: skip
    (linked,) = office.look("officer", proposals.of_goal, new)
    assert (linked.id, linked.may_open) == (proposal_id, True)
    found = office.look("advisor", proposals.get, proposal_id).row
    assert (found.goal_id, found.may_open) == (new, False)


def test_what_is_wrong_is_refused_beside_its_field_and_nothing_is_kept(office):
    with pytest.raises(InputRefused) as refused:
        proposed(office, draft=ProposalDraft("", "あ" * 2001, "x\x00", ""))
    assert {one.field: one.key for one in refused.value.problems} == {
        "title": "required", "problem": "text_too_long", "idea": "text_control",
        "effect": "required",
    }  # fmt: skip
    proposal_id = proposed(office)
    with pytest.raises(InputRefused) as refused:
        acted(office, "reviewer", proposal_id, Act.FORWARD, "", department_id=999)
    assert {one.field for one in refused.value.problems} == {"text", "department"}
    with pytest.raises(NotYourProposal):
        acted(office, "reviewer", proposal_id, Act.WITHDRAW)
    with pytest.raises(WrongRole):
        office.do("officer", proposals.group, [proposal_id], "旅費")
    with pytest.raises(NotFound):
        office.do("reviewer", proposals.group, [proposal_id, 999], "旅費")

    assert office.look("advisor", proposals.get, proposal_id).revision == 1


def test_what_waits_is_counted_and_shown_however_many_came_after_it(office, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    first = proposed(office)
    for title in ("二つ目", "三つ目"):
        later = proposed(office, draft=replace(DRAFT, title=title))
        acted(office, "reviewer", later, Act.ANSWER)
    assert office.look("reviewer", proposals.count_waiting) == 1
    assert office.look("viewer", proposals.count_waiting) == 0
    pages = [office.look("reviewer", proposals.page, None, number) for number in (0, 1, 2, 3)]
    assert [one.page for one in pages] == [1, 1, 2, 2]
    assert [len(one.rows) for one in pages[1:3]] == [2, 1]
    assert pages[1].rows[0].id == first
    assert pages[2].pages == 2
    assert office.look("viewer", proposals.page).rows == ()

    with pytest.raises(InputRefused) as refused:
        office.do("reviewer", proposals.group, list(range(1, 202)), "旅費")
    assert [one.key for one in refused.value.problems] == ["too_many"]


@pytest.mark.both_databases
def test_the_same_proposal_sent_twice_at_once_is_one(office):
    with ThreadPoolExecutor(2) as both:
        made = {one.result() for one in [both.submit(proposed, office) for _ in range(2)]}

    assert len(made) == 1


def test_another_departments_officer_adopts_nothing(office):
    proposal_id = forwarded(office)
    acted(office, "reviewer", proposal_id, Act.FORWARD, department_id=office.departments["kikaku"])
    with pytest.raises(NotFound):
        office.look("officer", proposals.get, proposal_id)
    with pytest.raises((NotFound, OtherDepartment)):
        office.do("officer", proposals.adopt_as_item, proposal_id, SEPTEMBER, 3)


def test_groups_and_every_act_are_in_the_record_which_holds(office):
    first, second = proposed(office), proposed(office, draft=replace(DRAFT, title="別の案"))
    assert office.do("secretariat", proposals.group, [first, second], "旅費") == 2
    assert office.do("secretariat", proposals.group, [second], "旅費") == 0
    acted(office, "secretariat", first, Act.CLOSE, "すでに始めています。")

    rows = {row.id: row.group for row in office.look("secretariat", proposals.page).rows}
    changes = office.look("admin", ledger.changes, ledger.ChangeFilter())
    said = [one for one in changes if one.subject == "proposal"]

    assert rows == {first: "旅費", second: "旅費"}
    assert len(said) == 5
    assert any(one.note == "すでに始めています。" for one in said)
    guarded = ("proposal_answers", "proposal_groups")
    with unguarded(office.engine, *guarded) as session:
        assert ledger.audit_changes(session).is_sound
        session.execute(update(Proposal).where(Proposal.id == second).values(idea="何もしない。"))
        session.execute(update(ProposalAnswer).values(text="断ります。"))
        session.execute(update(ProposalGroup).values(title="別のまとめ"))
        found = ledger.audit_changes(session).breaks
    assert {(one.subject, one.code) for one in found} == {
        ("proposal", str(second)), ("proposal_answer", f"{first}/1"), ("proposal_group", "1"),
    }  # fmt: skip


def test_a_notice_names_the_proposal_to_whoever_still_sees_it(office):
    def told(login):
        return [one.about for one in office.look(login, notices.page).notices if one.page]

    proposal_id = forwarded(office)
    assert (told("reviewer"), told("officer")) == ([DRAFT.title], [DRAFT.title])

    department_id = office.departments["kensetsu"]
    acted(office, "reviewer", proposal_id, Act.FORWARD, department_id=department_id)

    assert (told("officer"), told(OFFICER_OF["kensetsu"])) == ([""], [DRAFT.title])
