"""Fields that an administrator adds to the sheet: changed, moved, switched off, never deleted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workflow.office.commands import LONGEST, line, lock, office_in
from workflow.office.parts import Parts
from workflow.office.queries import recorded_own
from workflow.values.actor import Title, require_administrator
from workflow.values.changes import ChangeAction, Subject
from workflow.values.errors import InputRefused, Problem
from workflow.values.own_fields import OwnField, next_name
from workflow.values.paper_words import HEADINGS
from workflow.values.text import search_key
from workflow.values.vocabulary import OwnKind
from workflow.work import Work

MOST: Final = 40
"""Fields, those switched off too."""
MOST_CHOICES: Final = 100
LONGEST_HELP: Final = 200
LONGEST_UNIT: Final = 20

_FIELDS: Final = Parts[OwnField]("own", Subject.OWN_FIELD, "field", recorded_own)


def add_field(work: Work, field: OwnField, seen: int) -> str:
    """Add a field at the end; gives the name that it keeps.

    `seen` is the version of the office that the page showed. Raises WrongRole, OfficeChanged,
    InputRefused (title_ja, title_en, help_ja, help_en, unit, choices).
    """
    require_administrator(work.actor)
    row = lock(work)
    there = office_in(row).own
    if len(there) >= MOST:
        raise InputRefused([Problem("title_ja", "too_many", {"limit": MOST})])
    clean = replace(_cleaned(field, there), name=next_name(there), active=True)
    _FIELDS.keep(work, row, (*there, clean), ChangeAction.ADD, seen)
    return clean.name


def change_field(work: Work, field: OwnField, seen: int) -> None:
    """Rename a field; what is typed into it and its place stay.

    Raises WrongRole, OfficeChanged, NotFound, InputRefused.
    """
    require_administrator(work.actor)
    row = lock(work)
    before = _FIELDS.named(office_in(row).own, field.name)
    same = replace(field, kind=before.kind, active=before.active)
    after = _cleaned(same, _FIELDS.others(row, before))
    _FIELDS.put(work, row, after, ChangeAction.CHANGE, seen)


def place_field(work: Work, name: str, before: str, seen: int) -> None:
    """Put a field before another one, or ("") at the end. Raises WrongRole, OfficeChanged,
    NotFound."""
    _FIELDS.place(work, name, before, seen)


def switch_field(work: Work, name: str, seen: int, *, active: bool) -> None:
    """Ask for a field no more, or again; what holds something in it shows it all the same.

    Raises WrongRole, OfficeChanged, NotFound, InputRefused (title_ja: another has the name).
    """
    _FIELDS.switch(work, name, seen, _cleaned, active=active)


def _cleaned(field: OwnField, others: Sequence[OwnField]) -> OwnField:
    """The field with its texts trimmed. Raises InputRefused naming every bad one."""
    problems: list[Problem] = []
    title = _both("title", field.title, LONGEST, problems)
    choices = _choices(field, problems)
    clean = replace(
        field,
        title=title,
        help=_both("help", field.help, LONGEST_HELP, problems),
        unit=line("unit", field.unit, problems, LONGEST_UNIT)
        if field.kind is OwnKind.NUMBER
        else "",
        choices=choices,
    )
    if not problems and (key := _taken(clean, others)):
        problems.append(Problem("title_ja", key))
    if problems:
        raise InputRefused(problems)
    return clean


def _taken(field: OwnField, others: Sequence[OwnField]) -> str:
    """Why no field may be called so: its column in files would be another one's, or none."""
    key = search_key(field.title.ja)
    if not key:
        return "required"
    own = {search_key(word) for one in others if one.active for word in (one.title.ja, one.heading)}
    built_in = {search_key(word) for word in HEADINGS.values()}
    keys = {key, search_key(field.heading)}
    return "field_title_taken" if keys & (own | built_in) else ""


def _choices(field: OwnField, problems: list[Problem]) -> tuple[str, ...]:
    """The entries of a list, each once; none for what is not chosen."""
    if field.kind is not OwnKind.CHOICE:
        return ()
    lines = [line("choices", one, problems) for one in field.choices]
    once = {search_key(one): one for one in reversed(lines) if search_key(one)}
    found = tuple(reversed(once.values()))
    if not problems and len(found) < 2:
        problems.append(Problem("choices", "too_few_choices"))
    if len(found) > MOST_CHOICES:
        problems.append(Problem("choices", "too_many", {"limit": MOST_CHOICES}))
    return found


def _both(field: str, typed: Title, limit: int, problems: list[Problem]) -> Title:
    return Title(
        line(f"{field}_ja", typed.ja, problems, limit),
        line(f"{field}_en", typed.en, problems, limit),
    )
