"""Rounds of review: who is asked, reminded and told, and which system merges into which."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from tests.support.inventory import SAID, added, audited, moved, revision
from tests.support.told import job_context_of
from workflow import systems
from workflow.models import Mail, Notice, Person
from workflow.systems import Decision, NothingToAsk, SystemFilter, rounds
from workflow.values.clock import JAPAN
from workflow.values.errors import InputRefused, WrongRole
from workflow.values.systems import Assessment, ReviewState

NEXT_YEAR = date(2022, 3, 31)
DEPARTMENT = {"officer", "colleague", "everything"}
CENTER = {"reviewer", "reviewer2", "everything"}


def told(office, kind: str) -> set[str]:
    """Whom the notices of a kind are for."""
    with office.engine.database.reading() as session:
        query = select(Person.login).join(Notice, Notice.person_id == Person.id)
        return set(session.scalars(query.where(Notice.kind == kind)))


def decide(
    office, system_id: int, assessment: str, into: str = "", seen: int | None = None
) -> None:
    given = Decision(Assessment(assessment), NEXT_YEAR, "見直しによる。", into)
    office.do("reviewer", systems.assess, system_id, given, seen or revision(office, system_id))


def problem(office, system_id: int, assessment: str, into: str = "") -> tuple[str, str]:
    """The one thing that speaks against a decision."""
    with pytest.raises(InputRefused) as refused:
        decide(office, system_id, assessment, into)
    (one,) = refused.value.problems
    return one.field, one.key


def three(office) -> tuple[int, int, int]:
    """Three systems whose surveys are completed."""
    found = tuple(added(office, replace(SAID, name=f"{name}システム")) for name in "甲乙丙")
    for one in found:
        moved(office, "officer", one, "survey")
    return found


@pytest.mark.both_databases
def test_a_merger_names_the_other_system_and_never_goes_in_a_circle(office):
    one, two, three_ = three(office)

    assert problem(office, one, "merge") == ("merges_into", "required")
    assert problem(office, one, "merge", "無い") == ("merges_into", "system_merge_unknown")
    assert problem(office, one, "merge", str(one)) == ("merges_into", "system_merges_itself")
    assert problem(office, one, "merge", "乙" * 600) == ("merges_into", "text_too_long")
    assert problem(office, one, "keep", str(two)) == ("merges_into", "system_merges_only")
    decide(office, one, "merge", f"{two} 乙システム")
    decide(office, two, "merge", "丙システム")
    assert problem(office, three_, "merge", str(one)) == ("merges_into", "system_merge_circle")
    assert problem(office, three_, "stop") == ("assessment", "system_merged_into")
    with pytest.raises(InputRefused):
        moved(office, "officer", three_, "retire", "廃止")

    assert office.look("officer", systems.one, one).merges_into.name == "乙システム"
    middle = office.look("officer", systems.one, two)
    assert (middle.merges_into.id, [each.id for each in middle.merged]) == (three_, [one])
    moved(office, "reviewer", one, "review")
    assert office.look("officer", systems.one, one).merges_into is None
    decide(office, two, "keep")
    moved(office, "officer", one, "survey")
    decide(office, two, "stop")
    assert problem(office, one, "merge", str(two)) == ("merges_into", "system_merge_stops")
    moved(office, "officer", three_, "retire", "廃止")
    assert audited(office) == ()


def test_departments_are_asked_reminded_and_told_and_the_center_hears_of_their_answers(office):
    one = added(office)
    due = date(2021, 8, 31)
    with pytest.raises(InputRefused):
        moved(office, "reviewer", one, "ask", answer_by=date(2021, 3, 31))
    moved(office, "reviewer", one, "ask", answer_by=due)
    assert told(office, "system_asked") == DEPARTMENT
    assert office.look("officer", systems.one, one).row.answer_by == due

    office.clock.set(datetime(2021, 9, 1, 9, tzinfo=JAPAN))
    job_context_of(office.engine).new_day("2021-09-01")
    job_context_of(office.engine).new_day("2021-09-01")
    assert told(office, "systems_due") == DEPARTMENT

    moved(office, "officer", one, "survey")
    assert office.look("officer", systems.one, one).row.answer_by is None
    assert told(office, "system_turn") == CENTER
    moved(office, "reviewer", one, "send_back", "費用の内訳を", date(2021, 9, 10))
    assert told(office, "system_returned") == DEPARTMENT
    moved(office, "officer", one, "survey")
    other = added(office, replace(SAID, department="kensetsu", section=""), "neighbour")
    decide(office, one, "merge", str(other))
    assert told(office, "system_decided") == DEPARTMENT | {"neighbour", "reading-officer"}
    moved(office, "officer", one, "carry_out", "移した。")
    assert told(office, "system_done") == CENTER
    assert audited(office) == ()


def test_all_that_a_filter_leaves_is_asked_at_once_and_each_department_is_told_once(
    office, monkeypatch
):
    one, two, three_ = three(office)
    fresh = added(office, replace(SAID, name="丁システム"))
    decide(office, one, "keep")
    moved(office, "officer", one, "carry_out", "続けている。")
    wanted, due = SystemFilter(department="soumu"), date(2021, 9, 30)
    assert office.look("reviewer", systems.foreseen, wanted).total == 2
    with pytest.raises(WrongRole):
        office.do("officer", systems.ask_all, wanted, due)
    with pytest.raises(InputRefused):
        office.do("reviewer", systems.ask_all, wanted, None)
    with pytest.raises(NothingToAsk):
        office.do("reviewer", systems.ask_all, SystemFilter(department="kensetsu"), due)

    monkeypatch.setattr(rounds, "MOST", 1)
    with pytest.raises(InputRefused):
        office.do("reviewer", systems.ask_all, wanted, due)
    monkeypatch.undo()

    done = office.do("reviewer", systems.ask_all, wanted, due)
    again = office.do("reviewer", systems.ask_all, wanted, due)

    assert ((done.asked, done.opened), (again.asked, again.opened)) == ((1, 1), (0, 0))
    rows = {row.id: row for row in office.look("reviewer", systems.every, wanted)}
    found = [(row.state, row.round, row.answer_by) for row in (rows[one], rows[fresh])]
    assert found == [(ReviewState.SURVEY, 2, due), (ReviewState.SURVEY, 1, due)]
    assert {rows[each].state for each in (two, three_)} == {ReviewState.STUDY}
    with office.engine.database.reading() as session:
        kinds = session.scalars(select(Notice.kind).where(Notice.kind == "systems_asked")).all()
    assert told(office, "systems_asked") == DEPARTMENT
    assert len(kinds) == len(DEPARTMENT)
    assert audited(office) == ()


def test_a_mail_counts_and_names_every_system_that_it_tells_of(office):
    def address(work):
        for person in work.session.scalars(select(Person)):
            person.email = f"{person.login}@example.jp"

    office.set_up(address)
    for one in three(office):
        decide(office, one, "keep")

    mail_id = job_context_of(office.engine).compose(office.person("officer").person_id, "job")

    with office.engine.database.reading() as session:
        mail = session.get_one(Mail, mail_id)
    assert mail.subject == "【事前協議】方針の決まったシステム 3件"
    assert re.findall(r"・(.*)\n.*/systems/\d+\n", mail.body) == [
        "甲システム",
        "乙システム",
        "丙システム",
    ]


def test_a_file_decides_for_the_center_alone_and_what_went_out_comes_back_unchanged(office):
    one, two, three_ = three(office)
    decide(office, two, "merge", str(three_))

    def plan(who: str, text: str):
        brought = office.look(who, systems.FILES.bring, "a.csv", text.encode())
        staged = office.do(who, systems.FILES.stage, brought)
        return staged, office.look(who, systems.FILES.staged, staged).plan

    head = "番号,部局名,システム名,方針,期限,統合先,方針の理由\n"
    same = f"{two},soumu,乙システム,統合,R4.3.31,{three_} 丙システム,見直しによる。\n"
    assert (plan("officer", head + same)[1].lines, plan("officer", head + same)[1].problems) == (
        (),
        (),
    )
    more = f"{one},soumu,甲システム,統合,R4.3.31,乙システム,重複\n"
    keys = [each.key for each in plan("officer", head + more)[1].problems]
    assert keys == ["systems_not_decidable"]
    circle = f"{three_},soumu,丙システム,統合,R4.3.31,{one},重複\n"
    keys = [each.key for each in plan("reviewer", head + more + circle)[1].problems]
    assert keys == ["system_merge_circle"]
    new = ",soumu,丁システム,継続,,,新しい\n"
    keys = [each.key for each in plan("reviewer", head + new)[1].problems]
    assert keys == ["systems_not_decidable"]

    staged, found = plan("reviewer", head + same + more.replace("甲システム", "甲の新システム"))
    assert {name for name, _old, _new in found.lines[0].changes} == {
        "name", "assessment", "act_by", "reasons", "merges_into",
    }  # fmt: skip
    assert office.do("reviewer", systems.FILES.commit, staged, found.seen) == (0, 1)

    decided = office.look("officer", systems.one, one)
    assert (decided.row.name, decided.merges_into.id) == ("甲の新システム", two)
    ((_row, _draft, out),) = (
        each for each in office.look("officer", systems.written_rows, SystemFilter())
        if each[0].id == one
    )  # fmt: skip
    assert out.merges_into == f"{two} 乙システム"
    assert audited(office) == ()
