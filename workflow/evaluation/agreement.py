"""What every evaluator of an item proposed alike: with it the deciding may begin."""

from collections.abc import Collection

from workflow.evaluation.queries import ScoringView
from workflow.evaluation.verdict_drafts import DraftedVerdict
from workflow.values.conditions import ConditionLine, numbered


def agreed(view: ScoringView, conditional: Collection[str]) -> DraftedVerdict | None:
    """The verdict that all who were expected proposed, as far as their sheets may be seen.

    The comments stand as the conditions of a verdict that needs some: one of `conditional`.
    None where they differ, or somebody's sheet is still to come.
    """
    cards = [one.second.card if one.second else one.card for one in view.sheets]
    counted = [card for card in cards if card is not None]
    proposed = {card.verdict for card in counted}
    if not counted or len(counted) < view.expected or len(proposed) > 1 or "" in proposed:
        return None
    verdict = proposed.pop()
    comments = [card.comment.strip() for card in counted] if verdict in conditional else []
    return DraftedVerdict(
        verdict, conditions=numbered([ConditionLine(one) for one in comments if one])
    )
