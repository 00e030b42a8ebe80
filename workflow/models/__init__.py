"""The mapped classes, one aggregate a module; importing this knows every table."""

from workflow.models.accounts import AccountLink, AttemptCount, SecurityEvent, SignInSession
from workflow.models.administration import OfficeChange, OfficeChangesEnd
from workflow.models.advice import Advice, AdviceRequest, AdvisorExpertise, AdvisorReach
from workflow.models.attachments import Attachment
from workflow.models.base import LARGEST_ID, Base
from workflow.models.bodies import (
    Body,
    BodyMeeting,
    BodyMember,
    MeetingAttendance,
    MeetingPaper,
    MeetingTask,
    TaskReport,
    meeting_task_items,
)
from workflow.models.bulk import BulkRow, BulkRun
from workflow.models.calendar import (
    CalendarChange,
    CalendarFeed,
    Cycle,
    EvaluationSession,
    Meeting,
    meeting_cycles,
    session_cycles,
)
from workflow.models.conditions import Condition, ConditionEntry, ConditionFile, ConditionTerms
from workflow.models.editions import PaperEdition, PaperEditionFile
from workflow.models.evaluation import (
    ConflictOfInterest,
    Evaluation,
    EvaluationSeat,
    ScoreSheet,
    ScoreSheetEntry,
    SessionEntry,
    SessionSetUp,
    StagedScores,
    VerdictDraft,
)
from workflow.models.exchange import StagedImport, StagedRow
from workflow.models.goals import (
    CARRIERS_IN_ORDER,
    Goal,
    GoalIndicator,
    GoalResult,
    MatrixEntry,
    StagedGoals,
    goal_departments,
)
from workflow.models.handlers import DepartmentHandler, ItemHandler
from workflow.models.items import (
    Item,
    ItemCounter,
    ItemFunding,
    ItemRevision,
    ItemRewriting,
    item_joint_departments,
)
from workflow.models.ledger import (
    LedgerEntry,
    LedgerHead,
    ProcessVersion,
    ProcessWithdrawal,
    ReceiptRow,
)
from workflow.models.masters import (
    Category,
    Criterion,
    Field,
    FundingKind,
    MasterVersion,
    Verdict,
)
from workflow.models.migrations_of_items import ProcessMigration
from workflow.models.notices import Mail, MailPreference, Notice, OutboxRow, WorkerSeen
from workflow.models.office import OfficeLogo, OfficeProfile
from workflow.models.opinions import OpinionRequest
from workflow.models.organisation import (
    Department,
    DepartmentName,
    DepartmentPlace,
    DepartmentSuccession,
    ReorganisationPlan,
    Section,
    SectionPlace,
)
from workflow.models.papers import Paper, PaperPiece, PaperProgress
from workflow.models.people import Person, RoleGrant
from workflow.models.process_drafts import ProcessDraft
from workflow.models.proposals import Proposal, ProposalAnswer, ProposalGroup
from workflow.models.reports import (
    Agenda,
    ReportEdition,
    ReportFile,
    ReportItem,
    ReportLift,
    StoredFile,
)
from workflow.models.rosters import StagedRoster
from workflow.models.staffing import StaffingFinding
from workflow.models.staged import StagedFile
from workflow.models.substitutes import Acknowledgement, ActFor, Substitute
from workflow.models.systems import StagedSystems, System, SystemCost, SystemInterface
from workflow.models.textindex import GoalText, SearchText, UndertakingText, WholeText
from workflow.models.threads import Thread, ThreadMention, ThreadPost
from workflow.models.transfers import Handover, HandoverItem, TransferPlan
from workflow.models.undertakings import (
    StagedSteps,
    Undertaking,
    UndertakingComment,
    UndertakingDocument,
    UndertakingPilot,
    UndertakingStep,
    step_people,
    undertaking_items,
)
from workflow.models.unsent import UnsentForm

__all__ = [
    "CARRIERS_IN_ORDER",
    "LARGEST_ID",
    "AccountLink",
    "Acknowledgement",
    "ActFor",
    "Advice",
    "AdviceRequest",
    "AdvisorExpertise",
    "AdvisorReach",
    "Agenda",
    "Attachment",
    "AttemptCount",
    "Base",
    "Body",
    "BodyMeeting",
    "BodyMember",
    "BulkRow",
    "BulkRun",
    "CalendarChange",
    "CalendarFeed",
    "Category",
    "Condition",
    "ConditionEntry",
    "ConditionFile",
    "ConditionTerms",
    "ConflictOfInterest",
    "Criterion",
    "Cycle",
    "Department",
    "DepartmentHandler",
    "DepartmentName",
    "DepartmentPlace",
    "DepartmentSuccession",
    "Evaluation",
    "EvaluationSeat",
    "EvaluationSession",
    "Field",
    "FundingKind",
    "Goal",
    "GoalIndicator",
    "GoalResult",
    "GoalText",
    "Handover",
    "HandoverItem",
    "Item",
    "ItemCounter",
    "ItemFunding",
    "ItemHandler",
    "ItemRevision",
    "ItemRewriting",
    "LedgerEntry",
    "LedgerHead",
    "Mail",
    "MailPreference",
    "MasterVersion",
    "MatrixEntry",
    "Meeting",
    "MeetingAttendance",
    "MeetingPaper",
    "MeetingTask",
    "Notice",
    "OfficeChange",
    "OfficeChangesEnd",
    "OfficeLogo",
    "OfficeProfile",
    "OpinionRequest",
    "OutboxRow",
    "Paper",
    "PaperEdition",
    "PaperEditionFile",
    "PaperPiece",
    "PaperProgress",
    "Person",
    "ProcessDraft",
    "ProcessMigration",
    "ProcessVersion",
    "ProcessWithdrawal",
    "Proposal",
    "ProposalAnswer",
    "ProposalGroup",
    "ReceiptRow",
    "ReorganisationPlan",
    "ReportEdition",
    "ReportFile",
    "ReportItem",
    "ReportLift",
    "RoleGrant",
    "ScoreSheet",
    "ScoreSheetEntry",
    "SearchText",
    "Section",
    "SectionPlace",
    "SecurityEvent",
    "SessionEntry",
    "SessionSetUp",
    "SignInSession",
    "StaffingFinding",
    "StagedFile",
    "StagedGoals",
    "StagedImport",
    "StagedRoster",
    "StagedRow",
    "StagedScores",
    "StagedSteps",
    "StagedSystems",
    "StoredFile",
    "Substitute",
    "System",
    "SystemCost",
    "SystemInterface",
    "TaskReport",
    "Thread",
    "ThreadMention",
    "ThreadPost",
    "TransferPlan",
    "Undertaking",
    "UndertakingComment",
    "UndertakingDocument",
    "UndertakingPilot",
    "UndertakingStep",
    "UndertakingText",
    "UnsentForm",
    "Verdict",
    "VerdictDraft",
    "WholeText",
    "WorkerSeen",
    "goal_departments",
    "item_joint_departments",
    "meeting_cycles",
    "meeting_task_items",
    "session_cycles",
    "step_people",
    "undertaking_items",
]
