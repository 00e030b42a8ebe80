"""The menu of every page: what is in it for this application, and where the page belongs."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from flask import current_app, request

from webapp.request import current
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.office import HEADQUARTERS_FIRST


class Place(NamedTuple):
    """One entry of the menu; `places` are the blueprints or endpoints that are part of it."""

    endpoint: str
    label: Any
    places: frozenset[str]


OF_ITEMS: Final = frozenset(
    {"items", "threads", "attachments", "exchange", "bulk", "advice.ask", "process.way"}
)
"""What belongs to the items: their list, what is on one of them, what is done to many."""


PLACES: Final = (
    Place("home.index", _l("Home"), frozenset({"home.index"})),
    Place("items.index", _l("Items"), OF_ITEMS),
    Place("evaluation.index", _l("Evaluation"), frozenset({"evaluation"})),
    Place(
        "headquarters.index",
        _l("%(headquarters)s report", headquarters=HEADQUARTERS_FIRST),
        frozenset({"headquarters", "reports", "statistics", "bodies"}),
    ),
    Place("goals.index", _l("Goals"), frozenset({"goals", "editions"})),
    Place("schedule.schedule", _l("Schedule"), frozenset({"schedule.schedule", "undertakings"})),
    Place("home.guide", _l("Guide"), frozenset({"home.guide"})),
)


WITHOUT_CYCLES: Final = frozenset({"home.index", "home.guide"})
"""Entries of the menu that show something in an office that is being set up."""


OF_PERSON: Final[Mapping[str, frozenset[str]]] = {
    "notices.index": frozenset({"notices.index"}),
    "notices.settings": frozenset({"notices.settings"}),
    "substitutes.index": frozenset({"substitutes", "handovers"}),
    "conditions.index": frozenset({"conditions"}),
    "advice.index": frozenset({"advice"}),
    "proposals.index": frozenset({"proposals"}),
    "systems.index": frozenset({"systems"}),
    "handlers.index": frozenset({"handlers"}),
    "masters.home": frozenset({"masters", "master_files"}),
    "feeds.address": frozenset({"feeds"}),
    "calendar.index": frozenset({"calendar"}),
    "setup.index": frozenset({"setup", "standard_set"}),
    "office.index": frozenset({"office", "own_fields"}),
    "people.index": frozenset(
        {"people", "rosters", "transfers", "leaving", "own_roles", "invitations"}
    ),
    "organisation.index": frozenset({"organisation", "reorganisation", "new_year"}),
    "process.index": frozenset({"process", "publishing", "designs", "design_parts"}),
    "staffing.index": frozenset({"staffing"}),
    "audit.index": frozenset({"audit"}),
    "admin.index": frozenset({"admin"}),
    "accounts.index": frozenset({"accounts"}),
    "account.index": frozenset({"account"}),
}
"""Entries of the menu under a person's name, and the blueprints or endpoints of each."""


def places() -> tuple[Place, ...]:
    """Whatever of the menu is served by this application, and has anything to show."""
    served = tuple(place for place in PLACES if serves(place.endpoint))
    if current.cycles():
        return served
    return tuple(place for place in served if place.endpoint in WITHOUT_CYCLES)


def here() -> frozenset[str]:
    """The endpoints of the places to which the page being shown belongs."""
    page = request.endpoint, request.blueprint
    return frozenset(one.endpoint for one in PLACES if not one.places.isdisjoint(page))


def of_person() -> str:
    """The entry under the person's name to which a page belongs that is part of no place."""
    page = request.endpoint, request.blueprint
    if here():
        return ""
    return next((one for one, parts in OF_PERSON.items() if not parts.isdisjoint(page)), "")


def serves(endpoint: str) -> bool:
    """Whether a page exists in this application."""
    return endpoint in current_app.view_functions
