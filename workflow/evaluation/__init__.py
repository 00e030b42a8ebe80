"""Evaluation by several: sessions with their panels, score sheets, conflicts of interest."""

from workflow.evaluation.asks import cycles_in_session, cycles_without_session, to_score
from workflow.evaluation.book import (
    ITEM,
    SHOWN,
    STAMP,
    TABS,
    Entry,
    EvaluatorBook,
    Kind,
    evaluator_book,
    headings,
)
from workflow.evaluation.book_bringing import (
    StagedScoresView,
    bring_scores,
    commit_scores,
    stage_scores,
    staged_scores,
)
from workflow.evaluation.conflicts import declare_conflict, lift_conflict
from workflow.evaluation.item_scores import OwnSheet, SheetStatus
from workflow.evaluation.panel import SessionPlan
from workflow.evaluation.policy import (
    SESSION_ROLES,
    ScoresChanged,
    ScoresNotReady,
    VerdictMovedOn,
    may_set_up,
)
from workflow.evaluation.queries import (
    QueueEntry,
    ScoringQueue,
    ScoringView,
    agreed,
    queue,
    scoring,
)
from workflow.evaluation.score_sheets import save_sheet, submit_sheet, take_back_sheet
from workflow.evaluation.scores import FIVE, MARKS, Average, CriterionText, Mark, Scale, Scorecard
from workflow.evaluation.second_sheets import look_at_scores, submit_second_sheet
from workflow.evaluation.session_commands import (
    CLOSED,
    OPENED,
    SET_UP,
    close_session,
    follow_in_seat,
    open_session,
    seat_refusal,
    set_up_session,
)
from workflow.evaluation.session_queries import (
    SessionStatus,
    SessionView,
    evaluators,
    session,
    sessions,
)
from workflow.evaluation.summary import Summary, SummaryRow, summary
from workflow.evaluation.verdict_drafts import DraftedVerdict, save_verdict
from workflow.files.headed import CellProblem

__all__ = [
    "CLOSED",
    "FIVE",
    "ITEM",
    "MARKS",
    "OPENED",
    "SESSION_ROLES",
    "SET_UP",
    "SHOWN",
    "STAMP",
    "TABS",
    "Average",
    "CellProblem",
    "CriterionText",
    "DraftedVerdict",
    "Entry",
    "EvaluatorBook",
    "Kind",
    "Mark",
    "OwnSheet",
    "QueueEntry",
    "Scale",
    "Scorecard",
    "ScoresChanged",
    "ScoresNotReady",
    "ScoringQueue",
    "ScoringView",
    "SessionPlan",
    "SessionStatus",
    "SessionView",
    "SheetStatus",
    "StagedScoresView",
    "Summary",
    "SummaryRow",
    "VerdictMovedOn",
    "agreed",
    "bring_scores",
    "close_session",
    "commit_scores",
    "cycles_in_session",
    "cycles_without_session",
    "declare_conflict",
    "evaluator_book",
    "evaluators",
    "follow_in_seat",
    "headings",
    "lift_conflict",
    "look_at_scores",
    "may_set_up",
    "open_session",
    "queue",
    "save_sheet",
    "save_verdict",
    "scoring",
    "seat_refusal",
    "session",
    "sessions",
    "set_up_session",
    "stage_scores",
    "staged_scores",
    "submit_second_sheet",
    "submit_sheet",
    "summary",
    "take_back_sheet",
    "to_score",
]
