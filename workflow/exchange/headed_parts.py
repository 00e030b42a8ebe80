"""Items without an amount above parts that have theirs: 税務システム, and beneath it ・改修."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from workflow.exchange import labels, row_labels
from workflow.exchange.cell_values import amount_in, is_blank
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.lines import Line

HEADED: Final = "headed_parts"
JOINED, NO_ITEM, OF_ITS_OWN = "joined", "skip", "item"
"""What becomes of such an item: its name begins those of its parts; none; one without an amount."""
_PLACES: Final = (DEPARTMENT, PLACE, "section")
_MARKS: Final = "-・└┗*‐－ 　"
"""With what a part begins, beside numbers, which it keeps."""


class Headed(NamedTuple):
    """The row (from 1) and the name of an item without an amount, and those of its parts."""

    row: int
    name: str
    parts: tuple[tuple[int, str], ...]


class HeadedParts:
    """Follows the items of a list, one after the other; `found` are those that have parts."""

    def __init__(self) -> None:
        self.found: list[Headed] = []
        self._above: Line | None = None

    def take(self, line: Line) -> None:
        """See whether an item is a part of one above it that has no amount."""
        name, amount = line.name, line.values.get("amount_kyen", 0)
        is_part, above = _may_be_part(line), self._above
        if is_part and above and amount_in(amount) is not None and _is_of(line, above):
            self._add(above, (line.row, name))
            return
        is_head = not labels.begins_a_part(name) and is_blank(amount) and bool(name.strip())
        self._above = line if is_head else None

    def _add(self, above: Line, part: tuple[int, str]) -> None:
        if self.found and self.found[-1].row == above.row:
            before = self.found.pop()
            self.found.append(before._replace(parts=(*before.parts, part)))
        else:
            self.found.append(Headed(above.row, above.name.strip(), (part,)))


def left_out(found: Sequence[Headed], answer: str) -> list[int]:
    """The rows (from 1) that are not read, as was answered."""
    return [one.row for one in found] if answer in (JOINED, NO_ITEM) else []


def names(found: Sequence[Headed], answer: str) -> Mapping[str, str]:
    """What parts are called, by their rows (from 1), as was answered."""
    if answer != JOINED:
        return {}
    return {str(row): joined(one.name, name) for one in found for row, name in one.parts}


def joined(name: str, part: str) -> str:
    """The name of a part behind that of what it is a part of: 税務システム　改修."""
    return f"{name}　{part.lstrip(_MARKS).strip()}"


def _may_be_part(line: Line) -> bool:
    """Whether an item is named as a part, and has no number of its own."""
    return labels.begins_a_part(line.name) and not row_labels.is_numbered(line.values)


def _is_of(line: Line, above: Line) -> bool:
    """Whether a part says no place, or that of the item above it."""
    said = ((line.values[one], above.values.get(one, "")) for one in _PLACES if one in line.values)
    return all(is_blank(own) or own == of_above for own, of_above in said)
