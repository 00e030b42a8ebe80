"""The words for the record of the office's changes: what was changed, and how."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import LazyString

from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from workflow.values import ChangeAction, Subject

ENUMS: Final[Mapping[type[StrEnum], Mapping[Any, LazyString]]] = {
    Subject: {
        Subject.OFFICE: _p("subject", "Office"),
        Subject.OWN_FIELD: _p("subject", "Own field of the sheet"),
        Subject.OWN_ROLE: _p("subject", "Own role"),
        Subject.PERSON: _p("subject", "Person"),
        Subject.DEPARTMENT: _p("subject", "Department"),
        Subject.SECTION: _p("subject", "Section"),
        Subject.PLAN: _p("subject", "Plan"),
        Subject.TRANSFER: _p("subject", "Staff transfer"),
        Subject.MASTER: _l("Lists of choices"),
        Subject.CYCLE: _p("subject", "Budget cycle"),
        Subject.MEETING: _p("subject", "Meeting"),
        Subject.SESSION: _p("subject", "Evaluation session"),
        Subject.HANDLERS: _l("Who reviews what"),
        Subject.PROPOSAL: _p("subject", "Proposal"),
        Subject.PROPOSAL_ANSWER: _p("subject", "Answer to a proposal"),
        Subject.PROPOSAL_GROUP: _p("subject", "Group of proposals"),
        Subject.PROCESS: _p("subject", "Process version"),
        Subject.TRACKS: _p("subject", "Processes by content"),
        Subject.PROCESS_DRAFT: _p("subject", "Process draft"),
        Subject.MIGRATION: _p("subject", "Move to another process version"),
        Subject.UNDERTAKING: _p("subject", "Undertaking"),
        Subject.GOAL: _p("subject", "DX goal"),
        Subject.BODY: _p("subject", "Body"),
        Subject.BODY_MEETING: _p("subject", "Meeting of a body"),
        Subject.MEETING_TASK: _p("subject", "Task of a meeting"),
        Subject.PAPER_EDITION: _p("subject", "Frozen paper"),
        Subject.SYSTEM: _p("subject", "System of the inventory"),
    },
    ChangeAction: {
        ChangeAction.TAKE_OVER: _p("change", "Taken over"),
        ChangeAction.ADD: _p("change", "Added"),
        ChangeAction.CHANGE: _p("change", "Changed"),
        ChangeAction.SWITCH_OFF: _p("change", "Switched off"),
        ChangeAction.SWITCH_ON: _p("change", "Switched on"),
        ChangeAction.END: _p("change", "Ended"),
        ChangeAction.DRAFT: _p("change", "Drafted"),
        ChangeAction.EDIT: _p("change", "Written on"),
        ChangeAction.SUBMIT: _p("change", "Submitted"),
        ChangeAction.CONFIRM: _p("change", "Confirmed"),
        ChangeAction.SEND_BACK: _p("change", "Sent back"),
        ChangeAction.SET: _p("change", "Set"),
        ChangeAction.REPORT: _p("change", "Result reported"),
        ChangeAction.CLOSE: _p("change", "Closed with a result"),
        ChangeAction.CARRY: _p("change", "Carried into the next year"),
        ChangeAction.WITHDRAW: _p("change", "Withdrawn"),
        ChangeAction.ASK: _p("change", "Survey asked for"),
        ChangeAction.SURVEY: _p("change", "Survey completed"),
        ChangeAction.ASSESS: _p("change", "Assessed"),
        ChangeAction.CARRY_OUT: _p("change", "Carried out"),
        ChangeAction.REVIEW: _p("change", "Next round of review begun"),
        ChangeAction.RETIRE: _p("change", "Retired"),
    },
}
