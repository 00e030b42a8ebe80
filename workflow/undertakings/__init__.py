"""Undertakings (取組): the rows of 資料1-3, their steps, documents, comments and pilots.

資料1-3 and the schedule page are drawn from the steps (`calendar.schedule_of`). Every change is an
entry of the chained record of the office; `jizen audit verify` compares each part with it.
"""

from workflow.files.attachments import NewFile
from workflow.undertakings.calendar_days import calendar_days
from workflow.undertakings.comments import CommentDraft, add_comment, answer_comment
from workflow.undertakings.documents import (
    DocumentDraft,
    add_document,
    open_file,
    set_comment_period,
    stored,
)
from workflow.undertakings.drafts import Entry, RowDraft
from workflow.undertakings.links import link_item, unlink_item
from workflow.undertakings.part_queries import comment, document, pilot
from workflow.undertakings.pilots import PilotDraft, add_pilot, change_pilot
from workflow.undertakings.policy import WRITERS, NotResponsible, UndertakingChanged, may_write
from workflow.undertakings.queries import every, of_item, one, step, to_do
from workflow.undertakings.row_queries import RowCard, row_board, row_card
from workflow.undertakings.rows import (
    add_row,
    carried,
    carry,
    change_row,
    place_row,
    put_row,
    read_row,
    remove_row,
)
from workflow.undertakings.step_file import HEADINGS, STAMP, cell, file_rows
from workflow.undertakings.step_reading import FILES, StepLine, StepsNotReady
from workflow.undertakings.steps import StepPlan, StepReport, plan_step, remind, report_step
from workflow.undertakings.views import CommentView, PilotView, StepView

__all__ = [
    "FILES",
    "HEADINGS",
    "STAMP",
    "WRITERS",
    "CommentDraft",
    "CommentView",
    "DocumentDraft",
    "Entry",
    "NewFile",
    "NotResponsible",
    "PilotDraft",
    "PilotView",
    "RowCard",
    "RowDraft",
    "StepLine",
    "StepPlan",
    "StepReport",
    "StepView",
    "StepsNotReady",
    "UndertakingChanged",
    "add_comment",
    "add_document",
    "add_pilot",
    "add_row",
    "answer_comment",
    "calendar_days",
    "carried",
    "carry",
    "cell",
    "change_pilot",
    "change_row",
    "comment",
    "document",
    "every",
    "file_rows",
    "link_item",
    "may_write",
    "of_item",
    "one",
    "open_file",
    "pilot",
    "place_row",
    "plan_step",
    "put_row",
    "read_row",
    "remind",
    "remove_row",
    "report_step",
    "row_board",
    "row_card",
    "set_comment_period",
    "step",
    "stored",
    "to_do",
    "unlink_item",
]
