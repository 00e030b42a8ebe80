"""What a list of the personnel section comes to: lines that say which roles are left and given.

The list says only from where people go to where. What follows for their roles is proposed line by
line, for somebody to look at and to change before it is put in force.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from workflow.files.headed import CellProblem
from workflow.models import Person
from workflow.rosters.reading import Places
from workflow.transfers.lines import Line
from workflow.transfers.list_words import FROM_COLUMNS, TO_COLUMNS, Kind, kind_of, kind_said
from workflow.transfers.proposed_roles import WHICH_KIND, RoleLines, Row, Unclear
from workflow.transfers.recognising import PlaceReader, Recogniser, Where
from workflow.values.days import DayUnreadable, parse_day

NAMELESS: Final = "（氏名なし）"

WHO: Final = "transfer_who"
TWICE: Final = "transfer_person_twice"
OLD_PLACE: Final = "transfer_old_place"
NEW_PLACE: Final = "transfer_new_place"


@dataclass
class Proposal:
    """The lines that a plan has then, and what is wrong with those that stay as they were."""

    lines: list[Line] = field(default_factory=list)
    unclear: list[tuple[int, CellProblem]] = field(default_factory=list)
    """By the place of a line among those that were given."""


def propose(lines: Sequence[Line], people: Sequence[Person], places: Places, day: date) -> Proposal:
    """Put what is proposed in the place of each listed line that can be read; others stay.

    Who is no user is named and nothing more.
    """
    return _Proposer(people, places, day).read(lines)


class _Proposer:
    """Reads listed lines one after the other."""

    def __init__(self, people: Sequence[Person], places: Places, day: date) -> None:
        self._people, self._places, self._day = Recogniser(people), PlaceReader(places), day
        self._roles = RoleLines(self._places, places, day)
        self._taken: dict[int, Line] = {}

    def read(self, lines: Sequence[Line]) -> Proposal:
        """Read them all."""
        made = Proposal()
        for line in lines:
            if not line.is_listed:
                self._remember(line)
        for at, line in enumerate(lines):
            if not line.is_listed:
                made.lines.append(line)
                continue
            try:
                made.lines += self._proposed(line)
            except Unclear as unclear:
                made.lines.append(line)
                made.unclear.append((at, unclear.problem))
        return made

    def _remember(self, line: Line) -> None:
        """Whom a line moves that was proposed before."""
        person = self._people.named(line)
        if person and line.said("said") and kind_of(line.said("kind")) not in (Kind.ADD, Kind.END):
            self._taken.setdefault(person.id, line)

    def _proposed(self, line: Line) -> list[Line]:
        row = self._row(line)
        if row is None:
            return [Line(line.row, {"name": line.said("name") or NAMELESS})]
        said = {
            "login": row.person.login,
            "name": line.said("name") or row.person.name_ja,
            "kind": line.said("kind"),
            "said": said_of(line),
        }
        return [Line(line.row, said | cells) for cells in self._roles.cells(row)]

    def _row(self, line: Line) -> Row | None:
        """The row; None for somebody who is no user. Raises Unclear."""
        old, new = self._places.old(line), self._places.new(line)
        kind = _kind(line, new)
        leaves_only = kind in (Kind.RETIRE, Kind.AWAY) and not old.words
        works = new if leaves_only else old
        meant = self._people.meant(line, works, is_new=kind is Kind.COME)
        if meant.maybe:
            raise Unclear(line, "name", WHO, line.said("name"), logins=_logins(meant.maybe))
        if meant.person is None:
            if line.said("login"):
                raise Unclear(line, "login", "transfer_person_unknown", line.said("login"))
            return None
        if not old.words and meant.person.place:
            old = Where("", meant.person.place)
        self._check_day(line, kind)
        kind = self._settled(line, kind, old, new)
        row = Row(line, meant.person, kind, old, new)
        self._only_once(row)
        return row

    def _settled(self, line: Line, kind: Kind | None, old: Where, new: Where) -> Kind:
        """The kind, where with it everything is known that it takes. Raises Unclear."""
        if kind is Kind.RETIRE:
            return kind
        if kind is None or (kind in (Kind.MOVE, Kind.ADD, Kind.COME) and not new.words):
            raise Unclear(line, "kind", WHICH_KIND, line.said("kind"))
        if new.is_unknown and kind is not Kind.AWAY:
            raise Unclear(line, "to_place", NEW_PLACE, new.words)
        if old.is_unknown and kind is not Kind.COME:
            raise Unclear(line, "from_place", OLD_PLACE, old.words)
        return Kind.MOVE if kind is Kind.AWAY and new.place else kind

    def _check_day(self, line: Line, kind: Kind | None) -> None:
        """A row is for the day of the plan; the last day of whoever goes is the one before."""
        said = line.said("day")
        if not said:
            return
        try:
            day = parse_day(said)
        except DayUnreadable as wrong:
            raise Unclear(line, "day", wrong.key, said, **wrong.data) from wrong
        before = self._day - timedelta(days=1)
        if day != self._day and not (kind in (Kind.RETIRE, Kind.AWAY, Kind.END) and day == before):
            raise Unclear(line, "day", "transfer_other_day", said, day=self._day)

    def _only_once(self, row: Row) -> None:
        """Nobody is moved twice; posts beside another are rows of their own. Raises Unclear."""
        if row.kind in (Kind.ADD, Kind.END):
            return
        before = self._taken.setdefault(row.person.id, row.line)
        if before is not row.line:
            raise Unclear(row.line, "name", TWICE, row.line.said("name"), row=before.row)


def said_of(line: Line) -> str:
    """What a list said of somebody: from where, to where, and of which kind."""
    sides = (
        " ".join(filter(None, (line.said(one) for one in columns)))
        for columns in (FROM_COLUMNS, TO_COLUMNS)
    )
    old, new = (" ".join(side.split()) for side in sides)
    return " ".join(filter(None, (old, f"→ {new}" if new else "", f"（{line.said('kind')}）")))


def _kind(line: Line, new: Where) -> Kind | None:
    """The kind of a row; for an unknown word what comes of its places, None for what is open."""
    kind = kind_of(line.said("kind"))
    if kind in (None, Kind.MOVE) and new.place is None and new.words:
        return kind_said(new.words) or _within(new.words) or kind or Kind.MOVE
    return kind or (Kind.MOVE if new.words else None)


def _within(words: str) -> Kind | None:
    """国土交通省へ出向: a kind that stands after the place."""
    kind = kind_said(words[-4:])
    return kind if kind in (Kind.AWAY, Kind.RETIRE) else None


def _logins(people: Sequence[Person]) -> str:
    return "、".join(one.login for one in people)
