"""Files that are brought in: kept for one person, looked at, answered and corrected."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from workflow.exchange import (
    answering,
    cells,
    filling,
    forms,
    placing,
    policy,
    refining,
    source,
    store,
    understanding,
)
from workflow.exchange.answering import Typed
from workflow.exchange.checking import Checker
from workflow.exchange.lines import Lines
from workflow.exchange.source import Brought, Source
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Tab
from workflow.models import Cycle, StagedImport
from workflow.values.actor import permitted
from workflow.values.clock import SENT_TWICE_WITHIN
from workflow.values.errors import NotFound, OtherDepartment
from workflow.values.text import is_sound
from workflow.work import Work

HELD_FOR: Final = timedelta(days=1)
CHUNK: Final = 3_500
CHUNK_CELLS: Final = 50_000
"""Rows and cells that are looked at in one go: a second or so."""


def stage(work: Work, cycle_id: str, brought: Brought) -> int:
    """Keep a file for a person and a cycle; gives the number of its import.

    Its first rows are looked at; `advance` goes on. The same file within a minute is a second
    delivery of one form: it is the same import. What has expired goes, and the oldest of the
    person's that wait where there are too many.
    Raises NotSignedIn, WrongRole, NotFound.
    """
    permitted(work.actor, policy.import_refusal(work.actor))
    if not is_sound(cycle_id) or work.session.get(Cycle, cycle_id) is None:
        raise NotFound(what="cycle", name=cycle_id)
    store.drop_expired(work)
    content_hash = hashlib.sha256(brought.content).hexdigest()
    staged = _just_staged(work, cycle_id, brought.name, content_hash)
    if staged is None:
        store.drop_the_oldest(work)
        staged = _add(work, cycle_id, brought, content_hash)
    if not staged.rows_read:
        _check_rows(work, staged, brought.source)
    return staged.id


def advance(work: Work, import_id: int) -> bool:
    """Look at the next rows; gives whether all were looked at. Raises NotFound."""
    staged = store.own(work, import_id, locked=True)
    if staged.committed_at is None and staged.rows_read < staged.rows_total:
        _check_rows(work, staged, _read(staged))
    return staged.rows_read >= staged.rows_total


def correct(
    work: Work, import_id: int, *, tab: str | None, head_row: int, columns: Mapping[int, str]
) -> None:
    """Read the file as the person says: this sheet (None: the same), head (from 1), columns.

    Under another head the columns are recognised anew. Raises NotFound, ImportNotReady.
    """
    staged = store.own(work, import_id, locked=True)
    read = _read(staged)
    before = Understanding.from_json(staged.understanding)
    how = understanding.corrected(read.grid, before, tab or before.tab, head_row)
    if how is before:
        how = understanding.with_columns(how, columns)
    elif found := read.grid.tab(how.tab):
        names = answering.known(work, staged.cycle_id).names
        how = source.settled(read, refining.refined(found, how, names), names)
    _read_anew(work, staged, read, how)


def answer(work: Work, import_id: int, answers: Mapping[str, str]) -> None:
    """Answer what is asked of the file, by the keys of questions and the words of choices.

    What is no question or no choice of it is passed over. Raises NotFound, ImportNotReady.
    """
    staged = store.own(work, import_id, locked=True)
    read = _read(staged)
    before = Understanding.from_json(staged.understanding)
    asked = staged.understanding.get("questions", ())
    how = answering.answered(read.grid, before, asked, answers)
    if how.answers != before.answers:
        _read_anew(work, staged, read, how)


def _read_anew(work: Work, staged: StagedImport, read: Source, how: Understanding) -> None:
    known = answering.known(work, staged.cycle_id)
    found = source.reading(read, how, known.names)
    described = answering.carried(staged.understanding, source.describe(read, how, known, found))
    store.reread(work, staged, described, found.rows)
    _check_rows(work, staged, read)


def _read(staged: StagedImport) -> Source:
    of_forms = forms.TAB in staged.understanding["tabs"]
    return source.kept(staged.content or b"", staged.name, of_forms=of_forms)


def amend(work: Work, import_id: int, typed: Typed) -> None:
    """Correct cells on the page, by row and column; every row is looked at anew.

    What comes back as it was shown is no correction: of a long text its beginning was shown.
    Raises NotFound, ImportNotReady.
    """
    staged = store.own(work, import_id, locked=True)
    shown = {
        (row.row, one["column"]): one["typed"]
        for row in store.rows(work, staged, "wrong")
        for one in row.problems
    }
    changed = {place: text for place, text in typed.items() if text != shown.get(place)}
    described = answering.with_typed(staged.understanding, changed)
    store.reread(work, staged, described, staged.rows_total)
    _check_rows(work, staged, _read(staged))


def leave_out_others(work: Work, import_id: int) -> int:
    """Leave the rows of other departments out of a file; gives how many they are.

    Raises NotFound, ImportNotReady.
    """
    staged = store.own(work, import_id, locked=True)
    others = [
        row.row
        for row in store.rows(work, staged, "wrong")
        if any(one["key"] == OtherDepartment.key for one in row.problems)
    ]
    store.drop_rows(work, staged, others)
    staged.understanding = answering.without(staged.understanding, others)
    return len(others)


def _just_staged(work: Work, cycle_id: str, name: str, content_hash: str) -> StagedImport | None:
    """The same file of the same person, where it was staged a moment ago and waits."""
    work.lock_person()
    return work.session.scalar(
        select(StagedImport)
        .where(
            StagedImport.person_id == work.person.person_id,
            StagedImport.staged_at >= work.now - SENT_TWICE_WITHIN,
            StagedImport.cycle_id == cycle_id,
            StagedImport.name == name,
            StagedImport.content_hash == content_hash,
            StagedImport.committed_at.is_(None),
            StagedImport.content.is_not(None),
        )
        .order_by(StagedImport.id)
        .limit(1)
    )


def _add(work: Work, cycle_id: str, brought: Brought, content_hash: str) -> StagedImport:
    known = answering.known(work, cycle_id)
    how = source.settled(brought.source, brought.how, known.names)
    found = source.reading(brought.source, how, known.names)
    staged = StagedImport(
        person_id=work.person.person_id,
        cycle_id=cycle_id,
        name=brought.name,
        content=brought.cells,
        content_hash=content_hash,
        understanding=source.describe(brought.source, how, known, found),
        rows_total=found.rows,
        rows_read=0,
        staged_at=work.now,
        expires_at=work.now + HELD_FOR,
    )
    work.session.add(staged)
    work.session.flush()
    return staged


def check_rows(work: Work, staged: StagedImport) -> None:
    """Check the first rows of a file that was stored."""
    _check_rows(work, staged, _read(staged))


def _check_rows(work: Work, staged: StagedImport, read: Source) -> None:
    """Check the next rows of a file against what is there, and store what each would do."""
    described = staged.understanding
    how = Understanding.from_json(described)
    if described["problems"] or answering.is_open(described):
        # First what is asked of the whole: every row would only repeat it.
        store.add_rows(work, staged, (), staged.rows_total)
        return
    names = answering.names_for(work, staged.cycle_id, how)
    reading = source.reading(read, how, names)
    start = reading.how.first + staged.rows_read
    stop = _end_of_chunk(reading.tab, start, reading.how.first + staged.rows_total)
    checker = Checker(
        work,
        work.session.get_one(Cycle, staged.cycle_id),
        cells.cells_of(reading, names, described, work.ask_from_kyen),
        is_own_list=described.get("is_own_list", False),
    )
    lines = Lines(reading.tab, reading.how, placing.folded_labels(names), reading.added)
    found = list(answering.amended(filling.between(lines, names, start, stop), described))
    rows = checker.rows(found, read.stamps.contents, staged.id)
    store.add_rows(work, staged, rows, stop - reading.how.first)


def _end_of_chunk(tab: Tab, start: int, last: int) -> int:
    """The row up to which the next go reaches, at least one further."""
    stop, cells = start, 0
    while stop < last and stop < start + CHUNK and cells < CHUNK_CELLS:
        cells += len(tab.rows[stop])
        stop += 1
    return stop
