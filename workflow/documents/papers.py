"""The papers of an office as files: lists, sheets, histories, result notices, the schedule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from workflow import attachments, office
from workflow.documents import (
    event_log,
    finance_list,
    histories,
    result_queries,
    results,
    sheet_paper,
)
from workflow.documents.rendering import PDF, Document, Draft
from workflow.documents.typesetting import breakable, lines_of, typeset
from workflow.items import choices, detail, reference
from workflow.items.list_views import ItemFilter
from workflow.threads.queries import of as threads_of
from workflow.threads.views import ThreadView
from workflow.work import Work


def item_document(work: Work, item_id: int, *, with_threads: bool = False) -> Document:
    """事前協議書 of an item, with its history, as a PDF.

    `with_threads` adds the questions and answers that the person asking may read, for nobody
    the internal notes: paper goes from hand to hand. Raises NotFound, also where the item is
    not for them.
    """
    found = detail.get(work, item_id)
    process = work.process(found.process_name, found.process_version)
    facts = sheet_paper.SheetFacts(
        goals={one.number: one.title for one in choices.goals(work, found.cycle.fiscal_year)},
        doers={move.action: process.takers(move.action) for move in found.moves},
        cycles={one.id: one.title.ja for one in reference.cycles(work)},
        office=office.office(work),
        files=attachments.of(work, item_id).of_the_sheet,
        threads=_threads_for_paper(work, item_id) if with_threads else (),
    )
    return Document(sheet_paper.file_name(found), PDF, sheet_paper.write(found, facts))


def _threads_for_paper(work: Work, item_id: int) -> tuple[ThreadView, ...]:
    return tuple(one for one in threads_of(work, item_id).threads if not one.internal)


def history(work: Work, item_id: int, form: str) -> bytes:
    """Every move of an item as `json`, `xes` or `ocel`. Raises NotFound."""
    return event_log.write(histories.of_item(work, detail.get(work, item_id)), form)


def cycle_log(work: Work, cycle_id: str, form: str) -> Iterator[bytes]:
    """What happened to every item of a cycle, as `xes` or `ocel`, while it is read.

    Of the items that the person asking may see. Raises NotFound.
    """
    return event_log.write_many(histories.of_cycle(work, cycle_id), form)


def year_log(work: Work, fiscal_year: int, form: str) -> Iterator[bytes]:
    """The same of every cycle of a fiscal year (2021 is Reiwa 3). Raises NotFound."""
    return event_log.write_many(histories.of_year(work, fiscal_year), form)


def log_file(lines: Iterator[bytes], name: str, form: str) -> Document:
    """An event log as a file called `name`."""
    kind = event_log.MEDIA_TYPES[form]
    return Document(f"{name}.{event_log.SUFFIXES[form]}", kind, b"".join(lines))


def result_document(work: Work, item_id: int) -> Document:
    """結果通知 about one evaluated item, as a PDF of today's date.

    Raises NotFound where there is no result yet, OtherDepartment, WrongRole.
    """
    return results.result_file(result_queries.result_of_item(work, item_id))


def results_document(work: Work, department: str, cycle_id: str) -> Document:
    """結果通知 about every evaluated item of a department (its code) in a cycle, as a PDF.

    Raises WrongRole; NotFound where there is none, or not for the person asking.
    """
    return results.result_file(result_queries.results_of_department(work, department, cycle_id))


def finance_draft(work: Work, wanted: ItemFilter, form: str, *, codes: bool = True) -> Draft:
    """The list for 財政課 of the cycle or meeting that `wanted` names: `csv`, `xlsx` or `pdf`.

    Without `codes` the csv's headings are in Japanese. Raises WrongRole, NotFound.
    """
    return finance_list.finance_draft(
        result_queries.finance_report(work, wanted), form, codes=codes
    )


def finance_document(work: Work, wanted: ItemFilter, form: str, *, codes: bool = True) -> Document:
    """The same, written. Raises WrongRole, NotFound, PaperNotMade."""
    return finance_draft(work, wanted, form, codes=codes).written()


# ------------------------------------------------------ the papers of a meeting


TEMPLATE: Final = "meeting.typ"
STAMPS: Final = "meeting_stamps.typ"
TEXT_WIDE, AROUND, LETTER_WIDE = 170, 3, 3.71
"""Millimetres: between the margins, around what stands in a cell, and of a letter."""
LONGEST_ROW: Final = 30
"""Lines of a row that is never torn; a page has some forty."""


@dataclass(frozen=True)
class Section:
    """A part of the paper under its heading: a numbered list, a text, or a table.

    A table has headings, widths in mm (0 takes what is left) and rows of as many cells.
    """

    heading: str
    lines: tuple[str, ...] = ()
    text: str = ""
    headings: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def printed(self) -> dict[str, Any]:
        """What the template reads."""
        kind = "table" if self.headings else "text" if self.text else "list"
        return {
            "heading": self.heading,
            "kind": kind,
            "lines": list(map(breakable, self.lines)),
            "text": breakable(self.text),
            "headings": self.headings,
            "widths": self.widths,
            "rows": [
                {"cells": list(map(breakable, row)), "long": self._is_long(row)}
                for row in self.rows
            ],
        }

    def _is_long(self, row: Sequence[str]) -> bool:
        """Whether a row may be taller than a page: it is torn, or its end would fall off."""
        left = (TEXT_WIDE - sum(self.widths)) / max(1, self.widths.count(0))
        letters = (int(((width or left) - AROUND) / LETTER_WIDE) for width in self.widths)
        return any(
            lines_of(cell, max(1, wide)) > LONGEST_ROW
            for cell, wide in zip(row, letters, strict=True)
        )


@dataclass(frozen=True)
class Stamp:
    """What is laid on a page of so many points: its number, and the paper it is of, or ""."""

    width: float
    height: float
    number: str
    paper: str


def meeting_paper(
    title: str,
    facts: Sequence[tuple[str, str]],
    sections: Sequence[Section],
    *,
    whose: str = "",
    numbered: bool = False,
) -> bytes:
    """A PDF, A4: facts by name (日時, 場所), then sections; empty ones are left out.

    Its pages are `numbered` where it stands alone.
    """
    filled = [one.printed for one in sections if one.lines or one.text or one.rows]
    given = [(name, breakable(words)) for name, words in facts if words]
    paper = {"title": title, "office": whose, "facts": given, "sections": filled}
    return typeset(TEMPLATE, {**paper, "numbered": numbered})


def stamps(pages: Sequence[Stamp]) -> bytes:
    """A PDF of as many pages of the same sizes, with nothing on them but the stamps."""
    return typeset(STAMPS, {"pages": [vars(one) for one in pages]})
