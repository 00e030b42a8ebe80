"""A staged file as a page shows it: columns, problems, conflicts, what would happen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.exchange import answering, policy, store
from workflow.exchange.names import Names
from workflow.exchange.source import columns_of
from workflow.exchange.store import ROWS
from workflow.exchange.understanding import Understanding
from workflow.exchange.views import (
    CellChange,
    CellConflict,
    CellProblem,
    ChoiceView,
    ImportView,
    Notice,
    QuestionView,
    StagedLine,
)
from workflow.exchange.written_cells import in_words
from workflow.files.cell_names import cell_name
from workflow.models import StagedImport
from workflow.work import Work

MOST_SHOWN: Final = 500
"""Rows of each kind that a page lists; problems are listed all up to ten times as many."""


def view(work: Work, import_id: int) -> ImportView:
    """A staged file as it is now. Raises NotFound for another's, and for an expired one."""
    staged = store.own(work, import_id)
    reads = Understanding.from_json(staged.understanding)
    names = answering.names_for(work, staged.cycle_id, reads)
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
        skipped=0
        if answering.ONLY in how
        else staged.rows_read - sum(ready.kinds.values()) - len(how.get(answering.LEFT, ())),
        left_out=len(how.get(answering.LEFT, ())),
        open_conflicts=ready.open_conflicts,
        problems=tuple(_problems(work.session, staged)),
        conflicts=tuple(_conflicts(work.session, staged, names)),
        lines=tuple(_lines(work.session, staged, names)),
        questions=tuple(_questions(how)),
        notices=tuple(Notice(one["key"], one["data"]) for one in how.get("notices", ())),
        other_cycle=how["other_cycle"],
        committed_at=staged.committed_at,
        created_count=staged.created_count or 0,
        changed_count=staged.changed_count or 0,
        not_ready=policy.commit_refusal(ready),
        not_in_part=policy.commit_refusal(ready, good_only=True),
        created_ids=tuple(how.get("created", ())),
        rest=how.get("rest"),
        is_rest=answering.ONLY in how,
    )


def _questions(described: Mapping[str, Any]) -> Iterator[QuestionView]:
    for one in described.get("questions", ()):
        choices = tuple(ChoiceView(word, data) for word, data in one["choices"])
        answer = described.get("answers", {}).get(one["key"], "")
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
            yield CellProblem(**{"tab": staged.understanding["tab"], **one})


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
