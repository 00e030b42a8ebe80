"""Why nobody can act, and the page on which that is mended, in words."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from flask import url_for
from flask_babel import LazyString

from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import listed
from workflow.staffing import Unattended, Why
from workflow.values import Role

WHYS: Final[Mapping[Why, LazyString]] = {
    Why.NO_HOLDER: _l("Nobody holds the role for this department today, nor stands in for it."),
    Why.SEPARATED: _l("They took an earlier step of the item themselves (separation of duties)."),
    Why.PARTIAL: _l("They have a conflict of interest."),
    Why.NOT_SEATED: _l("They do not finalise in the session that evaluates it."),
    Why.CYCLE_CLOSED: _l("The budget cycle is closed."),
    Why.REPORT_FROZEN: _l("The report that holds it is frozen."),
    Why.OTHERWISE: _l("The process allows nobody this step now."),
}


class Mend(NamedTuple):
    """A page on which it is mended."""

    words: str
    address: str


def roles(one: Unattended) -> str:
    """The roles whose turn it is."""
    return listed(labels.role(role) for role in one.roles)


def mends(one: Unattended) -> Iterator[Mend]:
    """Where to mend it, by what stops it."""
    whys = set(one.whys)
    if whys & {Why.NO_HOLDER, Why.SEPARATED, Why.PARTIAL}:
        yield Mend(_("Give a role"), _people(one))
    if Why.NO_HOLDER in whys:
        yield Mend(_("Set a substitute"), url_for("substitutes.everybody"))
    if whys & {Why.PARTIAL, Why.NOT_SEATED}:
        yield Mend(_("Change who sits in the session"), url_for("evaluation.sessions"))
    if Why.CYCLE_CLOSED in whys:
        yield Mend(_("Budget cycles"), url_for("calendar.index"))


def _people(one: Unattended) -> str:
    """The people who come to mind: of the department, or of the role."""
    if Role.OFFICER in one.roles:
        return url_for("people.index", department=one.department_id)
    return url_for("people.index", role=str(one.roles[0]))
