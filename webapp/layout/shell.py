"""What the frame of every page shows: the place, the cycle, the person, whose turn it is.

Templates read it as `shell`; each part is fetched when it is first looked at, so a
page without the frame (sign-in, a failure) asks the engine nothing.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Flask, g, request
from werkzeug.local import LocalProxy

from webapp.app.settings import Settings
from webapp.help.views import topic_of
from webapp.layout import menu, tables
from webapp.request import current
from webapp.words import catalogue, labels
from webapp.words.catalogue import lazy_pgettext
from webapp.words.filters import COLON, listed, title
from workflow import (
    bodies,
    editions,
    goals,
    items,
    notices,
    proposals,
    systems,
    undertakings,
    values,
)
from workflow.goals import GoalRow
from workflow.items import CycleView, DepartmentView, Inbox
from workflow.systems import WaitingSystems
from workflow.undertakings import StepView
from workflow.values import Actor, Role, Title, cached_property, role_place


class Shell:
    """The frame's facts for one request."""

    @property
    def settings(self) -> Settings:
        """For the training date in the foot."""
        return current.settings()

    @cached_property
    def actor(self) -> Actor | None:
        """The person signed in, if any."""
        return current.actor_or_none()

    @cached_property
    def cycle(self) -> CycleView:
        """The cycle that every page is about."""
        return current.cycle()

    @cached_property
    def cycles(self) -> Sequence[CycleView]:
        """What the switch offers: this and last fiscal year's, those to come, and the chosen one.

        Older ones stay in lists, the search and links.
        """
        first = values.fiscal_year(current.today()) - 1
        return [
            one for one in current.cycles() if one.fiscal_year >= first or one.id == self.cycle.id
        ]

    @property
    def offered(self) -> tuple[tuple[str, Title], ...]:
        """The same by id and title."""
        return tuple((one.id, one.title) for one in self.cycles)

    @cached_property
    def inbox(self) -> Inbox:
        """What waits for this person, and the figures of the chosen cycle."""
        return items.home(current.work(), self.cycle.id)

    @cached_property
    def waiting(self) -> int:
        """How many items, in every cycle, and goals wait for this person."""
        goals_waiting = goals.count_to_do(current.work())
        if request.endpoint == "home.index" and self.cycles:
            return len(self.inbox.turns) + goals_waiting  # listed there, so counted already
        return items.count_turns(current.work()) + goals_waiting

    @cached_property
    def waiting_elsewhere(self) -> list[tuple[CycleView, int]]:
        """The cycles beside the chosen one in which items wait for this person, and how many."""
        counts = Counter(items.waiting_items(current.work()).values())
        others = (one for one in current.cycles() if one.id != self.cycle.id)
        return [(one, counts[one.id]) for one in others if counts[one.id]]

    @cached_property
    def goals_waiting(self) -> Sequence[GoalRow]:
        """The goals that wait for this person."""
        return goals.to_do(current.work())

    @cached_property
    def proposals_waiting(self) -> int:
        """How many proposals of the staff wait for this person: of the center, of departments."""
        turns = proposals.ANSWERERS | {Role.OFFICER}
        may_have_some = bool(self._person.roles & turns)
        return proposals.count_waiting(current.work()) if may_have_some else 0

    @cached_property
    def steps_waiting(self) -> Sequence[StepView]:
        """The open steps of undertakings that this person is responsible for."""
        return undertakings.to_do(current.work())

    @cached_property
    def tasks_waiting(self) -> int:
        """How many tasks from meetings this person has."""
        return bodies.count_mine(current.work())

    @cached_property
    def systems_ending(self) -> WaitingSystems:
        """The systems that end for the budget of the chosen cycle without an item yet."""
        return systems.waiting(current.work(), self.cycle.budget_year)

    @cached_property
    def unread(self) -> int:
        """How many notices this person has not read."""
        return notices.count_unread(current.work())

    @cached_property
    def _person(self) -> Actor:
        """The person signed in. Raises NotSignedIn."""
        return current.actor()

    @property
    def help_topic(self) -> str:
        """The topic of the help that belongs to this page."""
        return topic_of(request.blueprint, self._person)

    @property
    def is_admin(self) -> bool:
        """Whether this person looks after the machine."""
        return self._person.has(Role.ADMIN)

    @property
    def keeps_calendar(self) -> bool:
        """Whether this person changes cycles, meetings and the rows of 資料1-3."""
        actor = self._person
        return actor.has(Role.SECRETARIAT) or actor.has(Role.ADMIN)

    @property
    def reads_report(self) -> bool:
        """Whether this person is of the headquarters: its report is what they come for."""
        actor = self._person
        return actor.has(Role.VIEWER) or actor.has(Role.SECRETARIAT)

    @cached_property
    def reads_editions(self) -> bool:
        """Whether this person reads frozen editions."""
        return editions.may_read(current.work()) is None

    def cycle_title(self, cycle_id: str) -> Title:
        """The title of a cycle by its id; raises StopIteration for one that is not there."""
        return next(one.title for one in current.cycles() if one.id == cycle_id)

    @cached_property
    def held(self) -> list[str]:
        """Each role held with its department, as `department role`, officers first."""
        grants = self._person.grants
        names = self._departments_now if any(one.department_id for one in grants) else {}
        held = {(one.role, names.get(one.department_id, "")) for one in grants}
        # A department that was taken over from goes without saying.
        placed = {role for role, place in held if place}
        everywhere = {one.role for one in grants if one.department_id is None}
        of_the_year = list(names.values())
        return [
            labels.held_role(role, place)
            for role, place in sorted(
                held,
                key=lambda one: (role_place(one[0]), of_the_year.index(one[1]) if one[1] else -1),
            )
            if place or role in everywhere or role not in placed
        ]

    @cached_property
    def whose(self) -> str:
        """The departments whose items alone are in this person's sums; "" where all are."""
        own = self._person.confined_to
        if own is None:
            return ""
        return listed(name for one, name in self._department_names().items() if one in own)

    @property
    def is_officer(self) -> bool:
        """Whether this person drafts items."""
        return self._person.has(Role.OFFICER)

    @property
    def brings_for_all(self) -> bool:
        """Whether this person brings in what every department sent."""
        return bool(self._person.roles & items.BRINGERS)

    @property
    def receives(self) -> bool:
        """Whether this person takes up what departments submit."""
        return self._person.has(Role.REVIEWER)

    @property
    def may_draft(self) -> bool:
        """Whether this person can begin an item in the chosen cycle today."""
        if not (self.is_officer and self.cycle.takes_items(current.today())):
            return False
        actor = self._person
        return any(actor.holds(Role.OFFICER, one) for one in self._departments_now if one)

    def has_begun(self, cycle: CycleView) -> bool:
        """Whether anything can be done in `cycle` yet."""
        return cycle.opens_on <= current.today()

    def _department_names(self) -> dict[int | None, str]:
        return {one.id: title(one.name) for one in self._departments}

    @property
    def _departments_now(self) -> dict[int | None, str]:
        return {one.id: title(one.name) for one in self._departments if not one.ended}

    @property
    def _departments(self) -> Sequence[DepartmentView]:
        year = self.cycle.fiscal_year if self.cycles else values.fiscal_year(current.today())
        return items.departments(current.work(), year)

    @property
    def here(self) -> str:
        """The address of this page, to return to after a switch of cycle or language."""
        return request.full_path.rstrip("?") if request.method == "GET" else "/"


def init_app(app: Flask) -> None:
    """Give every template `shell`, `menu`, `dot`, `colon`, its texts, and fixed words of tables."""
    app.jinja_env.globals.update(
        shell=LocalProxy(_shell),
        menu=menu,
        dot=lazy_pgettext("between facts", "·"),
        colon=COLON,
        needed=tables.needed,
        column_titles=tables.COLUMNS,
        labels=labels,
        **catalogue.of_any_page(),
    )
    app.context_processor(_begin)


def _begin() -> dict[str, Any]:
    """What a template of a page has at hand, where a macro asks for the page first."""
    page = catalogue.begin_page(current.language(), request.root_path)
    return {"shell": _shell(), "lang": page.language, **page.texts}


def _shell() -> Shell:
    found: Shell | None = g.get("shell")
    if found is None:
        found = g.shell = Shell()
    return found
