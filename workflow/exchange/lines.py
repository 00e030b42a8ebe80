"""The rows of a sheet that hold items: no sums, no remarks, no names of groups."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from weakref import proxy

from workflow.exchange import headings, labels, leaving_out, row_labels
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.columns import DEPARTMENT, NUMBER
from workflow.exchange.repeating import FILLED_DOWN, Repeating
from workflow.exchange.row_labels import LABELS, RowSays
from workflow.exchange.sums import ProvedSums
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Tab, Value
from workflow.values.sheet import SPECS, Kind

_GOING_ON: Final = frozenset(
    name for name, spec in SPECS.items() if spec.kind in (Kind.BLOCK, Kind.FUNDING)
) | {"contact"}
"""Columns whose text may go on in the rows beneath."""
_ALONE_NO_ITEM: Final = FILLED_DOWN | {"classification"}
"""Columns that say nothing of an item by themselves; the names of groups may stand there."""
NAMES_ALONE: Final = "names_alone"
GOES_ON, ITEM_OF_ITS_OWN, NO_ITEM = "above", "item", "skip"
"""What a name alone in its row is: a part of the name above, an item without amount, a heading."""
_READ_TOGETHER: Final = 16
"""Rows that are kept as they were read."""


@dataclass(frozen=True)
class Line:
    """One row that holds an item, by columns; `row` counts from 1, as the sheet shows it."""

    row: int
    values: Mapping[str, Value]
    merged: frozenset[str] = frozenset()
    """Columns whose cell is part of a merged one that begins in a row above."""
    broken: int = 0
    """The line of a text whose quote is not closed; 0 for all others."""
    typed: frozenset[str] = frozenset()
    """Columns whose cell was corrected on the page."""

    @property
    def name(self) -> str:
        """What stands where names do."""
        return text_of(self.values.get("name", ""))


class Lines:
    """A sheet, row by row. `known` are folded names of departments, sections and fields.

    `added` is a column of departments or sections that is in no sheet.
    """

    def __init__(
        self,
        tab: Tab,
        how: Understanding,
        known: Collection[str] = (),
        added: int | None = None,
    ) -> None:
        self.tab = tab
        self.how = how
        self._added = added
        self._said_apart = set() if added is None else {how.columns[added]}
        self._repeating = Repeating(tab, how)
        self._marked = {row for row, _ in (*tab.errors, *tab.unfinished)}
        self._goes_on: dict[int, bool] = {}
        self._told = how.first + row_labels.ROWS_OF_INSTRUCTIONS
        self._read: dict[int, tuple[dict[str, Value], set[str]]] = {}
        self.says = RowSays(tab, how, known, added)
        self._joins_names = how.answers.get(NAMES_ALONE) == GOES_ON
        self._left_out = leaving_out.chosen(tab, how)
        # Weakly: in a circle thousands of rows would stay until circles are looked for.
        here = proxy(self)
        self.sums = ProvedSums(self.says, lambda row: here._is_named(row))

    def between(self, start: int, stop: int) -> Iterator[Line]:
        """The items from row `start` up to `stop` (from 0)."""
        for row in range(max(start, self.how.first), min(stop, len(self.tab.rows))):
            if self.is_left_out(row):
                continue
            if row + 1 in self.tab.broken:
                yield Line(row + 1, {}, broken=self.tab.broken[row + 1])
            elif self._is_item(row):
                values, merged = self._values(row)
                yield Line(row + 1, self._with_what_follows(row, values), frozenset(merged))

    def goes_on(self, row: int) -> bool:
        """Whether a row has no name and only goes on with the texts of the item above it."""
        chain, at = [], row
        while at not in self._goes_on and self._may_go_on(at):
            chain.append(at)
            at -= 1
        if not chain:
            return self._goes_on.get(row, False)
        is_beneath = self._goes_on.get(at, False) or (at >= self.how.first and self._is_item(at))
        for one in reversed(chain):
            is_beneath = is_beneath and (not self.says.name(one) or self._is_name_going_on(one))
            self._goes_on[one] = is_beneath
        return self._goes_on[row]

    def _is_name_going_on(self, row: int) -> bool:
        """Whether a name alone in its row goes on with a numbered one above it, or as was said."""
        is_numbered = row_labels.is_numbered(self._values(row - 1)[0])
        return self._joins_names or is_numbered or self._goes_on.get(row - 1, False)

    # ------------------------------------------------------------------ what a row is

    def is_left_out(self, row: int) -> bool:
        """Whether a person said that a row (from 0) is not read."""
        return row + 1 in self._left_out

    def _is_item(self, row: int) -> bool:
        values, merged = self._values(row)
        if row_labels.goes_on_by_number(values) or labels.is_example(self.says.first_text(row)):
            return False
        if row_labels.names_none(values) or (row < self._told and self.says.is_instruction(row)):
            return False
        return row_labels.is_numbered(values) or not self._is_no_item(row, values, merged)

    def _is_named(self, row: int) -> bool:
        values, merged = self._values(row)
        is_named = not is_blank(values.get("name", "")) and "name" not in merged
        return is_named and not self.is_left_out(row) and not self.says.is_label(row, values)

    def _is_no_item(self, row: int, values: Mapping[str, Value], merged: Collection[str]) -> bool:
        """Whether a row is empty, a sum, a part of one, a remark, a group, or the head again."""
        own = {name for name in values if name not in merged and not is_blank(values[name])}
        if row + 1 not in self._marked and not self._says_something(row, own, values):
            return True
        says = self.says
        if says.is_label(row, values) or says.is_remark(row) or says.repeats_head(values):
            return True
        if self.sums.is_of_grand_sum(row) or self.sums.is_one(row):
            return True
        return self.goes_on(row) or self._is_sum_by_amount(row, own)

    def _says_something(self, row: int, own: Collection[str], values: Mapping[str, Value]) -> bool:
        """Whether a row has anything that an item needs, beside its place and amounts of 0."""
        cells = enumerate(self.tab.rows[row])
        filled = [at for at, value in cells if at != self._added and not is_blank(value)]
        if "name" in own and filled == [self.says.name_at] and len(self.how.columns) > 1:
            is_heading = self.how.answers.get(NAMES_ALONE) == NO_ITEM
            return not is_heading and not self.says.names_group(text_of(values["name"]).strip())
        return any(
            name not in _ALONE_NO_ITEM and not row_labels.is_zero(name, values[name])
            for name in own
        )

    def is_name_alone(self, row: int) -> bool:
        """Whether a row (from 0) of a list with amounts holds a name and nothing else.

        Beside it may stand a text that goes on with one of the row above.
        """
        name, values = self.says.name(row), self._values(row)[0]
        if not name or "amount_kyen" not in values:
            return False
        if len(self.says.filled(row)) != 1 and not self._goes_on_beside_name(row):
            return False
        is_other = self.says.is_label(row, values) or self.says.is_remark(row)
        return not is_other and not self.says.names_group(name)

    def _may_go_on(self, row: int) -> bool:
        if row < self.how.first or row + 1 in self._marked or row + 1 in self.tab.broken:
            return False
        values, merged = self._values(row)
        has_name = "name" not in merged and not is_blank(values.get("name", ""))
        without = "" if self._joins_names else 0
        if has_name and not is_blank(values.get(NUMBER, without)):
            return False
        own = {name for name in values if name not in merged and not is_blank(values[name])}
        own -= self._said_apart
        if has_name and not self._is_part_of_name(row, own):
            return False
        return bool(own) and own <= {*_GOING_ON, "name"} and not self.says.is_label(row, values)

    def _is_part_of_name(self, row: int, own: Collection[str]) -> bool:
        """Whether a row has nothing but a name, and that of no group."""
        is_alone = set(own) - self._said_apart == {"name"} and len(self.says.filled(row)) == 1
        is_one = is_alone or self._goes_on_beside_name(row)
        return is_one and not self.says.names_group(self.says.name(row))

    def _goes_on_beside_name(self, row: int) -> bool:
        """Whether a row has a name, and texts all of which the row above has too, but no place.

        In a list whose items say theirs, each by itself; or beneath one amount merged over both.
        """
        says, (values, merged) = self.says, self._values(row)
        own = {name for name in values if name not in merged and not is_blank(values[name])}
        texts = own - {"name"}
        if not texts or not texts <= _GOING_ON or len(own) != len(says.filled(row)):
            return False
        above, _merged = self._values(row - 1)
        is_beneath = row > self.how.first and all(not is_blank(above[name]) for name in own)
        is_of_item = not merged & FILLED_DOWN and says.tells_places and says.is_placeless(row)
        return is_beneath and (is_of_item or "amount_kyen" in merged)

    def _is_sum_by_amount(self, row: int, own: Collection[str]) -> bool:
        """Whether a row without a name has the sum of those above or beneath it as its amount.

        One that says department and section is an item whose name was forgotten.
        """
        amount = self.says.amount(row)
        says_more = any(not headings.is_money(name) and name not in LABELS for name in own)
        if amount is None or "name" in own or says_more or {DEPARTMENT, "section"} <= set(own):
            return False
        return self.sums.of_items.has(row, amount, 1 if self.says.texts(row) else 2)

    # ------------------------------------------------------------------ what it holds

    def _values(self, row: int) -> tuple[dict[str, Value], set[str]]:
        """What a row says by columns, and which it only repeats; rows about it ask again."""
        if row not in self._read:
            if len(self._read) == _READ_TOGETHER:
                self._read.clear()
            self._read[row] = self._read_values(row)
        return self._read[row]

    def _read_values(self, row: int) -> tuple[dict[str, Value], set[str]]:
        cells = self.tab.rows[row]
        values: dict[str, Value] = {
            name: cells[place] if place < len(cells) else ""
            for place, name in self.how.columns.items()
        }
        merged = set()
        for place, above in self._repeating.of_row(row, cells).items():
            name = self.how.columns[place]
            values[name] = self.tab.value(*above)
            if not self.is_left_out(above[0]):
                merged.add(name)
        return values, merged

    def _with_what_follows(self, row: int, values: dict[str, Value]) -> dict[str, Value]:
        """The values with the texts of the rows beneath that go on with them."""
        more: dict[str, list[str]] = {}
        at = row + 1
        while at < len(self.tab.rows) and self.goes_on(at):
            found, merged = self._values(at)
            going_on = {*_GOING_ON, "name"} & found.keys() - merged
            for name in () if self.is_left_out(at) else going_on:
                if not is_blank(found[name]):
                    more.setdefault(name, [text_of(values[name])]).append(text_of(found[name]))
            at += 1
        between = {"name": ""}
        joined = {
            name: between.get(name, "\n").join(filter(None, texts)) for name, texts in more.items()
        }
        return {**values, **joined}
