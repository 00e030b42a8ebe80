"""What people send to have workbooks read."""

import re
from collections.abc import Mapping
from typing import Final

from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired

from webapp.forms.form import Form
from webapp.words.catalogue import lazy_gettext as _l

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
