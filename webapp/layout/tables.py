"""The columns that a table of items can have, and which of them have something to show."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from flask_babel import LazyString

from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext
from workflow.items import ItemRow

COLUMNS: Final[Mapping[str, LazyString]] = {
    "choose": _l("Choose"),
    "number": _l("No."),
    "item_number": _l("Item number"),
    "place": _l("Department and section"),
    "department": _l("Department"),
    "section": _l("Section"),
    "field": _l("Field"),
    "category": _l("Category"),
    "name": _l("Project"),
    "amount": _l("Amount"),
    "funding": _l("Funding"),
    "summary": _l("Description"),
    "state": _l("State"),
    "verdict": _l("Verdict"),
    "opinion": _l("Findings and conditions"),
    "due": _l("Due"),
    "submitted": _l("Submitted on"),
    "questions": _l("Open questions"),
    "handler": lazy_pgettext("list", "In charge"),
}
"""What stands over the columns that a table of items can have."""

BY_NEED: Final[Mapping[str, str]] = {
    "field": "field",
    "category": "category",
    "funding": "funding",
    "verdict": "verdict",
    "due": "due_on",
}
"""Columns of a list that are left out where no row has the attribute."""


def needed(columns: Iterable[str], rows: Sequence[ItemRow]) -> tuple[str, ...]:
    """The columns that would not be empty from top to bottom."""
    return tuple(
        column
        for column in columns
        if column not in BY_NEED or any(getattr(row, BY_NEED[column]) for row in rows)
    )
