"""A goal over a year: drafted, sent back, confirmed, set, measured, closed, carried on."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from tests.support.office import NOW
from workflow import documents, goals, items, ledger
from workflow.goals import GoalChanged, GoalDraft, GoalFilter, GoalIncomplete, GoalNotInState
from workflow.models import Goal, Notice, OfficeChange
from workflow.values.clock import JAPAN
from workflow.values.errors import InputRefused, NotFound, OtherDepartment, WrongRole
from workflow.values.promotion import Conclusion, GoalAct, GoalState, Reached
from workflow.values.vocabulary import DxStep

SAID = GoalDraft(
    departments=("soumu", "kensetsu", "kikaku"),
    title="電子申請の推進",
    overview="窓口に来なくても済むようにする。",
    field="living",
    dx_step=DxStep.DIGITALIZATION,
    year_end=("電子申請の手続き数（30件）", "検討状況"),
    later=("利用の推進",),
)


def begun(office, said: GoalDraft = SAID) -> int:
    return office.do("officer", goals.draft, 2021, said)


def moved(office, who: str, goal_id: int, act: str, note: str = "") -> None:
    office.do(who, goals.move, goal_id, GoalAct(act), revision(office, goal_id), note)


def revision(office, goal_id: int) -> int:
    return office.look("officer", goals.one, goal_id).row.revision


def submitted(office, said: GoalDraft = SAID) -> int:
    goal_id = begun(office, said)
    office.do("officer", goals.submit, goal_id, revision(office, goal_id))
    return goal_id


def is_set(office, said: GoalDraft = SAID) -> int:
    goal_id = submitted(office, said)
    moved(office, "reviewer", goal_id, "confirm")
    moved(office, "secretariat", goal_id, "set")
    return goal_id


def reported(office, goal_id: int, place: int, value: int, on: date, who: str = "officer") -> None:
    row = office.look("officer", goals.one, goal_id).row
    office.do(
        who, goals.report, goal_id, row.year_end[place].id, on=on, value=value, words="",
        basis="システムの記録", seen=row.revision,
    )  # fmt: skip


def audited(office) -> tuple:
    with office.engine.database.reading() as session:
        return ledger.audit_changes(session).breaks


def told(office, kind: str) -> set[str]:
    with office.engine.database.reading() as session:
        people = set(session.scalars(select(Notice.person_id).where(Notice.kind == kind)))
    names = ("officer", "colleague", "neighbour", "planner", "reviewer", "reviewer2", "secretariat")
    return {name for name in names if office.person(name).person_id in people}


@pytest.mark.both_databases
def test_a_goal_goes_its_way_and_every_step_is_in_the_record(office):
    goal_id = submitted(office)
    moved(office, "reviewer", goal_id, "send_back", "指標を具体的に")
    assert office.look("officer", goals.one, goal_id).sent_back.note == "指標を具体的に"
    assert [one.id for one in office.look("officer", goals.to_do)] == [goal_id]
    office.do("officer", goals.submit, goal_id, revision(office, goal_id))
    moved(office, "reviewer", goal_id, "confirm")
    moved(office, "secretariat", goal_id, "set")
    reported(office, goal_id, 0, 12, date(2021, 7, 1))
    reported(office, goal_id, 0, 31, date(2021, 8, 1), who="neighbour")

    row = office.look("viewer", goals.one, goal_id).row
    assert [one.reached for one in row.year_end] == [Reached.YES, Reached.UNMEASURED]
    assert row.year_end[0].latest_words == "31件"
    assert [one.code for one in row.departments] == ["soumu", "kikaku", "kensetsu"]
    office.do(
        "secretariat", goals.close, goal_id, Conclusion.PARTLY, "検討が残った。", row.revision
    )

    seen = revision(office, goal_id)
    with ThreadPoolExecutor(2) as both:
        sent = [both.submit(office.do, "officer", goals.carry, goal_id, seen) for _ in range(2)]
        (carried,) = {one.result() for one in sent}
    again = office.do("officer", goals.carry, goal_id, revision(office, goal_id))
    draft = office.look("officer", goals.one, carried)
    assert again == carried
    assert (draft.row.fiscal_year, draft.row.state) == (2022, GoalState.DRAFT)
    assert [one.said.text for one in draft.row.year_end] == ["利用の推進"]
    steps = [one.action.value for one in office.look("officer", goals.one, goal_id).steps]
    assert steps == [
        "carry", "close", "report", "report", "set", "confirm", "submit", "send_back", "submit",
        "draft",
    ]  # fmt: skip
    assert told(office, "goal_turn") == {"reviewer", "reviewer2", "secretariat"}
    assert told(office, "goal_set") == {"officer", "colleague", "neighbour", "planner"}
    assert audited(office) == ()


def test_what_is_changed_past_the_record_is_found(office):
    goal_id = is_set(office)
    with office.engine.database.writing() as session:
        session.execute(update(Goal).where(Goal.id == goal_id).values(title="別の目標"))

    assert [(one.subject, one.code) for one in audited(office)] == [("goal", f"2021-{goal_id}")]


def test_the_same_sent_twice_is_done_once_and_another_one_is_told_of_the_change(office):
    goal_id = begun(office)
    assert begun(office) == goal_id

    for _ in range(2):
        office.do("officer", goals.submit, goal_id, 1)
    with pytest.raises(GoalChanged):
        office.do("colleague", goals.move, goal_id, GoalAct.WITHDRAW, 1, "重複")
    with pytest.raises(GoalNotInState):
        office.do("officer", goals.edit, goal_id, GoalDraft(("soumu",), "別"), 2)
    moved(office, "reviewer", goal_id, "confirm")
    moved(office, "secretariat", goal_id, "set")
    seen = revision(office, goal_id)
    row = office.look("officer", goals.one, goal_id).row
    result = {"on": date(2021, 8, 1), "value": 5, "words": "", "basis": "集計", "seen": seen}
    for _ in range(2):
        office.do("officer", goals.report, goal_id, row.year_end[0].id, **result)
    with pytest.raises(GoalChanged):
        office.do("officer", goals.report, goal_id, row.year_end[0].id, **{**result, "value": 6})

    with office.engine.database.reading() as session:
        found = session.scalars(
            select(OfficeChange.action).where(OfficeChange.code == f"2021-{goal_id}")
        ).all()
    assert sorted(found) == ["confirm", "draft", "report", "set", "submit"]


def test_each_sees_what_is_theirs_and_items_choose_what_is_in_force(office):
    draft, sent, in_force = (
        begun(office),
        submitted(office, _named("二")),
        is_set(office, _named("三")),
    )

    def seen(who: str) -> set[int]:
        found = office.look(who, goals.every, GoalFilter(2021))
        return {one.id for one in found} & {draft, sent, in_force}

    assert seen("officer") == seen("neighbour") == {draft, sent, in_force}
    assert seen("reviewer") == seen("admin") == {sent, in_force}
    assert seen("viewer") == seen("nothing") == {in_force}
    with pytest.raises(NotFound):
        office.look("reviewer", goals.one, draft)
    chosen = {one.id for one in office.look("officer", items.goals, 2021)}
    assert chosen & {draft, sent, in_force} == {in_force}


def _named(title: str) -> GoalDraft:
    return GoalDraft(
        SAID.departments, title, SAID.overview, SAID.field, SAID.dx_step, SAID.year_end
    )


def test_what_is_missing_or_wrong_is_refused_and_nothing_is_done(office):
    with pytest.raises(InputRefused) as refused:
        begun(office, GoalDraft(("soumu",), " ", field="nowhere", year_end=("指" * 401,)))
    assert {one.field for one in refused.value.problems} == {"title", "field", "year_end"}
    with pytest.raises(OtherDepartment):
        office.do("officer", goals.draft, 2021, GoalDraft(("kensetsu",), "目標"))
    with pytest.raises(WrongRole):
        office.do("reviewer", goals.draft, 2021, GoalDraft(("soumu",), "目標"))
    bare = begun(office, GoalDraft(("soumu",), "題だけの目標"))
    with pytest.raises(GoalIncomplete) as missing:
        office.do("officer", goals.submit, bare, 1)
    assert missing.value.data["fields"] == ("overview", "field", "dx_step", "year_end")
    sent = submitted(office)
    with pytest.raises(InputRefused):
        moved(office, "reviewer", sent, "send_back", " ")
    in_force = is_set(office, _named("別の目標"))
    with pytest.raises(InputRefused) as result:
        reported(office, in_force, 1, 2, date(2021, 8, 3))
    assert {one.field for one in result.value.problems} == {"on", "value"}
    assert audited(office) == ()


def test_progress_is_that_of_the_day_with_goals_and_items_that_nothing_links(office):
    goal_id = is_set(office)
    reported(office, goal_id, 0, 30, date(2021, 6, 1))
    reported(office, goal_id, 1, 0, date(2021, 8, 1))
    number = office.look("officer", goals.one, goal_id).row.number
    serving = office.an_item("submitted", office.a_sheet(goal_number=number))
    free = office.an_item("submitted")

    then = office.look("secretariat", goals.progress, 2021, date(2021, 7, 1))
    now = office.look("secretariat", goals.progress, 2021, date(2021, 8, 2))

    assert then.counts == {Reached.YES: 1, Reached.NOT_YET: 0, Reached.UNMEASURED: 1}
    assert now.counts == {Reached.YES: 1, Reached.NOT_YET: 1, Reached.UNMEASURED: 0}
    assert [one.number for one in now.without_items] == [20]
    assert [one.id for one in now.items_without] == [free]
    assert [one.id for one in office.look("viewer", goals.one, goal_id).items] == [serving]
    cells = office.look("secretariat", goals.matrix, 2021)
    assert [line.title for line in cells["living", DxStep.DIGITALIZATION].lines] == [SAID.title]


def test_an_item_that_was_withdrawn_serves_no_goal_any_more(office):
    goal_id = is_set(office)
    number = office.look("officer", goals.one, goal_id).row.number
    item_id = office.an_item("draft", office.a_sheet(goal_number=number))
    assert [one.id for one in office.look("officer", goals.one, goal_id).items] == [item_id]

    office.act(item_id, "withdraw", "officer", note="見送る。")

    assert office.look("officer", goals.one, goal_id).items == ()


def test_a_goal_of_a_year_that_is_over_waits_to_be_closed(office):
    goal_id = is_set(office)
    assert office.look("secretariat", goals.count_to_do) == 0

    office.clock.set(datetime(2022, 4, 1, 9, 0, tzinfo=JAPAN))

    assert [one.id for one in office.look("secretariat", goals.to_do)][-1] == goal_id
    office.clock.set(NOW)


def test_a_teams_goal_takes_the_same_steps_on_a_list_and_a_paper_of_its_own(office):
    with pytest.raises(GoalIncomplete):
        submitted(office, GoalDraft(("soumu",), "机の上の紙をなくす", team="総務班"))
    said = GoalDraft(("soumu",), "会議の紙をなくす", year_end=("会議の数（12回）",), team="総務班")
    team = is_set(office, said)
    whole = is_set(office)
    reported(office, team, 0, 12, date(2021, 8, 1))

    for teams, expected in ((True, team), (False, whole)):
        listed = office.look("viewer", goals.page, GoalFilter(2021, teams=teams, state="set")).rows
        assert expected in [one.id for one in listed]
        assert all(bool(one.team) is teams for one in listed)
    assert team not in [one.id for one in office.look("officer", items.goals, 2021)]
    numbers = [office.look("viewer", goals.one, one).row.place for one in (team, whole)]
    assert numbers == [2, 21]
    anew = replace(said, team="")
    with pytest.raises(InputRefused):
        office.do("officer", goals.edit, team, anew, revision(office, team))
    csv = office.look(
        "secretariat", documents.team_goals_document, 2021, "csv", date(2021, 8, 2)
    ).content.decode("utf-8-sig")
    assert '2,"soumu\n総務班",会議の紙をなくす,会議の数（12回）,12,回,12回' in csv
    assert audited(office) == ()
