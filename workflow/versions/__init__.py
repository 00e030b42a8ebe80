"""Versions of a process: published, compared with the last, and live items moved to them."""

from workflow.versions.migrating import (
    ItemsStranded,
    advance,
    advance_by_job,
    migrations,
    order,
    order_seen,
)
from workflow.versions.objections import Against, Objection
from workflow.versions.plans import Plan, PlanFault, PlanInvalid, plan_for, read_plan
from workflow.versions.publishing import (
    DepartmentUnknown,
    RoleUnfit,
    deadlocked,
    publish,
    require_departments,
    unfit_roles,
    unstaffed,
    withdraw,
)
from workflow.versions.queries import (
    VersionCard,
    counted,
    next_source,
    processes,
    shipped_source,
    versions,
)
from workflow.versions.rehearsal import Rehearsal, rehearse

__all__ = [
    "Against",
    "DepartmentUnknown",
    "ItemsStranded",
    "Objection",
    "Plan",
    "PlanFault",
    "PlanInvalid",
    "Rehearsal",
    "RoleUnfit",
    "VersionCard",
    "advance",
    "advance_by_job",
    "counted",
    "deadlocked",
    "migrations",
    "next_source",
    "order",
    "order_seen",
    "plan_for",
    "processes",
    "publish",
    "read_plan",
    "rehearse",
    "require_departments",
    "shipped_source",
    "unfit_roles",
    "unstaffed",
    "versions",
    "withdraw",
]
