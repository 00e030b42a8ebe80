"""The words for subjects of the record and for their fields; each feature registers its own."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from flask_babel import LazyString

from webapp.request import current
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import era_date, era_year, stamp, title
from workflow import ledger
from workflow.ledger import ChangeView, Referred
from workflow.values import OPERATOR, ChangeAction, Subject, Title

Say = Callable[[Any], str]

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_OF_DAYS: Final = re.compile("(?:^|_)(?:on|at|from|until|by|deadline)$")
"""What fields are called that hold days: a text that looks like one stays as it was typed."""
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*\+00:00")

_FIELDS: Final[dict[tuple[Subject, str], LazyString]] = {}
_VALUES: Final[dict[tuple[Subject, str], Say]] = {}


def register(
    subject: Subject, fields: Mapping[str, LazyString], values: Mapping[str, Say] | None = None
) -> None:
    """Register the words for the fields of `subject`, and functions that say some `values`."""
    _FIELDS.update({(subject, name): words for name, words in fields.items()})
    _VALUES.update({(subject, name): say for name, say in (values or {}).items()})


def refers_to(kind: Referred) -> Say:
    """Says what is called so by its number, login or code, or that itself."""

    def say(given: Any) -> str:
        found = ledger.name_of(current.work(), kind, given)
        return title(found) if found else str(given)

    return say


def cycle(given: str) -> str:
    """The title of a cycle; its code where it is none of the office's."""
    return next((title(one.title) for one in current.cycles() if one.id == given), given)


person: Final = refers_to(Referred.PERSON)

_EVERYWHERE: Final[Mapping[str, Say]] = {
    "fiscal_year": era_year,
    "budget_year": era_year,
    "cycle_ids": cycle,
    "items": refers_to(Referred.ITEM),
    "item": refers_to(Referred.ITEM),
    **dict.fromkeys(
        ("by", "person", "decided_by", "submitted_by", "added_by", "ordered_by", "proposer"), person
    ),
}
"""Fields that hold the same wherever they are."""
_BY_CODE: Final = {
    Subject.PERSON: Referred.LOGIN,
    Subject.DEPARTMENT: Referred.DEPARTMENT_CODE,
    Subject.HANDLERS: Referred.DEPARTMENT_CODE,
}
_BY_NUMBER: Final = {
    Subject.MEETING: Referred.MEETING,
    Subject.BODY: Referred.BODY,
    Subject.BODY_MEETING: Referred.BODY_MEETING,
    Subject.GOAL: Referred.GOAL,
    Subject.SYSTEM: Referred.SYSTEM,
    Subject.PROPOSAL_GROUP: Referred.PROPOSAL_GROUP,
}
_PLANS: Final = frozenset((Subject.PLAN, Subject.TRANSFER))
_OF_PLANS: Final = {
    ChangeAction.SWITCH_ON: _p("plan", "Decided on"),
    ChangeAction.SWITCH_OFF: _p("plan", "Cancelled it"),
}


def called(change: ChangeView) -> str:
    """What the subject of a change is called now, beside its code; "" where that says it."""
    if change.subject in (Subject.CYCLE, Subject.TRACKS):
        found = cycle(change.code)
    elif change.subject in _BY_CODE:
        found = refers_to(_BY_CODE[change.subject])(change.code)
    elif change.subject in _BY_NUMBER and change.code.isdecimal():
        found = refers_to(_BY_NUMBER[change.subject])(int(change.code))
    else:
        return ""
    return "" if found == change.code else found


def action(change: ChangeView) -> str:
    """What was done; a plan is switched on by deciding on it."""
    if change.subject in _PLANS and change.action in _OF_PLANS:
        return str(_OF_PLANS[change.action])
    return labels.enum(change.action)


def who(login: str, by: Title | None) -> str:
    """Who did it: a person, whoever works at the command line, or the program."""
    if login == OPERATOR.login:
        return _("At the command line")
    return title(by) if by else login or _("the program itself")


def in_order(change: ChangeView) -> list[tuple[str, Any, Any]]:
    """The fields of a change in the order in which the feature names them."""
    order = [name for subject, name in _FIELDS if subject == change.subject]
    places = {name: place for place, name in enumerate(order)}
    return sorted(change.fields, key=lambda field: places.get(field[0], len(places)))


def field(subject: Subject, name: str) -> str:
    """What a field is called."""
    return str(_FIELDS.get((subject, name), name))


def value(subject: Subject, name: str, given: Any) -> str:
    """A field's value in words: ― for none, one line for each of several."""
    if given is None or given in ("", []):
        return "―"
    if isinstance(given, list):
        return "\n".join(value(subject, name, one) for one in given)
    if say := _VALUES.get((subject, name)) or _EVERYWHERE.get(name):
        return say(given)
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, dict):
        said = [value(subject, key, one) for key, one in given.items() if one not in (None, "")]
        return " ".join(said)
    return day(str(given)) if _OF_DAYS.search(name) else str(given)


def day(text: str) -> str:
    """A day or a moment of the record as pages print them; any other text as it is."""
    if _DAY.fullmatch(text):
        return era_date(date.fromisoformat(text))
    return stamp(datetime.fromisoformat(text)) if _MOMENT.fullmatch(text) else text
