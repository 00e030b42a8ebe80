"""What a list shows: the filters as typed, as the engine takes them, and as removable chips."""

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from flask import request
from wtforms.validators import ValidationError

from webapp.forms.choice_fields import OneOf
from webapp.forms.fields import Line, Money
from webapp.forms.form import Filters
from webapp.process.words import named
from webapp.request import addresses, current
from webapp.words import labels, refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import kyen, labelled, title
from workflow import handlers, items
from workflow.items import CycleView, ItemFilter
from workflow.values import (
    READER_ROLES,
    Actor,
    InputRefused,
    Master,
    Queue,
    Role,
    SortOrder,
    TextUnclean,
    clean_line,
)

NOT_EVALUATED: Final = "none"
"""The verdict to ask for where there is none yet."""
LONGEST_WORDS: Final = 100
ME: Final = "me"
"""The handler to ask for: the one who asks."""
NOBODY: Final = "none"
"""The handler to ask for where there is none yet."""
PERSON: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
TURNED: Final = "1"
NO_FILTERS: Final = frozenset({"sort", "turned", "after"})
"""Parts of the form that narrow nothing."""


class Chip(NamedTuple):
    """A filter that is active, in words, with the address of the list without it."""

    text: str
    without: str


class FilterForm(Filters):
    """The row of selects above the list; the cycle is chosen in the head."""

    words = Line(_l("Words"))
    department = OneOf(_l("Department"))
    field = OneOf(_l("Field"))
    category = OneOf(_l("Category"))
    state = OneOf(_l("State"))
    track = OneOf(_p("process", "Process"))
    verdict = OneOf(_l("Verdict"))
    queue = OneOf(_p("list", "Queue"))
    handler = OneOf(_p("list", "In charge"))
    amount_from = Money(_l("Amount from"))
    amount_to = Money(_l("Amount to"))
    sort = OneOf(_l("Sort"))
    turned = OneOf(_l("Sort"))
    after = Line(_l("Page"))

    def validate_words(self, field: Any) -> None:
        """Words that no index can look for are refused."""
        try:
            clean_line(field.value, LONGEST_WORDS)
        except TextUnclean as unclean:
            raise ValidationError(_("These words cannot be searched for.")) from unclean

    def validate_amount_to(self, field: Any) -> None:
        """A range that is upside down finds nothing: say so."""
        least = self.amount_from.value
        if least is not None and field.value is not None and field.value < least:
            raise ValidationError(_("This is less than the amount it begins with."))

    def wanted(self, cycle_id: str) -> ItemFilter:
        """The filter, leaving out what cannot be used."""
        queue = self.good("queue")
        return ItemFilter(
            cycle_id=cycle_id,
            department=self.good("department") or None,
            field=self.good("field") or None,
            category=self.good("category") or None,
            state=self.good("state") or None,
            process=self.good("track") or None,
            verdict=self.good("verdict") or None,
            amount_from=self.good("amount_from"),
            amount_to=self.good("amount_to"),
            words=clean_line(self.good("words") or "", LONGEST_WORDS),
            queue=Queue(queue) if queue else None,
            handler_id=handler(self.good("handler")),
            sort=self.order,
            turned=bool(self.good("turned")),
        )

    @property
    def order(self) -> SortOrder:
        """How the list is sorted; a queue is emptied from its first deadline on."""
        chosen = self.good("sort")
        if chosen:
            return SortOrder(chosen)
        return SortOrder.DUE if self.good("queue") else SortOrder.ORGANISATION

    @property
    def chips(self) -> list[Chip]:
        """Everything that narrows the list."""
        return [
            Chip(labelled(field.label.text, _chosen(field)), _address_without(field.name))
            for field in self
            if field.name not in NO_FILTERS and self.good(field.name) not in (None, "")
        ]

    @property
    def narrowing(self) -> dict[str, Any]:
        """The active filters as parameters of an address."""
        return {
            field.name: str(self.good(field.name))
            for field in self
            if field.name != "after" and self.good(field.name) not in (None, "")
        }


def handler(chosen: str | None) -> int | None:
    """The person whose items are asked for, if any; 0 for those that nobody has."""
    if chosen == ME:
        return current.actor().person_id
    if chosen == NOBODY:
        return 0
    return int(chosen) if chosen and PERSON.fullmatch(chosen) else None


def form_for(cycle: CycleView) -> FilterForm:
    """The filters of `cycle`, holding what the address asks for."""
    work = current.work()
    form = FilterForm(request.args)
    states = items.state_titles(work, cycle)
    verdicts = _entries(Master.VERDICT)
    choices: dict[str, list[tuple[str, Any]]] = {
        "department": [
            (one.code, title(one.name)) for one in items.departments(work, cycle.fiscal_year)
        ],
        "field": _entries(Master.FIELD),
        "category": _entries(Master.CATEGORY),
        "state": [(name, title(words)) for name, words in states.items()],
        "track": _processes(cycle),
        "verdict": [*verdicts, (NOT_EVALUATED, _("Not evaluated"))],
        "queue": labels.choices(Queue),
        "handler": _handlers(),
        "turned": [(TURNED, _("The other way round"))],
    }
    for name, offered in choices.items():
        field: Any = form[name]
        field.choices = [("", _("All")), *offered]
    form.sort.choices = labels.choices(SortOrder)
    if form.sort.data in ("", None):
        form.sort.data = form.order.value
    return form


def _processes(cycle: CycleView) -> list[tuple[str, str]]:
    """The processes of a cycle, where it has several: then lists can be narrowed by one."""
    found = items.processes_of(current.work(), cycle)
    return [(one.name, named(one.title)) for one in found] if len(found) > 1 else []


def _entries(kind: Master) -> list[tuple[str, str]]:
    return [(one.code, title(one.title)) for one in items.in_use(current.work(), kind)]


def _handlers() -> list[tuple[str, str]]:
    """Me, nobody, and everybody who ever reviewed: to the center, which alone is asked."""
    me = (ME, _("Me"))
    if not current.actor().sees_everything:
        return [me]
    people = handlers.once_reviewers(current.work())
    return [me, (NOBODY, _("Nobody yet")), *((str(one.id), title(one.name)) for one in people)]


def sees_several_departments(actor: Actor) -> bool:
    """Whether choosing a department makes sense for the person asking."""
    several = len(actor.departments(Role.OFFICER)) > 1
    return actor.sees_everything or bool(actor.roles & READER_ROLES) or several


def said(error: InputRefused) -> Iterable[str]:
    """The sentences of a refused filter."""
    return [refusals.problem(one) for one in error.problems]


def next_page(cursor: str) -> str:
    """The address of the page after this one."""
    return addresses.extended(addresses.without(request.full_path, "after"), after=cursor)


def first_page() -> str:
    """The address of the list from its beginning."""
    return addresses.without(request.full_path, "after")


def _address_without(name: str) -> str:
    return addresses.without(request.full_path, name, "after")


def _chosen(field: Any) -> str:
    if isinstance(field, Money):
        return kyen(field.value)
    if isinstance(field, OneOf):
        offered: Any = field.choices
        return str(dict(offered)[field.data])
    return str(field.value)
