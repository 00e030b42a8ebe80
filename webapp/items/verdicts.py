"""The form of a verdict before anything is typed: what was decided, drafted or proposed already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from webapp.request import current
from workflow import advice, evaluation, items
from workflow.advice import AdviceView
from workflow.evaluation import DraftedVerdict, ScoringView
from workflow.items import EvaluationView, ItemDetail
from workflow.values import Action, Role


@dataclass(frozen=True)
class Begun:
    """What stands in the form: at most one of what was taken back, drafted, or agreed on."""

    again: EvaluationView | None = None
    drafted: DraftedVerdict | None = None
    agreed: DraftedVerdict | None = None

    @property
    def values(self) -> EvaluationView | DraftedVerdict | None:
        """Whichever of them it is."""
        return self.drafted or self.again or self.agreed


NOTHING: Final = Begun()


def begun(item: ItemDetail, action: str) -> Begun:
    """What an action's form begins with; only a verdict's form begins with anything."""
    again = _taken_back(item, action)
    if drafted := _drafted(item, action, again):
        return Begun(drafted=drafted)
    if again:
        return Begun(again=again)
    return Begun(agreed=_agreed(item, action))


def scoring(item: ItemDetail, action: str) -> ScoringView | None:
    """The evaluators' sheets, for whoever finalises from them, as far as they may see them."""
    if action != Action.EVALUATE or not current.actor().has(Role.EVALUATOR):
        return None
    work, item_id = current.work(), item.row.id
    return work.once(("scoring", item_id), lambda: evaluation.scoring(work, item_id))


def advised(item: ItemDetail, action: str) -> Sequence[AdviceView]:
    """What advisors said, beside the verdict; it holds nothing up."""
    if action != Action.EVALUATE:
        return ()
    return advice.of(current.work(), item.row.id)


def _taken_back(item: ItemDetail, action: str) -> EvaluationView | None:
    """What was decided and taken back: it stands in the form again when it is decided anew."""
    if action != Action.EVALUATE:
        return None
    return items.taken_back(current.work(), item.row.id)


def _drafted(item: ItemDetail, action: str, again: EvaluationView | None) -> DraftedVerdict | None:
    """What the finalisers have drafted since, as far as one may read it."""
    sheets = scoring(item, action)
    draft = sheets.draft if sheets else None
    if draft is None or not draft.version or (again and again.at > draft.updated_at):
        return None
    return draft.said


def _agreed(item: ItemDetail, action: str) -> DraftedVerdict | None:
    """What every evaluator proposed alike, as far as one may read it."""
    sheets = scoring(item, action)
    if sheets is None:
        return None
    verdicts = items.masters(current.work(), item.cycle.fiscal_year).verdicts
    return evaluation.agreed(sheets, {one.code for one in verdicts if one.needs_conditions})
