"""Words for bodies, meetings and tasks, and the sentences of refusals."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.people.words import days
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import SignedWord
from webapp.words.office import HEADQUARTERS, HEADQUARTERS_FIRST
from workflow.ledger import Referred
from workflow.values import BodyKind, MeetingState, Period, Presence, Subject, TaskState

KINDS: Final[Mapping[BodyKind, LazyString]] = {
    BodyKind.HEADQUARTERS: HEADQUARTERS_FIRST,
    BodyKind.BOARD: _p("body", "Board"),
    BodyKind.COMMITTEE: _p("body", "Committee"),
    BodyKind.WORKING_GROUP: _p("body", "Working group"),
}
STATES: Final[Mapping[MeetingState, SignedWord]] = {
    MeetingState.PLANNED: SignedWord("○", _p("meeting", "Called"), "draft"),
    MeetingState.HELD: SignedWord("◑", _p("meeting", "Held"), "under_review"),
    MeetingState.CLOSED: SignedWord("●", _p("meeting", "Minutes confirmed"), "evaluated"),
}
PRESENCES: Final[Mapping[Presence, LazyString]] = {
    Presence.PRESENT: _p("attendance", "Present"),
    Presence.ABSENT: _p("attendance", "Absent"),
    Presence.PROXY: _p("attendance", "By proxy"),
}
TASKS: Final[Mapping[TaskState, SignedWord]] = {
    TaskState.OPEN: SignedWord("○", _p("task", "Under way"), "draft"),
    TaskState.DONE: SignedWord("●", _p("task", "Done"), "evaluated"),
    TaskState.DROPPED: SignedWord("×", _p("task", "Dropped"), "withdrawn"),
}


def chosen_from(words: Mapping[Any, LazyString | SignedWord]) -> list[tuple[str, LazyString]]:
    """The words as a list offers them."""
    return [
        (one.value, said.word if isinstance(said, SignedWord) else said)
        for one, said in words.items()
    ]


_name_of_member: Final = record_words.refers_to(Referred.MEMBER)


def _member(given: Mapping[str, Any]) -> str:
    """A member of the record: who, as what, and from when to when."""
    who = record_words.person(given["person"]) if given["person"] else given["name"]
    first, last = (given[name] and date.fromisoformat(given[name]) for name in ("from", "until"))
    return " ".join(filter(None, (who, given["position"], days(Period(first, last)))))


def _paper(number: str) -> str:
    group, _dash, place = number.partition("-")
    return _("Paper %(group)d-%(number)d", group=int(group), number=int(place))


def _listed(given: Mapping[str, Any]) -> str:
    number = f"{given['group']}-{given['number']}"
    return f"{_paper(number)} {given['title']}"


def _laid_out(given: Mapping[str, Any]) -> str:
    """What lay under the number of a paper; an edition is said by no name."""
    what = given["name"] or _("Frozen edition")
    said = f"{_paper(given['paper'])} {what}"
    return _("%(what)s, taken away", what=said) if given["removed"] else said


def _attended(given: Mapping[str, Any]) -> str:
    said = f"{_name_of_member(given['member'])} {PRESENCES[Presence(given['state'])]}"
    return f"{said} {given['proxy']}".rstrip()


def _report(given: Mapping[str, Any]) -> str:
    by = record_words.person(given["by"])
    return f"{TASKS[TaskState(given['state'])].word} {given['text']} ({by})"


refusals.register(
    {
        "body_changed": _l(
            "Somebody changed this after the page was opened. Nothing of yours was done: look at"
            " it again. Sent once more, what you typed holds."
        ),
        "minutes_confirmed": _l("The minutes are confirmed: nothing of the meeting changes."),
        "meeting_not_held": _l("The meeting has not been held yet, or there are no minutes."),
        "body_ended": _l("The body meets no more on that day."),
        "not_your_task": _l(
            "Only whoever has the task and the %(headquarters)s secretariat say what became of it.",
            headquarters=HEADQUARTERS,
        ),
        "task_settled": _l("The task is done or dropped already. Nothing was added."),
        "nothing_frozen": _l("Nothing of this paper is frozen yet. Freeze it first."),
    },
    {
        "body_exists": _l("There is a body of this name already."),
        "member_twice": _l("This member is in the body on such days already."),
        "member_unknown": _l("Nobody signs in by this name."),
        "person_or_name": _l("Type either a sign-in name or the name of somebody from outside."),
        "meeting_called": _l("This meeting is called already."),
    },
)
record_words.register(
    Subject.BODY,
    {
        "kind": _p("body", "Kind of body"),
        "name": _p("body", "Name of the body"),
        "ended_on": _p("body", "Meets no more from"),
        "members": _p("body", "Members"),
        "revision": _p("body", "Number of changes"),
    },
    {"kind": lambda given: str(KINDS[BodyKind(given)]), "members": _member},
)
record_words.register(
    Subject.BODY_MEETING,
    {
        "body": _p("meeting", "Body"),
        "headquarters": _p("meeting", "Meeting of the calendar"),
        "fiscal_year": _l("Fiscal year"),
        "number": _p("meeting", "Number"),
        "held_on": _p("meeting", "Day"),
        "hours": _p("meeting", "Hours"),
        "place": _p("meeting", "Place"),
        "topics": _p("meeting", "Topics"),
        "papers": _p("meeting", "Papers"),
        "laid_out": _p("meeting", "Papers laid out"),
        "state": _p("meeting", "How it stands"),
        "attendance": _p("meeting", "Attendance"),
        "minutes": _p("meeting", "What was said"),
        "decisions": _p("meeting", "Decisions"),
        "revision": _p("body", "Number of changes"),
    },
    {
        "state": lambda given: str(STATES[MeetingState(given)].word),
        "body": record_words.refers_to(Referred.BODY),
        "headquarters": record_words.refers_to(Referred.MEETING),
        "papers": _listed,
        "laid_out": _laid_out,
        "attendance": _attended,
    },
)
record_words.register(
    Subject.MEETING_TASK,
    {
        "meeting": _p("task", "Meeting"),
        "text": _p("task", "Task"),
        "items": _p("task", "Items"),
        "person": _p("task", "Who (person)"),
        "who": _p("task", "Who"),
        "due_on": _p("task", "Until"),
        "state": _p("task", "How it stands"),
        "settled_on": _p("task", "Settled on"),
        "reports": _p("task", "What became of it"),
        "revision": _p("body", "Number of changes"),
    },
    {
        "state": lambda given: str(TASKS[TaskState(given)].word),
        "meeting": record_words.refers_to(Referred.BODY_MEETING),
        "reports": _report,
    },
)
