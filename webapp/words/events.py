"""What happened, in words: what moves of items are called, and what the record of changes tells."""

from collections.abc import Mapping, Set
from enum import StrEnum
from typing import Any, Final

from flask_babel import LazyString

from webapp.request import current
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import title
from webapp.words.office import HEADQUARTERS
from workflow import items
from workflow.values import (
    CLOSED_OPINION,
    MIGRATED,
    REORGANISED,
    Action,
    ChangeAction,
    Subject,
    Title,
)

EVENTS: Final[Mapping[str, LazyString]] = {
    Action.CREATE: _p("event", "Drafted"),
    Action.SUBMIT: _p("event", "Submitted"),
    Action.PULL_BACK: _p("event", "Pulled back"),
    Action.RECEIVE: _p("event", "Received"),
    Action.SEND_BACK: _p("event", "Sent back"),
    Action.APPROVE: _p("event", "Review completed"),
    Action.EVALUATE: _p("event", "Evaluation finalised"),
    Action.REOPEN: _p("event", "Evaluation taken back"),
    Action.REPORT: _p("event", "Reported to %(headquarters)s", headquarters=HEADQUARTERS),
    Action.WITHDRAW: _p("event", "Withdrawn"),
    Action.CARRY_OVER: _p("event", "Carried over"),
    REORGANISED: _p("event", "Moved by a reorganisation"),
    CLOSED_OPINION: _p("event", "Opinion (closed until all are in)"),
    MIGRATED: _p("event", "Moved to another version of its process"),
}


# --------------------------------------------- what definitions name themselves


def own_action(name: str) -> str:
    """The title that the newest published definition gives to `name`; else the name itself."""
    moves = (move for one in reversed(current.work().published) for move in one.transitions)
    found = next((move.title for move in moves if move.action == name), None)
    return title(Title.of(found)) if found else name


def own_action_here(name: str) -> str:
    """The one title that all processes of the chosen cycle give to an action; "" for several."""
    titles = current.work().once(_titles_here, _titles_here).get(name, frozenset())
    return title(*titles) if len(titles) == 1 else ""


def _titles_here() -> Mapping[str, Set[Title]]:
    """The titles that the processes of the chosen cycle give to each action."""
    newest = current.work().newest
    names = items.process_names(current.cycle()) if current.cycles() else ()
    titles: dict[str, set[Title]] = {}
    for process in (newest[one] for one in names if one in newest):
        for move in process.transitions:
            titles.setdefault(move.action, set()).add(Title.of(move.title))
    return titles


def own_state(name: str) -> str:
    """The title that the newest published definition gives to a state; else the name itself."""
    found = (one.states[name] for one in reversed(current.work().published) if name in one.states)
    named = next(found, None)
    return title(Title.of(named.title)) if named else name


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
