"""Forms about goals: what is written of one, its steps, its results; and the filters."""

from typing import Any

from flask import request

from webapp.forms.choice_fields import Needed, OneOf, SeveralOf
from webapp.forms.fields import Block, Clean, Count, Day, Line, Seen
from webapp.forms.form import Form, PagedFilters
from webapp.goals import words
from webapp.request import current
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import title
from workflow import items
from workflow.goals import LONGEST_TITLE, GoalDraft, GoalFilter, IndicatorView, may_draft
from workflow.values import Conclusion, DxStep, GoalState, clean_line

TEAMS = "teams"


def asks_for_teams() -> bool:
    """Whether the page is about goals of teams: `?of=teams`."""
    return request.args.get("of") == TEAMS


class GoalForm(Form):
    """What a department writes of a goal."""

    seen = Seen()
    department = OneOf(_l("Lead department"), validators=[Needed()])
    joint = SeveralOf(_l("Joint departments"))
    team = Line(_p("goal", "Team"))
    title = Line(_l("Goal"), [Needed()])
    overview = Block(_l("Overview"))
    field = OneOf(_l("Field"))
    dx_step = OneOf(_l("DX step"))
    year_end = Block(_p("goal", "Indicators of this year's end"))
    later = Block(_p("goal", "Indicators of later years"))

    def offer(self, year: int) -> None:
        """Offer the departments of the year, fields and steps."""
        work = current.work()
        departments = [one for one in items.departments(work, year) if not one.ended]
        named = [(one.code, title(one.name)) for one in departments]
        own = [one.code for one in departments if may_draft(work.actor, one.id) is None]
        self.department.choices = [pair for pair in named if pair[0] in own]
        self.joint.choices = named
        fields = ((one.code, title(one.title)) for one in items.fields(work) if one.active)
        self.field.choices = [("", "―"), *fields]
        self.dx_step.choices = [("", "―"), *labels.choices(DxStep)]

    @property
    def draft(self) -> GoalDraft:
        """What was typed; ask only for a form that was found valid."""
        lead = self.department.value
        return GoalDraft(
            departments=(lead, *(one for one in self.joint.value if one != lead)),
            title=self.title.value,
            overview=self.overview.value,
            field=self.field.value or None,
            dx_step=DxStep(self.dx_step.value) if self.dx_step.value else None,
            year_end=tuple(self.year_end.value.split("\n")),
            later=tuple(self.later.value.split("\n")),
            team=self.team.value,
        )


def filled(draft: GoalDraft, seen: int) -> dict[str, Any]:
    """What a form shows of a goal."""
    lead, *joint = draft.departments or ("",)
    return {
        "seen": seen,
        "department": lead,
        "joint": joint,
        "team": draft.team,
        "title": draft.title,
        "overview": draft.overview,
        "field": draft.field or "",
        "dx_step": draft.dx_step or "",
        "year_end": "\n".join(draft.year_end),
        "later": "\n".join(draft.later),
    }


class ActForm(Form):
    """A step: its reason, or what a goal that is closed came to."""

    seen = Seen()
    reason = Block(_l("Reason"))
    conclusion = OneOf(_p("goal", "Result"))
    outcome = Block(_p("goal", "What it came to"))

    def offer(self) -> None:
        """Offer what a goal may have come to."""
        found = ((one.value, words.word(one)) for one in Conclusion)
        self.conclusion.choices = [("", "―"), *found]


class ResultForm(Form):
    """How an indicator stood on a day: a number, or whether it is reached."""

    seen = Seen()
    on = Day(_p("goal", "Measured on"), [Needed()])
    value = Count(_p("goal", "Result"))
    reached = OneOf(_p("goal", "Result"))
    words = Block(_p("goal", "In words"))
    basis = Block(_p("goal", "What it rests on"))

    def offer(self) -> None:
        """Offer what a state of work may be."""
        self.reached.choices = [
            ("", "―"),
            ("1", _("Reached, or done")),
            ("0", _("Not yet: under way")),
        ]

    def result(self, one: IndicatorView) -> int | None:
        """The value that was typed or chosen."""
        if one.said.is_counted:
            found: int | None = self.value.value
            return found
        return int(self.reached.value) if self.reached.value else None


class FilterForm(PagedFilters):
    """The row of selects above the list."""

    department = OneOf(_l("Department"))
    state = OneOf(_l("State"))
    field = OneOf(_l("Field"))
    dx_step = OneOf(_l("DX step"))
    linked = OneOf(_l("Items"))
    words = Line(_l("Words in it"), [Clean(clean_line, LONGEST_TITLE)])

    def wanted(self, year: int) -> GoalFilter:
        """The filter, leaving out what cannot be used."""
        state, step, linked = self.good("state"), self.good("dx_step"), self.good("linked")
        return GoalFilter(
            year=year,
            department=self.good("department") or None,
            state=GoalState(state) if state else None,
            field=self.good("field") or None,
            dx_step=DxStep(step) if step else None,
            words=self.good("words") or "",
            linked={"1": True, "0": False}.get(linked or ""),
            teams=self.teams,
        )

    @property
    def teams(self) -> bool:
        """Whether the goals of teams are asked for."""
        return asks_for_teams()

    @property
    def narrowing(self) -> dict[str, str]:
        """The active filters as parameters of an address."""
        names = ("department", "state", "field", "dx_step", "linked", "words")
        return {name: self.good(name) for name in names if self.good(name)}

    @property
    def kept(self) -> dict[str, str]:
        """What every address of the list keeps: whose goals they are, and the active filters."""
        return {**({"of": TEAMS} if self.teams else {}), **self.narrowing}


def filters(year: int) -> FilterForm:
    """The filters as the address asks for them, with what can be chosen."""
    form, work = FilterForm(request.args), current.work()
    everything = ("", _("All"))
    departments = items.departments(work, year)
    fields = items.fields(work)
    form.department.choices = [everything, *((d.code, title(d.name)) for d in departments)]
    form.state.choices = [everything, *((one.value, words.state(one)) for one in GoalState)]
    form.field.choices = [everything, *((one.code, title(one.title)) for one in fields)]
    form.dx_step.choices = [everything, *labels.choices(DxStep)]
    form.linked.choices = [everything, ("1", _("With items")), ("0", _("Without any item"))]
    form.validate()
    return form
