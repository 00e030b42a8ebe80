"""What was chosen on an import's page and not applied yet, when the import itself is ordered."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from werkzeug.datastructures import MultiDict

from webapp.exchange.forms import answers_of, cells_of, choices_of, columns_of, row_of
from workflow import exchange
from workflow.exchange import ImportView
from workflow.work import Work

Verb = Callable[[Work], Any]


def unapplied(view: ImportView, sent: MultiDict[str, str], known: Collection[str]) -> list[Verb]:
    """What has to be done so that the import is as the page said; nothing where it is so.

    `known` are the columns that the page offers. What was not sent stays as it is.
    """
    return [] if view.committed_at else list(_steps(view, sent, known))


def _steps(view: ImportView, sent: MultiDict[str, str], known: Collection[str]) -> Iterator[Verb]:
    columns, tab, head_row = columns_of(sent), sent.get("tab"), row_of(sent)
    read = {one.place: one.column for one in view.columns if one.column in known}
    as_read = (view.tab if tab else tab, view.head_row, read)
    if "head_row" in sent and (tab, head_row, columns) != as_read:
        yield lambda work: exchange.correct(
            work, view.id, tab=tab, head_row=head_row, columns=columns
        )
    answers = answers_of(sent)
    if any(answers.get(one.key, one.answer) != one.answer for one in view.questions):
        yield lambda work: exchange.answer(work, view.id, answers)
    cells = cells_of(sent)
    stand = {(one.row, one.column): one.typed for row in view.rows_to_correct for one in row}
    if any(cells.get(at, typed) != typed for at, typed in stand.items()):
        yield lambda work: exchange.amend(work, view.id, cells)
    choices = choices_of(sent)
    if any(choices.get((one.row, one.column), one.choice) != one.choice for one in view.conflicts):
        yield lambda work: exchange.choose(work, view.id, choices)
