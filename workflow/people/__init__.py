"""People: who signs in, with which roles and for which departments, and where their mails go."""

from workflow.people.commands import (
    actor,
    actor_named,
    add_person,
    is_known,
    set_email,
    set_password,
    sign_in,
)
from workflow.people.policy import ADMINISTRATORS, require_administrator
from workflow.people.queries import GrantView, PersonName, PersonView, everyone, one

__all__ = [
    "ADMINISTRATORS",
    "GrantView",
    "PersonName",
    "PersonView",
    "actor",
    "actor_named",
    "add_person",
    "everyone",
    "is_known",
    "one",
    "require_administrator",
    "set_email",
    "set_password",
    "sign_in",
]
