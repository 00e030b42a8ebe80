"""What the moves of an item are called once they have happened, for histories and sentences."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_pgettext as _p

from webapp.words.office import HEADQUARTERS
from workflow.values import CLOSED_OPINION, MIGRATED, REORGANISED, Action

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
