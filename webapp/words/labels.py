"""The words people read for the codes the program keeps."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from webapp.request import current
from webapp.words import own
from webapp.words.office import CENTER_FIRST, HEADQUARTERS, HEADQUARTERS_FIRST
from webapp.words.refusals import problem, refusal
from workflow.values import (
    Action,
    AgendaKind,
    AnyRole,
    Assessment,
    ChangeAction,
    Classification,
    ConditionAct,
    ConditionState,
    DxStep,
    Fate,
    Hosting,
    Master,
    Network,
    OfficeKind,
    OwnKind,
    PersonalData,
    PostKind,
    Procurement,
    Queue,
    ReviewState,
    Role,
    RoleScope,
    SearchKind,
    Side,
    SortOrder,
    Stage,
    StandardTask,
    Subject,
    SystemForm,
    role_named,
)

__all__ = [
    "ENUMS", "STATES", "action", "choices", "enum", "error_text", "error_title", "funding",
    "problem", "refusal", "role", "role_choices", "sign", "state",
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
    SystemForm: {
        SystemForm.SCRATCH: _l("Made to order"),
        SystemForm.PACKAGE: _l("Package"),
        SystemForm.SAAS: _l("SaaS"),
        SystemForm.NONE: _l("No system"),
    },
    Network: {
        Network.MY_NUMBER: _l("My Number network"),
        Network.LGWAN: _l("LGWAN"),
        Network.INTERNET: _l("Internet"),
    },
    Hosting: {
        Hosting.OWN_SERVER: _p("hosting", "Own server"),
        Hosting.DATA_CENTER: _p("hosting", "Data center"),
        Hosting.CLOUD: _p("hosting", "Cloud"),
        Hosting.GOVERNMENT_CLOUD: _p("hosting", "Government cloud"),
    },
    PersonalData: {
        PersonalData.NONE: _p("personal data", "None"),
        PersonalData.PERSONAL: _p("personal data", "Personal data"),
        PersonalData.MY_NUMBER: _p("personal data", "With individual numbers"),
    },
    StandardTask: {
        StandardTask.RESIDENTS: _p("task", "Register of residents"),
        StandardTask.FAMILY_REGISTER: _p("task", "Family register"),
        StandardTask.REGISTER_ADDENDUM: _p("task", "Addendum to the family register"),
        StandardTask.SEAL_REGISTRATION: _p("task", "Seal registration"),
        StandardTask.VOTERS: _p("task", "Voters' list"),
        StandardTask.PROPERTY_TAX: _p("task", "Property tax"),
        StandardTask.RESIDENT_TAX: _p("task", "Resident tax of persons"),
        StandardTask.CORPORATE_TAX: _p("task", "Resident tax of corporations"),
        StandardTask.VEHICLE_TAX: _p("task", "Light vehicle tax"),
        StandardTask.HEALTH_INSURANCE: _p("task", "National health insurance"),
        StandardTask.LATE_ELDERLY: _p("task", "Medical care of the late elderly"),
        StandardTask.CARE_INSURANCE: _p("task", "Care insurance"),
        StandardTask.PENSION: _p("task", "National pension"),
        StandardTask.DISABILITY: _p("task", "Welfare of the disabled"),
        StandardTask.PUBLIC_ASSISTANCE: _p("task", "Public assistance"),
        StandardTask.HEALTH: _p("task", "Health management"),
        StandardTask.CHILD_ALLOWANCE: _p("task", "Child allowance"),
        StandardTask.CHILD_REARING_ALLOWANCE: _p("task", "Child-rearing allowance"),
        StandardTask.CHILD_SUPPORT: _p("task", "Support of children and child-rearing"),
        StandardTask.SCHOOL_ENROLMENT: _p("task", "School enrolment"),
    },
    Assessment: {
        Assessment.KEEP: _p("assessment", "Keep"),
        Assessment.RENEW: _p("assessment", "Renew"),
        Assessment.MERGE: _p("assessment", "Merge"),
        Assessment.STOP: _p("assessment", "Stop"),
    },
    ReviewState: {
        ReviewState.SURVEY: _p("review of a system", "Survey"),
        ReviewState.STUDY: _p("review of a system", "Study"),
        ReviewState.POLICY: _p("review of a system", "Decided"),
        ReviewState.DONE: _p("review of a system", "Carried out"),
        ReviewState.RETIRED: _p("review of a system", "Retired"),
    },
    ConditionState: {
        ConditionState.OPEN: _p("condition", "Awaiting an answer"),
        ConditionState.ANSWERED: _p("condition", "Answered"),
        ConditionState.MET: _p("condition", "Met"),
        ConditionState.CLOSED: _p("condition", "Closed"),
    },
    SearchKind: {
        SearchKind.NUMBER: _p("search", "Number"),
        SearchKind.NAME: _p("search", "Name"),
        SearchKind.SHEET: _l("Sheet"),
        SearchKind.FINDINGS: _p("sheet", "Findings"),
        SearchKind.CONDITION: _l("Condition"),
        SearchKind.REASON: _p("search", "History"),
        SearchKind.POST: _l("Questions and answers"),
        SearchKind.NOTE: _l("Internal note"),
        SearchKind.FILE: _l("Attached file"),
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
    Subject: {
        Subject.OFFICE: _p("subject", "Office"),
        Subject.OWN_FIELD: _p("subject", "Own field of the sheet"),
        Subject.OWN_ROLE: _p("subject", "Own role"),
        Subject.PERSON: _p("subject", "Person"),
        Subject.DEPARTMENT: _p("subject", "Department"),
        Subject.SECTION: _p("subject", "Section"),
        Subject.PLAN: _p("subject", "Plan"),
        Subject.TRANSFER: _p("subject", "Staff transfer"),
        Subject.MASTER: _l("Lists of choices"),
        Subject.CYCLE: _p("subject", "Budget cycle"),
        Subject.MEETING: _p("subject", "Meeting"),
        Subject.HANDLERS: _l("Who reviews what"),
        Subject.PROPOSAL: _p("subject", "Proposal"),
        Subject.PROPOSAL_ANSWER: _p("subject", "Answer to a proposal"),
        Subject.PROPOSAL_GROUP: _p("subject", "Group of proposals"),
        Subject.PROCESS: _p("subject", "Process version"),
        Subject.TRACKS: _p("subject", "Processes by content"),
        Subject.PROCESS_DRAFT: _p("subject", "Process draft"),
        Subject.MIGRATION: _p("subject", "Move to another process version"),
        Subject.UNDERTAKING: _p("subject", "Undertaking"),
        Subject.GOAL: _p("subject", "DX goal"),
        Subject.BODY: _p("subject", "Body"),
        Subject.BODY_MEETING: _p("subject", "Meeting of a body"),
        Subject.MEETING_TASK: _p("subject", "Task of a meeting"),
        Subject.PAPER_EDITION: _p("subject", "Frozen paper"),
        Subject.SYSTEM: _p("subject", "System of the inventory"),
    },
    ChangeAction: {
        ChangeAction.TAKE_OVER: _p("change", "Taken over"),
        ChangeAction.ADD: _p("change", "Added"),
        ChangeAction.CHANGE: _p("change", "Changed"),
        ChangeAction.SWITCH_OFF: _p("change", "Switched off"),
        ChangeAction.SWITCH_ON: _p("change", "Switched on"),
        ChangeAction.END: _p("change", "Ended"),
        ChangeAction.DRAFT: _p("change", "Drafted"),
        ChangeAction.EDIT: _p("change", "Written on"),
        ChangeAction.SUBMIT: _p("change", "Submitted"),
        ChangeAction.CONFIRM: _p("change", "Confirmed"),
        ChangeAction.SEND_BACK: _p("change", "Sent back"),
        ChangeAction.SET: _p("change", "Set"),
        ChangeAction.REPORT: _p("change", "Result reported"),
        ChangeAction.CLOSE: _p("change", "Closed with a result"),
        ChangeAction.CARRY: _p("change", "Carried into the next year"),
        ChangeAction.WITHDRAW: _p("change", "Withdrawn"),
        ChangeAction.SURVEY: _p("change", "Survey completed"),
        ChangeAction.ASSESS: _p("change", "Assessed"),
        ChangeAction.CARRY_OUT: _p("change", "Carried out"),
        ChangeAction.REVIEW: _p("change", "Next round of review begun"),
        ChangeAction.RETIRE: _p("change", "Retired"),
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
        Fate.WAITING: _p("fate", "Not evaluated yet"),
    },
    SortOrder: {
        SortOrder.ORGANISATION: _l("Official order of departments"),
        SortOrder.AMOUNT: _l("Largest amount first"),
        SortOrder.RECENT: _l("Latest move first"),
        SortOrder.DUE: _l("By deadline"),
        SortOrder.NUMBER: _l("By number"),
        SortOrder.SUBMITTED: _l("By day of submission"),
    },
    Queue: {
        Queue.MINE: _l("My turn"),
        Queue.UNRECEIVED: _p("queue", "Not received"),
        Queue.UNDER_REVIEW: _p("queue", "Under review"),
        Queue.RESUBMITTED: _p("queue", "Resubmitted"),
        Queue.ANSWERED: _p("queue", "Answered"),
        Queue.OVERDUE: _p("queue", "Overdue"),
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

ERROR_PAGES: Final = {
    400: (_l("The request could not be read"), _l("Go back and try again.")),
    403: (_l("You may not do this"), _l("Your role does not include this page.")),
    404: (
        _l("There is no such page"),
        _l("The address may be wrong, or it is not for you to see."),
    ),
    405: (_l("This page is not used like that"), _l("Go back and use the buttons of the page.")),
    409: (_l("Things have changed in the meantime"), _l("Look at the page again before you act.")),
    413: (_l("That is too much at once"), _l("A form may carry at most 2 MB. Nothing was saved.")),
    422: (_l("This cannot be done as it stands"), _l("Correct what is named and try again.")),
    429: (_l("Too many attempts"), _l("Wait a few minutes, then try again.")),
    500: (
        _l("Something is broken on our side"),
        _l("Nothing was changed. It has been written down for the administrator."),
    ),
    503: (
        _l("The database does not answer"),
        _l("Nothing was changed. Try again in half a minute."),
    ),
}


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
    return str(ACTIONS[Action(value)]) if value in set(Action) else own.action(value)


def funding(code: str) -> str:
    """What the office calls a kind of funding."""
    return current.named().source(code).text(current.language())


def choices(vocabulary: type[StrEnum], empty: str | None = None) -> list[tuple[str, Any]]:
    """(stored string, lazy word) pairs for a SelectField, `empty` first where given."""
    pairs: list[tuple[str, Any]] = [(one.value, ENUMS[vocabulary][one]) for one in vocabulary]
    return pairs if empty is None else [("", empty), *pairs]


def sign(name: str) -> str:
    """The sign of a state; one that a published process added gets ◇."""
    return STATES[name][0] if name in STATES else UNKNOWN_SIGN


def state(name: str) -> str:
    """The word for a state; one that a published process added is shown by its name."""
    return str(STATES[name][1]) if name in STATES else name


def error_title(status: int) -> str:
    """The heading of the page for an HTTP status."""
    return str(ERROR_PAGES.get(status, ERROR_PAGES[400 if status < 500 else 500])[0])


def error_text(status: int) -> str:
    """What a person can do about an HTTP status."""
    return str(ERROR_PAGES.get(status, ERROR_PAGES[400 if status < 500 else 500])[1])
