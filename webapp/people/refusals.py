"""The sentences for what the administration of people refuses."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from webapp.words import refusals

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
    "role_held_already": _l("They hold this role already on some of these days."),
    "role_is_over": _l("This role has ended already."),
    "last_administrator": _l(
        "On %(day)s nobody would administer the office any more. Make somebody else an"
        " administrator first."
    ),
}

refusals.register(SENTENCES, PROBLEMS)
