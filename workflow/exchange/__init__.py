"""Workbooks out and in: the template, lists to work on, files that are brought and committed."""

from workflow.exchange.commands import Committed, advance, answer, choose, commit, correct, stage
from workflow.exchange.headings import SOURCE
from workflow.exchange.policy import IMPORTERS, ImportNotReady
from workflow.exchange.queries import (
    CellChange,
    CellConflict,
    CellProblem,
    ChoiceView,
    ImportView,
    Notice,
    QuestionView,
    StagedLine,
    view,
)
from workflow.exchange.source import PASTED, Brought, ColumnView, bring, paste
from workflow.exchange.template import workbook
from workflow.exchange.understanding import OFFERED

__all__ = [
    "IMPORTERS",
    "OFFERED",
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
    "answer",
    "bring",
    "choose",
    "commit",
    "correct",
    "paste",
    "stage",
    "view",
    "workbook",
]
