"""What papers are made of: 資料1-6 of a cycle or a meeting, every row of it or its sums."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import select

from workflow import office
from workflow.items.choices import fields, titles_of
from workflow.items.groups import Conditions, ItemGroup, groups, live, rows_of
from workflow.items.list_views import ItemFilter, ItemRow, Total
from workflow.items.lists import all_items
from workflow.items.overview import Countable, funding_of_list, sums_of
from workflow.items.queue import narrowing
from workflow.items.reference import CycleView, MeetingView, cycle, meeting
from workflow.items.visibility import NEVER_SUBMITTED
from workflow.models import Department
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.listing import SortOrder
from workflow.values.office import Office
from workflow.values.vocabulary import Master, Role, Stage
from workflow.work import Work

Line = TypeVar("Line", bound=Countable)
Found = TypeVar("Found", bound="AnyReport[Any]")


@dataclass(frozen=True)
class Summed(Generic[Line]):
    """Rows, or groups of rows, with their sums; those of money in 千円."""

    rows: tuple[Line, ...]
    total: Total
    by_department: Mapping[str, Total]
    by_field: Mapping[str, Total]
    by_funding: Mapping[str, int]
    by_verdict: Mapping[str, Total]

    @property
    def field_titles(self) -> Mapping[str, Title]:
        """What the fields of the rows are called, by code."""
        return {
            row.field: row.field_title or Title(row.field, "") for row in self.rows if row.field
        }

    @property
    def kyen_without_lines(self) -> int:
        """What no funding line accounts for, in 千円."""
        return self.total.kyen - sum(self.by_funding.values())


@dataclass(frozen=True)
class Budget(Summed[Line]):
    """The rows of one budget, in 建制順; the first item has the number `first`."""

    cycle: CycleView
    first: int

    @property
    def numbers(self) -> range:
        """The numbers of its items."""
        return range(self.first, self.first + self.total.count)


@dataclass(frozen=True)
class AnyReport(Summed[Line]):
    """資料1-6 for a cycle or a meeting: its budgets' rows, each in 建制順, and the sums of all."""

    cycles: tuple[CycleView, ...]
    meeting: MeetingView | None
    evaluated: bool
    """False while any row still waits for its evaluation: then it is a 検討予定一覧."""
    stage: Stage = Stage.PLANNED
    """The stage asked for; where none was, what `evaluated` says."""
    office: Office = Office()
    whose: tuple[Title, ...] = ()
    """The departments whose items alone the person asking sees; none: every department's."""
    submitted_only: bool = False
    funding_by_cycle: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """`by_funding` of each budget, where rows of several are on it."""
    on: date | None = None
    """The day on which it was read."""

    @property
    def budgets(self) -> tuple[Budget[Line], ...]:
        """A block for each budget that has rows, in the order of the cycles."""
        found: list[Budget[Line]] = []
        for one in self.cycles:
            rows = tuple(row for row in self.rows if row.cycle_id == one.id)
            if rows:
                first = found[-1].numbers.stop if found else 1
                found.append(self._budget(one, first, rows))
        return tuple(found)

    def _budget(self, of: CycleView, first: int, rows: tuple[Line, ...]) -> Budget[Line]:
        total, by_department, by_field, by_verdict = sums_of(rows)
        known = {code: by_verdict[code] for code in self.by_verdict if code in by_verdict}
        return Budget(
            rows=rows,
            total=total,
            by_department=by_department,
            by_field=by_field,
            by_funding=self.funding_by_cycle.get(of.id, self.by_funding),
            by_verdict=known,
            cycle=of,
            first=first,
        )

    @property
    def has_several_budgets(self) -> bool:
        """Whether rows of more than one budget are on it: then each is a block with its sum."""
        return len({row.cycle_id for row in self.rows}) > 1


