"""Questions about a file, and those about its amounts: their units, signs of yen, brackets."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from workflow.exchange import amounts, refining
from workflow.exchange.amount_words import number_among
from workflow.exchange.head import Head
from workflow.exchange.money_survey import Amounts, Typed
from workflow.exchange.refining import Counted
from workflow.exchange.sheets import Reading
from workflow.exchange.survey import Survey
from workflow.exchange.units import ROUNDINGS, Unit
from workflow.values import money

_FEW: Final = 3
_LONGEST_LEGEND: Final = 80
_AMOUNTS_IN_YEN: Final = 100_000
"""Where no unit is said: amounts that are all as large, and multiples of 1,000, may be yen."""


NOT_KNOWN: Final = "none"
"""The answer that none of the others is right."""

Choices = tuple[tuple[str, Mapping[str, Any]], ...]
"""The word of each answer, and what is shown of it."""


@dataclass(frozen=True)
class Question:
    """One question: `key` is what an answer names, `kind` has a sentence, filled with `data`."""

    key: str
    kind: str
    choices: Choices
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values to store."""
        return asdict(self)


def questions(reading: Reading, head: Head, found: Survey, ask_from: int) -> Iterator[Question]:
    """Every question of the amounts of a list."""
    yield from _of_sections(reading, found)
    yield from _of_signs(reading, head, found)
    yield from _of_words(reading, head, found)
    yield from _of_units(reading, head, found, ask_from)


def _of_units(reading: Reading, head: Head, found: Survey, ask_from: int) -> Iterator[Question]:
    by_place = found.money.by_place
    for group in _counted(head, reading, found):
        counted = [by_place[place] for place in group.places if place in by_place]
        if not counted:
            continue
        if group.said in (None, Unit.THOUSAND):
            doubt = _doubt(reading, group, found, ask_from)
            if not doubt:
                continue
        else:
            doubt = "said"
        largest = max(counted, key=lambda one: abs(one.largest))
        facts = _amount_facts(reading, group, largest)
        yield Question(group.key, f"unit_{doubt}", tuple(_units(group, counted, largest)), facts)


def _counted(head: Head, reading: Reading, found: Survey) -> Iterator[Counted]:
    """The columns by their units; of what a line beneath the items says of them it is asked."""
    for group in refining.counted(head, reading.how):
        may_be = found.unit_at_foot and (group.key == refining.UNIT or group.said is None)
        yield replace(group, said=found.unit_at_foot) if may_be else group


def _of_sections(reading: Reading, found: Survey) -> Iterator[Question]:
    """Whether lines between the items that say another unit count for what is beneath them."""
    if found.sections:
        shown = [[*reading.where(row, None), unit.value] for row, unit in found.sections[:_FEW]]
        choices: Choices = ((refining.EACH, {}), ("one", {}))
        yield Question(refining.SECTIONS, refining.SECTIONS, choices, {"units": shown})


def _of_signs(reading: Reading, head: Head, found: Survey) -> Iterator[Question]:
    """What signs of yen mean where the head says another unit, and what brackets do."""
    if typed := found.money.yen_signs:
        said = refining.unit_of(head) or Unit.THOUSAND
        choices: Choices = (("yen", {}), (amounts.AS_COLUMN, {"unit": said.value}))
        facts = {"unit": said.value, **_first(reading, typed)}
        yield Question(amounts.YEN_SIGNS, amounts.YEN_SIGNS, choices, facts)
    if typed := found.money.brackets:
        words: Choices = ((amounts.MINUS, {}), (amounts.PLAIN, {}), (NOT_KNOWN, {}))
        yield Question(amounts.BRACKETS, amounts.BRACKETS, words, _first(reading, typed))


