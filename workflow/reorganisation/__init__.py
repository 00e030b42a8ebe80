"""A reorganisation as a plan: a day, and where every old department and section goes."""

from workflow.plans import OPEN, PlanState
from workflow.reorganisation.commands import (
    ask_again,
    cancel,
    decide,
    due,
    take_effect,
    take_effect_by_itself,
    write,
)
from workflow.reorganisation.files import (
    FORMS,
    ORGANISATION,
    OrganisationFile,
    blank_organisation,
    organisation_file,
    plan_file,
    read_lines,
    read_organisation,
)
from workflow.reorganisation.mapping import LINE_FIELDS, Line
from workflow.reorganisation.places import base
from workflow.reorganisation.queries import PlanView, plan, plans

__all__ = [
    "FORMS",
    "LINE_FIELDS",
    "OPEN",
    "ORGANISATION",
    "Line",
    "OrganisationFile",
    "PlanState",
    "PlanView",
    "ask_again",
    "base",
    "blank_organisation",
    "cancel",
    "decide",
    "due",
    "organisation_file",
    "plan",
    "plan_file",
    "plans",
    "read_lines",
    "read_organisation",
    "take_effect",
    "take_effect_by_itself",
    "write",
]
