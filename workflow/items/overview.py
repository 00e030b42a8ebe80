"""A cycle at a glance: counts and sums of what the reader may see, from two queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Numeric,
    String,
    Text,
    cast,
    func,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from workflow.items import rewriting
from workflow.items.lists import WITHDRAWN, add_up, list_conditions
from workflow.items.reference import CycleView, cycle
from workflow.items.rows import joined
from workflow.items.views import ItemFilter, ItemRow, Total
from workflow.models import Department, Evaluation, Item, ItemFunding, ItemRewriting
from workflow.models.base import CanonicalJson
from workflow.values.actor import Actor, Title
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import Field, FundingSource
from workflow.work import Work


@dataclass(frozen=True)
class CycleOverview:
    """A cycle now: counts and sums of what this person may see."""

    cycle: CycleView
    total: Total
    by_state: Mapping[str, Total]
    state_titles: Mapping[str, Title]
    """Every state of the cycle's process, in its order."""
    by_field: Mapping[Field, Total]
    by_department: Mapping[str, Total]
    by_funding: Mapping[FundingSource, int]
    by_verdict: Mapping[str, Total]


Sums = dict[Any, Total]


def cycle_overview(work: Work, cycle_id: str) -> CycleOverview:
    """Counts and sums of a cycle; withdrawn items count as a state, but in no sum.

    Raises NotFound.
    """
    view = cycle(work, cycle_id)
    conditions = list_conditions(work.actor, ItemFilter(cycle_id=cycle_id))
    by_state, by_field, by_department, by_verdict = _sums(work.session, work.actor, conditions)
    live = [total for state, total in by_state.items() if state != WITHDRAWN]
    return CycleOverview(
        cycle=view,
        total=add_up(live),
        by_state=by_state,
        state_titles=state_titles(work, view.process_name),
        by_field=by_field,
        by_department=by_department,
        by_funding=funding(work, [*conditions, Item.state != WITHDRAWN]),
        by_verdict=by_verdict,
    )


def state_titles(work: Work, process_name: str) -> dict[str, Title]:
    """The titles of all states of a process's newest version, in its order. Raises NotFound."""
    states = work.latest_process(process_name).states
    return {name: Title(one.title["ja"], one.title["en"]) for name, one in states.items()}


def funding(work: Work, conditions: Iterable[ColumnElement[bool]]) -> dict[FundingSource, int]:
    """千円 by source of funding, of the structured lines of the items for which all hold."""
    given = list(conditions)
    kyen = func.sum(ItemFunding.amount_kyen).label("kyen")
    sums = joined(select(ItemFunding.source, kyen, _NO_SHEET), work.actor)
    query: Any = sums.join(ItemFunding, ItemFunding.item_id == Item.id).where(*given)
    unchanged = rewriting.is_not_rewritten(work.actor)
    if unchanged is None:
        query = query.group_by(ItemFunding.source)
    else:
        # Few items are being rewritten: their lines stand in their sheets alone.
        sheets = select(_NO_SOURCE, _NO_SUM, ItemRewriting.content)
        rewritten = joined(sheets, work.actor).where(*given, ~unchanged)
        query = union_all(query.where(unchanged).group_by(ItemFunding.source), rewritten)
    found: dict[str, int] = {}
    for source, part, sheet in work.session.execute(query):
        lines = [(source, part)] if sheet is None else _lines_of(sheet)
        for name, amount in lines:
            found[name] = found.get(name, 0) + int(amount)
    return {source: found[source] for source in FundingSource if source in found}


_NO_SOURCE: Final = cast(null(), String).label("source")
_NO_SUM: Final = cast(null(), Numeric).label("kyen")
_NO_SHEET: Final = type_coerce(cast(null(), Text), CanonicalJson).label("content")


def _lines_of(sheet: Any) -> list[tuple[str, int]]:
    return [(one.source, one.amount_kyen) for one in Sheet.from_json(sheet).funding_lines]


def _sums(
    session: Session, actor: Actor | None, conditions: Iterable[ColumnElement[bool]]
) -> tuple[Sums, Sums, Sums, Sums]:
    said = rewriting.shown(actor)
    keys = (Item.state, said.field, Department.code, Evaluation.verdict_code)
    query = joined(
        select(*keys, func.count().label("items"), func.sum(said.amount_kyen).label("kyen")), actor
    )
    sums: tuple[Sums, Sums, Sums, Sums] = tuple(defaultdict(Total) for _ in keys)  # type: ignore[assignment]
    for row in session.execute(query.where(*conditions).group_by(*keys)):
        part = Total(row.items, int(row.kyen or 0))
        for position, (by_key, key) in enumerate(zip(sums, row[:4], strict=True)):
            if key is not None and (position == 0 or row.state != WITHDRAWN):
                by_key[key] = add_up([by_key[key], part])
    by_state, by_field, by_department, by_verdict = sums
    fields = {field: by_field[field] for field in Field if field in by_field}
    return dict(by_state), fields, dict(by_department), dict(by_verdict)


def sums_of(rows: Iterable[ItemRow]) -> tuple[Total, Sums, Sums, Sums]:
    """Total, by department (in the rows' order), by field and by verdict, of rows in hand."""
    total = Total()
    by_department, by_field, by_verdict = Sums(), Sums(), Sums()
    for row in rows:
        part = Total(1, row.amount_kyen or 0)
        total = add_up([total, part])
        for sums, key in (
            (by_department, row.department_code),
            (by_field, row.field),
            (by_verdict, row.verdict_code),
        ):
            if key is not None:
                sums[key] = add_up([sums.get(key, Total()), part])
    fields = {field: by_field[field] for field in Field if field in by_field}
    return total, by_department, fields, by_verdict
