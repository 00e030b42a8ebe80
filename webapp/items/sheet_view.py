"""A sheet for readers: every value in words, and what two sheets have in common."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import Any, Final, NamedTuple

from webapp.request import current
from webapp.words import labels, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import pgettext
from webapp.words.filters import era_date, kyen, title, with_commas
from workflow import systems
from workflow.attachments import AttachmentView
from workflow.items import Masters
from workflow.values import (
    SPECS,
    AsTyped,
    FieldChange,
    FundingLine,
    Group,
    Kind,
    Master,
    OwnKind,
    Sheet,
    is_own,
)

NOTHING_AS_TYPED: Final[AsTyped] = {}

SAID_ELSEWHERE: Final = frozenset({"name", "section", "amount_kyen", "amount_confirmed"})
"""What the head of an item's page says already."""


NEVER_MISSED: Final = frozenset({"amount_confirmed"})
"""A tick that confirms the amount: nobody misses it where it is not set."""

WHOLE: Final = frozenset({Kind.MONEY, Kind.COUNT, Kind.DATE, Kind.CHOICE, Kind.FLAG, Kind.NUMBER})
"""Values that are read as one: half a figure says nothing."""


class Fact(NamedTuple):
    """One filled-in field: its label and its value in words."""

    name: str
    label: str
    text: str


class Marked(NamedTuple):
    """A text in three pieces; the middle one is what differs from another text."""

    before: str
    middle: str
    after: str


class Difference(NamedTuple):
    """One field that changed, old and new; of two amounts by how much, else ""."""

    label: str
    old: Marked
    new: Marked
    change: str = ""


def files_differing(
    before: Sequence[AttachmentView], after: Sequence[AttachmentView]
) -> list[Difference]:
    """The files of two revisions by their names, where they are not the same."""
    if before == after:
        return []
    old, new = ("\n".join(one.name for one in files) for files in (before, after))
    return [Difference(_("Attached files"), *_whole(old, new))]


class SheetWords:
    """Says the values of sheets, with the names that the masters give to codes."""

    def __init__(self, masters: Masters) -> None:
        """Take the names from `masters` of the sheet's fiscal year."""
        self._named: Mapping[str, Mapping[Any, str]] = {
            "field": {code: title(name) for code, name in masters.names[Master.FIELD].items()},
            "category": {
                code: title(name) for code, name in masters.names[Master.CATEGORY].items()
            },
            "joint_departments": {one.code: title(one.name) for one in masters.departments},
            "goal_number": {one.number: f"{one.number} {one.title}" for one in masters.goals},
        }

    def parts(
        self, sheet: Sheet, as_typed: AsTyped = NOTHING_AS_TYPED
    ) -> list[tuple[str, list[Fact]]]:
        """Every group that holds something: its heading (the core has none) and its facts.

        `as_typed` is shown where it was typed, marked as what cannot be read.
        """
        return [
            ("" if group is Group.CORE else sheet_labels.group(group), facts)
            for group in Group
            if (facts := list(self._facts(sheet, as_typed, group)))
        ]

    def _facts(self, sheet: Sheet, as_typed: AsTyped, group: Group) -> Iterator[Fact]:
        for name, spec in current.named().specs.items():
            if spec.group is not group:
                continue
            if name in as_typed:
                yield Fact(name, sheet_labels.field(name), _unread(as_typed[name]))
            elif name not in SAID_ELSEWHERE and not sheet.is_empty(name):
                yield Fact(name, sheet_labels.field(name), self.text(name, sheet.said(name)))

    def text(self, name: str, value: Any) -> str:
        """A field's value in words; nothing for an empty one."""
        if value is None or value == ():
            return ""
        if name == "system_id":
            return f"{value} {systems.name_of(current.work(), value)}".rstrip()
        if name in self._named and not isinstance(value, tuple):
            return self._named[name].get(value, str(value))
        if isinstance(value, tuple):
            return self._several(name, value)
        if is_own(name):
            return self._own(name, value)
        return _SAID.get(SPECS[name].kind, str)(value)

    def difference(self, change: FieldChange) -> Difference:
        """A change in words, with the part that differs set apart."""
        old, new = self.text(change.name, change.before), self.text(change.name, change.after)
        label = sheet_labels.field(change.name)
        if _kind(change.name) in WHOLE:
            return Difference(label, *_whole(old, new), _by_how_much(change))
        return Difference(label, *set_apart(old, new))

    def empty(self, sheet: Sheet) -> list[Fact]:
        """The fields that hold nothing, in sheet order; without those that the office hides."""
        office = current.named()
        unasked = NEVER_MISSED | set(office.unasked)
        return [
            Fact(name, sheet_labels.field(name), "")
            for name in office.specs
            if name not in unasked and sheet.is_empty(name)
        ]

    def _own(self, name: str, kept: str) -> str:
        """What a field that the office added holds, a number with its unit."""
        found = current.named().own_fields.get(name)
        if found is None or not kept:
            return kept
        return _day(date.fromisoformat(kept)) if found.kind is OwnKind.DAY else found.shown(kept)

    def _several(self, name: str, values: tuple[Any, ...]) -> str:
        if isinstance(values[0], FundingLine):
            return "\n".join(map(_line, values))
        known = self._named.get(name, {})
        words = [
            labels.enum(one) if isinstance(one, StrEnum) else known.get(one, one) for one in values
        ]
        return with_commas(words)


