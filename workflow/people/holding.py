"""Who holds a role on a day: the one query for everybody who asks for people by their roles."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select

from workflow.models import RoleGrant
from workflow.models.base import table_of
from workflow.models.people import in_force
from workflow.values.vocabulary import AnyRole

GRANTS = table_of(RoleGrant)


def holders(day: Any, *roles: AnyRole, departments: Collection[int] | None = None) -> Select[Any]:
    """The ids of the people who hold one of the roles on a day, switched off or not, as a query.

    With `departments`, only where they hold it for one of these by name. `day` is a date or a
    parameter.
    """
    held = select(GRANTS.c.person_id).where(GRANTS.c.role.in_(roles), in_force(GRANTS.c, day))
    return held if departments is None else held.where(GRANTS.c.department_id.in_(departments))
