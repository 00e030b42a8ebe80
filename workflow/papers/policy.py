"""What is big, who may have what, and how many at once."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from workflow import documents, reports
from workflow.documents import Document
from workflow.items import ItemFilter
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

MAKERS: Final[Mapping[str, Callable[[Work, ItemFilter, str], Document]]] = {
    "list": reports.list_file,
    "finance": documents.finance_document,
}
"""Who makes a paper of each kind; what a person may not have, they refuse."""


class PaperUnderWay(Conflict):
    """Another paper is being made for this person. Data: paper (its number)."""

    key = "paper_under_way"
