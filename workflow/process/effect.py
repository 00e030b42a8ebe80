"""What the program does with a move besides moving and recording, and what each effect needs."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from workflow.values.vocabulary import Action


class Effect(StrEnum):
    """What the program does with a move besides moving and recording; a definition asks for it."""

    FREEZE = "freeze"
    """What is submitted becomes the next revision, and a round is counted."""
    JUDGE = "judge"
    """The sheet has to have been seen, and open questions are pointed out."""
    EVALUATE = "evaluate"
    UNDO_EVALUATION = "undo_evaluation"
    REPORT = "report"
    RETURN = "return"
    """The department has the sheet back, and reads the reason above it."""
    GIVE_UP = "give_up"
    """The item ends unfinished: that is nobody's turn and no way to complete it."""
    CARRY_OVER = "carry_over"
    AGREE = "agree"
    """Somebody who is asked for an opinion has nothing against it."""
    OBJECT = "object"
    """Somebody who is asked for an opinion objects."""


EFFECT_OF: Final[Mapping[str, Effect]] = {
    Action.SUBMIT: Effect.FREEZE,
    Action.APPROVE: Effect.JUDGE,
    Action.EVALUATE: Effect.EVALUATE,
    Action.REOPEN: Effect.UNDO_EVALUATION,
    Action.REPORT: Effect.REPORT,
    Action.SEND_BACK: Effect.RETURN,
    Action.WITHDRAW: Effect.GIVE_UP,
    Action.CARRY_OVER: Effect.CARRY_OVER,
}
"""The effect that an action of this name has, whether or not its table asks for it."""

EVIDENCE: Final[Mapping[Effect, str]] = {
    effect: str(action)
    for action, effect in EFFECT_OF.items()
    if effect not in {Effect.JUDGE, Effect.RETURN, Effect.GIVE_UP}
}
"""Effects that leave rows behind: ledger, audit and reports find them by this one action."""

GUARD_OF: Final[Mapping[Effect, str]] = {
    Effect.FREEZE: "form_complete",
    Effect.EVALUATE: "evaluation_complete",
    Effect.REPORT: "meeting_given",
    Effect.CARRY_OVER: "next_cycle_given",
}
"""The guard without which an effect has nothing to work with."""
