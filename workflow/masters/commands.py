"""Changing the editable masters: every change keeps the earlier version, nothing is deleted.

What was set up has no version of its own; the first change keeps it as version 1.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.masters.policy import LastMasterEntry, require_maintainer
from workflow.masters.queries import TABLES, needs_conditions, recorded
from workflow.masters.setup import put_usual_funding
from workflow.models import MasterVersion
from workflow.textindex import index
from workflow.values.actor import Actor, Title
from workflow.values.changes import ChangeAction, Subject
from workflow.values.cleaning import clean_words
from workflow.values.errors import ContentChanged, InputRefused, NotFound, Problem
from workflow.values.text import search_key
from workflow.values.vocabulary import Master
from workflow.work import Work

LONGEST_TITLE: Final = 100

LONGEST_CODE: Final[Mapping[Master, int]] = {
    **dict.fromkeys(Master, 40),
    Master.FIELD: 20,
    Master.FUNDING: 20,
}

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


def add(
    work: Work, master: Master, code: str, title: Title, *, needs_conditions: bool = False
) -> None:
    """Add an entry at the end; the same one sent twice is added once.

    Only a verdict can need conditions, and it stays so for good. Raises WrongRole,
    InputRefused (code, title_ja, title_en).
    """
    require_maintainer(work.actor)
    needs_conditions = needs_conditions and master is Master.VERDICT
    rows = lock(work.session, master)
    if master is Master.FUNDING and not rows:
        # The usual kinds hold until the office says otherwise: one more is beside them.
        put_usual_funding(work)
        rows = lock(work.session, master)
    known = {row.code: row for row in rows}
    if code in known and _is(known[code], title, needs_conditions):
        return
    clean, problems = cleaned(title, [row for row in rows if row.active])
    if not is_code(master, code):
        problems.insert(0, Problem("code", "code_unreadable"))
    elif code in known:
        problems.insert(0, Problem("code", "code_taken"))
    if problems:
        raise InputRefused(problems)
    position = max((one.position for one in rows), default=0) + 1
    insert(work, master, code, clean, position, needs_conditions=needs_conditions)


def is_code(master: Master, code: str) -> bool:
    """Whether an entry of a master may have this code."""
    return bool(_CODE.fullmatch(code)) and len(code) <= LONGEST_CODE[master]


def insert(
    work: Work,
    master: Master,
    code: str,
    title: Title,
    position: int,
    *,
    active: bool = True,
    needs_conditions: bool,
) -> None:
    """Add an entry that was found in order, with its first version."""
    more = {"needs_conditions": needs_conditions} if master is Master.VERDICT else {}
    row = TABLES[master](
        code=code, title_ja=title.ja, title_en=title.en, position=position, active=active, **more
    )
    work.session.add(row)
    work.session.add(_version(master, row, 1, work.person, work.now))
    code, fields = recorded(master, row)
    ledger.record(work, ledger.Change(Subject.MASTER, code, ChangeAction.ADD, None, fields))


def rename(work: Work, master: Master, code: str, title: Title, seen: int) -> None:
    """Give an entry another title; `seen` is the version that the person was looking at.

    What was evaluated or reported with the earlier title keeps it. Raises WrongRole,
    NotFound, ContentChanged, InputRefused (title_ja, title_en).
    """
    require_maintainer(work.actor)
    rows = lock(work.session, master)
    row = _named(rows, code)
    clean, problems = cleaned(title, [one for one in rows if one.active and one is not row])
    if problems:
        raise InputRefused(problems)
    if (row.title_ja, row.title_en) == clean:
        return
    if _latest(work.session, master, code) != seen:
        raise ContentChanged(revision=seen)
    change(work, master, row, title_ja=clean.ja, title_en=clean.en)
    if master in index.MASTERS:
        index.rename_entry(work.session, master, code)


def place(work: Work, master: Master, code: str, before: str) -> None:
    """Put an entry before another one, or ("") at the end. Raises WrongRole, NotFound."""
    require_maintainer(work.actor)
    rows = lock(work.session, master)
    row = _named(rows, code)
    rest = [one for one in rows if one is not row]
    at = rest.index(_named(rest, before)) if before else len(rest)
    for position, one in enumerate([*rest[:at], row, *rest[at:]], 1):
        change(work, master, one, position=position)


def retire(work: Work, master: Master, code: str) -> None:
    """Take an entry out of the choices; what carries it keeps it.

    Raises WrongRole, NotFound, LastMasterEntry.
    """
    row, others = _beside_others(work, master, code)
    if not others:
        raise LastMasterEntry()
    change(work, master, row, active=False)


def restore(work: Work, master: Master, code: str) -> None:
    """Put a retired entry back among the choices.

    Raises WrongRole, NotFound, InputRefused (title_ja: another entry in use has the same title).
    """
    row, others = _beside_others(work, master, code)
    if _taken(row.title_ja, others):
        raise InputRefused([Problem("title_ja", "title_taken")])
    change(work, master, row, active=True)


def _beside_others(work: Work, master: Master, code: str) -> tuple[Any, list[Any]]:
    """The entry, and the other ones in use."""
    require_maintainer(work.actor)
    rows = lock(work.session, master)
    row = _named(rows, code)
    return row, [one for one in rows if one.active and one is not row]


def lock(session: Session, master: Master) -> list[Any]:
    """The whole master in order, locked for this transaction; moves do not wait for it."""
    table = TABLES[master]
    query = select(table).order_by(table.position, table.code)
    return list(session.scalars(query.with_for_update(key_share=True)))


def _named(rows: list[Any], code: str) -> Any:
    found = next((row for row in rows if row.code == code), None)
    if found is None:
        raise NotFound(what="master", name=code)
    return found


def cleaned(title: Title, others: list[Any]) -> tuple[Title, list[Problem]]:
    """The title trimmed, and what is wrong with it beside `others` in use."""
    problems: list[Problem] = []
    words = {"title_ja": title.ja, "title_en": title.en}
    for name, typed in words.items():
        try:
            words[name] = clean_words(name, typed, LONGEST_TITLE)
        except InputRefused as refused:
            problems += refused.problems
            continue
        if "\n" in words[name]:
            problems.append(Problem(name, "text_line_break"))
    if not problems and not search_key(words["title_ja"]):
        problems.append(Problem("title_ja", "required"))
    elif not problems and _taken(words["title_ja"], others):
        problems.append(Problem("title_ja", "title_taken"))
    return Title(words["title_ja"], words["title_en"]), problems


def _taken(title: str, others: list[Any]) -> bool:
    return search_key(title) in {search_key(one.title_ja) for one in others}


def _is(row: Any, title: Title, conditions: bool) -> bool:
    same = (row.title_ja, row.title_en) == (title.ja.strip(), title.en.strip())
    return bool(same and row.active and needs_conditions(row) == conditions)


def _latest(session: Session, master: Master, code: str) -> int:
    """The number of the entry's version now; 1 for one that was never changed."""
    query = select(func.max(MasterVersion.version)).where(
        MasterVersion.master == master, MasterVersion.code == code
    )
    return session.scalar(query) or 1


def change(work: Work, master: Master, row: Any, **values: Any) -> None:
    """Give a row other values, with a version of its own, unless it has them already."""
    if all(getattr(row, name) == value for name, value in values.items()):
        return
    number = _latest(work.session, master, row.code)
    if work.session.get(MasterVersion, (master, row.code, number)) is None:
        work.session.add(_version(master, row, number, None, None))
    code, before = recorded(master, row)
    for name, value in values.items():
        setattr(row, name, value)
    work.session.add(_version(master, row, number + 1, work.person, work.now))
    _code, after = recorded(master, row)
    ledger.record(work, ledger.Change(Subject.MASTER, code, ChangeAction.CHANGE, before, after))


def _version(
    master: Master, row: Any, number: int, maintainer: Actor | None, at: datetime | None
) -> MasterVersion:
    return MasterVersion(
        master=master,
        code=row.code,
        version=number,
        title_ja=row.title_ja,
        title_en=row.title_en,
        needs_conditions=needs_conditions(row),
        position=row.position,
        active=row.active,
        changed_by=maintainer.person_id if maintainer else None,
        changed_at=at,
    )
