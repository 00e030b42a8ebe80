"""The field's words: enums whose values are the stored strings.

Fields, categories and verdicts are editable masters and therefore rows, not enums.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a person is to the pre-consultation; one person may hold several."""

    OFFICER = "officer"
    REVIEWER = "reviewer"
    EVALUATOR = "evaluator"
    SECRETARIAT = "secretariat"
    VIEWER = "viewer"
    ADVISOR = "advisor"
    ADMIN = "admin"


class OwnRole(str):
    """A role that an office defines itself (課長, 財政課), by its key."""

    __slots__ = ()


_ROLES: Final[Mapping[str, Role]] = {role.value: role for role in Role}
_PLACES: Final = {role: place for place, role in enumerate(Role)}

AnyRole = Role | OwnRole
"""What somebody can hold, and what a process can ask for."""


def role_named(name: str) -> AnyRole:
    """The role under this name; one that the program does not know is an office's own."""
    return _ROLES.get(name) or OwnRole(name)


def role_place(role: AnyRole) -> tuple[int, str]:
    """Where a role stands among others: the program's in their order, then an office's own."""
    return (_PLACES[role], "") if isinstance(role, Role) else (len(_PLACES), role)


class RoleScope(StrEnum):
    """Where an own role is held: for a department by name, or for the whole office."""

    DEPARTMENT = "department"
    OFFICE = "office"


WITHDRAWN: Final = "withdrawn"
"""The state of an item from which nothing is expected any more, in every definition."""

CENTER_STAFF: Final = frozenset({Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT})
"""The DX center and its secretariat as those who work on items: they ask, answer and take notes."""

CENTER_ROLES: Final = CENTER_STAFF | {Role.ADMIN}
"""The same with the administrators: they see every item of every department."""

ADMINISTRATORS: Final = frozenset({Role.ADMIN})

MAINTAINERS: Final = frozenset({Role.SECRETARIAT, Role.ADMIN})
"""Who looks after what the office's work rests on, such as what advisors are asked about."""

READER_ROLES: Final = frozenset({Role.VIEWER, Role.ADVISOR})
"""Those to whom submitted items are circulated (供覧): they never see a first draft."""


class OfficeKind(StrEnum):
    """What kind of local government the office is."""

    PREFECTURE = "prefecture"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"


class DxStep(StrEnum):
    """The three steps of 資料1-4: ① digitization, ② digitalization, ③ transformation."""

    DIGITIZATION = "1"
    DIGITALIZATION = "2"
    TRANSFORMATION = "3"


class FundingSource(StrEnum):
    """The usual kinds of funding (財源の種類): the codes of what every office knows.

    Which kinds an office has, and what it calls them, is a master.
    """

    GENERAL = "general"
    NATIONAL = "national"
    TRANSFER = "transfer"
    BOND = "bond"
    OTHER = "other"


class Classification(StrEnum):
    """区分: what kind of request it is."""

    NEW = "new"
    EXPANDED = "expanded"
    CONTINUED = "continued"
    RENEWED = "renewed"
    LAW_CHANGE = "law_change"


class Procurement(StrEnum):
    """調達方式."""

    OPEN_BID = "open_bid"
    DESIGNATED_BID = "designated_bid"
    PROPOSAL = "proposal"
    SINGLE_SOURCE = "single_source"
    SUBSIDY = "subsidy"
    UNDECIDED = "undecided"


class SystemForm(StrEnum):
    """形態: how the system is obtained."""

    SCRATCH = "scratch"
    PACKAGE = "package"
    SAAS = "saas"
    NONE = "none"


class Network(StrEnum):
    """The three separated networks of a local government (三層分離)."""

    MY_NUMBER = "my_number"
    LGWAN = "lgwan"
    INTERNET = "internet"


class OwnKind(StrEnum):
    """What can be typed into a field that the office added to its sheet."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    DAY = "day"


class Action(StrEnum):
    """Every action that the program knows; a definition uses some, and may name others."""

    CREATE = "create"
    SUBMIT = "submit"
    PULL_BACK = "pull_back"
    RECEIVE = "receive"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    EVALUATE = "evaluate"
    REOPEN = "reopen"
    REPORT = "report"
    WITHDRAW = "withdraw"
    CARRY_OVER = "carry_over"


REORGANISED: Final = "reorganise"
"""The action of an entry that no process knows: the item followed a reorganisation."""

MIGRATED: Final = "migrate"
"""The same of an item that goes on by another version of its process."""

CLOSED_OPINION: Final = "closed-opinion"
"""What readers are told instead of the action by which a closed opinion was given."""

BESIDE_PROCESSES: Final = frozenset({REORGANISED, MIGRATED})
"""The actions of entries that no process knows."""


class Stage(StrEnum):
    """What 資料1-6 tells of a cycle: what is to be considered, or what was found."""

    PLANNED = "planned"
    """検討予定一覧: every live item, whatever its state."""
    EVALUATED = "evaluated"
    """評価結果一覧: only items with a finalised evaluation."""


class ConditionState(StrEnum):
    """How a condition of an evaluation stands (条件の履行確認)."""

    OPEN = "open"
    """The department has to answer, for the first time or again."""
    ANSWERED = "answered"
    """The center has to look at the answer."""
    MET = "met"
    CLOSED = "closed"
    """The evaluation was taken back or the item withdrawn: nobody has to do anything."""


class ConditionAct(StrEnum):
    """What is said to a condition: the department's answer, or what the center finds of it."""

    ANSWERED = "answered"
    MET = "met"
    SENT_BACK = "sent_back"


class Side(StrEnum):
    """The two who talk about an item (照会・回答)."""

    CENTER = "center"
    DEPARTMENT = "department"


class PostKind(StrEnum):
    """What a post of a thread does; a correction (訂正) stands beside what it corrects."""

    SAID = "said"
    CORRECTED = "corrected"
    CLOSED = "closed"


class Master(StrEnum):
    """The lists that the office edits itself."""

    FIELD = "field"
    CATEGORY = "category"
    CRITERION = "criterion"
    VERDICT = "verdict"
    FUNDING = "funding"
    """Kinds of funding (財源の種類)."""


class AgendaKind(StrEnum):
    """What a paper of a meeting is: one that Jizen makes, or a free one."""

    FREE = "free"
    PLANNED = "planned"
    EVALUATED = "evaluated"
    SCHEDULE = "schedule"
    MATRIX = "matrix"
    GOALS = "goals"
    PROGRESS = "progress"
    """How far the goals of the year are."""


class Fate(StrEnum):
    """What became of an item between the planned list and the results."""

    EVALUATED = "evaluated"
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CARRIED_OVER = "carried_over"
    EVALUATED_SINCE = "evaluated_since"
    """It has a verdict, which came after the results were frozen."""
    WAITING = "waiting"
