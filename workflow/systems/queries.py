"""Systems as lists and forms read them, in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from sqlalchemy import BindParameter, Select, and_, bindparam, func, or_, select

from workflow.database import statements
from workflow.models import (
    DepartmentSuccession,
    System,
    SystemCost,
)
from workflow.models.base import found_row
from workflow.systems import writing
from workflow.systems.deciding import Decision, decided
from workflow.systems.policy import THERE, visible_systems
from workflow.systems.selecting import in_order, narrowing
from workflow.systems.views import (
    SystemFilter,
    SystemPage,
    SystemRow,
)
from workflow.systems.writing import SystemDraft
from workflow.values.actor import Actor, Title
from workflow.values.fiscal import fiscal_year
from workflow.values.listing import page_of
from workflow.values.systems import Assessment, Hosting, PersonalData, ReviewState, StandardTask
from workflow.values.text import search_key
from workflow.values.vocabulary import Network, SystemForm
from workflow.work import Work, built

PAGE: Final = 50
FOUND: Final = 20
"""Systems that the search shows."""


def page(work: Work, wanted: SystemFilter, number: int = 1) -> SystemPage:
    """Page `number` (from 1) of the systems that the reader may see: two queries."""
    year = fiscal_year(work.today)
    conditions = narrowing(work.actor, wanted)
    cost = and_(SystemCost.system_id == System.id, SystemCost.fiscal_year == year)
    sums = select(func.count(System.id), func.coalesce(func.sum(SystemCost.kyen), 0))
    total, kyen = work.session.execute(sums.outerjoin(SystemCost, cost).where(*conditions)).one()
    number, pages = page_of(total, PAGE, number)
    query = in_order(year, *conditions).limit(PAGE).offset((number - 1) * PAGE)
    return SystemPage(rows(work.session.execute(query)), number, pages, total, int(kyen), year)


def by_state(work: Work, wanted: SystemFilter) -> dict[ReviewState, int]:
    """How many systems are in each state of the review; of a filter all but its state counts."""
    conditions = narrowing(work.actor, replace(wanted, state=None))
    query = select(System.state, func.count()).where(*conditions).group_by(System.state)
    counts = {row[0]: row[1] for row in work.session.execute(query)}
    return {state: counts.get(state, 0) for state in ReviewState if state in THERE}


def every(work: Work, wanted: SystemFilter) -> tuple[SystemRow, ...]:
    """All that the pages show one after the other."""
    query = in_order(fiscal_year(work.today), *narrowing(work.actor, wanted))
    return rows(work.session.execute(query))


def rows_of(work: Work, ids: Sequence[int]) -> tuple[SystemRow, ...]:
    """The systems with these numbers that the reader may see, in 建制順: one query."""
    query = in_order(fiscal_year(work.today), System.id.in_(ids), visible_systems(work.actor))
    return rows(work.session.execute(query)) if ids else ()


def find(work: Work, typed: str) -> tuple[SystemRow, ...]:
    """At most twenty systems with all the words in what the inventory says of them."""
    words = search_key(typed).split()
    if not words:
        return ()
    asked = built(_find_asked, work.alike, fiscal_year(work.today), len(words))
    return rows(work.ask(asked, **statements.words_given(words)))


def _find_asked(of: Actor | None, year: int, words: int) -> Select[Any]:
    has_all = (statements.holds(System.search_text, place) for place in range(words))
    return in_order(year, *narrowing(of, SystemFilter()), *has_all).limit(FOUND)


def choices(work: Work, department_id: int) -> tuple[tuple[int, str], ...]:
    """Number and name of the systems of a department, and of those that it took over from."""
    found = work.ask(built(_choices_asked, work.alike), department_id=department_id)
    return tuple((one.id, one.name) for one in found)


def _choices_asked(of: Actor | None) -> Select[Any]:
    theirs: BindParameter[int] = bindparam("department_id")
    before = select(DepartmentSuccession.old_id).where(DepartmentSuccession.new_id == theirs)
    query: Any = select(System.id, System.name).where(
        or_(System.department_id == theirs, System.department_id.in_(before)),
        System.state != ReviewState.RETIRED,
        visible_systems(of),
    )
    return cast(Select[Any], query.order_by(System.id))


def name_of(work: Work, system_id: int) -> str:
    """What a system is called; "" where the reader may not see it: one query."""
    asked = built(_name_asked, work.alike)
    return work.once(
        ("system", system_id), lambda: work.ask(asked, system_id=system_id).scalar() or ""
    )


def _name_asked(of: Actor | None) -> Select[str]:
    return select(System.name).where(System.id == bindparam("system_id"), visible_systems(of))


def rows(lines: Iterable[Any]) -> tuple[SystemRow, ...]:
    """The systems of what a query of `in_order` gave."""
    return tuple(map(_row, lines))


def _row(line: Any) -> SystemRow:
    return SystemRow(
        id=line.id,
        department_id=line.department_id,
        department_code=line.department_code,
        department=Title(line.department_ja, line.department_en),
        section=line.section or "",
        name=line.name,
        purpose=line.purpose,
        vendor=line.vendor,
        form=SystemForm(line.form) if line.form else None,
        networks=tuple(map(Network, line.networks.split())),
        personal_data=PersonalData(line.personal_data) if line.personal_data else None,
        users=line.users,
        hosting=Hosting(line.hosting) if line.hosting else None,
        task=StandardTask(line.task) if line.task else None,
        contract_until=line.contract_until,
        support_until=line.support_until,
        state=ReviewState(line.state),
        round=line.round,
        answer_by=line.answer_by,
        assessment=Assessment(line.assessment) if line.assessment else None,
        act_by=line.act_by,
        revision=line.revision,
        cost_kyen=line.cost_kyen,
    )


def draft_of(work: Work, system_id: int) -> SystemDraft:
    """What a system's form shows. Raises NotFound."""
    query = select(System).where(System.id == system_id, visible_systems(work.actor))
    system = found_row(work.session, query, system_id, what="system")
    return writing.written(work, [system])[system_id]


def written_rows(work: Work, wanted: SystemFilter) -> list[tuple[SystemRow, SystemDraft, Decision]]:
    """What a filter leaves, each with all that is written and decided of it: seven queries.

    The system that takes over is named after its number.
    """
    found = every(work, wanted)
    known = work.session.scalars(select(System).where(*narrowing(work.actor, wanted))).all()
    drafts = writing.written(work, known)
    targets = {one.merges_into_id for one in known} - {None}
    named = select(System.id, System.name).where(System.id.in_(targets))
    names = {one.id: one.name for one in work.session.execute(named)} if targets else {}
    decisions = {one.id: _named(decided(one), names) for one in known}
    return [(row, drafts[row.id], decisions[row.id]) for row in found]


def _named(decision: Decision, names: Mapping[int, str]) -> Decision:
    into = decision.into
    return replace(decision, merges_into=f"{into} {names[into]}") if into else decision
