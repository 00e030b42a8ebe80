"""After the first look at others' scores: one's own sheet stands, a change is a second sheet.

The first sheet, given blind, stays what it was and counts; the second is shown beside it and
marked. Both, and the look between them, are lines of the sheet's history.
"""

from workflow.evaluation import policy
from workflow.evaluation.policy import SheetNotFrozen
from workflow.evaluation.score_sheets import (
    Place,
    cleaned,
    place_of,
    place_to_write,
    require_submittable,
)
from workflow.evaluation.scores import Scorecard
from workflow.evaluation.sheet_history import afterwards, record
from workflow.models import ScoreSheet, ScoreSheetEntry
from workflow.values.actor import permitted
from workflow.values.errors import NotFound
from workflow.work import Work


def look_at_scores(work: Work, item_id: int) -> None:
    """Say that the actor looks at the others' scores now; their own sheet is fixed by it.

    A second look changes nothing. Raises the policy's refusal; NotFound for whoever has no
    sheet: finalisers who do not score see the scores without saying so.
    """
    place = place_of(work, item_id)
    sheet = _submitted(place)
    refusal = policy.may_see_scores(
        work.actor, place.context, place.panel, submitted=sheet is not None, looked=True
    )
    permitted(work.actor, refusal)
    if sheet is None:
        raise NotFound(what="sheet")
    if sheet.id not in afterwards(work, [sheet]):
        record(work, sheet, ScoreSheetEntry.LOOKED, place.item.content_hash)


def submit_second_sheet(work: Work, item_id: int, card: Scorecard, seen: str | None) -> None:
    """Say what the actor thinks after having seen the others' scores; the first sheet stays.

    The same words again change nothing. Raises the policy's refusal, NotFound, InputRefused,
    ContentChanged, SheetNotFrozen where there is no sheet that was fixed by a look.
    """
    place = place_to_write(work, item_id)
    card = cleaned(work, card, place)
    require_submittable(place, card, seen)
    sheet = _submitted(place)
    before = afterwards(work, [sheet]).get(sheet.id) if sheet else None
    if sheet is None or before is None:
        raise SheetNotFrozen()
    said = before.second.card if before.second else Scorecard.from_json(sheet.content)
    if said != card:
        content = card.to_json(place.criteria, place.scale)
        record(work, sheet, ScoreSheetEntry.SECOND, place.item.content_hash, content)


def _submitted(place: Place) -> ScoreSheet | None:
    """The actor's own sheet where it is submitted on the content that the item has now."""
    sheet = place.sheet
    stands = sheet is not None and sheet.content_hash == place.item.content_hash
    return sheet if stands else None
