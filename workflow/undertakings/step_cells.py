"""What the cells of a file of steps may say, as different people write it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from workflow.files.headed import HeadedRow
from workflow.files.row_reading import RowReader
from workflow.undertakings.drafts import MARKS
from workflow.undertakings.views import StepView
from workflow.values.days import DayUnreadable, parse_day
from workflow.values.promotion import QUARTERS, STATE_WORDS, StepState
from workflow.values.text import folded, search_key

_BETWEEN: Final = re.compile(r"[、,，;\n]+")
_MONTHS: Final = ((4, 6), (7, 9), (10, 12), (1, 3))
_STATES: Final = {
    StepState.PLANNED: ("未着手", "予定"),
    StepState.UNDER_WAY: ("着手", "着手済", "進行中", "実施中"),
    StepState.DONE: ("済", "完了", "実施済", "終了"),
    StepState.DROPPED: ("中止", "取りやめ", "取り止め", "取止め"),
}


def _quarters() -> dict[str, int]:
    """By every way in which they are written, folded, without blanks."""
    found: dict[str, int] = {}
    for number, (first, last) in enumerate(_MONTHS, 1):
        ways = [f"第{number}四半期", f"{number}四半期", f"{number}Q", f"Q{number}", str(number)]
        ways += [QUARTERS[number - 1]]
        for sign in "-~〜–―ー":
            ways += [f"{first}{sign}{last}月", f"{first}月{sign}{last}月", f"{first}{sign}{last}"]
        found |= {search_key(way): number for way in ways}
    return found


_QUARTERS: Final = _quarters()
_STATE_OF: Final = {
    search_key(word): state
    for state, words in _STATES.items()
    for word in (*words, STATE_WORDS[state], state.value)
}


def people_by_word(people: Iterable[Any]) -> dict[str, str]:
    """Logins by login and by name; "" for a name that several people have."""
    found: dict[str, str] = {}
    rows = list(people)
    for login, name in rows:
        found[search_key(name)] = "" if search_key(name) in found else login
    return found | {search_key(login): login for login, _name in rows}


@dataclass(frozen=True)
class Cells:
    """Reads the cells of rows, and tells the reader what is wrong with them."""

    reader: RowReader
    people: Mapping[str, str]
    cycle_ids: Sequence[str]
    ways: Mapping[str, Callable[[HeadedRow, StepView | None], Any]] = field(init=False)

    def __post_init__(self) -> None:
        """Each column has its way of reading."""
        ways: dict[str, Callable[[HeadedRow, StepView | None], Any]] = {
            "quarter": self._quarter,
            "mark": self._mark,
            "cycle_ids": self._cycles,
            "people": self._people,
            "state": self._state,
        }
        for name in ("begins_on", "due_on", "done_on"):
            ways[name] = self._day(name)
        object.__setattr__(self, "ways", ways)

    def of(self, row: HeadedRow, step: StepView | None) -> dict[str, Any]:
        """The columns that the file has, but number and undertaking, as values."""
        said = {name: row.cells[name] for name in ("text", "said") if name in row.cells}
        return said | {name: way(row, step) for name, way in self.ways.items() if name in row.cells}

    def _quarter(self, row: HeadedRow, _step: StepView | None) -> int:
        found = _QUARTERS.get(folded(row.cells["quarter"]), 0)
        if not found:
            self._choice(row, "quarter", QUARTERS)
        return found

    def _mark(self, row: HeadedRow, _step: StepView | None) -> str:
        found = MARKS.get(row.cells["mark"])
        if found is None:
            self._choice(row, "mark", [mark.value for mark in dict.fromkeys(MARKS.values())])
            return ""
        return found.value

    def _state(self, row: HeadedRow, _step: StepView | None) -> StepState:
        typed = row.cells["state"]
        found = _STATE_OF.get(search_key(typed)) if typed else StepState.PLANNED
        if found is None:
            self._choice(row, "state", list(STATE_WORDS.values()))
        return found or StepState.PLANNED

    def _cycles(self, row: HeadedRow, _step: StepView | None) -> tuple[str, ...]:
        named = _parts(row.cells["cycle_ids"])
        for one in named:
            if one not in self.cycle_ids:
                self.reader.wrong(row, "cycle_ids", "entry_cycle_unknown", name=one[:40])
        return named

    def _people(self, row: HeadedRow, step: StepView | None) -> tuple[str, ...]:
        """Logins in order. Those who have the step already are known even if they left."""
        known = dict(self.people)
        for one in step.people if step else ():
            known[search_key(one.login)] = one.login
        logins = []
        for word in _parts(row.cells["people"]):
            login = known.get(search_key(word))
            if login:
                logins.append(login)
            else:
                key = "responsible_unknown" if login is None else "responsible_ambiguous"
                self.reader.wrong(row, "people", key, name=word[:100])
        return tuple(sorted(dict.fromkeys(logins)))

    def _day(self, name: str) -> Callable[[HeadedRow, StepView | None], Any]:
        def read(row: HeadedRow, _step: StepView | None) -> Any:
            typed = row.cells[name]
            try:
                return parse_day(typed) if typed else None
            except DayUnreadable as unread:
                self.reader.wrong(row, name, unread.key, **unread.data)
                return None

        return read

    def _choice(self, row: HeadedRow, name: str, words: Sequence[str]) -> None:
        self.reader.wrong(row, name, "systems_choice", words="、".join(words))


def _parts(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in _BETWEEN.split(typed) if one.strip()))
