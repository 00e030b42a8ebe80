"""From when until when somebody holds a role, and what the record says of people, in words."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, partial
from typing import Any, Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.request import current
from webapp.words import labels, refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import era_date, title, workplace
from workflow import people
from workflow.people import DepartmentChoice, GrantView
from workflow.values import Period, Subject, role_named

_RECORDED: Final = re.compile(r"(\w+) (\S+) ([\d-]*)\.\.([\d-]*)(?: ended ([\d-]+))?")


def days(period: Period) -> str:
    """From when until when, in words; nothing where both ends are open."""
    first, last = period
    if first and last:
        return _("%(first)s to %(last)s", first=era_date(first), last=era_date(last))
    if first:
        return _("from %(first)s", first=era_date(first))
    return _("until %(last)s", last=era_date(last)) if last else ""


def grant(one: GrantView) -> str:
    """総務部 各課担当: the department, where there is one, and the role."""
    return labels.held_role(one.role, one.department)


def grants_of_a_page() -> Callable[[Iterable[GrantView]], list[str]]:
    """What says the same of each, for a page of people: few roles are held by many."""
    said = cache(labels.held_role)
    return lambda several: [said(one.role, one.department) for one in several]


def field(name: str) -> str:
    """What a field of the record is called."""
    return record_words.field(Subject.PERSON, name)


def changed(
    name: str, before: Any, after: Any, departments: Iterable[DepartmentChoice]
) -> tuple[list[str], list[str]]:
    """What of a field was taken out and what was put in, in words: roles one by one."""
    if name != "roles":
        said = partial(record_words.value, Subject.PERSON, name)
        return [said(before)], [said(after)]
    names = {one.code: title(one.name) for one in departments}
    old, new = before or [], after or []
    return (
        [_recorded_role(one, names) for one in old if one not in new],
        [_recorded_role(one, names) for one in new if one not in old],
    )


def _recorded_role(text: str, names: Mapping[str, str]) -> str:
    found = _RECORDED.fullmatch(text)
    if not found:
        return text
    role, code, first, last, ended = found.groups()
    held = labels.held_role(role_named(role), "" if code == "*" else names.get(code, code))
    words = f"{held} {days(Period(_day(first), _day(last)))}".strip()
    if ended:
        return _("%(role)s, ended at once on %(day)s", role=words, day=era_date(_day(ended)))
    return words


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _role_in_record(text: str) -> str:
    work = current.work()
    known = work.once(
        "names_in_record", lambda: {one.code: title(one.name) for one in people.departments(work)}
    )
    return _recorded_role(text, known)


def _place_in_record(code: str) -> str:
    work = current.work()
    known = work.once("places_in_record", lambda: people.recorded_places(work))
    return workplace(known[code]) if code in known else code


record_words.register(
    Subject.PERSON,
    {
        "name": _l("Name of the person"),
        "name_en": _l("Name in English"),
        "kana": _l("Reading in kana"),
        "staff_number": _l("Staff number"),
        "section": _l("Where they work"),
        "email": _l("Mail address"),
        "active": _l("May sign in"),
        "roles": _l("Roles"),
    },
    {"roles": _role_in_record, "section": _place_in_record},
)


# -------------------------------------------------------------- what is refused


SENTENCES: Final[Mapping[str, LazyString]] = {
    "person_changed": _l(
        "Somebody changed this person after the page was opened. Nothing of yours was done:"
        " open the page again and see how they stand now."
    ),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "login_unreadable": _l("A login is small letters, figures and . _ @ - only."),
    "login_taken": _l("Somebody has this login already."),
    "staff_number_unreadable": _l("A staff number is letters, figures and - only, at most 20."),
    "staff_number_taken": _l("Somebody has this staff number already."),
    "unknown_section_of_person": _l("There is no such section. Choose one from the list."),
    "email_unreadable": _l("This is not an e-mail address."),
    "officer_needs_department": _l("Say for which department they are an officer."),
    "admin_is_for_all": _l("An administrator is one for all departments: leave it at that."),
    "unknown_role": _l("The office gives no such role. Choose one from the list."),
    "role_needs_department": _l("Say for which department the role is held."),
    "role_is_for_all": _l("This role is held for the whole office: leave it at that."),
    "role_ends_before_it_begins": _l("The last day is before the first one."),
    "role_held_already": _l(
        "They hold this role already on some of these days: choose other days, or end that role "
        "first."
    ),
    "role_is_over": _l("This role has ended already."),
    "last_administrator": _l(
        "On %(day)s nobody would administer the office any more. Make somebody else an"
        " administrator first."
    ),
}

refusals.register(SENTENCES, PROBLEMS)
