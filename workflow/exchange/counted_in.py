"""In which unit each column of amounts is, by its heading, by a title, or by an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from workflow.exchange import headings, units
from workflow.exchange.heads import Head
from workflow.exchange.understanding import Understanding
from workflow.exchange.units import ROUNDINGS, Unit

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
    of_titles = head.unit_of_titles
    for place, column in how.columns.items():
        if headings.is_money(column):
            heading = head.said.get(place)
            said = (heading.unit if heading else None) or of_titles
            by_unit.setdefault(said, []).append(place)
    amount = how.place_of("amount_kyen")
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


def answered(answer: str) -> tuple[Unit, str]:
    """The unit and the rounding that an answer names; 千円 where nothing was asked."""
    word, _, rounding = (
        answer.rpartition("_") if answer.endswith(tuple(ROUNDINGS)) else (answer, "", "")
    )
    return (Unit(word), rounding) if word in set(Unit) else (Unit.THOUSAND, "")


def shown(amount: Decimal, unit: Unit, rounding: str) -> int:
    """What an amount is in 千円, to show beside a choice."""
    return units.in_thousands(amount, unit, rounding or "half") or 0
