"""One valid way to send each form of the site: who, from which page, and what they type.

The tables are complete: `tests/request/test_sent_twice.py` fails for a route that takes forms and
stands in none of them.
"""

from itertools import chain
from typing import Final

from tests.support.sendings import (
    accounts,
    evaluation,
    items,
    meetings,
    office,
    people,
    processes,
    undertakings,
)
from tests.support.sendings.sending import (
    DRAFT,
    EVALUATED,
    RETURNED,
    REVIEWED,
    SUBMITTED,
    UNDER_REVIEW,
    Sending,
)

__all__ = [
    "DRAFT", "EVALUATED", "EVERY_FORM", "RETURNED", "REVIEWED", "SUBMITTED", "UNDER_REVIEW",
    "Sending",
]  # fmt: skip

EVERY_FORM: Final[tuple[Sending, ...]] = tuple(
    chain.from_iterable(
        one.FORMS
        for one in (
            accounts, people, items, evaluation, meetings, undertakings, office, processes,
        )
    )
)  # fmt: skip
