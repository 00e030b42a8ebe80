"""The office is set up once, and changed by administrators."""

import hashlib
from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from workflow import ledger
from workflow.models import OfficeLogo, OfficeProfile
from workflow.office import pictures
from workflow.office.queries import THE_OFFICE, recorded
from workflow.values.actor import Title, require_administrator
from workflow.values.changes import ChangeAction, Subject
from workflow.values.cleaning import text_problem
from workflow.values.errors import Conflict, InputRefused, Problem
from workflow.values.office import TEXTS, TITLES, Office
from workflow.values.sheet import OPTIONAL_FIELDS
from workflow.values.text import TextUnclean, clean_line
from workflow.work import Work

LONGEST: Final = 60
"""Characters of a name."""
NEEDED: Final = (
    *(name for name in TITLES if name != "short_name"),
    "list_number",
    "schedule_number",
)
SAID_ELSEWHERE: Final = ("logo", "required", "hidden", "own", "roles")
"""What is changed by verbs of its own."""


class OfficeThere(Conflict):
    """The office was set up before: it is changed on its page, not set up again."""

    key = "office_there"


class OfficeChanged(Conflict):
    """Somebody else changed the office since the page was opened."""

    key = "office_changed"


def set_up(work: Work, office: Office) -> None:
    """Say for the first time what the office is called. Raises OfficeThere, InputRefused."""
    if work.session.get(OfficeProfile, 1) is not None:
        raise OfficeThere()
    clean = replace(cleaned(office), logo="")
    work.session.add(OfficeProfile(id=1, version=1, content=clean.to_json()))
    work.session.flush()
    _record(work, ChangeAction.ADD, None, clean)


def change(work: Work, office: Office, seen: int) -> None:
    """Rename the office; `seen` is the version that the person was looking at.

    What was frozen keeps what it says; the picture is changed by `put_logo`. Raises WrongRole,
    OfficeChanged, InputRefused (each name as its field with _ja or _en).
    """
    require_administrator(work.actor)
    row = lock(work)
    there = office_in(row)
    kept = {name: getattr(there, name) for name in SAID_ELSEWHERE}
    put(work, row, replace(cleaned(office), **kept), seen)


def ask_for(work: Work, required: Collection[str], hidden: Collection[str], seen: int) -> None:
    """Say which optional fields of the sheet are always asked for here, and which never.

    What a sheet holds in a hidden field stays and is shown. Raises WrongRole, OfficeChanged,
    InputRefused (a field that cannot be optional, or is to be both).
    """
    require_administrator(work.actor)
    wrong = ({*required, *hidden} - set(OPTIONAL_FIELDS)) | (set(required) & set(hidden))
    if wrong:
        raise InputRefused([Problem(name, "field_not_optional") for name in sorted(wrong)])
    row = lock(work)
    said = replace(
        office_in(row),
        required=tuple(name for name in OPTIONAL_FIELDS if name in required),
        hidden=tuple(name for name in OPTIONAL_FIELDS if name in hidden),
    )
    put(work, row, said, seen)


def put_logo(work: Work, content: bytes, seen: int) -> None:
    """Show a picture beside the name: a PNG or an SVG, made anew from what was understood of it.

    Raises WrongRole, OfficeChanged, InputRefused (logo).
    """
    require_administrator(work.actor)
    media_type, clean = pictures.cleaned(content, work.person.person_id)
    sha256 = hashlib.sha256(clean).hexdigest()
    row = lock(work)
    if work.session.get(OfficeLogo, sha256) is None:
        work.session.add(
            OfficeLogo(sha256=sha256, media_type=media_type, content=clean, added_at=work.now)
        )
    put(work, row, replace(office_in(row), logo=sha256), seen)


def remove_logo(work: Work, seen: int) -> None:
    """Show no picture any more. Raises WrongRole, OfficeChanged."""
    require_administrator(work.actor)
    row = lock(work)
    put(work, row, replace(office_in(row), logo=""), seen)


def cleaned(office: Office) -> Office:
    """The office with its names trimmed. Raises InputRefused naming every bad field."""
    problems: list[Problem] = []
    texts: dict[str, Any] = {name: line(name, getattr(office, name), problems) for name in TEXTS}
    for name in TITLES:
        typed: Title = getattr(office, name)
        parts = [line(f"{name}_{lang}", typed.text(lang) if lang == "ja" else typed.en, problems)
                 for lang in Title._fields]  # fmt: skip
        texts[name] = Title(*parts)
    for name in NEEDED:
        value = texts[name]
        if not (value.ja if isinstance(value, Title) else value):
            problems.append(Problem(f"{name}_ja" if name in TITLES else name, "required"))
    if problems:
        raise InputRefused(problems)
    return replace(office, **texts)


def line(field: str, typed: str, problems: list[Problem], limit: int = LONGEST) -> str:
    """A text of one line trimmed; what is wrong with it is put to the problems."""
    try:
        return clean_line(typed, limit)
    except TextUnclean as unclean:
        problems.append(text_problem(field, unclean))
        return typed


def lock(work: Work) -> OfficeProfile:
    """The row that says what the office is called, kept for this transaction."""
    row = work.session.get(OfficeProfile, 1, with_for_update=True)
    return row or OfficeProfile(id=1, version=0, content=Office().to_json())


def office_in(row: OfficeProfile) -> Office:
    """What the row says."""
    return Office.from_json(row.content)


def put(work: Work, row: OfficeProfile, office: Office, seen: int) -> None:
    """Keep the office, unless it is called so already. Raises OfficeChanged."""
    if row.version and office_in(row) == office:
        return
    if row.version != seen:
        raise OfficeChanged()
    before = office_in(row) if row.version else None
    row.version, row.content = row.version + 1, office.to_json()
    work.session.add(row)
    work.session.flush()
    _record(work, ChangeAction.CHANGE if before else ChangeAction.ADD, before, office)


def _record(work: Work, action: ChangeAction, before: Office | None, after: Office) -> None:
    was = recorded(before.to_json()) if before else None
    one = ledger.Change(Subject.OFFICE, THE_OFFICE, action, was, recorded(after.to_json()))
    ledger.record(work, one)
