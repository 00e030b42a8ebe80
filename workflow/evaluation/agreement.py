"""The verdict that all evaluators of an item proposed: what its draft begins with."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from workflow.evaluation.queries import ScoringView
from workflow.evaluation.verdict_drafts import DraftedVerdict
from workflow.items.transitions import LONGEST_WORDS
from workflow.values.conditions import ConditionLine, numbered

_CONDITION: Final = re.compile(
    r"[\s・*-]*(?:【条件[0-9０-９]*】|条件[0-9０-９]*\s*[:：]|conditions?\s*[0-9]*\s*:)\s*", re.I
)
"""How a line of a comment says that it is a condition."""


def agreed(view: ScoringView, conditional: Collection[str]) -> DraftedVerdict | None:
    """The verdict that all who were expected proposed, as far as their sheets may be seen.

    Their comments are its findings. Of a verdict that needs conditions, one of `conditional`,
    the lines that say 条件： are these. None where the proposals differ, or a sheet is missing.
    """
    cards = [one.second.card if one.second else one.card for one in view.sheets]
    counted = [card for card in cards if card is not None]
    proposed = {card.verdict for card in counted}
    if not counted or len(counted) < view.expected or len(proposed) > 1 or "" in proposed:
        return None
    verdict = proposed.pop()
    comments = [card.comment.strip() for card in counted]
    if verdict not in conditional:
        return DraftedVerdict(verdict, _joined(comments))
    lines = [line for one in comments for line in one.splitlines()]
    conditions = [
        line[found.end() :].strip() for line in lines if (found := _CONDITION.match(line))
    ]
    return DraftedVerdict(
        verdict,
        _joined(line for line in lines if not _CONDITION.match(line)),
        numbered([ConditionLine(one) for one in dict.fromkeys(conditions) if one]),
    )


def _joined(words: Iterable[str]) -> str:
    """The texts, each once; "" if together they are longer than findings may be."""
    text = "\n".join(one for one in dict.fromkeys(words) if one)
    return text if len(text) <= LONGEST_WORDS else ""