def set_apart(old: str, new: str) -> tuple[Marked, Marked]:
    """Both texts, split where they begin and cease to differ."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    return _split(old, head, tail), _split(new, head, tail)


def _unread(typed: Any) -> str:
    """What was typed and cannot be read, with the word for that."""
    rows = [typed] if isinstance(typed, str) else [_typed_row(*row) for row in typed]
    return _("%(typed)s (as typed; cannot be read yet)", typed="\n".join(rows))


def _typed_row(source: str, label: str, amount: str) -> str:
    known = labels.funding(source) if source else ""
    return " ".join(filter(None, (known, label, amount)))


def _whole(old: str, new: str) -> tuple[Marked, Marked]:
    return Marked("", old, ""), Marked("", new, "")


def _kind(name: str) -> Kind | None:
    spec = current.named().specs.get(name)
    return spec.kind if spec else None


def _by_how_much(change: FieldChange) -> str:
    """△200 千円 or +1,300 千円, where there was an amount before and there is one now."""
    is_money = _kind(change.name) is Kind.MONEY
    if not is_money or change.before is None or change.after is None:
        return ""
    more = change.after - change.before
    return _("%(amount)s K yen", amount=f"{'+' if more > 0 else ''}{kyen(more)}")


def _shared(one: str, other: str) -> int:
    """How many characters both texts begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _split(text: str, head: int, tail: int) -> Marked:
    end = len(text) - tail
    return Marked(text[:head], text[head:end], text[end:])


def _amount(value: int) -> str:
    return _("%(amount)s thousand yen", amount=kyen(value))


def _line(line: FundingLine) -> str:
    words = f"{labels.funding(line.source)} {_amount(line.amount_kyen)}"
    return f"{words} ({line.label})" if line.label else words


def _day(value: date) -> str:
    """A day that no form took may lie before the first era there is a name for."""
    try:
        return era_date(value)
    except ValueError:
        return value.isoformat()


def _flag(value: bool) -> str:
    return pgettext("flag", "Yes") if value else pgettext("flag", "No")


_SAID: Final[Mapping[Kind, Callable[[Any], str]]] = {
    Kind.MONEY: _amount,
    Kind.COUNT: lambda value: f"{value:,}",
    Kind.DATE: _day,
    Kind.FLAG: _flag,
    Kind.CHOICE: labels.enum,
}
