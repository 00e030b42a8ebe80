"""A staged file as a page shows it: columns, problems, conflicts, what would happen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.exchange import answering, policy, store
from workflow.exchange.cell_values import in_words
from workflow.exchange.names import Names
from workflow.exchange.policy import ImportNotReady
from workflow.exchange.source import ColumnView, columns_of
from workflow.exchange.store import ROWS
from workflow.exchange.understanding import Understanding, cell_name
from workflow.models import StagedImport
from workflow.work import Work

MOST_SHOWN: Final = 500
"""Rows of each kind that a page lists; problems are listed all up to ten times as many."""


@dataclass(frozen=True)
class CellProblem:
    """One thing wrong: `key` has a sentence, `cell` is like E7, `typed` what stands there."""

    tab: str
    row: int
    cell: str
    column: str
    key: str
    typed: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CellChange:
    """One cell of an item that exists, as it is and as it would be, in words."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class CellConflict:
    """A cell that was changed here and in the file, differently; `choice`: ours or theirs."""

    row: int
    cell: str
    column: str
    name: str
    base: str
    ours: str
    theirs: str
    choice: str = ""


@dataclass(frozen=True)
class StagedLine:
    """One row that would be created or changed."""

    row: int
    kind: str
    item_id: int | None
    department: str
    section: str
    name: str
    amount_kyen: int | None
    changes: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class ChoiceView:
    """One answer to a question: its word, and what is shown of it."""

    word: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class QuestionView:
    """A question about the whole file; `kind` has a sentence. `answer` is "" while it is open."""

    key: str
    kind: str
    data: Mapping[str, Any]
    choices: tuple[ChoiceView, ...]
    answer: str = ""


@dataclass(frozen=True)
class Notice:
    """Something that is said of the file: `key` has a sentence."""

    key: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class ImportView:
    """A staged file. `create` and `change` count rows; lists are cut at what a page can hold."""

    id: int
    cycle_id: str
    name: str
    content_hash: str
    staged_at: datetime
    expires_at: datetime
    tabs: tuple[str, ...]
    tab: str
    head_row: int
    """The head's row, from 1."""
    columns: tuple[ColumnView, ...]
    rows_total: int
    rows_read: int
    create: int
    change: int
    same: int
    wrong: int
    skipped: int
    """Rows that hold no item: empty, sums, remarks."""
    open_conflicts: int
    problems: tuple[CellProblem, ...]
    conflicts: tuple[CellConflict, ...]
    lines: tuple[StagedLine, ...]
    questions: tuple[QuestionView, ...] = ()
    notices: tuple[Notice, ...] = ()
    other_cycle: str = ""
    """The cycle a template was made for, where it is another one."""
    committed_at: datetime | None = None
    created_count: int = 0
    changed_count: int = 0
    not_ready: ImportNotReady | None = None
    """Why it cannot be committed."""

    @property
    def is_read(self) -> bool:
        """Whether every row was looked at."""
        return self.rows_read >= self.rows_total

    @property
    def is_head_wrong(self) -> bool:
        """Whether no row can be read as long as sheet, head and columns are read so."""
        return any(one.key in ("no_name_column", "no_list") for one in self.problems)

    @property
    def open_questions(self) -> tuple[QuestionView, ...]:
        """What has to be answered before any row is checked."""
        return tuple(one for one in self.questions if not one.answer)

    @property
    def has_unknown_columns(self) -> bool:
        """Whether a column that holds something is read as none."""
        return any(one.samples and not one.column for one in self.columns)

    @property
    def is_ready(self) -> bool:
        """Whether nothing hinders it from being committed."""
        return self.not_ready is None


