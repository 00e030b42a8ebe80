"""A cycle at a glance: counts and sums of what the reader may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Executable,
    Numeric,
    Select,
    String,
    Text,
    cast,
    func,
    null,
    select,
    type_coerce,
    union_all,
)

from workflow import office
from workflow.items import rewriting, tracks
from workflow.items.groups import Conditions, ItemGroup, live
from workflow.items.list_views import ItemFilter, ItemRow, Total
from workflow.items.lists import add_up, list_conditions
from workflow.items.reference import CycleView, cycle
from workflow.items.rows import joined
from workflow.models import Item, ItemFunding, ItemRewriting
from workflow.models.base import CanonicalJson
from workflow.values.actor import Actor, Title
from workflow.values.office import Office
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import WITHDRAWN
from workflow.work import Standpoint, Work, built


@dataclass(frozen=True)
class CycleOverview:
    """A cycle now: counts and sums of what this person may see."""

    cycle: CycleView
    total: Total
    by_state: Mapping[str, Total]
    state_titles: Mapping[str, Title]
    """Every state of the cycle's process, in its order."""


Sums = dict[Any, Total]
Countable = ItemRow | ItemGroup


def cycle_overview(work: Work, cycle_id: str) -> CycleOverview:
    """Counts and sums of a cycle; withdrawn items count as a state, but in no sum.

    Raises NotFound.
    """
    view = cycle(work, cycle_id)
    by_state = _by_state(work, cycle_id)
    live = [total for state, total in by_state.items() if state != WITHDRAWN]
    return CycleOverview(
        cycle=view,
        total=add_up(live),
        by_state=by_state,
        state_titles=state_titles(work, view),
    )


def _by_state(work: Work, cycle_id: str) -> dict[str, Total]:
    rows = work.ask(work.statement(_states, cycle_id)).all()
    return {state: Total(n, int(kyen)) for state, n, kyen in rows}


def _states(of: Standpoint, cycle_id: str) -> Select[Any]:
    asked = func.coalesce(func.sum(rewriting.shown(of.actor).amount_kyen), 0)
    counted: Any = select(Item.state, func.count(), asked).select_from(Item)
    return (
        rewriting.with_rewritings(counted, of.actor)
        .where(*list_conditions(of.actor, ItemFilter(cycle_id=cycle_id)))
        .group_by(Item.state)
    )


def state_titles(work: Work, view: CycleView) -> dict[str, Title]:
    """The titles of all states of a cycle's processes, in the newest versions and their order.

    A state that processes call differently has all of its titles. Raises NotFound.
    """
    found: dict[str, dict[Title, None]] = {}
    for process in tracks.processes_of(work, view):
        for name, state in process.states.items():
            found.setdefault(name, {})[Title.of(state.title)] = None
    return {name: _joined(tuple(titles)) for name, titles in found.items()}


def _joined(titles: tuple[Title, ...]) -> Title:
    return Title("／".join(one.ja for one in titles), " / ".join(one.en for one in titles))


def funding(work: Work, conditions: Conditions) -> dict[str, int]:
    """千円 by source of funding, of the structured lines of the items for which all hold."""
    return _funding_found(work, _funding(work.actor, *conditions))


def funding_of_list(work: Work, wanted: ItemFilter, also: Conditions) -> dict[str, int]:
    """The same of a list: of what is `wanted`, live and for which `also` holds.

    Raises InputRefused (words).
    """
    who, also = work.actor, tuple(also)
    # Conditions are no values: a statement with them is not kept.
    asked = (
        _funding_asked(who, wanted, *also) if also else built(_funding_asked, work.alike, wanted)
    )
    return _funding_found(work, asked)


def _funding_asked(
    actor: Actor | None, wanted: ItemFilter, *also: ColumnElement[bool]
) -> Executable:
    return _funding(actor, *list_conditions(actor, wanted), *live(wanted), *also)


def _funding(actor: Actor | None, *given: ColumnElement[bool]) -> Executable:
    kyen = func.sum(ItemFunding.amount_kyen).label("kyen")
    sums = joined(select(ItemFunding.source, kyen, _NO_SHEET), actor)
    query: Any = sums.join(ItemFunding, ItemFunding.item_id == Item.id).where(*given)
    unchanged = rewriting.is_not_rewritten(actor)
    if unchanged is None:
        grouped: Executable = query.group_by(ItemFunding.source)
        return grouped
    # Few items are being rewritten: their lines stand in their sheets alone.
    sheets = select(_NO_SOURCE, _NO_SUM, ItemRewriting.content)
    rewritten = joined(sheets, actor).where(*given, ~unchanged)
    return union_all(query.where(unchanged).group_by(ItemFunding.source), rewritten)


def _funding_found(work: Work, asked: Executable) -> dict[str, int]:
    found: dict[str, int] = {}
    for source, part, sheet in work.ask(asked):
        lines = [(source, part)] if sheet is None else _lines_of(sheet)
        for name, amount in lines:
            found[name] = found.get(name, 0) + int(amount)
    return in_order(found, office.office(work))


def in_order(found: Mapping[str, int], named: Office) -> dict[str, int]:
    """Amounts by kind of funding in the office's order; kinds that it has not come last."""
    order = [*named.sources, *sorted(found)]
    return {code: found[code] for code in dict.fromkeys(order) if code in found}


_NO_SOURCE: Final = cast(null(), String).label("source")
_NO_SUM: Final = cast(null(), Numeric).label("kyen")
_NO_SHEET: Final = type_coerce(cast(null(), Text), CanonicalJson).label("content")


def _lines_of(sheet: Any) -> list[tuple[str, int]]:
    return [(one.source, one.amount_kyen) for one in Sheet.from_json(sheet).funding_lines]


def sums_of(rows: Iterable[Countable]) -> tuple[Total, Sums, Sums, Sums]:
    """Total, by department (in the rows' order), by field and by verdict, of rows or groups."""
    known = list(rows)
    total = add_up(known)
    by_field = _sums_by(known, "field")
    places = {row.field: row.field_place for row in known}
    fields = {field: by_field[field] for field in sorted(by_field, key=lambda f: (places[f], f))}
    return total, _sums_by(known, "department_code"), fields, _sums_by(known, "verdict_code")


def _sums_by(rows: Iterable[Countable], attribute: str) -> Sums:
    """Sums by an attribute of the rows, in their order; rows that have none are left out."""
    alike: dict[Any, list[Countable]] = {}
    for row in rows:
        alike.setdefault(getattr(row, attribute), []).append(row)
    return {key: add_up(found) for key, found in alike.items() if key is not None}
