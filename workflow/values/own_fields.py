"""Fields that an office adds to its sheet: texts, numbers, choices and days of its own.

What such a field holds is kept as a text that reads the same whatever the office calls the field
later: a number as 1234.5, a day as 2022-03-31.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from workflow.values.actor import Title
from workflow.values.days import DayUnreadable, parse_day
from workflow.values.fiscal import era_date
from workflow.values.money import in_ascii, plain_number
from workflow.values.sheet import OWN, Group, Kind, Spec
from workflow.values.text import clean_block, search_key
from workflow.values.vocabulary import OwnKind

LONGEST_TEXT: Final = 1000
"""Characters of a text, and of an entry of a list."""
_LONGEST_NUMBER: Final = 40
_NUMBER: Final = re.compile(
    r"-? ?(?:[0-9]{1,15}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,6})?"
)
_KINDS: Final[Mapping[OwnKind, Kind]] = {
    OwnKind.TEXT: Kind.BLOCK,
    OwnKind.NUMBER: Kind.NUMBER,
    OwnKind.CHOICE: Kind.CHOICE,
    OwnKind.DAY: Kind.DATE,
}


class OwnUnreadable(ValueError):
    """The text is nothing that the field takes. `key` has a sentence; `data` facts."""

    def __init__(self, key: str, **data: Any) -> None:
        super().__init__(key)
        self.key: Final = key
        self.data: Final = data


@dataclass(frozen=True)
class OwnField:
    """A field that the office added; its name never changes, nor does what is typed into it."""

    name: str
    """own_1: what the content of items, files and threads call it."""
    kind: OwnKind
    title: Title
    help: Title = Title("", "")
    group: Group = Group.EFFECT
    """The part of the sheet in which it stands, after the fields that are there."""
    unit: str = ""
    """Of a number: 人, km."""
    choices: tuple[str, ...] = ()
    required: bool = False
    active: bool = True
    """False for one that is asked for no more; what holds something in it shows it."""

    @property
    def spec(self) -> Spec:
        """How it behaves on the sheet."""
        return Spec(_KINDS[self.kind], self.group, LONGEST_TEXT)

    @property
    def heading(self) -> str:
        """What stands above its column on paper and in files: 対象人数（人）."""
        return f"{self.title.ja}（{self.unit}）" if self.unit else self.title.ja

    def read(self, typed: str) -> str:
        """The text to keep of what was typed; "" for nothing.

        Raises OwnUnreadable, and TextUnclean for a text.
        """
        if self.kind is OwnKind.TEXT or not typed.strip():
            return clean_block(typed, LONGEST_TEXT)
        return _READERS[self.kind](self, typed)

    def takes(self, kept: str) -> bool:
        """Whether what was kept could be chosen today."""
        return self.kind is not OwnKind.CHOICE or kept in self.choices

    def shown(self, kept: str) -> str:
        """What is kept as paper writes it: 1,200人, 令和4年3月31日."""
        if self.kind is OwnKind.NUMBER:
            return f"{number_shown(kept)}{self.unit}"
        return era_date(date.fromisoformat(kept)) if self.kind is OwnKind.DAY and kept else kept

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "OwnField":
        """Read back what `to_json` gave."""
        return cls(
            **{
                **stored,
                "kind": OwnKind(stored["kind"]),
                "title": Title(*stored["title"]),
                "help": Title(*stored["help"]),
                "group": Group(stored["group"]),
                "choices": tuple(stored["choices"]),
            }
        )


def next_name(known: Iterable[OwnField]) -> str:
    """The name of one more field: numbers are never given twice."""
    return f"{OWN}{max((int(one.name.removeprefix(OWN)) for one in known), default=0) + 1}"


def number_shown(kept: str) -> str:
    """A kept number as it is printed: 1,234.5, △3; any other text as it stands."""
    if not _NUMBER.fullmatch(kept):
        return kept
    value = Decimal(kept)
    return f"△{-value:,f}" if value < 0 else f"{value:,f}"


def _number(field: OwnField, typed: str) -> str:
    plain = in_ascii(typed[: _LONGEST_NUMBER + 1])
    if field.unit:
        plain = plain.removesuffix(in_ascii(field.unit)).rstrip()
    if not _NUMBER.fullmatch(plain):
        raise OwnUnreadable("own_number_unreadable")
    return plain_number(Decimal(plain.replace(",", "").replace(" ", "")))


def _choice(field: OwnField, typed: str) -> str:
    key = search_key(typed[:LONGEST_TEXT])
    found = next((one for one in field.choices if search_key(one) == key), None)
    if found is None:
        raise OwnUnreadable("own_not_in_list")
    return found


def _day(_field: OwnField, typed: str) -> str:
    try:
        return parse_day(typed).isoformat()
    except DayUnreadable as wrong:
        raise OwnUnreadable(wrong.key, **wrong.data) from wrong


_READERS: Final = {OwnKind.NUMBER: _number, OwnKind.CHOICE: _choice, OwnKind.DAY: _day}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, OwnKind | Group) else value
