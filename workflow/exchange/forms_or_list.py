"""Whether what was taken for the head of a list are the labels of forms.

What a form is called stands right of its label; over a list names stand beneath.
"""

from collections.abc import Sequence

from workflow.exchange import forms, forms_beside, headings, understanding
from workflow.exchange.form_cells import Cell, Entry, Label, Labelled
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Grid

Named = Sequence[tuple[Label, Entry]]
"""The labels of names on a sheet, with what stands right of each."""


def are_forms(grid: Grid, how: Understanding) -> bool:
    """Whether the head that was found are labels of forms, of several or of one with an amount.

    Several stand on its sheet, or on others in the same way, each with another name.
    """
    tab = grid.tab(how.tab)
    if tab is None:
        return False
    sheets = forms_beside.apart(tab)
    named = [one for sheet in sheets for one in _named(sheet)]
    cells = {label.cell for label, _entry in named if label.cell[0] in range(how.head, how.first)}
    if not cells:
        return False
    is_enough = len(_names(named)) >= forms.FEWEST
    if is_enough and sum(len(forms.of_sheet(one)) for one in sheets) >= forms.FEWEST:
        return True
    return _are_on_sheets(grid, how, cells) or _is_one(sheets, how)


def _named(sheet: Labelled) -> Named:
    """Those of labels that stand in no row of headings, one beside the other."""
    cells = {label.cell for label in sheet.labels()}
    labels = (
        label
        for label in sheet.labels()
        if label.column == "name" and (label.cell[0], label.cell[1] - 1) not in cells
    )
    said = ((label, entry) for label in labels if (entry := sheet.entry(label)))
    return [(label, entry) for label, entry in said if entry.cell[0] == label.cell[0]]


def _names(named: Named) -> set[object]:
    return {entry.value for _label, entry in named}


def _are_on_sheets(grid: Grid, how: Understanding, cells: set[Cell]) -> bool:
    """Whether other sheets say other names beside the same label, each a form of its own."""
    others = [tab for tab in understanding.searched(grid) if not understanding.is_example(tab)]
    sheets = [one for tab in others for one in forms_beside.apart(tab)]
    named = [(one, [both for both in _named(one) if both[0].cell in cells]) for one in sheets]
    found = [(one, both) for one, both in named if both]
    names = _names([both for _sheet, of_sheet in found for both in of_sheet])
    return len(names) >= forms.FEWEST and all(forms.of_sheet(sheet) for sheet, _named in found)


def _is_one(sheets: Sequence[Labelled], how: Understanding) -> bool:
    """Whether the head has no column of amounts, and the sheet is a form that says one."""
    if "amount_kyen" in how.columns.values():
        return False
    found = [form for one in sheets for form in forms.of_sheet(one)]
    labels = (label for form in found for label in form.entries)
    # Beneath years an amount is called by both: R3予算 事業費計.
    texts = (text for label in labels for text in (label, label.split(" ")[-1]))
    return "amount_kyen" in {headings.recognised(text).column for text in texts}
