"""A workbook of scores that came back: what each row would do, and what is wrong with it.

Cell by cell against what was written out: what only the file changed is taken, what only the
page changed stays, what both changed differently is for the person to choose.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from workflow.evaluation.book import (
    ITEM,
    NEEDED,
    SHOWN,
    BookLine,
    BookPlan,
    Entry,
    EvaluatorBook,
    Kind,
    Stamps,
    card_of,
    evaluator_book,
    headings,
    stamps_of,
)
from workflow.evaluation.score_sheets import problems_of_card
from workflow.evaluation.verdict_drafts import DraftedVerdict, problems_of_verdict
from workflow.files import grid
from workflow.files.grid import Grid
from workflow.files.headed import HeadedRow, headed, number_in
from workflow.files.row_reading import RowReader
from workflow.files.workbooks import FileRefused
from workflow.models import Verdict
from workflow.values.merging import merge
from workflow.values.text import TextUnclean, clean_block, search_key
from workflow.work import Work

MOST_ROWS: Final = 1_000


def planned(work: Work, cycle_id: str, cells: bytes) -> BookPlan:
    """What a file would do as everything stands. Raises FileRefused, and what the book does."""
    book, read = evaluator_book(work, cycle_id), grid.unpacked(cells)
    stamps = stamps_of(read)
    _require_own(work, book, stamps)
    verdicts = _verdicts(work)
    readers = [_Reader(work, book, stamps, verdicts, kind) for kind in Kind]
    found = [one.read_table(read) for one in readers]
    if not any(found):
        raise FileRefused("scores_no_table")
    return BookPlan(
        lines=tuple(line for one in readers for line in one.lines),
        drafts=tuple(line for one in readers for line in one.drafts),
        problems=tuple((one.kind, problem) for one in readers for problem in one.problems),
        headings={one.kind: one.headings for one in readers},
        unread=_unread(readers),
        criteria=book.criteria,
        scale=book.panel.scale,
    )


def _require_own(work: Work, book: EvaluatorBook, stamps: Stamps) -> None:
    """Refuse what was written out for somebody else, or for another session."""
    if stamps.person_id and stamps.person_id != str(work.person.person_id):
        raise FileRefused("scores_of_another")
    if stamps.session_id and stamps.session_id != str(book.panel.session_id):
        raise FileRefused("scores_of_other_session")


def _verdicts(work: Work) -> dict[str, str]:
    """The codes of the verdicts in use by every word, folded, that may stand for them."""
    return {
        search_key(word): one.code
        for one in work.session.scalars(select(Verdict).where(Verdict.active))
        for word in (one.code, one.title_ja, one.title_en)
        if word
    }


def _unread(readers: Sequence["_Reader"]) -> tuple[str, ...]:
    """The headings of both tables that neither knows, each once."""
    known = {*SHOWN, *(word for one in readers for word in one.headings.values())}
    said = (word for one in readers for word in one.unread)
    return tuple(dict.fromkeys(word for word in said if word not in known))


class _Reader(RowReader):
    """Reads the rows of one of the tables, one after the other."""

    def __init__(
        self,
        work: Work,
        book: EvaluatorBook,
        stamps: Stamps,
        verdicts: Mapping[str, str],
        kind: Kind,
    ) -> None:
        super().__init__()
        self.work, self.book, self.stamps, self.kind = work, book, stamps, kind
        self.lines: list[BookLine] = []
        self.drafts: list[BookLine] = []
        self.headings = headings(kind, book.criteria)
        self.unread: tuple[str, ...] = ()
        self._verdicts = verdicts

    def read_table(self, read: Grid) -> bool:
        """Understand the rows of the table; gives whether there is one. Raises FileRefused."""
        words = {name: (word,) for name, word in self.headings.items()}
        table = headed(read, words, NEEDED[self.kind])
        if table is None:
            return False
        if len(table.rows) > MOST_ROWS:
            raise FileRefused("too_many_rows", limit=MOST_ROWS)
        self.unread = table.unread
        for row in table.rows:
            self.read(row)
        return True

    def read(self, row: HeadedRow) -> None:
        """Understand a row, or say what is wrong with it."""
        before = len(self.problems)
        self.wrong_cells(row, "scores_cell_error")
        entry = self._entry(row)
        theirs = self._cells(row)
        if entry is None or len(self.problems) > before:
            return
        known = self.stamps.bases.get((self.kind, str(entry.row.id)))
        base = None if known is None else known[1]
        merged = merge(base, entry.values, theirs)
        line = BookLine(
            kind=self.kind,
            item_id=entry.row.id,
            name=entry.row.name,
            number=entry.row.number or "",
            before=entry.values,
            merged=merged,
            version=entry.version,
            content_hash=entry.content_hash,
            is_known=known is not None,
            is_stale=known is not None and known[0] != entry.content_hash,
            is_submitted=entry.is_submitted,
        )
        self._take(line, entry, row)

    def _take(self, line: BookLine, entry: Entry, row: HeadedRow) -> None:
        """Put a row where it belongs; one that changes nothing is left alone."""
        if line.changed and entry.refusal:
            self.wrong(row, ITEM, "scores_not_written", refusal=entry.refusal)
        elif line.changed and line.is_submitted:
            self.wrong(row, ITEM, "scores_submitted")
        elif line.changed and line.is_stale and line.kind is Kind.VERDICT:
            self.wrong(row, ITEM, "scores_stale")
        elif line.changed:
            self._check(line, row)
            self.lines.append(line)
        is_draft = line.kind is Kind.SCORE and not (entry.refusal or line.is_submitted)
        if is_draft and line.is_known and not line.is_stale:
            self.drafts.append(line)

    def _check(self, line: BookLine, row: HeadedRow) -> None:
        values = line.merged.values
        if line.kind is Kind.SCORE:
            card = card_of(values, self.book.criteria)
            found = problems_of_card(self.work, card, self.book.panel)
        else:
            found = problems_of_verdict(self.work, DraftedVerdict(**values))
        for one in found:
            self.wrong(row, one.field, one.key, **one.data)

    def _entry(self, row: HeadedRow) -> Entry | None:
        typed = row.cells.get(ITEM, "")
        item_id = number_in(typed) or 0
        entry = self.book.entries[self.kind].get(item_id)
        if entry is None:
            self.wrong(row, ITEM, "scores_item_unknown")
            return None
        self.only_once(row, ITEM, item_id, "scores_row_twice")
        return entry

    def _cells(self, row: HeadedRow) -> dict[str, Any]:
        """The values that the cells of a row hold."""
        found: dict[str, Any] = {}
        for column, typed in row.cells.items():
            if column == ITEM:
                continue
            if column.startswith("score-"):
                found[column] = self._score(row, column, typed)
            elif column == "verdict":
                found[column] = self._verdict(row, typed)
            else:
                found[column] = _text(typed)
        return found

    def _score(self, row: HeadedRow, column: str, typed: str) -> int | None:
        scale = self.book.panel.scale
        score = scale.score(typed) if typed else None
        if typed and score is None:
            self.wrong(row, column, "scores_no_step", steps="・".join(scale.words))
        return score

    def _verdict(self, row: HeadedRow, typed: str) -> str:
        code = self._verdicts.get(search_key(typed), "")
        if typed and not code:
            self.wrong(row, "verdict", "unknown_verdict")
        return code


def _text(typed: str) -> str:
    """A text as it would be kept; what cannot be kept stays, and is named with its row."""
    try:
        return clean_block(typed, len(typed))
    except TextUnclean:
        return typed
