"""はじめての設定: what is there and what is still missing, each a link to where it is done."""

from typing import Final, NamedTuple

from flask import Blueprint, current_app, render_template
from flask_babel import LazyString

from webapp.calendar import lacks
from webapp.request import access, current
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import short_date
from webapp.words.office import HEADQUARTERS_FIRST
from workflow import accounts, calendar, office, organisation
from workflow.accounts import Whose
from workflow.items import Intake
from workflow.office import Progress
from workflow.values import Master, Role

blueprint = Blueprint("setup", __name__, url_prefix="/setup")


class Step(NamedTuple):
    """One thing to set up: where on a page, where by a file; `counted` is its name in Progress."""

    counted: str
    label: LazyString | str
    endpoint: str
    by_file: str = ""
    blank: str = ""
    """The form to fill in and bring as that file."""
    master: Master | None = None


OFFICE: Final = (Step("office", _l("Names of the office"), "office.index"),)
ORGANISATION: Final = (
    Step(
        "departments",
        _l("Departments of this year"),
        "organisation.index",
        "organisation.by_file",
        "organisation.blank",
    ),
    Step("sections", _l("Sections"), "organisation.index", "organisation.by_file"),
)
LISTS: Final = tuple(
    Step(counted, labels.ENUMS[Master][one], "masters.index", "master_files.index", master=one)
    for counted, one in (
        ("fields", Master.FIELD),
        ("categories", Master.CATEGORY),
        ("criteria", Master.CRITERION),
        ("verdicts", Master.VERDICT),
        ("funding", Master.FUNDING),
    )
)
PEOPLE: Final = tuple(
    Step(role.value, labels.ROLES[role], "people.index", "rosters.index", "rosters.blank")
    for role in Role
)
CALENDAR: Final = (
    Step("cycles", _l("Cycles of this year"), "calendar.index"),
    Step(
        "meetings",
        _l("%(headquarters)s meetings of this year", headquarters=HEADQUARTERS_FIRST),
        "calendar.index",
    ),
)
OF_STANDARD_SET: Final = frozenset(one.counted for one in (*LISTS, *CALENDAR))
"""What the standard set puts in place."""
YEARLY: Final = frozenset({"departments", "cycles", "meetings"})
"""What is set up anew for each fiscal year."""
GROUPS: Final = (
    (_l("The office"), OFFICE),
    (_l("Organisation"), ORGANISATION),
    (_l("Lists of choices"), LISTS),
    (_l("People of each role"), PEOPLE),
    (_l("Calendar"), CALENDAR),
)


@blueprint.get("/")
@access.roles(Role.ADMIN)
def index() -> str:
    """The checklist; once everything is there, what single cycles lack."""
    work = current.work()
    progress = office.progress(work)
    doubtful = calendar.doubtful_days(work, progress.fiscal_year)
    return render_template(
        "office/setup.html",
        groups=GROUPS,
        people_steps=PEOPLE,
        others=any(progress.counts.get(role, 0) > (role is Role.ADMIN) for role in Role),
        unset=accounts.invitable(work, Whose.UNSET),
        without_role=len(accounts.invitable(work, Whose.WITHOUT_ROLE)),
        seen=accounts.newest_link(work),
        whose=Whose.UNSET,
        progress=progress,
        begins=not OF_STANDARD_SET.isdisjoint(progress.missing),
        begins_year=begins_year(progress),
        without_officers=office.departments_without_officers(work),
        lacking=() if progress.missing else lacks.said_of_lacks(progress.fiscal_year),
        doubted=lacks.doubted(doubtful),
        ahead="" if "cycles" in progress.missing else _nothing_open(),
        days=current.settings().link_days,
        mail=current.settings().mail.host,
        served=current_app.view_functions,
    )


def begins_year(progress: Progress) -> bool:
    """Whether all that is missing is of this fiscal year, in an office that had one before."""
    lacks_year = bool(progress.missing) and YEARLY.issuperset(progress.missing)
    return lacks_year and progress.fiscal_year - 1 in organisation.years(current.work())


def _nothing_open() -> str:
    """The sentence that no cycle takes items today, and from when one does; "" if one does."""
    today = current.today()
    if any(one.takes_items(today) for one in current.cycles()):
        return ""
    later = [one.opens_on for one in current.cycles() if one.intake(today) is Intake.AHEAD]
    if not later:
        return _("No cycle takes items at the moment, and none is to come.")
    return _(
        "No cycle takes items at the moment; the next one does from %(day)s.",
        day=short_date(min(later)),
    )


def missing() -> Progress | None:
    """What the office still lacks, for an administrator's home; None for others."""
    if not current.actor().has(Role.ADMIN):
        return None
    found = office.progress(current.work())
    return found if found.missing else None
