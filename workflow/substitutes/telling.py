"""Who is told of a substitution: the substitute, and the absent one where somebody else set it."""

from typing import Final

from sqlalchemy import true

from workflow.models import Substitute
from workflow.notices import kinds, notify
from workflow.work import Work

STANDS_IN: Final = "stand_in"
STANDS_IN_NO_MORE: Final = "stand_in_ended"
HAS_SUBSTITUTE: Final = "substitute_set"
HAS_NO_SUBSTITUTE: Final = "substitute_ended"

_KINDS: Final = (STANDS_IN, STANDS_IN_NO_MORE, HAS_SUBSTITUTE, HAS_NO_SUBSTITUTE)

kinds.register(frozenset(_KINDS), lambda _actor: true())
kinds.register_pages(dict.fromkeys(_KINDS, ("substitutes/", "substitutes/")))


def tell_of_new(work: Work, row: Substitute) -> None:
    """Notify both of a substitution, with its last day; never whoever set it."""
    _notify(work, row, row.substitute_id, STANDS_IN)
    _notify(work, row, row.person_id, HAS_SUBSTITUTE)


def tell_of_end(work: Work, row: Substitute) -> None:
    """Notify both that it was ended before its last day; never whoever ended it."""
    _notify(work, row, row.substitute_id, STANDS_IN_NO_MORE)
    _notify(work, row, row.person_id, HAS_NO_SUBSTITUTE)


def _notify(work: Work, row: Substitute, person_id: int, kind: str) -> None:
    by, is_new = work.person.person_id, kind in (STANDS_IN, HAS_SUBSTITUTE)
    if person_id != by:
        until = row.until_on if is_new else None
        notify.add_notices(work, None, {person_id}, kind, str(row.id), work.now, by=by, until=until)
