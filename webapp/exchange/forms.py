"""What people send to have workbooks read, and what of it was chosen and not applied yet."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired

from webapp.forms.form import Form
from webapp.words.catalogue import lazy_gettext as _l
from workflow import exchange
from workflow.exchange import ImportView
from workflow.work import Work

ANSWER: Final = "answer:"
_COLUMN: Final = re.compile("column-([0-9]{1,3})")
_CELL: Final = re.compile("cell-([0-9]{1,7})-(.{1,60})")
_CHOICE: Final = re.compile("choice-([0-9]{1,7})-([a-z_]{1,40})")


class FileForm(Form):
    """A file."""

    file = FileField(_l("Excel or CSV file"), validators=[FileRequired(_l("Choose a file."))])


class CommitForm(Form):
    """The order to carry a file out: what was shown goes with it."""

    shown = HiddenField()


class PasteForm(Form):
    """Cells that were copied."""

    cells = TextAreaField(
        _l("Cells copied from Excel"), validators=[InputRequired(_l("Paste the cells."))]
    )


def columns_of(form: MultiDict[str, str]) -> Mapping[int, str]:
    """What each column was said to be, by its place from 0."""
    found = ((_COLUMN.fullmatch(name), value) for name, value in form.items())
    return {int(match[1]): value for match, value in found if match and value}


def answers_of(form: MultiDict[str, str]) -> Mapping[str, str]:
    """What was answered, by the keys of questions."""
    return {
        name.removeprefix(ANSWER): value
        for name, value in form.items()
        if name.startswith(ANSWER) and value
    }


def choices_of(form: MultiDict[str, str]) -> Mapping[tuple[int, str], str]:
    """What was chosen for each conflict: `ours` or `theirs`, by row and field."""
    found = ((_CHOICE.fullmatch(name), value) for name, value in form.items())
    return {
        (int(match[1]), match[2]): value
        for match, value in found
        if match and value in ("ours", "theirs")
    }


def cells_of(form: MultiDict[str, str]) -> Mapping[tuple[int, str], str]:
    """What was typed into cells that needed correcting, by row and column."""
    found = ((_CELL.fullmatch(name), value) for name, value in form.items())
    return {(int(match[1]), match[2]): value for match, value in found if match}


def row_of(form: MultiDict[str, str]) -> int:
    """The row of the head, from 1; 1 where what was typed is no row."""
    typed = form.get("head_row", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 1


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
