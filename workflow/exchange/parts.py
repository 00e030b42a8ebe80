"""Items that are parts of the one above them: so they are named, and so their sum proves."""

from decimal import Decimal
from typing import Final, NamedTuple

from workflow.exchange import group_labels, labels
from workflow.exchange.cell_values import amount_in, text_of
from workflow.exchange.columns import NUMBER
from workflow.exchange.lines import Line

PARTS: Final = "parts"
WHOLE, EACH_PART, ALL = "whole", "parts", "all"
"""What is read of an item and its parts: the item, its parts, or both."""


class Whole(NamedTuple):
    """The row (from 1) of an item, and those of its parts, which come to its amount."""

    row: int
    parts: tuple[int, ...]


class Parts:
    """Follows the items of a list, one after the other; `found` are those that have parts."""

    def __init__(self) -> None:
        self.found: list[Whole] = []
        self._whole: tuple[Line, Decimal] | None = None
        self._rows, self._sum = list[int](), Decimal(0)

    def take(self, line: Line) -> None:
        """See whether an item is a part of one before it, and whether those come to its amount."""
        amount = amount_in(line.values.get("amount_kyen", ""))
        if not self._whole or amount is None or not _is_part(line, self._whole[0]):
            self._whole = (line, amount) if amount else None
            self._rows, self._sum = [], Decimal(0)
            return
        whole, of_whole = self._whole
        self._rows.append(line.row)
        self._sum += amount
        is_enough = len(self._rows) > 1 or labels.begins_a_part(line.name)
        if is_enough and self._sum == of_whole:
            others = [one for one in self.found[-1:] if one.row != whole.row]
            self.found[-1:] = [*others, Whole(whole.row, tuple(self._rows))]


def left_out(found: list[Whole], answer: str) -> list[int]:
    """The rows (from 1) that are not read, as was answered."""
    if answer == WHOLE:
        return sorted({row for one in found for row in one.parts})
    return sorted({one.row for one in found}) if answer == EACH_PART else []


def _is_part(line: Line, whole: Line) -> bool:
    """Whether an item is named or numbered as a part of the one above: ・改修, 1-1 of 1, (1)."""
    name, of_whole = line.name, whole.name
    if labels.begins_a_part(name) and not labels.begins_a_part(of_whole):
        return True
    if group_labels.begins_a_group(of_whole) and not group_labels.begins_a_group(name):
        return True
    number, above = (text_of(one.values.get(NUMBER, "")).strip() for one in (line, whole))
    if not number or not above:
        return not number and NUMBER in line.values and bool(above)
    return number.startswith((f"{above}-", f"{above}－", f"{above}.")) or (
        number[0] in "(（" and above[0] not in "(（"
    )
