"""What a list of the personnel section comes to: lines that say which roles are left and given.

The list says only from where people go to where. What follows for their roles is proposed line by
line, for somebody to look at and to change before it is put in force.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from workflow.files.headed import CellProblem
from workflow.models import Person, RoleGrant
from workflow.people.policy import is_of_departments
from workflow.rosters.columns import SWITCHED_OFF
from workflow.rosters.reading import Places
from workflow.transfers.lines import EVERYTHING, NOTHING, Line
from workflow.transfers.list_words import FROM_COLUMNS, TO_COLUMNS, Kind, kind_of, kind_said
from workflow.transfers.recognising import PlaceReader, Recogniser, Where
from workflow.values.days import DayUnreadable, parse_day
from workflow.values.paper_words import role_word
from workflow.values.vocabulary import AnyRole, Role, role_named

Cells = dict[str, str]

NAMELESS: Final = "（氏名なし）"

WHO: Final = "transfer_who"
TWICE: Final = "transfer_person_twice"
OLD_PLACE: Final = "transfer_old_place"
NEW_PLACE: Final = "transfer_new_place"
WHICH_KIND: Final = "transfer_kind_unknown"


@dataclass
class Proposal:
    """The lines that a plan has then, and what is wrong with those that stay as they were."""

    lines: list[Line] = field(default_factory=list)
    unclear: list[tuple[int, CellProblem]] = field(default_factory=list)
    """By the place of a line among those that were given."""


@dataclass(frozen=True)
class _Row:
    """A row as it is understood."""

    line: Line
    person: Person
    kind: Kind
    old: Where
    new: Where


class _Unclear(Exception):
    """The row cannot be read. Holds the problem."""

    def __init__(self, line: Line, column: str, key: str, typed: str, **data: Any) -> None:
        super().__init__(key)
        self.problem = CellProblem(line.row, column, key, typed, data)


def propose(lines: Sequence[Line], people: Sequence[Person], places: Places, day: date) -> Proposal:
    """Put what is proposed in the place of each listed line that can be read; others stay.

    Who is no user is named and nothing more.
    """
    return _Proposer(people, places, day).read(lines)


class _Proposer:
    """Reads listed lines one after the other."""

    def __init__(self, people: Sequence[Person], places: Places, day: date) -> None:
        self._people, self._places, self._day = Recogniser(people), PlaceReader(places), day
        self._own = places.office.own_roles
        self._office, self._known = places.office, places
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
            except _Unclear as unclear:
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
        return [Line(line.row, said | cells) for cells in self._cells(row)]

    def _row(self, line: Line) -> _Row | None:
        """The row; None for somebody who is no user. Raises _Unclear."""
        old, new = self._places.old(line), self._places.new(line)
        kind = _kind(line, new)
        leaves_only = kind in (Kind.RETIRE, Kind.AWAY) and not old.words
        works = new if leaves_only else old
        meant = self._people.meant(line, works, is_new=kind is Kind.COME)
        if meant.maybe:
            raise _Unclear(line, "name", WHO, line.said("name"), logins=_logins(meant.maybe))
        if meant.person is None:
            if line.said("login"):
                raise _Unclear(line, "login", "transfer_person_unknown", line.said("login"))
            return None
        if not old.words and meant.person.place:
            old = Where("", meant.person.place)
        self._check_day(line, kind)
        kind = self._settled(line, kind, old, new)
        row = _Row(line, meant.person, kind, old, new)
        self._only_once(row)
        return row

    def _settled(self, line: Line, kind: Kind | None, old: Where, new: Where) -> Kind:
        """The kind, where with it everything is known that it takes. Raises _Unclear."""
        if kind is Kind.RETIRE:
            return kind
        if kind is None or (kind in (Kind.MOVE, Kind.ADD, Kind.COME) and not new.words):
            raise _Unclear(line, "kind", WHICH_KIND, line.said("kind"))
        if new.is_unknown and kind is not Kind.AWAY:
            raise _Unclear(line, "to_place", NEW_PLACE, new.words)
        if old.is_unknown and kind is not Kind.COME:
            raise _Unclear(line, "from_place", OLD_PLACE, old.words)
        return Kind.MOVE if kind is Kind.AWAY and new.place else kind

    def _check_day(self, line: Line, kind: Kind | None) -> None:
        """A row is for the day of the plan; the last day of whoever goes is the one before."""
        said = line.said("day")
        if not said:
            return
        try:
            day = parse_day(said)
        except DayUnreadable as wrong:
            raise _Unclear(line, "day", "roster_day_unreadable", said) from wrong
        before = self._day - timedelta(days=1)
        if day != self._day and not (kind in (Kind.RETIRE, Kind.AWAY, Kind.END) and day == before):
            raise _Unclear(line, "day", "transfer_other_day", said, day=self._day)

    def _only_once(self, row: _Row) -> None:
        """Nobody is moved twice; posts beside another are rows of their own. Raises _Unclear."""
        if row.kind in (Kind.ADD, Kind.END):
            return
        before = self._taken.setdefault(row.person.id, row.line)
        if before is not row.line:
            raise _Unclear(row.line, "name", TWICE, row.line.said("name"), row=before.row)

    def _cells(self, row: _Row) -> list[Cells]:
        """A line for each role that is left or given; where somebody works is in the first."""
        if row.kind is Kind.RETIRE:
            return [{"old_role": EVERYTHING[0], "active": SWITCHED_OFF}]
        pairs = list(self._roles(row)) or [{"old_role": NOTHING, "new_role": NOTHING}]
        if row.kind in (Kind.MOVE, Kind.COME) and row.new.place and not row.old.is_same(row.new):
            pairs[0] |= self._place(row.new)
        return pairs

    def _roles(self, row: _Row) -> Iterator[Cells]:
        if row.kind is Kind.ADD:
            kinds = dict.fromkeys(one.role for one in self._held(row) if self._is_local(one))
            for role in kinds:
                yield {"old_role": NOTHING, **self._given(row, role_named(role))}
            return
        for grant in self._left(row):
            role = role_named(grant.role)
            given = self._given(row, role) if self._is_local(grant) else {"new_role": NOTHING}
            yield {
                "old_role": role_word(role, self._office),
                "old_department": self._named(grant.department_id),
                **given,
            }

    def _left(self, row: _Row) -> Iterator[RoleGrant]:
        """The roles that end; that of an administrator is ended by hand."""
        old = row.old.place.department_id if row.old.place else row.person.department_id
        new = row.new.place.department_id if row.new.place else None
        stays = row.old.is_same(row.new) or row.kind is Kind.COME
        if row.kind is Kind.END:
            old, new, stays = self._ended(row), None, True
        for grant in self._held(row):
            if self._is_local(grant):
                ends = row.kind is Kind.AWAY or (grant.department_id == old and old != new)
            else:
                ends = not stays and grant.role != Role.ADMIN
            if ends and row.kind is not Kind.COME:
                yield grant

    def _ended(self, row: _Row) -> int:
        """The department in which a post beside another ends. Raises _Unclear."""
        for place in (row.old.place, row.new.place):
            if place and place.department_id != row.person.department_id:
                return place.department_id
        raise _Unclear(row.line, "kind", WHICH_KIND, row.line.said("kind"))

    def _held(self, row: _Row) -> list[RoleGrant]:
        return [one for one in row.person.grants if not one.period.is_over(self._day)]

    def _given(self, row: _Row, role: AnyRole) -> Cells:
        """The same role in the new place, where it is not held there already."""
        if row.new.place is None or row.kind is Kind.AWAY:
            return {"new_role": NOTHING}
        there = row.new.place.department_id
        if any(one.grant == (role, there) for one in self._held(row)):
            return {"new_role": NOTHING}
        word = role_word(role, self._office)
        return {"new_role": word, "new_department": self._named(there)}

    def _place(self, where: Where) -> Cells:
        if where.place is None:
            return {}
        _, section = self._known.section_names.get(where.place.section_id or 0, (0, ""))
        cells = {"section_department": self._places.name(where.place), "section": section}
        unknown = where.unknown_section
        return {**cells, "unknown_section": unknown} if unknown else cells

    def _is_local(self, grant: RoleGrant) -> bool:
        return is_of_departments(role_named(grant.role), self._own)

    def _named(self, department_id: int | None) -> str:
        return self._known.department_names.get(department_id or 0, "")


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
