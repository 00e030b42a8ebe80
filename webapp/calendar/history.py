"""What is said after a change of the calendar: closed days, and what became of them."""

from collections.abc import Iterable, Mapping
from typing import Final

from flask import flash
from flask_babel import LazyString, pgettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from webapp.words.filters import short_date
from webapp.words.office import HEADQUARTERS_FIRST, SCHEDULE_NUMBER
from workflow.calendar import DayNote

FIELDS: Final[Mapping[str, LazyString]] = {
    "fiscal_year": _l("Fiscal year of the consultation"),
    "budget_year": _l("Budget year"),
    "kind": _l("Budget of the cycle"),
    "process_name": _l("Process of the cycle"),
    "tracks": _l("Processes by content"),
    "opens_on": _l("Opens on"),
    "submission_deadline": _l("Submission deadline"),
    "review_deadline": _l("Review deadline"),
    "closed": _l("Closed for moves"),
    "number": _l("Meeting number"),
    "held_on": _l("Day of the meeting"),
    "begins_on": _l("Day of the session"),
    "title": _l("Title of it"),
    "note": _l("Note under it"),
    "is_part": _l("A part of the row above, without a number"),
    "cycle_ids": _l("Budget cycles of it"),
    "quarters": _l("Entries of the quarters"),
    "order": _l("Order of the rows"),
}
SUBJECTS: Final[Mapping[str, LazyString]] = {
    "cycle": _l("Budget cycle"),
    "meeting": _l("%(headquarters)s meeting", headquarters=HEADQUARTERS_FIRST),
    "session": _l("Evaluation session"),
    "schedule_row": _l("Row of paper %(number)s", number=SCHEDULE_NUMBER),
}
VERBS: Final[Mapping[str, LazyString]] = {
    "added": _p("calendar", "added"),
    "changed": _p("calendar", "changed"),
    "closed": _p("calendar", "closed"),
    "reopened": _p("calendar", "reopened"),
    "placed": _p("calendar", "moved to another place"),
    "removed": _p("calendar", "taken off"),
}
IN_FULL: Final = frozenset({"quarters", "order", "tracks"})
"""Fields whose values are too long for the log's line: that they changed is said."""


def say(notes: Iterable[DayNote]) -> str:
    """Say that the change is saved, then which days fell on closed ones; "" as all is said."""
    flash(_("The calendar is saved."), "success")
    for one in notes:
        facts = {"field": str(FIELDS[one.field]), "typed": short_date(one.typed)}
        if one.becomes is None:
            flash(_("%(field)s: %(typed)s is a closed day. It stays as typed.", **facts), "warning")
        else:
            becomes = short_date(one.becomes)
            flash(
                _(
                    "%(field)s: %(typed)s is a closed day, so it becomes %(becomes)s.",
                    becomes=becomes,
                    **facts,
                ),
                "warning",
            )
    return ""


def value(found: object) -> str:
    """A value of the log in words."""
    if found is None or found == "" or found == []:
        return "―"
    if isinstance(found, bool):
        return str(pgettext("calendar", "yes") if found else pgettext("calendar", "no"))
    return "、".join(map(str, found)) if isinstance(found, list) else str(found)