@dataclass(frozen=True)
class Report(AnyReport[ItemRow]):
    """資料1-6 with every item in a row: what papers are made of."""

    @property
    def drafts(self) -> int:
        """How many of the rows are not submitted."""
        return sum(row.round == 0 or row.state == NEVER_SUBMITTED for row in self.rows)

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdicts as they read when they were given, in the order of `by_verdict`."""
        given = dict.fromkeys(
            (row.verdict_code, row.verdict.ja) for row in self.rows if row.verdict
        )
        return tuple(name for code in self.by_verdict for of, name in given if of == code)


@dataclass(frozen=True)
class Overview(AnyReport[ItemGroup]):
    """資料1-6 with its items in groups: its sums, for a page that shows some of the rows."""

    @property
    def drafts(self) -> int:
        """How many of the items are not submitted."""
        return sum(group.drafts for group in self.rows)


def report(work: Work, wanted: ItemFilter, also: Conditions = ()) -> Report:
    """The list of one cycle, or of a meeting's cycles one after the other, in 建制順, with sums.

    `wanted` names the cycle or the meeting and may filter further; withdrawn items
    are left out unless asked for, and items for which not all of `also` holds.
    Raises NotFound.
    """
    wanted = _in_order(work, wanted)
    also = [*also, *narrowing(work, wanted)]
    rows = all_items(work, wanted, [*live(wanted), *also])
    return _summed(Report, work, wanted, rows, also)


def overview(work: Work, wanted: ItemFilter) -> Overview:
    """The same list with its items in groups, summed up by the database. Raises NotFound."""
    wanted = _in_order(work, wanted)
    also = narrowing(work, wanted)
    return _summed(Overview, work, wanted, groups(work, wanted, also), also)


def overview_rows(work: Work, wanted: ItemFilter, numbers: range) -> tuple[ItemRow, ...]:
    """The rows of the same list that have these `numbers`, the first being 1. Raises NotFound."""
    wanted = _in_order(work, wanted)
    also = narrowing(work, wanted)
    return rows_of(work, wanted, _cycle_ids(work, wanted), numbers.start - 1, len(numbers), also)


def _in_order(work: Work, wanted: ItemFilter) -> ItemFilter:
    if wanted.field and wanted.field not in {one.code for one in fields(work)}:
        raise NotFound(what="filter", name=wanted.field)
    return replace(wanted, sort=SortOrder.ORGANISATION)


def _cycle_ids(work: Work, wanted: ItemFilter) -> tuple[str, ...]:
    if wanted.meeting_id is not None:
        return meeting(work, wanted.meeting_id).cycle_ids
    return (wanted.cycle_id,) if wanted.cycle_id else ()


def _summed(
    kind: type[Found], work: Work, wanted: ItemFilter, rows: tuple[Any, ...], also: Conditions
) -> Found:
    ids = _cycle_ids(work, wanted)
    if len(ids) > 1:
        rows = tuple(sorted(rows, key=lambda row: ids.index(row.cycle_id)))
    evaluated = bool(rows) and all(row.verdict_code for row in rows)
    total, by_department, by_field, by_verdict = sums_of(rows)
    return kind(
        cycles=tuple(cycle(work, cycle_id) for cycle_id in ids),
        meeting=meeting(work, wanted.meeting_id) if wanted.meeting_id is not None else None,
        rows=rows,
        total=total,
        by_department=by_department,
        by_field=by_field,
        by_funding=funding_of_list(work, wanted, also),
        by_verdict=_in_order_of_the_master(work, by_verdict),
        evaluated=evaluated,
        stage=wanted.stage or (Stage.EVALUATED if evaluated else Stage.PLANNED),
        office=office.office(work),
        whose=_whose(work),
        submitted_only=wanted.submitted or _sees_submitted_only(work),
        funding_by_cycle=_funding_by_cycle(work, {row.cycle_id for row in rows}, wanted, also),
        on=work.today,
    )


def _in_order_of_the_master(work: Work, sums: Mapping[str, Total]) -> dict[str, Total]:
    """The sums by verdict, as the list of verdicts has them: retired ones in their place."""
    return {code: sums[code] for code in titles_of(work, Master.VERDICT) if code in sums}


def _funding_by_cycle(
    work: Work, cycle_ids: set[str], wanted: ItemFilter, also: Conditions
) -> dict[str, Mapping[str, int]]:
    """千円 by source in each of several cycles: a query each; none is asked for a single one."""
    if len(cycle_ids) < 2:
        return {}
    return {one: funding_of_list(work, replace(wanted, cycle_id=one), also) for one in cycle_ids}


def _whose(work: Work) -> tuple[Title, ...]:
    own = work.actor.confined_to if work.actor else None
    if own is None:
        return ()
    query = select(Department.name_ja, Department.name_en).where(Department.id.in_(own))
    return tuple(Title(ja, en) for ja, en in work.session.execute(query.order_by(Department.id)))


def _sees_submitted_only(work: Work) -> bool:
    """Whether the person asking is shown no drafts anyway."""
    actor = work.actor
    return (
        actor is not None
        and not actor.effective_grants.sees_everything
        and not actor.effective_grants.departments(Role.OFFICER)
    )
