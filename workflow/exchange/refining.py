"""What the cells of a column say where its heading says more; and the unit of amounts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from workflow.exchange import field_values, headings, units
from workflow.exchange.cell_values import CellUnreadable, amount_in, is_blank, text_of
from workflow.exchange.head import Head
from workflow.exchange.names import NO_NAMES, Names
from workflow.exchange.understanding import Understanding
from workflow.exchange.units import ROUNDINGS, Unit
from workflow.files.grid import Row, Tab, Value
from workflow.files.headed import is_sum
from workflow.values.sheet import SPECS, Kind

LOOKED_AT: Final = 300
"""Rows beneath the head."""
_ENOUGH: Final = 3
"""Cells that have to agree before a column is taken for something else."""
_MARKS: Final = frozenset("◎○●◯〇◇◆□■△▲▽▼☆★※＊*")
_OF_LISTS: Final = (Kind.CHOICE, Kind.SEVERAL, Kind.COUNT, Kind.FLAG)


def refined(tab: Tab, how: Understanding, names: Names = NO_NAMES) -> Understanding:
    """The same without columns of lists none of whose entries is known (区分: ソフト, ハード),
    without 財源 that is nothing but amounts, and with 財源内訳 as 財源 where it has none."""
    columns = dict(how.columns)
    for place, column in how.columns.items():
        filled = _filled(tab, how, place)
        if _is_of_list(column) and (len(filled) >= _ENOUGH or _only_marks(filled)):
            if not _any_readable(column, filled, names):
                del columns[place]
        elif column == "funding" and filled and all(amount_in(one) is not None for one in filled):
            del columns[place]
        elif column == "funding_lines" and "funding" not in columns.values() and filled:
            has_amounts = _any_readable(column, filled, names) or _all_whole(filled, names)
            columns[place] = column if has_amounts else "funding"
    return replace(how, columns=columns)


def _is_of_list(column: str) -> bool:
    spec = SPECS.get(column)
    return (
        spec is not None
        and column not in ("field", "joint_departments")
        and (spec.kind in _OF_LISTS)
    )


def _all_whole(cells: list[Value], names: Names) -> bool:
    return all(field_values.whole_source(cell, names) for cell in cells)


def _only_marks(cells: list[Value]) -> bool:
    """Whether cells hold ◎ and the like, which say something to whoever reads the list's legend."""
    texts = [text for cell in cells if not is_sum(text := text_of(cell).strip())]
    return bool(texts) and all(set(text) <= _MARKS for text in texts)


def _any_readable(column: str, cells: list[Value], names: Names) -> bool:
    return any(_is_readable(column, cell, names) for cell in cells)


def _is_readable(column: str, cell: Value, names: Names) -> bool:
    try:
        field_values.read(column, cell, names)
    except CellUnreadable:
        return False
    return True


def _filled(tab: Tab, how: Understanding, place: int) -> list[Value]:
    rows = tab.rows[how.first : how.first + LOOKED_AT]
    return [row[place] for row in rows if place < len(row) and not is_blank(row[place])]


def without_funding_of_others(tab: Tab, how: Understanding) -> Understanding:
    """The same without columns of funding that come to another column of amounts left of them.

    So 左の財源内訳 behind 要求額 and 査定額 is that of the latter, which is not read.
    """
    sources = [at for at, column in how.columns.items() if column.startswith(headings.SOURCE)]
    amount = how.place_of("amount_kyen")
    rows = tab.rows[how.first : how.first + LOOKED_AT] if sources and amount is not None else ()
    sums = {at: sum(said) for at, row in enumerate(rows) if (said := _amounts(row, sources))}
    if all(_amounts(rows[at], [amount or 0]) in ([], [said]) for at, said in sums.items()):
        return how
    others = (at for at in range(min(sources)) if at not in how.columns)
    if not any(
        all(_amounts(rows[at], [one]) == [said] for at, said in sums.items()) for one in others
    ):
        return how
    return replace(how, columns={at: one for at, one in how.columns.items() if at not in sources})


def _amounts(row: Row, places: Iterable[int]) -> list[Decimal]:
    """The amounts that stand at some places of a row."""
    found = (amount_in(row[at]) for at in places if at < len(row) and row[at] != "")
    return [one for one in found if one is not None]


# ---------------------------------------------------------------- in which unit


UNIT: Final = "unit"


@dataclass(frozen=True)
class Counted:
    """Columns that say the same unit (None: none at all), and the key of what is asked of them."""

    key: str
    said: Unit | None
    places: tuple[int, ...]


def counted(head: Head, how: Understanding) -> tuple[Counted, ...]:
    """The columns of amounts by the unit that they say; those of the amount asked for first."""
    by_unit: dict[Unit | None, list[int]] = {}
    of_titles, amount = head.unit_of_titles, how.place_of("amount_kyen")
    units_said = {place: one.unit for place, one in head.said.items()}
    of_amount = None if amount is None else units_said.get(amount)
    for place, column in how.columns.items():
        if headings.is_money(column):
            unsaid = of_titles or (of_amount if column.startswith(headings.SOURCE) else None)
            by_unit.setdefault(units_said.get(place) or unsaid, []).append(place)
    groups = sorted(by_unit.items(), key=lambda one: amount not in one[1])
    return tuple(
        Counted(UNIT if number == 0 else f"{UNIT}_{said or 'unsaid'}", said, tuple(places))
        for number, (said, places) in enumerate(groups)
    )


def units_of(head: Head, how: Understanding) -> Mapping[int, tuple[Unit, str]]:
    """The unit and the rounding of each column of amounts, as was answered."""
    return {
        place: answered(how.answers.get(group.key, ""))
        for group in counted(head, how)
        for place in group.places
    }


SECTIONS: Final = "unit_below"
EACH: Final = "each"


def unit_of(head: Head) -> Unit | None:
    """The unit in which a head says that the amount asked for is counted."""
    places = head.places("amount_kyen")[:1]
    said = next((head.said[place].unit for place in places), None)
    return said or head.unit_of_titles


def sections_of(described: Mapping[str, Any]) -> tuple[tuple[int, Unit], ...]:
    """The rows from which on another unit counts, where that was answered."""
    if described.get("answers", {}).get(SECTIONS) != EACH:
        return ()
    return tuple((row, Unit(unit)) for row, unit in described.get("sections", ()))


def answered(answer: str) -> tuple[Unit, str]:
    """The unit and the rounding that an answer names; 千円 where nothing was asked."""
    word, _, rounding = (
        answer.rpartition("_") if answer.endswith(tuple(ROUNDINGS)) else (answer, "", "")
    )
    return (Unit(word), rounding) if word in set(Unit) else (Unit.THOUSAND, "")


def shown(amount: Decimal, unit: Unit, rounding: str) -> int:
    """What an amount is in 千円, to show beside a choice."""
    return units.in_thousands(amount, unit, rounding or "half") or 0
