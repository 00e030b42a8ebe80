"""The words for how sheets and sessions stand; each with a sign that needs no colour."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_pgettext as _p

from workflow.evaluation.views import SessionStatus, SheetStatus


class Said(NamedTuple):
    """A sign and a word."""

    sign: str
    word: LazyString


SHEETS: Final[Mapping[SheetStatus, Said]] = {
    SheetStatus.AWAITED: Said("○", _p("sheet status", "Not submitted")),
    SheetStatus.DRAFT: Said("◔", _p("sheet status", "Draft")),
    SheetStatus.SUBMITTED: Said("●", _p("sheet status", "Submitted")),
    SheetStatus.OUTDATED: Said("↩", _p("sheet status", "Content changed: submit again")),
    SheetStatus.OUT: Said("×", _p("sheet status", "Does not take part")),
}

SESSIONS: Final[Mapping[SessionStatus, Said]] = {
    SessionStatus.PLANNED: Said("○", _p("session status", "Planned")),
    SessionStatus.SET_UP: Said("◔", _p("session status", "Set up")),
    SessionStatus.OPEN: Said("◑", _p("session status", "Open")),
    SessionStatus.CLOSED: Said("■", _p("session status", "Closed")),
}

EVENTS: Final[Mapping[str, LazyString]] = {
    "set_up": _p("session event", "Set up"),
    "opened": _p("session event", "Opened"),
    "closed": _p("session event", "Closed"),
}