def view(work: Work, import_id: int) -> ImportView:
    """A staged file as it is now. Raises NotFound for another's, and for an expired one."""
    staged = store.own(work, import_id)
    reads = Understanding.from_json(staged.understanding)
    names = answering.known(work, staged.cycle_id, reads).answered
    how, ready = staged.understanding, store.readiness(work, staged)
    return ImportView(
        id=staged.id,
        cycle_id=staged.cycle_id,
        name=staged.name,
        content_hash=staged.content_hash,
        staged_at=staged.staged_at,
        expires_at=staged.expires_at,
        tabs=tuple(how["tabs"]),
        tab=how["tab"],
        head_row=how["head"] + 1,
        columns=columns_of(how),
        rows_total=staged.rows_total,
        rows_read=staged.rows_read,
        create=ready.kinds.get("create", 0),
        change=ready.kinds.get("change", 0),
        same=ready.kinds.get("same", 0),
        wrong=ready.kinds.get("wrong", 0),
        skipped=staged.rows_read - sum(ready.kinds.values()),
        open_conflicts=ready.open_conflicts,
        problems=tuple(_problems(work.session, staged)),
        conflicts=tuple(_conflicts(work.session, staged, names)),
        lines=tuple(_lines(work.session, staged, names)),
        questions=tuple(_questions(how)),
        notices=tuple(Notice(one["key"], one["data"]) for one in how["notices"]),
        other_cycle=how["other_cycle"],
        committed_at=staged.committed_at,
        created_count=staged.created_count or 0,
        changed_count=staged.changed_count or 0,
        not_ready=policy.commit_refusal(ready),
    )


def _questions(described: Mapping[str, Any]) -> Iterator[QuestionView]:
    for one in described["questions"]:
        choices = tuple(ChoiceView(word, data) for word, data in one["choices"])
        answer = described["answers"].get(one["key"], "")
        yield QuestionView(one["key"], one["kind"], one["data"], choices, answer)


def _problems(session: Session, staged: StagedImport) -> Iterator[CellProblem]:
    query = (
        select(ROWS.c.problems)
        .where(ROWS.c.import_id == staged.id, ROWS.c.kind == "wrong")
        .order_by(ROWS.c.row)
        .limit(10 * MOST_SHOWN)
    )
    rows: Iterable[Any] = (staged.understanding["problems"], *session.scalars(query))
    for problems in rows:
        for one in problems:
            yield CellProblem(**one)


def _conflicts(session: Session, staged: StagedImport, names: Names) -> Iterator[CellConflict]:
    query = (
        select(ROWS)
        .where(ROWS.c.import_id == staged.id, ROWS.c.kind == "change")
        .order_by(ROWS.c.row)
    )
    how = Understanding.from_json(staged.understanding)
    for row in session.execute(query):
        for column, one in row.conflicts.items():
            yield CellConflict(
                row=row.row,
                cell=cell_name(row.row, how.place_of(column) or 0),
                column=column,
                name=row.content.get("name", ""),
                base=in_words(column, one["base"], names),
                ours=in_words(column, one["ours"], names),
                theirs=in_words(column, one["theirs"], names),
                choice=one["choice"],
            )


def _lines(session: Session, staged: StagedImport, names: Names) -> Iterator[StagedLine]:
    for kind in ("change", "create"):
        query = (
            select(ROWS)
            .where(ROWS.c.import_id == staged.id, ROWS.c.kind == kind)
            .order_by(ROWS.c.row)
            .limit(MOST_SHOWN)
        )
        for row in session.execute(query):
            yield _line(row, names)


def _line(row: Any, names: Names) -> StagedLine:
    code = names.department_codes.get(row.department_id, "")
    return StagedLine(
        row=row.row,
        kind=row.kind,
        item_id=row.item_id,
        department=names.department_title(code) if code else "",
        section=row.content.get("section", ""),
        name=row.content.get("name", ""),
        amount_kyen=row.content.get("amount_kyen"),
        changes=tuple(
            CellChange(
                column,
                in_words(column, before, names),
                in_words(column, row.content.get(column), names),
            )
            for column, before in row.changes.items()
        ),
    )
