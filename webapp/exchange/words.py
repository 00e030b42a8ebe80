"""The sentences for what is wrong with a file or a cell, and for what differs in one."""

from collections.abc import Iterable, Mapping
from typing import Final

from flask_babel import LazyString

from webapp.words import refusals, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.catalogue import ngettext
from workflow.exchange import PASTED, SOURCE, CellConflict, CellProblem, Committed, ImportView

COLUMNS: Final[Mapping[str, LazyString]] = {
    "no": _p("workbook", "No."),
    "item": _p("workbook", "Item number (hidden column)"),
    "place": _p("workbook", "Department and section in one cell"),
}
CELL_PROBLEMS: Final[Mapping[str, LazyString]] = {
    "money_unreadable": _l("This cannot be read as an amount. Type it like 60,016 or △1,395."),
    "money_brackets": _l(
        "Brackets may mean a reduction, a part, or another year. Type △1,395 or 1,395 without them."
    ),
    "money_parted": _l(
        "The amount seems to be parted at its comma: the row has more cells than there are "
        "headings. Type the whole amount."
    ),
    "money_unit": _l("Type the amount in thousands of yen, without a unit."),
    "money_decimal": _l("Type whole thousands of yen, without decimals."),
    "count_unreadable": _l("Type a whole number, like 3."),
    "flag_unreadable": _l("Type はい, or leave the cell empty."),
    "not_in_list": _l("This is none of: %(entries)s."),
    "department_unknown": _l("There is no department called “%(name)s”."),
    "department_missing": _l("Name the department."),
    "department_fixed": _l("An item cannot be moved to another department."),
    "funding_unreadable": _l("This cannot be read as funding lines. Type “kind amount (label)”."),
    "formula_without_value": _l(
        "The formula has no value in this file. Open it in Excel, save it, and bring it again."
    ),
    "cell_error": _l("The cell holds an error of a formula (%(word)s)."),
    "merged_cell": _l("This cell is merged with one above it: type a value in each row."),
    "name_repeated": _l("This only repeats the name above: type the name of the project."),
    "item_unknown": _l("There is no such item in this cycle that you may see."),
    "only_drafts": _l("The item is there already: its department changes it, not a file of yours."),
    "item_twice": _l("Row %(row)s is the same item: an item stands in one row only."),
    "duplicate_row": _l("Row %(row)s has the same section and name."),
    "name_missing": _l("The name of the project is missing."),
    "no_name_column": _l("No column is known as the name of the project. Choose it below."),
    "no_list": _l("No list was found. Choose the sheet and the row of the headings below."),
    "money_no_thousands": _l("This is no whole number of thousands of yen."),
    "money_word": _l("“%(word)s” is no amount. Type the amount, or leave the cell empty."),
    "funding_sum": _l("The funding adds up to %(lines)s, the amount is %(amount)s."),
    "unclosed_quote": _l("Line %(line)s of the text opens a quotation mark and does not close it."),
}

