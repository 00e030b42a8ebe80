"""The words people read for the codes the program keeps."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import LazyString

from webapp.request import current
from webapp.words import events, listing, systems
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.catalogue import pgettext
from webapp.words.events import own_action, own_action_here, own_state
from webapp.words.filters import title
from webapp.words.office import CENTER_FIRST, HEADQUARTERS, HEADQUARTERS_FIRST
from webapp.words.refusals import problem, refusal
from workflow.values import (
    Action,
    AgendaKind,
    AnyRole,
    Classification,
    ConditionAct,
    ConditionState,
    DxStep,
    Fate,
    Master,
    OfficeKind,
    OwnKind,
    PostKind,
    Procurement,
    Role,
    RoleScope,
    Side,
    Stage,
    Title,
    role_named,
)

__all__ = [
    "ENUMS", "STATES", "action", "action_here", "choices", "enum", "funding", "held_role",
    "problem", "refusal", "role", "role_choices", "sign", "state", "state_here",
]  # fmt: skip


ROLES: Final = {
    Role.OFFICER: _l("Department officer"),
    Role.REVIEWER: _l("Reviewer"),
    Role.EVALUATOR: _l("Evaluator"),
    Role.SECRETARIAT: _l("%(headquarters)s secretariat", headquarters=HEADQUARTERS_FIRST),
    Role.VIEWER: _l("Reader"),
    Role.ADVISOR: _l("DX advisor"),
    Role.ADMIN: _l("Administrator"),
}
ACTIONS: Final = {
    Action.CREATE: _p("action", "Create"),
    Action.SUBMIT: _p("action", "Submit"),
    Action.PULL_BACK: _p("action", "Pull back"),
    Action.RECEIVE: _p("action", "Receive"),
    Action.SEND_BACK: _p("action", "Send back"),
    Action.APPROVE: _p("action", "Complete the review"),
    Action.EVALUATE: _p("action", "Finalise the evaluation"),
    Action.REOPEN: _p("action", "Take the evaluation back"),
    Action.REPORT: _p("action", "Mark as reported to %(headquarters)s", headquarters=HEADQUARTERS),
    Action.WITHDRAW: _p("action", "Withdraw"),
    Action.CARRY_OVER: _p("action", "Carry over to the next cycle"),
}

ENUMS: Final[Mapping[type[StrEnum], Mapping[Any, LazyString]]] = {
    **systems.ENUMS,
    **events.ENUMS,
    **listing.ENUMS,
    Role: ROLES,
    Action: ACTIONS,
    DxStep: {
        DxStep.DIGITIZATION: _l("① Digitization"),
        DxStep.DIGITALIZATION: _l("② Digitalization"),
        DxStep.TRANSFORMATION: _l("③ Digital transformation"),
    },
    OfficeKind: {
        OfficeKind.PREFECTURE: _l("Prefecture"),
        OfficeKind.CITY: _l("City"),
        OfficeKind.TOWN: _l("Town"),
        OfficeKind.VILLAGE: _l("Village"),
    },
    RoleScope: {
        RoleScope.DEPARTMENT: _p("role", "A department"),
        RoleScope.OFFICE: _p("role", "The whole office"),
    },
    OwnKind: {
        OwnKind.TEXT: _p("own field", "Text"),
        OwnKind.NUMBER: _p("own field", "Number"),
        OwnKind.CHOICE: _p("own field", "Choice from a list"),
        OwnKind.DAY: _p("own field", "Day"),
    },
    Classification: {
        Classification.NEW: _p("classification", "New"),
        Classification.EXPANDED: _p("classification", "Expanded"),
        Classification.CONTINUED: _p("classification", "Continued"),
        Classification.RENEWED: _p("classification", "Renewal"),
        Classification.LAW_CHANGE: _p("classification", "Change of law"),
    },
    Procurement: {
        Procurement.OPEN_BID: _l("Open bidding"),
        Procurement.DESIGNATED_BID: _l("Designated bidding"),
        Procurement.PROPOSAL: _l("Call for proposals"),
        Procurement.SINGLE_SOURCE: _l("Single source"),
        Procurement.SUBSIDY: _l("Subsidy"),
        Procurement.UNDECIDED: _p("procurement", "Undecided"),
    },
    ConditionState: {
        ConditionState.OPEN: _p("condition", "Awaiting an answer"),
        ConditionState.ANSWERED: _p("condition", "Answered"),
        ConditionState.MET: _p("condition", "Met"),
        ConditionState.CLOSED: _p("condition", "Closed"),
    },
    PostKind: {
        PostKind.SAID: _p("post", "Said"),
        PostKind.CORRECTED: _p("post", "Correction"),
        PostKind.CLOSED: _p("post", "Settled"),
    },
    Side: {
        Side.CENTER: _p("side", "%(center)s", center=CENTER_FIRST),
        Side.DEPARTMENT: _p("side", "Department"),
    },
    ConditionAct: {
        ConditionAct.ANSWERED: _l("Answered"),
        ConditionAct.MET: _l("Found met"),
        ConditionAct.SENT_BACK: _p("condition", "Sent back"),
    },
    Master: {
        Master.FIELD: _p("master", "Fields"),
        Master.CATEGORY: _p("master", "Categories"),
        Master.CRITERION: _p("master", "Criteria"),
        Master.VERDICT: _p("master", "Verdicts"),
        Master.FUNDING: _p("master", "Kinds of funding"),
    },
    Stage: {
        Stage.PLANNED: _p("stage", "To be considered"),
        Stage.EVALUATED: _p("stage", "Evaluated"),
    },
    AgendaKind: {
        AgendaKind.FREE: _p("agenda", "Another paper"),
        AgendaKind.PLANNED: _p("agenda", "List of planned items"),
        AgendaKind.EVALUATED: _p("agenda", "Results of the evaluation"),
        AgendaKind.SCHEDULE: _p("agenda", "Schedule of the year"),
        AgendaKind.MATRIX: _p("agenda", "Goals by field and step"),
        AgendaKind.GOALS: _p("agenda", "DX goals"),
        AgendaKind.PROGRESS: _p("agenda", "Progress of the DX goals"),
    },
    Fate: {
        Fate.EVALUATED: _p("fate", "Evaluated"),
        Fate.ADDED: _p("fate", "Added"),
        Fate.WITHDRAWN: _p("fate", "Withdrawn"),
        Fate.CARRIED_OVER: _p("fate", "Carried over"),
        Fate.EVALUATED_SINCE: _p("fate", "Evaluated since the freeze"),
        Fate.WAITING: _p("fate", "Not evaluated yet"),
    },
}

STATES: Final = {
    "draft": ("○", _p("state", "Draft")),
    "submitted": ("◔", _p("state", "Submitted")),
    "under_review": ("◑", _p("state", "Under review")),
    "returned": ("↩", _p("state", "Returned")),
    "reviewed": ("◕", _p("state", "Awaiting evaluation")),
    "evaluated": ("●", _p("state", "Evaluated")),
    "reported": ("■", _p("state", "Reported to %(headquarters)s", headquarters=HEADQUARTERS)),
    "consulted": ("■", _p("state", "Consulted")),
    "withdrawn": ("×", _p("state", "Withdrawn")),
}
"""Sign and word of each state of the seeded processes, readable without colour."""

UNKNOWN_SIGN: Final = "◇"


def enum(value: StrEnum | None) -> str:
    """The word for one value of a vocabulary enum; a dash for None."""
    return "―" if value is None else str(ENUMS[type(value)][value])


def role(value: AnyRole | str) -> str:
    """The word for a role, given as the enum or as its stored string."""
    known = role_named(value)
    if isinstance(known, Role):
        return str(ROLES[known])
    return current.named().own_role(known).text(current.language())


def role_choices() -> list[tuple[str, Any]]:
    """(stored string, word) pairs of every role that somebody can be given."""
    own = [(str(one.name), one.title.text(current.language())) for one in current.named().roles
           if one.active]  # fmt: skip
    return [*choices(Role), *own]


def action(value: Action | str) -> str:
    """The word on the button of an action; its title, where a definition named it itself."""
    return str(ACTIONS[Action(value)]) if value in ACTIONS else own_action(value)


def action_here(value: str) -> str:
    """The same as the processes of the chosen cycle call it, where all of them agree."""
    return own_action_here(value) or action(value)


def funding(code: str) -> str:
    """What the office calls a kind of funding."""
    return current.named().source(code).text(current.language())


def choices(vocabulary: type[StrEnum], empty: str | None = None) -> list[tuple[str, Any]]:
    """(stored string, lazy word) pairs for a SelectField, `empty` first where given."""
    pairs: list[tuple[str, Any]] = [(one.value, ENUMS[vocabulary][one]) for one in vocabulary]
    return pairs if empty is None else [("", empty), *pairs]


def held_role(name: AnyRole, department: Title | str | None) -> str:
    """総務部 各課担当: the department, if any, and the role; in English with a comma."""
    if not department:
        return role(name)
    place = title(department)
    return pgettext("a role there", "%(place)s, %(role)s", place=place, role=role(name))


def sign(name: str) -> str:
    """The sign of a state; one that a published process added gets ◇."""
    return STATES[name][0] if name in STATES else UNKNOWN_SIGN


def state(name: str) -> str:
    """The word for a state; one that a published process added is shown by its name."""
    return str(STATES[name][1]) if name in STATES else name


def state_here(name: str) -> str:
    """The word for a state; the title of one that a published process added."""
    return state(name) if name in STATES else own_state(name)