def _of_words(reading: Reading, head: Head, found: Survey) -> Iterator[Question]:
    """Whether words in place of amounts are none, and which of several in a cell is read."""
    if typed := found.money.words:
        shown = list(dict.fromkeys(text for _row, text in typed))[:_FEW]
        said = dict.fromkeys(filter(None, (number_among(text) for _row, text in typed)))
        numbers: Choices = ((amounts.NUMBER, {"typed": list(said)[:_FEW]}),) if said else ()
        choices: Choices = ((amounts.NO_AMOUNT, {}), *numbers, (NOT_KNOWN, {}))
        facts = {**_first(reading, typed), "words": shown}
        yield Question(amounts.WORDS, amounts.WORDS, choices, facts)
    if typed := found.money.in_lines:
        lines = [amounts.of_lines(text) for _row, text in typed]
        most = max(map(len, lines))
        of_lines: Choices = tuple(
            (
                f"{amounts.LINE}{at + 1}",
                {"typed": [one[at] for one in lines if at < len(one)][:_FEW]},
            )
            for at in range(most)
        )
        facts = {"count": len(typed), "row": reading.where(typed[0][0], None)[1]}
        facts["legend"] = legend(head, reading.how.place_of("amount_kyen") or 0)
        yield Question(amounts.LINES, amounts.LINES, (*of_lines, (NOT_KNOWN, {})), facts)


def legend(head: Head, place: int) -> str:
    """What the sheet says of 上段 and 下段, above or in the heading of a column."""
    said = (*head.titles, *head.label(place).split("\n"))
    return "、".join(dict.fromkeys(text for text in said if "段" in text))[:_LONGEST_LEGEND]


def _first(reading: Reading, typed: list[Typed]) -> dict[str, Any]:
    """How many amounts there are, and where the first is."""
    row, text = typed[0]
    return {"count": len(typed), "typed": text, "row": reading.where(row, None)[1]}


def _doubt(reading: Reading, group: Counted, found: Survey, ask_from: int) -> str:
    """Why 千円 is not taken for granted: `large` amounts, or none that look `unsaid`."""
    place = reading.how.place_of("amount_kyen")
    if place is None or place not in group.places or place not in found.money.by_place:
        return ""
    counted = found.money.by_place[place]
    if any(
        money.looks_like_yen(int(amount), None if before is None else int(before), ask_from)
        for amount, before in counted.new
    ):
        return "large"
    has_fractions = 2 * counted.with_fraction > counted.count
    if group.said is Unit.THOUSAND and counted.with_fraction >= _FEW:
        return "fractions"
    is_in_millions = place + 1 in reading.tab.columns_in_millions
    if group.said is None and (has_fractions or is_in_millions or _may_be_yen(counted)):
        return "unsaid"
    return ""


def _may_be_yen(counted: Amounts) -> bool:
    return (
        counted.count >= _FEW
        and not counted.below_thousand
        and (counted.smallest or 0) >= _AMOUNTS_IN_YEN
    )


def _amount_facts(reading: Reading, group: Counted, counted: Amounts) -> dict[str, Any]:
    return {
        "said": group.said.value if group.said else "",
        "columns": [reading.how.columns[place] for place in group.places],
        "typed": counted.largest_typed,
    }


def _units(
    group: Counted, counted: list[Amounts], largest: Amounts
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    order = [group.said or Unit.THOUSAND, *Unit]
    for unit in dict.fromkeys(order):
        is_yen, is_thousand = unit is Unit.YEN, unit is Unit.THOUSAND
        needs_rounding = (is_yen and any(one.below_thousand for one in counted)) or (
            is_thousand and any(one.with_fraction >= _FEW for one in counted)
        )
        for rounding in ROUNDINGS if needs_rounding else ("",):
            thousands = refining.shown(largest.largest, unit, rounding)
            if abs(thousands) > money.LARGEST and unit is not order[0]:
                continue
            word = f"{unit.value}_{rounding}" if rounding else unit.value
            facts = {"unit": unit.value, "rounding": rounding, "thousands": thousands}
            yield word, facts
