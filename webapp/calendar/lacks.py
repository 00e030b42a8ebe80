"""What cycles lack, in words, and where it is added."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from webapp.request import current
from webapp.words.office import HEADQUARTERS
from workflow import calendar
from workflow.calendar import Lack
from workflow.items import CycleView
from workflow.values import Role


class Said(NamedTuple):
    """A lack in words, the cycles that have it, and the page where it is mended."""

    words: LazyString
    cycles: tuple[CycleView, ...]
    endpoint: str
    """Empty where this person cannot mend it."""


WORDS: Final[Mapping[Lack, LazyString]] = {
    Lack.DEPARTMENTS: _l(
        "The fiscal year has no departments: nobody can begin an item, and officers get no form."
    ),
    Lack.PROCESS: _l("The process of the cycle is not published: no item can begin."),
    Lack.CRITERIA: _l("There are no criteria in use: nothing can be evaluated by them."),
    Lack.MEETING: _l(
        "No meeting of the %(headquarters)s takes the cycle: its results cannot be reported.",
        headquarters=HEADQUARTERS,
    ),
}

_MENDED_AT: Final = {
    Lack.DEPARTMENTS: "organisation.index",
    Lack.CRITERIA: "masters.home",
    Lack.MEETING: "timetable.new_meeting",
}


def said(year: int) -> list[Said]:
    """What the cycles of a year lack."""
    found = calendar.lacks(current.work(), year)
    return [Said(WORDS[lack], cycles, _place(lack)) for lack, cycles in found.items()]


def _place(lack: Lack) -> str:
    if lack is Lack.DEPARTMENTS and not current.actor().has(Role.ADMIN):
        return ""
    return _MENDED_AT.get(lack, "")
