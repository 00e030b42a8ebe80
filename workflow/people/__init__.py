"""People: who signs in, in which roles from when until when, and where their mails go."""

from workflow.people.administration import add, change, end, give, switch_off, switch_on
from workflow.people.commands import (
    actor,
    actor_named,
    add_person,
    is_known,
    known_system,
    of_the_most_usual_kind,
    set_email,
    system,
)
from workflow.people.listing import PeopleFilter, listed
from workflow.people.particulars import Particulars
from workflow.people.policy import Holding, PersonChanged
from workflow.people.queries import (
    DepartmentChoice,
    GrantView,
    Holds,
    PersonName,
    PersonView,
    Workplace,
    departments,
    id_of,
    one,
    own_section,
    recorded_places,
    workplaces,
)

__all__ = [
    "DepartmentChoice",
    "GrantView",
    "Holding",
    "Holds",
    "Particulars",
    "PeopleFilter",
    "PersonChanged",
    "PersonName",
    "PersonView",
    "Workplace",
    "actor",
    "actor_named",
    "add",
    "add_person",
    "change",
    "departments",
    "end",
    "give",
    "id_of",
    "is_known",
    "known_system",
    "listed",
    "of_the_most_usual_kind",
    "one",
    "own_section",
    "recorded_places",
    "set_email",
    "switch_off",
    "switch_on",
    "system",
    "workplaces",
]
