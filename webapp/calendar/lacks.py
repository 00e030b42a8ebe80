"""What the cycles of a year lack, and which of their days are in doubt, in words."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from flask import url_for
from flask_babel import LazyString

from webapp.request import current
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import short_date, title
from webapp.words.office import HEADQUARTERS
from workflow import calendar
from workflow.calendar import Doubt, DoubtfulDay, Lack
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
    Lack.MEETING: "calendar.new_meeting",
}


def said_of_lacks(year: int) -> list[Said]:
    """What the cycles of a year lack."""
    found = calendar.lacks(current.work(), year)
    return [Said(WORDS[lack], cycles, _place(lack)) for lack, cycles in found.items()]


def _place(lack: Lack) -> str:
    if lack is Lack.DEPARTMENTS and not current.actor().has(Role.ADMIN):
        return ""
    return _MENDED_AT.get(lack, "")


class Doubted(NamedTuple):
    """A day in doubt, in words, and the address where it is changed."""

    words: str
    address: str


DOUBTS: Final[Mapping[Doubt, tuple[LazyString, str, str]]] = {
    Doubt.OVER: (
        _l("%(cycle)s: the submission deadline, %(day)s, is over. What comes now comes late."),
        "calendar.cycle",
        "cycle_id",
    ),
    Doubt.SESSION_EARLY: (
        _l("%(cycle)s: the evaluation session, %(day)s, is before the deadline, %(deadline)s."),
        "calendar.session",
        "session_id",
    ),
    Doubt.MEETING_EARLY: (
        _l("%(cycle)s: the meeting, %(day)s, is before the submission deadline, %(deadline)s."),
        "calendar.meeting",
        "meeting_id",
    ),
}
"""By what is the matter its sentence, and the page of what has the day."""


def doubted(days: Iterable[DoubtfulDay]) -> list[Doubted]:
    """Days in doubt, as pages name them."""
    return [Doubted(_doubt(one), _address(one)) for one in days]


def _doubt(one: DoubtfulDay) -> str:
    facts = {
        "cycle": title(one.cycle.view.title),
        "day": short_date(one.day),
        "deadline": short_date(one.cycle.view.submission_deadline),
    }
    return str(DOUBTS[one.doubt][0]) % facts


def _address(one: DoubtfulDay) -> str:
    _words, endpoint, name = DOUBTS[one.doubt]
    values: dict[str, Any] = {name: one.id}
    return url_for(endpoint, **values)
