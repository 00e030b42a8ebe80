"""The rows of a sheet that hold items: no sums, no remarks, no names of groups."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workflow.exchange import headings
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.columns import DEPARTMENT, ITEM, NUMBER, PLACE
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Row, Tab, Value
from workflow.files.headed import number_in
from workflow.values.text import search_key

LONGEST_LABEL: Final = 40
"""Characters of a label like 観光文化スポーツ部 小計."""
LABELS: Final = frozenset((NUMBER, DEPARTMENT, PLACE, "section", "field", "category", "name"))
"""Columns in which a row may say that it is none of an item."""

_SUM: Final = re.compile("(?:.*[ ・])?(?:小計|合計|総計|総合計|累計|計)(?:[ (].*)?")
_SUM_BEHIND: Final = re.compile("(.{1,36}?)(?:小計|合計|総計|累計|計)")
_UNITS_OF_OFFICES: Final = (
    "部", "局", "課", "室", "庁", "所", "署", "院", "会", "会計", "分野", "全体", "区分", "年度",
)  # fmt: skip
_NO_SUMS: Final = ("設計", "会計", "統計", "推計", "家計", "集計", "時計", "温度計")
_GROUP: Final = re.compile(
    r"[【<＜〈《≪\[［]([^【】<>＜＞〈〉《》≪≫\[\]［］]{1,38})[】>＞〉》≫\]］]"
)
_PART: Final = re.compile(r"[(\[【<] ?(?:うち|内数|再掲)|(?:うち|内数|再掲)[ 、,・:]")
_ADJUSTMENTS: Final = frozenset(
    search_key(word)
    for word in ("端数調整", "端数処理", "端数", "調整額", "端数調整額", "差引", "差額")
)
_REMARK: Final = re.compile(r"[※*]|\(?注")
_CONTINUED: Final = re.compile(r"[0-9]+ ?続き")
"""The number of a row that only goes on with the texts of the row before, in our own workbooks."""
_NOTHING: Final = search_key("該当する案件はありません。")


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


class Lines:
    """A sheet, row by row. `known` are folded names of departments, sections and fields."""

    def __init__(self, tab: Tab, how: Understanding, known: Collection[str] = ()) -> None:
        self.tab = tab
        self.how = how
        self._known = known
        self._merged = _merged_from_above(tab, how)
        self._marked = {row for row, _ in (*tab.errors, *tab.unfinished)}
        name = how.place_of("name")
        unread = () if name is None else (p for p in range(name) if p not in how.columns)
        labels = [place for place, column in how.columns.items() if column in LABELS]
        self._labels = sorted((*labels, *unread))

    def between(self, start: int, stop: int) -> Iterator[Line]:
        """The items from row `start` up to `stop` (from 0)."""
        skips_hidden = self.how.answers.get("hidden_rows") == "skip"
        for row in range(max(start, self.how.first), min(stop, len(self.tab.rows))):
            if skips_hidden and row + 1 in self.tab.hidden_rows:
                continue
            if row + 1 in self.tab.broken:
                yield Line(row + 1, {}, broken=self.tab.broken[row + 1])
                continue
            values, merged = self._values(row)
            if _goes_on(values):
                continue
            if _is_numbered(values) or not self.is_no_item(row, values, merged):
                yield Line(row + 1, values, frozenset(merged))

    def label(self, row: int) -> str:
        """What a row that holds no item calls itself; "" for an empty one."""
        texts = (value for value in self.tab.rows[row] if isinstance(value, str))
        return next((text.strip()[:LONGEST_LABEL] for text in texts if text.strip()), "")

    def is_no_item(self, row: int, values: Mapping[str, Value], merged: Collection[str]) -> bool:
        """Whether a row is empty, a sum, a part of one, a remark, a group, or the head again."""
        filled = [value for value in self.tab.rows[row] if not is_blank(value)]
        own = [value for name, value in values.items() if name not in merged]
        if all(is_blank(value) for value in own) and row + 1 not in self._marked:
            return not filled or _is_remark(filled) or self._is_label(row, values)
        return self._is_label(row, values) or _is_remark(filled) or self._repeats_head(values)

    def _values(self, row: int) -> tuple[dict[str, Value], set[str]]:
        values, merged = {}, set()
        for place, name in self.how.columns.items():
            value = self.tab.value(row, place)
            if (row, place) in self._merged:
                value = self.tab.value(*self._merged[row, place])
                merged.add(name)
            values[name] = value
        return values, merged

    def _is_label(self, row: int, values: Mapping[str, Value]) -> bool:
        """Whether what stands where names stand is no name: a sum, a part, a group."""
        name = text_of(values.get("name", "")).strip()
        texts = [name] if name else self._texts(row)
        keys = [search_key(text) for text in texts if len(text) < LONGEST_LABEL]
        if any(_is_sum(key, bool(name)) or key in _ADJUSTMENTS for key in keys):
            return True
        if any(_PART.match(key) for key in keys):
            return True
        if any(self._is_sum_of_office(key) for key in keys):
            return True
        groups = {key for key in keys if _GROUP.fullmatch(key)}
        return bool(groups) and not _says_more(values, groups)

    def _texts(self, row: int) -> list[str]:
        cells = self.tab.rows[row]
        found = (cells[place] for place in self._labels if place < len(cells))
        return [text.strip() for text in found if isinstance(text, str) and text.strip()]

    def _repeats_head(self, values: Mapping[str, Value]) -> bool:
        filled = {name: value for name, value in values.items() if not is_blank(value)}
        return len(filled) > 1 and all(
            headings.recognised(text_of(value), self.how.words).column == name
            for name, value in filled.items()
        )

    def _is_sum_of_office(self, key: str) -> bool:
        """総務部計, and the like: a sum of something that has a name, but no 実施設計."""
        plain = _without_brackets(key).replace(" ", "")
        found = _SUM_BEHIND.fullmatch(plain)
        if found is None:
            return False
        of = found[1]
        is_office = of.endswith(_UNITS_OF_OFFICES) and not plain.endswith(_NO_SUMS)
        return of in self._known or is_office


def _goes_on(values: Mapping[str, Value]) -> bool:
    number = values.get(NUMBER, "")
    return isinstance(number, str) and bool(_CONTINUED.fullmatch(search_key(number)))


def group_of(row: Row) -> str:
    """The name in 【建設部】 where a row begins with that; "" for any other row."""
    first = next((value for value in row if not is_blank(value)), "")
    if not isinstance(first, str) or len(first) > LONGEST_LABEL:
        return ""
    found = _GROUP.fullmatch(first.strip())
    return found[1].strip() if found else ""


def _is_sum(key: str, is_name: bool) -> bool:
    plain = _without_brackets(key).replace(" ", "")
    if is_name:
        return plain in _SUMS_ALONE
    return bool(_SUM.fullmatch(key) or plain in _SUMS_ALONE)


_SUMS_ALONE: Final = frozenset(
    ("小計", "合計", "総計", "総合計", "累計", "計", "合計額", "総合計額")
)


def _without_brackets(key: str) -> str:
    found = _GROUP.fullmatch(key)
    return found[1] if found else key.strip("()")


def _is_numbered(values: Mapping[str, Value]) -> bool:
    """Whether a row has a name and a number of its own: whatever it is called, it is an item."""
    numbers = (text_of(values.get(name, "")).strip() for name in (ITEM, NUMBER))
    is_named = not is_blank(values.get("name", ""))
    return is_named and any(number_in(one) is not None for one in numbers)


def _says_more(values: Mapping[str, Value], groups: Collection[str]) -> bool:
    """Whether a row has words of its own beside the name of a group."""
    texts = (text_of(values.get(name, "")).strip() for name in ("section", "summary", "funding"))
    return any(text and search_key(text[:LONGEST_LABEL]) not in groups for text in texts)


def _is_remark(filled: Sequence[Value]) -> bool:
    if len(filled) != 1 or not isinstance(filled[0], str):
        return False
    key = search_key(filled[0][:LONGEST_LABEL])
    return bool(_REMARK.match(key)) or key == _NOTHING


def _merged_from_above(tab: Tab, how: Understanding) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (row, first[1]): first
        for first, last in tab.merges
        if first[0] >= how.first
        for row in range(first[0] + 1, min(last[0], len(tab.rows)) + 1)
    }
