"""Workbooks out and in: the template, lists to work on, files that are brought and committed."""

from workflow.exchange.commands import advance, amend, answer, correct, leave_out_others, stage
from workflow.exchange.committing import Committed, choose, commit
from workflow.exchange.headings import SOURCE
from workflow.exchange.policy import IMPORTERS, ImportNotReady
from workflow.exchange.queries import view
from workflow.exchange.source import PASTED, Brought, ColumnView, bring, paste
from workflow.exchange.template import items_draft, workbook
from workflow.exchange.understanding import offered
from workflow.exchange.views import (
    CellChange,
    CellConflict,
    CellProblem,
    ChoiceView,
    ImportView,
    Notice,
    QuestionView,
    StagedLine,
)

__all__ = [
    "IMPORTERS",
    "PASTED",
    "SOURCE",
    "Brought",
    "CellChange",
    "CellConflict",
    "CellProblem",
    "ChoiceView",
    "ColumnView",
    "Committed",
    "ImportNotReady",
    "ImportView",
    "Notice",
    "QuestionView",
    "StagedLine",
    "advance",
    "amend",
    "answer",
    "bring",
    "choose",
    "commit",
    "correct",
    "items_draft",
    "leave_out_others",
    "offered",
    "paste",
    "stage",
    "view",
    "workbook",
]
