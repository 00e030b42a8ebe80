"""What the moves of an item are called once they have happened, for histories and sentences."""

from collections.abc import Mapping, Set
from typing import Final

from flask_babel import LazyString

from webapp.request import current
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import title
from webapp.words.office import HEADQUARTERS
from workflow import items
from workflow.values import CLOSED_OPINION, MIGRATED, REORGANISED, Action, Title

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
