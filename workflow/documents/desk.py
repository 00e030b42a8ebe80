"""The engine's part about papers: an item's sheet, results to departments, 財政課's list."""

from collections.abc import Iterable

from workflow import threads
from workflow.desk import Desk
from workflow.documents import finance_list, papers, result_notice, sheet_paper
from workflow.documents.papers import ResultNotice
from workflow.documents.rendering import PDF, Document
from workflow.items import choices, detail, reference
from workflow.items.views import ItemFilter, ItemRow
from workflow.threads import ThreadView
from workflow.values.actor import Actor, Title
from workflow.work import Work


class PaperDesk(Desk):
    """`engine.papers`: every method reads, none changes anything."""

    def item(self, item_id: int, actor: Actor | None, *, with_threads: bool = False) -> Document:
        """事前協議書 of an item as it stands, with its history, as a PDF.

        `with_threads` adds the questions and answers that `actor` reads, for nobody the
        internal notes: paper goes from hand to hand. Raises NotFound, also where the item is
        not for `actor`.
        """
        with self._read(actor) as work:
            found = detail.get(work, item_id)
            process = self._library.get(work.session, found.process_name, found.process_version)
            told = sheet_paper.Told(
                goals={
                    one.number: one.title for one in choices.goals(work, found.cycle.fiscal_year)
                },
                doers={move.action: process.takers(move.action) for move in found.moves},
                cycles={one.id: one.title.ja for one in reference.cycles(work)},
                threads=self._open_threads(work, item_id) if with_threads else (),
            )
        return Document(sheet_paper.file_name(found), PDF, sheet_paper.write(found, told))

    def _open_threads(self, work: Work, item_id: int) -> tuple[ThreadView, ...]:
        found = threads.of(work, item_id)
        return tuple(one for one in found.threads if not one.internal)

    def result(self, item_id: int, actor: Actor | None) -> Document:
        """結果通知 about one evaluated item, as a PDF of today's date.

        Raises NotFound where there is no result yet, OtherDepartment, WrongRole.
        """
        with self._read(actor) as work:
            notice = papers.results_of_item(work, item_id)
        return _letter(notice)

    def results(self, department: str, cycle_id: str, actor: Actor | None) -> Document:
        """結果通知 about every evaluated item of a department (its code) in a cycle, as a PDF.

        Raises NotFound where there is none, or not for `actor`; WrongRole.
        """
        with self._read(actor) as work:
            notice = papers.results_of_department(work, department, cycle_id)
        return _letter(notice)

    def offered_results(self, rows: Iterable[ItemRow], actor: Actor | None) -> dict[str, Title]:
        """The departments, by code, to which `actor` may have a 結果通知 about some of `rows`."""
        with self._read(actor) as work:
            return papers.result_departments(work, rows)

    def offers_finance_list(self, actor: Actor | None) -> bool:
        """Whether `actor` may have the list for 財政課."""
        return papers.may_have_finance_list(actor) is None

    def finance_list(self, actor: Actor | None, wanted: ItemFilter, form: str) -> Document:
        """The list for 財政課 of the cycle or meeting that `wanted` names.

        `form` is `csv`, `xlsx` or `pdf`. Raises WrongRole, NotFound.
        """
        with self._read(actor) as work:
            found = papers.finance_report(work, wanted)
        return finance_list.document(found, form)


def _letter(notice: ResultNotice) -> Document:
    return Document(result_notice.file_name(notice), PDF, result_notice.write(notice))
