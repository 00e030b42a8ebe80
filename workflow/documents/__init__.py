"""The papers of an office: what they are made of, and their files in every form."""

from workflow.documents import progress, year_snapshot
from workflow.documents.calendar_files import document as schedule_document
from workflow.documents.calendar_files import schedule_paper
from workflow.documents.calendar_files import write as ical
from workflow.documents.columns import FUNDED, LIST_HEADINGS
from workflow.documents.conditions_list import conditions_document
from workflow.documents.event_log import LOG_FORMS
from workflow.documents.goals_paper import goals_document, goals_paper, team_goals_document
from workflow.documents.listing import Entry, Group
from workflow.documents.matrix_paper import matrix_document, matrix_paper
from workflow.documents.papers import (
    cycle_log,
    finance_document,
    finance_draft,
    history,
    item_document,
    log_file,
    result_document,
    results_document,
    year_log,
)
from workflow.documents.plain_papers import (
    advisors_record_document,
    comments_document,
    steps_document,
    systems_document,
)
from workflow.documents.plain_tables import BlankColumn, YearPaper, blank_form, plain_table
from workflow.documents.policy import FINANCE_READERS, RESULT_READERS, may_have_finance_list
from workflow.documents.progress import Progress, Step
from workflow.documents.queries import (
    Budget,
    Overview,
    Report,
    Summed,
    overview,
    overview_rows,
    report,
)
from workflow.documents.rendering import FORMS, HEAVY, Document, Draft, table_document
from workflow.documents.result_queries import result_departments
from workflow.documents.scores import scores_document
from workflow.documents.scores_book import scores_book
from workflow.documents.seal import Amended
from workflow.documents.writer_process import PaperNotMade

__all__ = [
    "FINANCE_READERS",
    "FORMS",
    "FUNDED",
    "HEAVY",
    "LIST_HEADINGS",
    "LOG_FORMS",
    "RESULT_READERS",
    "Amended",
    "BlankColumn",
    "Budget",
    "Document",
    "Draft",
    "Entry",
    "Group",
    "Overview",
    "PaperNotMade",
    "Progress",
    "Report",
    "Step",
    "Summed",
    "YearPaper",
    "advisors_record_document",
    "blank_form",
    "comments_document",
    "conditions_document",
    "cycle_log",
    "finance_document",
    "finance_draft",
    "goals_document",
    "goals_paper",
    "history",
    "ical",
    "item_document",
    "log_file",
    "matrix_document",
    "matrix_paper",
    "may_have_finance_list",
    "overview",
    "overview_rows",
    "plain_table",
    "progress",
    "report",
    "result_departments",
    "result_document",
    "results_document",
    "schedule_document",
    "schedule_paper",
    "scores_book",
    "scores_document",
    "steps_document",
    "systems_document",
    "table_document",
    "team_goals_document",
    "year_log",
    "year_snapshot",
]
