"""Workbooks out and in: the template, lists to work on, files that are brought and committed."""

from workflow.exchange.columns import ORDER
from workflow.exchange.commands import Committed, advance, choose, commit, correct, stage
from workflow.exchange.policy import IMPORTERS, ImportNotReady
from workflow.exchange.queries import (
    CellChange,
    CellConflict,
    CellProblem,
    ImportView,
    StagedLine,
    view,
)
from workflow.exchange.source import Brought, ColumnView, bring, paste
from workflow.exchange.template import workbook

__all__ = [
    "IMPORTERS",
    "ORDER",
    "Brought",
    "CellChange",
    "CellConflict",
    "CellProblem",
    "ColumnView",
    "Committed",
    "ImportNotReady",
    "ImportView",
    "StagedLine",
    "advance",
    "bring",
    "choose",
    "commit",
    "correct",
    "paste",
    "stage",
    "view",
    "workbook",
]
