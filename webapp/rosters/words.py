"""What is said of a list of people: its columns, its changes, and what is wrong with it."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.people.words import days
from webapp.words import labels, refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import department
from workflow.rosters import READ, RoleChange
from workflow.values import Role

SENTENCES: Final[Mapping[str, LazyString]] = {
    "roster_not_ready": _l("The list cannot be carried out."),
    "roster_not_ready:problems": _l("Something in the list needs correcting. Nothing was done."),
    "roster_not_ready:nothing": _l("Everything is as the list says: there is nothing to change."),
    "roster_not_ready:committed": _l("The list was carried out already."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "roster_no_head": _l("No sheet has a row with the headings for login and name."),
    "roster_cell_error": _l("This cell holds an error. Type its value."),
    "roster_switch_unknown": _l("Write one of the two words for it here, or nothing."),
    "roster_role_unknown": _l("There is no such role. Write one of these: %(words)s."),
    "roster_department_unknown": _l("There is no such department."),
    "roster_section_unknown": _l("This department has no such section."),
    "roster_place_ended": _l("This has ended. Write what took over from it."),
    "roster_day_too_early": _l(
        "A role ends yesterday (at once), today or later: what was cannot be changed."
    ),
    "roster_rows_differ": _l("This differs from what row %(row)s says of the same person."),
}

refusals.register(SENTENCES, PROBLEMS)


def column(name: str) -> str:
    """What stands over a column in a file."""
    return READ[name][0]


def usual(role: Role) -> str:
    """What everybody of a list may be given: an officer is one of their own department."""
    if role is Role.OFFICER:
        return _("%(role)s of their own department", role=labels.role(role))
    return labels.role(role)


def role_change(one: RoleChange) -> str:
    """What becomes of a role."""
    role = labels.held_role(one.role, department(one.department))
    after = days(one.after) or _("without set days")
    if one.before is None:
        return _("given: %(role)s, %(days)s", role=role, days=after)
    if one.at_once:
        return _("ends at once: %(role)s", role=role)
    before = days(one.before) or _("without set days")
    return _(
        "%(role)s: %(before)s → %(after)s",
        role=role,
        before=before,
        after=after,
    )
