"""What is said of the calendar: after a change, in its log, and of what is refused."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from flask import flash
from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.process import asked
from webapp.request import current
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.catalogue import pgettext
from webapp.words.filters import labelled, short_date, title
from webapp.words.office import HEADQUARTERS_FIRST, SCHEDULE_NUMBER
from workflow.calendar import DayNote
from workflow.items import CycleView, Intake
from workflow.process import stored_tracks
from workflow.values import CycleId, Subject, Title

SOME_YEAR: Final = 2021
"""Of which the kinds of budgets are named."""

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
    "title_en": _l("Title in English"),
    "note": _l("Note under it"),
    "is_part": _l("A part of the row above, without a number"),
    "cycle_ids": _l("Budget cycles of it"),
    "quarters": _l("Entries of the quarters"),
    "order": _l("Order of the rows"),
}
for _subject in (Subject.CYCLE, Subject.MEETING):
    record_words.register(
        _subject,
        FIELDS,
        {"kind": lambda given: budget(given), "process_name": lambda given: _process(given)},
    )
record_words.register(
    Subject.TRACKS,
    {"tracks": FIELDS["tracks"]},
    {"tracks": lambda given: _track(given)},
)


def budget(kind: str) -> str:
    """Which budget a cycle of a kind is for: 9月補正."""
    return CycleId(SOME_YEAR, kind).name(current.language())


def _process(name: str) -> str:
    known = current.work().newest
    return title(Title.of(known[name].title)) if name in known else name


def _track(given: Any) -> str:
    (one,) = stored_tracks([given])
    return labelled(asked.when(one.when), _process(one.process_name))


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
INTAKE: Final[Mapping[Intake, LazyString]] = {
    Intake.AHEAD: _l("Not open yet: from %(day)s"),
    Intake.OPEN: _l("Open for items"),
    Intake.LATE: _l("After the submission deadline"),
    Intake.CLOSED: _l("closed for moves"),
}
IN_FULL: Final = frozenset({"quarters", "order", "tracks"})
"""Fields whose values are too long for the log's line: that they changed is said."""


def intake(cycle: CycleView) -> str:
    """How the cycle stands today to what departments bring."""
    stands = cycle.intake(current.today())
    return str(INTAKE[stands]) % {"day": short_date(cycle.opens_on)}


def say_change(notes: Iterable[DayNote]) -> str:
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


SENTENCES: Final[Mapping[str, LazyString]] = {
    "calendar_changed": _l(
        "Somebody changed this in the meantime. Nothing was saved: open the page again first."
    ),
    "meeting_frozen": _l(
        "The report of this meeting is frozen: the meeting is not changed any more."
    ),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "before_opening": _l("This day is before the opening."),
    "before_submission": _l("This day is before the submission deadline."),
    "outside_fiscal_year": _l("This day is not in fiscal year %(year)s."),
    "kind_unreadable": _l("There is no such budget."),
    "budget_year_unfit": _l("The budget year of this budget is %(year)s."),
    "cycle_exists": _l("The cycle “%(name)s” is there already, with other days."),
    "cycle_name_fixed": _l("Year and kind of a cycle do not change. Add another cycle instead."),
    "cycle_has_items": _l("There are items in this cycle: its process does not change any more."),
    "cycle_unknown": _l("There is no such cycle. Choose from the list."),
    "cycle_reported": _l("Items of %(name)s were reported at this meeting: it keeps the cycle."),
    "process_unknown": _l("There is no such process."),
    "meeting_exists": _l("There is a meeting No. %(name)s in this fiscal year already."),
    "number_out_of_range": _l("Type a whole number from 1 to %(limit)s."),
    "entry_without_mark": _l("Line %(line)s needs a mark (○, ● or □) and a text."),
    "entry_cycle_unknown": _l("There is no cycle “%(name)s”."),
    "track_asks_nothing": _l("Rule %(number)s: say for which items it is."),
    "track_band_empty": _l("Rule %(number)s: no amount is from the one on and below the other."),
    "track_process_unknown": _l("Rule %(number)s: there is no such process."),
    "track_code_unknown": _l("Rule %(number)s names what is not on the lists of choices."),
    "track_never_chosen": _l(
        "No item comes to rule %(number)s: the rules above it take all that it fits."
    ),
    "tracks_too_many_cases": _l(
        "The rules tell too many kinds of items apart to be proved. Ask for fewer things."
    ),
    "part_without_row": _l("A part needs a numbered row above it."),
}

refusals.register(SENTENCES, PROBLEMS)
