"""The sentences for what changes of the calendar refuse."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from webapp.words import refusals

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
