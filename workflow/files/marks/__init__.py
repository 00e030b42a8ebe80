"""What cells are besides their values: errors, formulas without a value, hidden rows and columns.

The reader of values gives an error, a formula that was never computed and an empty cell alike,
and refuses a whole workbook for one error that it does not know. So the same bytes are looked
at here before: `look` says what stands where, and gives bytes that the reader takes.
"""

from collections.abc import Mapping
from typing import NamedTuple

from workflow.files.marks import ods, xls, xlsx
from workflow.files.marks.found import ERROR_WORDS, Marks
from workflow.files.workbooks import WorkbookKind

__all__ = ["ERROR_WORDS", "Looked", "Marks", "look"]


class Looked(NamedTuple):
    """The workbook as the reader takes it, and the marks of each sheet by its name."""

    content: bytes
    marks: Mapping[str, Marks]


def look(content: bytes, kind: WorkbookKind) -> Looked:
    """Look at a workbook that was found harmless. Raises FileRefused."""
    if kind is WorkbookKind.XLSX:
        return Looked(*xlsx.look(content))
    if kind is WorkbookKind.XLS:
        return Looked(*xls.look(content))
    if kind is WorkbookKind.ODS:
        return Looked(content, ods.look(content))
    return Looked(content, {})
