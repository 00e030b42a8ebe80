"""The papers of an office: what they are made of, and their files in every form."""

from workflow.documents.papers import (
    document,
    finance_document,
    history,
    item_document,
    personal_calendar,
    result_document,
    results_document,
    schedule_document,
)
from workflow.documents.policy import FINANCE_READERS, RESULT_READERS, may_have_finance_list
from workflow.documents.queries import Report, report, result_departments
from workflow.documents.rendering import FORMS, Document, render
from workflow.documents.seal import Amended

__all__ = [
    "FINANCE_READERS",
    "FORMS",
    "RESULT_READERS",
    "Amended",
    "Document",
    "Report",
    "document",
    "finance_document",
    "history",
    "item_document",
    "may_have_finance_list",
    "personal_calendar",
    "render",
    "report",
    "result_departments",
    "result_document",
    "results_document",
    "schedule_document",
]
