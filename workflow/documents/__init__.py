"""The papers of an office: what they are made of, and their files in every form."""

from workflow.documents.apart import PaperNotMade
from workflow.documents.calendar_files import document as schedule_document
from workflow.documents.calendar_files import write as ical
from workflow.documents.columns import LIST_HEADINGS
from workflow.documents.conditions_list import conditions_document
from workflow.documents.listing import Entry, Group
from workflow.documents.papers import (
    finance_document,
    history,
    item_document,
    result_document,
    results_document,
)
from workflow.documents.policy import FINANCE_READERS, RESULT_READERS, may_have_finance_list
from workflow.documents.queries import Budget, Report, Summed, report, result_departments
from workflow.documents.rendering import FORMS, HEAVY, Document, render, table_document
from workflow.documents.seal import Amended

__all__ = [
    "FINANCE_READERS",
    "FORMS",
    "HEAVY",
    "LIST_HEADINGS",
    "RESULT_READERS",
    "Amended",
    "Budget",
    "Document",
    "Entry",
    "Group",
    "PaperNotMade",
    "Report",
    "Summed",
    "conditions_document",
    "finance_document",
    "history",
    "ical",
    "item_document",
    "may_have_finance_list",
    "render",
    "report",
    "result_departments",
    "result_document",
    "results_document",
    "schedule_document",
    "table_document",
]
