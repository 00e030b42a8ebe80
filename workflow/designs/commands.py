"""Drafts begun, changed, withdrawn and taken up again: every change is in the record."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.designs.document import Document, Part, Unreadable, read, write
from workflow.ledger import Change
from workflow.models import Person, ProcessDraft
from workflow.process.definition import CREATE, hash_of
from workflow.process.toml_table import MOST_CHARACTERS
from workflow.values.actor import Title, require_administrator
from workflow.values.changes import ChangeAction, Subject
from workflow.values.cleaning import clean_words
from workflow.values.errors import Conflict, InputRefused, NotFound, Problem
from workflow.values.vocabulary import Role
from workflow.versions import next_source
from workflow.work import Work

LONGEST_ORIGIN: Final = 200
LONGEST_NAME: Final = 60
LONGEST_TITLE: Final = 100


class DraftChanged(Conflict):
    """Somebody changed the draft after it was opened. Data: who (Title), when."""

    key = "process_draft_changed"


class DraftWithdrawn(Conflict):
    """The draft is withdrawn: it is taken up again first."""

    key = "process_draft_withdrawn"


def begin(work: Work, source: str, origin: str = "") -> int:
    """Begin a draft with a text, whatever is wrong with it; gives its id.

    The same text twice, untouched since, is one draft. Raises WrongRole, InputRefused (text).
    """
    require_administrator(work.actor)
    text = _cleaned(source)
    origin = origin[:LONGEST_ORIGIN]
    untouched = work.session.scalar(
        select(ProcessDraft.id).where(
            ProcessDraft.source_hash == hash_of(text),
            ProcessDraft.origin == origin,
            ProcessDraft.begun_by == work.person.person_id,
            ProcessDraft.withdrawn_at.is_(None),
            ProcessDraft.changed_at == ProcessDraft.begun_at,
        )
    )
    if untouched is not None:
        return untouched
    row = ProcessDraft(
        source=text,
        source_hash=hash_of(text),
        origin=origin,
        begun_by=work.person.person_id,
        begun_at=work.now,
        changed_by=work.person.person_id,
        changed_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    _record(work, ChangeAction.ADD, row, None)
    return row.id


def begin_from(work: Work, name: str, version: int) -> int:
    """Begin a draft of the next version with what a published one says.

    Raises WrongRole, NotFound.
    """
    return begin(work, next_source(work, name, version), f"{name} {version}")


def begin_new(work: Work, name: str, title: Title) -> int:
    """Begin a draft of a process of which nothing is there but how an item begins.

    Raises WrongRole, InputRefused.
    """
    draft = Part({"title": {"ja": "起案中", "en": "Draft"}, "turn": [Role.OFFICER.value]}, "draft")
    create = {
        "action": CREATE,
        "title": {"ja": "起案する", "en": "Create"},
        "from": [],
        "to": "draft",
        "roles": [Role.OFFICER.value],
        "guards": ["cycle_open"],
        "note": "none",
    }
    titles = {"ja": title.ja, "en": title.en or title.ja}
    document = Document(
        {"name": name, "version": 1, "title": titles, "initial": "draft"},
        {
            "states": (draft,),
            "transitions": (Part(create),),
            "rules": (Part({"always": "eventually"}),),
        },
    )
    return begin(work, write(document))


def change(
    work: Work, draft_id: int, seen: str, edit: Callable[[Document], Document], part: str = ""
) -> None:
    """Change a draft by `edit`; `part` names in the record what of it, as states.draft.

    `seen` is the hash of the text that the person was looking at. Raises WrongRole, NotFound,
    DraftWithdrawn, DraftChanged, InputRefused (text: it has no parts).
    """
    row = _open(work, draft_id, seen)
    try:
        text = write(edit(read(row.source)))
        read(text)
    except Unreadable as error:
        raise InputRefused([Problem("text", "draft_unreadable", {"what": error.what})]) from error
    _put(work, row, text, part)


def rewrite(work: Work, draft_id: int, seen: str, source: str) -> None:
    """Give a draft another text, whatever is wrong with it.

    Raises WrongRole, NotFound, DraftWithdrawn, DraftChanged, InputRefused (text).
    """
    row = _open(work, draft_id, seen)
    _put(work, row, _cleaned(source))


def withdraw(work: Work, draft_id: int) -> None:
    """Lay a draft aside; it is kept. A second time changes nothing. Raises WrongRole, NotFound."""
    row = _locked(work, draft_id)
    before = _fields(row)
    row.withdrawn_at = row.withdrawn_at or work.now
    _record(work, ChangeAction.WITHDRAW, row, before)


def take_up(work: Work, draft_id: int) -> None:
    """Go on with a draft that was withdrawn. Raises WrongRole, NotFound."""
    row = _locked(work, draft_id)
    before = _fields(row)
    row.withdrawn_at = None
    _record(work, ChangeAction.CHANGE, row, before)


def called(source: str) -> tuple[str, str, Title]:
    """What a text calls its process: name, version and titles as written, cut to fit in a list."""
    raw: dict[str, Any] = {}
    with suppress(Unreadable):
        raw = dict(read(source).values)
    titles = raw.get("title")
    titles = titles if isinstance(titles, dict) else {}
    name, version = (str(raw.get(key, ""))[:LONGEST_NAME] for key in ("name", "version"))
    words = (str(titles.get(language, ""))[:LONGEST_TITLE] for language in Title._fields)
    return name, version, Title(*words)


def _cleaned(source: str) -> str:
    return clean_words("text", source, MOST_CHARACTERS - 1) + "\n"


def _locked(work: Work, draft_id: int) -> ProcessDraft:
    require_administrator(work.actor)
    query = select(ProcessDraft).where(ProcessDraft.id == draft_id)
    row = work.session.scalar(query.with_for_update())
    if row is None:
        raise NotFound(what="process_draft")
    return row


def _open(work: Work, draft_id: int, seen: str) -> ProcessDraft:
    row = _locked(work, draft_id)
    if row.withdrawn_at is not None:
        raise DraftWithdrawn()
    if row.source_hash != seen:
        who = work.session.get_one(Person, row.changed_by)
        raise DraftChanged(who=Title(who.name_ja, who.name_en), when=row.changed_at)
    return row


def _put(work: Work, row: ProcessDraft, text: str, part: str = "") -> None:
    if text == row.source:
        return
    before = _fields(row)
    row.source, row.source_hash = text, hash_of(text)
    row.changed_by, row.changed_at = work.person.person_id, work.now
    _record(work, ChangeAction.CHANGE, row, before, part)


def _record(
    work: Work,
    action: ChangeAction,
    row: ProcessDraft,
    before: ledger.Fields | None,
    part: str = "",
) -> None:
    entry = Change(Subject.PROCESS_DRAFT, str(row.id), action, before, _fields(row), part)
    ledger.record(work, entry)


def _fields(row: ProcessDraft) -> dict[str, Any]:
    name, version, _title = called(row.source)
    return {
        "process": f"{name} {version}".strip(),
        "source_hash": row.source_hash,
        "withdrawn": row.withdrawn_at is not None,
    }


def _current(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    for row in session.scalars(select(ProcessDraft)):
        yield str(row.id), _fields(row)


ledger.stands_as(Subject.PROCESS_DRAFT, _current)
