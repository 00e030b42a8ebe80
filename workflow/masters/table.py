"""All lists of choices as one table: what it would change of them, and made so, whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import select

from workflow.masters.commands import change, cleaned, insert, is_code, lock
from workflow.masters.policy import require_maintainer
from workflow.masters.queries import TABLES, needs_conditions
from workflow.masters.setup import put_usual_funding, usual_of
from workflow.textindex import index
from workflow.values.actor import Title
from workflow.values.canonical import fingerprint
from workflow.values.errors import ContentChanged, InputRefused, Problem
from workflow.values.text import search_key
from workflow.values.vocabulary import Master
from workflow.work import Work

MOST: Final = 500
"""Rows of a table."""


@dataclass(frozen=True)
class Entry:
    """One entry of a list; `row` is where it stands in the file, 0 for one that is in none."""

    master: Master
    code: str
    title: Title
    needs_conditions: bool = False
    active: bool = True
    row: int = 0

    @property
    def key(self) -> tuple[Master, str]:
        """By what it is known."""
        return self.master, self.code


@dataclass(frozen=True)
class EntryChange:
    """What would become of an entry: `before` is None for a new one; `places` from 1."""

    before: Entry | None
    after: Entry
    places: tuple[int, int]

    @property
    def changes_anything(self) -> bool:
        """Whether anything is to be done."""
        same = self.before == replace(self.after, row=0)
        return not same or self.places[0] != self.places[1]


@dataclass(frozen=True)
class Preview:
    """What a table would change, and what is wrong with it; `seen` is how the lists stand now."""

    seen: str
    changes: tuple[EntryChange, ...]
    problems: tuple[Problem, ...]


def listed(work: Work) -> tuple[Entry, ...]:
    """Every entry of every list in order, retired ones too. Raises WrongRole."""
    require_maintainer(work.actor)
    return tuple(one for master in Master for one in _there(work, master))


def preview(work: Work, wanted: Sequence[Entry]) -> Preview:
    """What the rows would change; lists and entries that none names stay. Raises WrongRole."""
    there = listed(work)
    problems = tuple(_problems(there, wanted))
    return Preview(_seen(there), tuple(_changes(there, wanted)), problems)


def take_over(work: Work, wanted: Sequence[Entry], seen: str = "") -> None:
    """Make the lists what the rows say, all of it or nothing; where they are so already, nothing.

    `seen` is how they stood when they were looked at. Raises WrongRole, InputRefused,
    ContentChanged where they are others now.
    """
    require_maintainer(work.actor)
    locked = {master: lock(work.session, master) for master in _named(wanted)}
    looked = preview(work, wanted)
    if looked.problems:
        raise InputRefused(list(looked.problems))
    if not looked.changes:
        return
    if seen and seen != looked.seen:
        raise ContentChanged(revision=0)
    if Master.FUNDING in locked and not locked[Master.FUNDING]:
        put_usual_funding(work)
        locked[Master.FUNDING] = lock(work.session, Master.FUNDING)
    rows = {(master, row.code): row for master, found in locked.items() for row in found}
    for one in looked.changes:
        _carry_out(work, one, rows.get(one.after.key))


def _carry_out(work: Work, one: EntryChange, row: Any) -> None:
    after = one.after
    clean, _problems = cleaned(after.title, [])
    position = one.places[1]
    if row is None:
        used = {"active": after.active, "needs_conditions": after.needs_conditions}
        insert(work, after.master, after.code, clean, position, **used)
        return
    is_renamed = (row.title_ja, row.title_en) != clean
    titles = {"title_ja": clean.ja, "title_en": clean.en}
    change(work, after.master, row, **titles, position=position, active=after.active)
    if is_renamed and after.master in index.MASTERS:
        index.rename_entry(work.session, after.master, after.code)


def _there(work: Work, master: Master) -> tuple[Entry, ...]:
    table = TABLES[master]
    rows = work.session.scalars(select(table).order_by(table.position, table.code)).all()
    if master is Master.FUNDING and not rows:
        return tuple(Entry(master, one.code, one.title) for one in usual_of(work))
    return tuple(
        Entry(
            master,
            row.code,
            Title(row.title_ja, row.title_en),
            needs_conditions(row),
            row.active,
        )
        for row in rows
    )


def _seen(there: Sequence[Entry]) -> str:
    return fingerprint(
        [[one.master, one.code, *one.title, one.needs_conditions, one.active] for one in there]
    )


def _named(wanted: Sequence[Entry]) -> list[Master]:
    return [master for master in Master if any(one.master is master for one in wanted)]


def _after(there: Sequence[Entry], wanted: Sequence[Entry], master: Master) -> list[Entry]:
    """A list as the rows say: in their order where they name all of it, else each in its place,
    new ones at the end."""
    rows = {one.code: one for one in wanted if one.master is master}
    before = [one.code for one in there if one.master is master]
    known = {one.code: one for one in there if one.master is master} | rows
    order = rows if set(before) <= set(rows) else (*before, *rows)
    return [known[code] for code in dict.fromkeys(order)]


def _changes(there: Sequence[Entry], wanted: Sequence[Entry]) -> Iterator[EntryChange]:
    for master in _named(wanted):
        before = [one for one in there if one.master is master]
        known = {one.code: (place, one) for place, one in enumerate(before, 1)}
        for place, after in enumerate(_after(there, wanted, master), 1):
            was, entry = known.get(after.code, (0, None))
            found = EntryChange(entry, after, (was, place))
            if found.changes_anything:
                yield found


def _problems(there: Sequence[Entry], wanted: Sequence[Entry]) -> Iterator[Problem]:
    if len(wanted) > MOST:
        yield Problem("code", "too_many", {"limit": MOST, "row": wanted[MOST].row})
        return
    known, first = {one.key: one for one in there}, dict[tuple[Master, str], int]()
    for one in wanted:
        if first.setdefault(one.key, one.row) != one.row:
            yield Problem("code", "code_taken", {"row": one.row})
        yield from _of_row(one, known.get(one.key))
    for master in _named(wanted):
        yield from _of_list(_after(there, wanted, master))


def _of_row(one: Entry, before: Entry | None) -> Iterator[Problem]:
    if before is None and not is_code(one.master, one.code):
        yield Problem("code", "code_unreadable", {"row": one.row})
    for problem in cleaned(one.title, [])[1]:
        yield Problem(problem.field, problem.key, {**problem.data, "row": one.row})
    is_verdict = one.master is Master.VERDICT
    if (before or one).needs_conditions != one.needs_conditions:
        yield Problem("needs_conditions", "conditions_fixed", {"row": one.row})
    elif one.needs_conditions and not is_verdict:
        yield Problem("needs_conditions", "conditions_of_verdicts", {"row": one.row})


def _of_list(after: Sequence[Entry]) -> Iterator[Problem]:
    """No two entries in use have one title, and one is in use at least."""
    taken: dict[str, Entry] = {}
    for one in (one for one in after if one.active):
        other = taken.setdefault(search_key(one.title.ja), one)
        if other is not one:
            yield Problem("title_ja", "title_taken", {"row": one.row or other.row})
    if not taken:
        yield Problem("active", "last_entry", {"row": after[0].row})
