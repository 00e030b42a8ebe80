"""What a person is asked for besides a move: in words, and where it is done."""

from collections.abc import Mapping
from typing import Final

from flask import url_for
from flask_babel import LazyString

from webapp.items.words import RESUBMIT
from webapp.words.catalogue import lazy_gettext as _l
from workflow.items import Ask, AskKind

__all__ = ["CORRECT", "RESUBMIT", "address", "words"]

CORRECT: Final = _l("Correct the sheet")

WORDS: Final[Mapping[AskKind, LazyString]] = {
    AskKind.ANSWER: _l("Answer a question"),
    AskKind.SETTLE: _l("Look at an answer to a question"),
    AskKind.ADVISE: _l("Give advice"),
    AskKind.SCORE: _l("Fill in the evaluation sheet"),
    AskKind.FULFIL: _l("Answer a condition"),
    AskKind.JUDGE: _l("Look at an answer to a condition"),
    AskKind.ACKNOWLEDGE: _l("Take note of what was done in your name"),
    AskKind.TAKE_OVER: _l("Take over from your predecessor"),
}


def words(ask: Ask) -> str:
    """What is asked for."""
    return str(WORDS[ask.kind])


def address(ask: Ask) -> str:
    """The page on which it is done."""
    match ask.kind:
        case AskKind.ANSWER | AskKind.SETTLE:
            return url_for("threads.show", item_id=ask.item_id, _anchor=f"thread-{ask.ref}")
        case AskKind.ADVISE:
            return url_for("advice.show", request_id=ask.ref)
        case AskKind.SCORE:
            return url_for("evaluation.score", item_id=ask.item_id)
        case AskKind.ACKNOWLEDGE:
            return url_for("substitutes.done")
        case AskKind.TAKE_OVER:
            return url_for("handovers.show", handover_id=ask.ref)
        case AskKind.FULFIL | AskKind.JUDGE:
            return url_for("conditions.show", condition_id=ask.ref)