SENTENCES: Final[Mapping[str, LazyString]] = {
    "file_refused": _l("This file cannot be read."),
    "file_refused:empty": _l("The file is empty."),
    "file_refused:too_large": _l("The file is too large: at most %(limit)s MB."),
    "file_refused:too_many_rows": _l("The sheet has too many rows: at most %(limit)s."),
    "file_refused:too_many_cells": _l("The sheet reaches too far: at most %(limit)s cells."),
    "file_refused:cell_too_far": _l(
        "The sheet reaches too far: something stands in cell %(cell)s. "
        "Delete the rows and columns behind the table, save it, and try again."
    ),
    "file_refused:bomb": _l("The file unpacks to far more than a workbook. It was not opened."),
    "file_refused:damaged": _l("The file is damaged. Open it in Excel, save it, and try again."),
    "file_refused:encrypted": _l("The file is encrypted. Save it without a password."),
    "file_refused:macros": _l("The file holds macros. Save it as an ordinary workbook (.xlsx)."),
    "file_refused:doctype": _l("The file holds a document type declaration. It was not opened."),
    "file_refused:path": _l("The file holds parts with names that lead elsewhere."),
    "file_refused:foreign": _l("This is no Excel, OpenDocument or CSV file, whatever its name."),
    "file_refused:web_page": _l(
        "This is a web page, whatever its name. Open it in Excel, save it as a workbook (.xlsx), "
        "and try again."
    ),
    "file_refused:too_much_text": _l("The cells hold too much text: at most %(limit)s characters."),
    "file_refused:ended": _l(
        "Reading this file took more memory or time than it may, and was ended. "
        "Copy the table into a new workbook, and bring that."
    ),
    "file_refused:busy": _l("Other files are being read just now. Try again in a minute."),
    "file_refused:outdated": _l(
        "This file was brought before the program was updated. Bring it again."
    ),
    "file_refused:encoding": _l(
        "The letters of the text cannot be told. Save it as UTF-8 or Shift_JIS (CP932)."
    ),
    "file_refused:iso_2022_jp": _l(
        "The text is ISO-2022-JP and damaged. Save it as UTF-8 or Shift_JIS (CP932)."
    ),
    "file_refused:quotes": _l("Too many lines open a quotation mark and do not close it."),
    "file_refused:no_sheet": _l("The file has no sheet with cells."),
    "import_not_ready": _l("This file cannot be brought in as it stands."),
    "import_not_ready:unread": _l("Not all rows were checked yet."),
    "import_not_ready:questions": _l("What is asked of the file has to be answered first."),
    "import_not_ready:wrong": _l("Some cells need correcting; nothing was brought in."),
    "import_not_ready:conflicts": _l("Cells that were changed on both sides wait for a choice."),
    "import_not_ready:nothing": _l("There is nothing in this file to create or change."),
    "import_not_ready:committed": _l("This file was brought in already."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "section_unknown": _l(
        "There is no section called “%(name)s” in this department. Its sections: %(entries)s."
    ),
}

refusals.register(SENTENCES, PROBLEMS)


def column(name: str) -> str:
    """What a column is called."""
    if name.startswith(SOURCE):
        return _("Funding: %(source)s", source=name.removeprefix(SOURCE))
    return str(COLUMNS.get(name) or sheet_labels.field(name))


def place(tab: str, cell: str) -> str:
    """「様式」シート E7; 貼り付け E7."""
    if tab == PASTED:
        return _("pasted cells %(cell)s", cell=cell)
    return _("sheet “%(tab)s” %(cell)s", tab=tab, cell=cell)


def reason(one: CellProblem) -> str:
    """Why a cell cannot be used."""
    known = CELL_PROBLEMS.get(one.key)
    if known is None:
        return refusals.problem(one)
    return str(known) % {name: str(fact) for name, fact in one.data.items()}


def problem(one: CellProblem) -> str:
    """Where, which column, why: one line."""
    return _(
        "%(place)s (%(column)s): %(reason)s",
        place=place(one.tab, one.cell),
        column=column(one.column),
        reason=reason(one),
    )


def committed(done: Committed) -> str:
    """What a file did."""
    return _(
        "%(created)d items were drafted, %(changed)d were changed.",
        created=done.created,
        changed=done.changed,
    )


def conflict(view: ImportView, one: CellConflict) -> str:
    """A cell that both sides changed: one line."""
    return _(
        "%(place)s (%(column)s): changed here to “%(ours)s” and in the file to “%(theirs)s”",
        place=place(view.tab, one.cell),
        column=column(one.column),
        ours=one.ours,
        theirs=one.theirs,
    )


def left(rows: int) -> str:
    """The sentence that rows of other departments were left out; "" if there were none."""
    if not rows:
        return ""
    return ngettext("%(num)d row was left out.", "%(num)d rows were left out.", rows)


def columns_named(names: Iterable[str]) -> str:
    """Several columns, by their headings."""
    return "、".join(map(column, names))


def one_or_more(count: int, one: str, more: str, **facts: object) -> str:
    """`one` of a single row, else `more`: Japanese has no plural, but says など of several only."""
    return (one if count == 1 else more) % {"num": count, **facts}
