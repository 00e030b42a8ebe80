"""What is big, who may have what, and how many at once."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from workflow import documents, exchange, reports
from workflow.documents import Draft
from workflow.items import ItemFilter
from workflow.values.actor import Actor
from workflow.values.errors import Conflict
from workflow.work import Work

BIG: Final = 300
"""Items above which a paper is a job's."""

KEPT_FOR: Final = timedelta(days=1)
PIECE: Final = 256 * 1024
"""Bytes of a file that are kept and read together."""
GIVEN_UP_AFTER: Final = timedelta(minutes=30)
"""After that somebody may ask for another paper though theirs is not there."""
MOST_KEPT: Final = 5
"""Finished papers of one person; an older one goes with the next that is asked for."""

Maker = Callable[[Work, ItemFilter, str], Draft]

MAKERS: Final[Mapping[tuple[str, str], Maker]] = {
    ("list", "xlsx"): reports.list_draft,
    ("list", "pdf"): reports.list_draft,
    ("finance", "xlsx"): documents.finance_draft,
    ("finance", "pdf"): documents.finance_draft,
    ("template", "xlsx"): exchange.items_draft,
}
"""Who reads a paper of each kind and form; what a person may not have, they refuse."""


class PaperUnderWay(Conflict):
    """Another paper is being made for this person. Data: paper (its number)."""

    key = "paper_under_way"


_HELD: Final = "held"
"""Where it is kept with a paper's filter what its person held."""


def asked_by(actor: Actor, filters: Mapping[str, Any]) -> dict[str, Any]:
    """A paper's filter as it is kept, with what its person holds, for others too."""
    return {**filters, _HELD: _holding(actor)}


def filters_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The filter alone."""
    return {name: value for name, value in kept.items() if name != _HELD}


def may_fetch(actor: Actor, kept: Mapping[str, Any]) -> bool:
    """Whether a person still holds everything by which they asked for a paper."""
    return set(kept.get(_HELD, ())) <= set(_holding(actor))


def _holding(actor: Actor) -> list[str]:
    grants = actor.effective_grants.grants
    return sorted(f"{one.role} {one.department_id or ''}".rstrip() for one in grants)
