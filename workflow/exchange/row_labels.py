"""What a row of a list calls itself: the name of an item, or that of a sum, a part, a group."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final

from workflow.exchange import group_labels, headings, labels
from workflow.exchange.cell_values import amount_in, is_blank, is_dash, text_of
from workflow.exchange.columns import DEPARTMENT, ITEM, NUMBER, PLACE
from workflow.exchange.understanding import Understanding
from workflow.exchange.units import of_title
from workflow.files.grid import Tab, Value
from workflow.files.headed import number_in
from workflow.values.text import search_key

LABELS: Final = frozenset(
    (NUMBER, DEPARTMENT, PLACE, "section", "field", "category", "classification", "name")
)
"""Columns in which a row may say that it is none of an item."""

_OF_SUMS: Final = (NUMBER, DEPARTMENT, PLACE)
_MOST_IN_A_REMARK: Final = 3
ROWS_OF_INSTRUCTIONS: Final = 3
"""Beneath the head, that may say how it is filled in."""
_BLANKS: Final = (" ", "\u3000", "\u00a0")
_MOST_IN_A_GROUP: Final = 5
"""Cells."""


class RowSays:
    """The texts of a sheet's rows. `known` are folded names of departments, sections and fields.

    `added` is a column of departments that is in no sheet.
    """

    def __init__(
        self, tab: Tab, how: Understanding, known: Collection[str], added: int | None
    ) -> None:
        self.tab = tab
        self.how = how
        self._known = known
        self._added = added
        self.name_at, self._amount_at = how.place_of("name"), how.place_of("amount_kyen")
        unread = (at for at in range(self.name_at or 0) if at not in how.columns)
        of_labels = [place for place, column in how.columns.items() if column in LABELS]
        self._labels = sorted((*of_labels, *unread))
        self._of_places = [
            place
            for place, column in how.columns.items()
            if place != added and column in (DEPARTMENT, PLACE, "section", NUMBER)
        ]

    @property
    def tells_places(self) -> bool:
        """Whether the list has columns of departments, sections or numbers."""
        return bool(self._of_places)

    def name(self, row: int) -> str:
        """What stands in the column of names."""
        place = self.name_at
        return "" if place is None else text_of(self.tab.value(row, place)).strip()

    def is_set_in(self, row: int) -> bool:
        """Whether a name begins with a blank."""
        value = "" if self.name_at is None else self.tab.value(row, self.name_at)
        return isinstance(value, str) and value[:1] in _BLANKS

    def label(self, row: int) -> str:
        """What a row that holds no item calls itself; its amount where it says nothing else."""
        texts = (value for value in self.tab.rows[row] if isinstance(value, str))
        named = next((text.strip()[: labels.LONGEST] for text in texts if text.strip()), "")
        return named or (str(amount) if (amount := self.amount(row)) else "")

    def is_placeless(self, row: int) -> bool:
        """Whether a row says no department and no section, be it as all rows do."""
        return all(is_blank(self.tab.value(row, place)) for place in self._of_places)

    def has_place(self, row: int) -> bool:
        """Whether a row says a department, a section or a number."""
        return any(not is_blank(self.tab.value(row, place)) for place in self._of_places)

    def is_label(self, row: int, values: Mapping[str, Value]) -> bool:
        """Whether what stands where names stand is no name: a sum, a part, a group."""
        name = text_of(values.get("name", "")).strip()
        if (not name or "円" in name) and self._is_unit(row):
            return True
        beside = [text_of(values.get(one, "")).strip() for one in _OF_SUMS]
        texts = self.texts(row)
        if any(self._is_sum(key, is_name=False) for key in short_keys(beside if name else texts)):
            return True
        of_part = texts if name or len(self.filled(row)) > 1 else self._all_texts(row)
        if any(labels.is_part(key, is_name=bool(name)) for key in short_keys(of_part)):
            return True
        keys = short_keys([name] if name else texts)
        if any(map(labels.is_debt_of_above, keys)) and len(self.filled(row)) == 1:
            return True
        if "うち" in name and any(map(labels.is_part_of_above, keys)) and self._is_less(row):
            return True
        if self._is_sum_by_name(row, keys) if name else self._is_sum_without_name(row):
            return True
        if self._is_group(row) and (name or self._says_unit(row)):
            return True
        groups = {key for key in keys if group_labels.is_bracketed(key)}
        return bool(groups) and not says_more(values, groups)

    def _is_sum_by_name(self, row: int, keys: Collection[str]) -> bool:
        """Whether a row is called a sum, or as accounts are where items say their place."""
        if any(self._is_sum(key, is_name=True) for key in keys):
            return True
        if any(map(group_labels.is_surely_of_accounts, keys)) and not self.has_place(row):
            return True
        is_one = (group_labels.is_of_accounts(key) or group_labels.is_account(key) for key in keys)
        return self.tells_places and any(is_one) and self.is_placeless(row)

    def _is_sum_without_name(self, row: int) -> bool:
        """Whether a row that has no name says anywhere that it is a sum, or first of what."""
        first = short_keys([self.first_text(row)])
        if any(labels.is_sum(key, is_name=True) for key in first):
            return True
        return any(labels.is_sum_alone(key) for key in short_keys(self._all_texts(row)))

    def is_instruction(self, row: int) -> bool:
        """Whether a row says how the columns are filled in."""
        texts = [text_of(one) for one in self.filled(row)]
        said = sum(map(labels.is_instruction, texts))
        return said > 1 and 2 * said >= len(texts) and self.amount(row) is None

    def _is_less(self, row: int) -> bool:
        """Whether a row says no place, and no more than the row above it, if both say amounts.

        One that is set in may say its place again: 　うち改修.
        """
        amount, above = self.amount(row), self.amount(row - 1)
        if labels.begins_a_part(text_of(self.tab.value(row, self.name_at or 0))):
            return amount is not None and above is not None and amount <= above
        is_less = bool(self._of_places) or amount is None or (above is not None and amount <= above)
        return is_less and self.is_placeless(row)

    def filled(self, row: int) -> list[Value]:
        """The cells of a row of its sheet that hold something."""
        cells = enumerate(self.tab.rows[row])
        return [value for at, value in cells if at != self._added and not is_blank(value)]

    def _is_group(self, row: int) -> bool:
        """Whether a row says a department or a section, and nothing else but amounts."""
        cells = self.filled(row)
        if search_key(group_labels.in_round_brackets(cells)) in self._known:
            return True
        name = group_labels.group_of(cells) if len(cells) <= _MOST_IN_A_GROUP else ""
        is_known = bool(name) and group_labels.named_by_group(name) in self._known
        return is_known or bool(group_labels.office_in(cells))

    def _is_unit(self, row: int) -> bool:
        """Whether a row says nothing but in which unit amounts are counted."""
        filled = self.filled(row)
        is_alone = len(filled) == 1 and len(text_of(filled[0])) <= labels.LONGEST
        return is_alone and "円" in text_of(filled[0]) and of_title(text_of(filled[0])) is not None

    def _says_unit(self, row: int) -> bool:
        """Whether a row says in which unit the amounts beneath it are counted."""
        return any("円" in text and of_title(text) for text in self._all_texts(row))

    def _is_sum(self, key: str, *, is_name: bool) -> bool:
        if labels.is_sum(key, is_name=is_name) or labels.is_sum_of_office(key):
            return True
        return labels.summed(key) in self._known

    def texts(self, row: int) -> list[str]:
        """What stands where a row may say what it is."""
        cells = self.tab.rows[row]
        found = (cells[place] for place in self._labels if place < len(cells))
        return [text.strip() for text in found if isinstance(text, str) and text.strip()]

    def first_text(self, row: int) -> str:
        """The first cell of a row, where that is a text."""
        first = next((one for one in self.tab.rows[row] if not is_blank(one)), "")
        return first.strip() if isinstance(first, str) else ""

    def _all_texts(self, row: int) -> list[str]:
        return [text.strip() for text in self.tab.rows[row] if isinstance(text, str)]

    def is_remark(self, row: int) -> bool:
        """Whether a row is a note beneath the list."""
        filled = self.filled(row)
        if not filled or len(filled) > _MOST_IN_A_REMARK or self.amount(row) is not None:
            return False
        is_text = all(isinstance(value, str) for value in filled)
        return is_text and labels.is_remark(search_key(text_of(filled[0])[: labels.LONGEST]))

    def repeats_head(self, values: Mapping[str, Value]) -> bool:
        """Whether a row has the headings of the list again."""
        filled = {
            name: value
            for name, value in values.items()
            if not is_blank(value) and self.how.place_of(name) != self._added
        }
        return len(filled) > 1 and all(
            headings.recognised(text_of(value), self.how.words).column == name
            for name, value in filled.items()
        )

    def amount(self, row: int) -> Decimal | None:
        """What stands in the column of the amount asked for; None where that is none."""
        place = self._amount_at
        return None if place is None else amount_in(self.tab.value(row, place))

    def names_group(self, text: str) -> bool:
        """Whether a text is the name of a group: of a department, of a field, or written as one."""
        key = search_key(text)
        inner = search_key(group_labels.in_round_brackets([text]))
        may_be = (key, group_labels.named_by_group(text), inner)
        is_known = any(one in self._known for one in may_be)
        return group_labels.begins_a_group(text) or is_known or group_labels.is_account(key)


# ------------------------------------------- what the cells of a row say together


def short_keys(texts: Sequence[str]) -> list[str]:
    """The folded texts of those that are short enough to be a label."""
    return [search_key(text) for text in texts if text and len(text) < labels.LONGEST]


def is_zero(name: str, value: Value) -> bool:
    """Whether a cell of amounts says 0, or －, which is as much."""
    return headings.is_money(name) and (is_dash(value) or amount_in(value) == 0)


def names_none(values: Mapping[str, Value]) -> bool:
    """Whether a row says 該当なし where names stand, and no amount."""
    name = values.get("name", "")
    if not isinstance(name, str) or "し" not in name or not labels.is_none(search_key(name)):
        return False
    amount = values.get("amount_kyen", "")
    return is_blank(amount) or is_zero("amount_kyen", amount)


def goes_on_by_number(values: Mapping[str, Value]) -> bool:
    """Whether the number of a row says that it goes on with the one above: 3続き."""
    number = values.get(NUMBER, "")
    return isinstance(number, str) and labels.is_going_on(search_key(number))


def is_numbered(values: Mapping[str, Value]) -> bool:
    """Whether a row has a name and a number of its own: whatever it is called, it is an item."""
    numbers = (text_of(values.get(name, "")).strip() for name in (ITEM, NUMBER))
    is_named = not is_blank(values.get("name", ""))
    return is_named and any(number_in(one) is not None for one in numbers)


def says_more(values: Mapping[str, Value], groups: Collection[str]) -> bool:
    """Whether a row has words of its own beside the name of a group."""
    texts = (text_of(values.get(name, "")).strip() for name in ("section", "summary", "funding"))
    return any(text and search_key(text[: labels.LONGEST]) not in groups for text in texts)
