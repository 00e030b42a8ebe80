"""Roles that an administrator defines for the office: named, moved, switched off, never deleted."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workflow.models import OfficeProfile
from workflow.office.commands import LONGEST, line, lock, office_in
from workflow.office.parts import Parts
from workflow.office.queries import recorded_role
from workflow.values.actor import Title, require_administrator
from workflow.values.changes import ChangeAction, Subject
from workflow.values.errors import InputRefused, Problem
from workflow.values.office import OfficeRole
from workflow.values.paper_words import ROLE_WORDS
from workflow.values.text import search_key
from workflow.values.vocabulary import OwnRole, Role
from workflow.work import Work

MOST: Final = 40
"""Roles, those switched off too."""

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,19}")
_ROLES: Final = Parts[OfficeRole]("roles", Subject.OWN_ROLE, "role", recorded_role)


def add_role(work: Work, role: OfficeRole, seen: int) -> None:
    """Define a role, at the end of the list.

    `seen` is the version of the office that the page showed. Raises WrongRole, OfficeChanged,
    InputRefused (code, title_ja, title_en).
    """
    require_administrator(work.actor)
    row = lock(work)
    _add(work, row, role, seen)


def define_role(work: Work, role: OfficeRole) -> None:
    """Define a role that a definition declares, for whoever publishes it. Raises InputRefused."""
    row = lock(work)
    _add(work, row, role, row.version)


def _add(work: Work, row: OfficeProfile, role: OfficeRole, seen: int) -> None:
    there = office_in(row).roles
    if len(there) >= MOST:
        raise InputRefused([Problem("code", "too_many", {"limit": MOST})])
    clean = _cleaned(replace(role, active=True), there)
    _ROLES.keep(work, row, [*there, clean], ChangeAction.ADD, seen)


def change_role(work: Work, name: str, title: Title, seen: int) -> None:
    """Rename a role; its key and its scope stay.

    Raises WrongRole, OfficeChanged, NotFound, InputRefused (title_ja, title_en).
    """
    require_administrator(work.actor)
    row = lock(work)
    before = _ROLES.named(office_in(row).roles, name)
    after = _cleaned(replace(before, title=title), _ROLES.others(row, before))
    _ROLES.put(work, row, after, ChangeAction.CHANGE, seen)


def place_role(work: Work, name: str, before: str, seen: int) -> None:
    """Put a role before another one, or ("") at the end. Raises WrongRole, OfficeChanged,
    NotFound."""
    _ROLES.place(work, name, before, seen)


def switch_role(work: Work, name: str, seen: int, *, active: bool) -> None:
    """Give a role to nobody any more, or again; who holds it keeps it.

    Raises WrongRole, OfficeChanged, NotFound, InputRefused (title_ja: another is called so).
    """
    _ROLES.switch(work, name, seen, _cleaned, active=active)


def _cleaned(role: OfficeRole, others: Sequence[OfficeRole]) -> OfficeRole:
    """The role with its texts trimmed. Raises InputRefused naming every bad one."""
    problems: list[Problem] = []
    key = line("code", role.name, problems)
    title = Title(
        line("title_ja", role.title.ja, problems, LONGEST),
        line("title_en", role.title.en, problems, LONGEST),
    )
    if key in set(Role) or key in {one.name for one in others}:
        problems.append(Problem("code", "role_key_taken"))
    elif not problems and not _KEY.fullmatch(key):
        problems.append(Problem("code", "role_key_unreadable" if key else "required"))
    if not problems and (wrong := _title_problem(title, others)):
        problems.append(Problem("title_ja", wrong))
    if problems:
        raise InputRefused(problems)
    return replace(role, name=OwnRole(key), title=title)


def _title_problem(title: Title, others: Sequence[OfficeRole]) -> str:
    """Why no role may be called so: lists of people, which name roles, would not know which."""
    said = search_key(title.ja)
    if not said:
        return "required"
    words = [*ROLE_WORDS.values(), *Role, *(one.title.ja for one in others if one.active)]
    return "role_title_taken" if said in {search_key(word) for word in words} else ""
