"""What lists are narrowed to and sorted by, and where the search found a word, in words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import LazyString

from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from workflow.values import Queue, SearchKind, SortOrder

ENUMS: Final[Mapping[type[StrEnum], Mapping[Any, LazyString]]] = {
    SearchKind: {
        SearchKind.NUMBER: _p("search", "Number"),
        SearchKind.NAME: _p("search", "Name"),
        SearchKind.SHEET: _l("Sheet"),
        SearchKind.FINDINGS: _p("sheet", "Findings"),
        SearchKind.CONDITION: _l("Condition"),
        SearchKind.REASON: _p("search", "History"),
        SearchKind.POST: _l("Questions and answers"),
        SearchKind.NOTE: _l("Internal note"),
        SearchKind.FILE: _l("Attached file"),
    },
    SortOrder: {
        SortOrder.ORGANISATION: _l("Official order of departments"),
        SortOrder.AMOUNT: _l("Largest amount first"),
        SortOrder.RECENT: _l("Latest move first"),
        SortOrder.DUE: _l("By deadline"),
        SortOrder.NUMBER: _l("By number"),
        SortOrder.SUBMITTED: _l("By day of submission"),
    },
    Queue: {
        Queue.MINE: _l("My turn"),
        Queue.UNRECEIVED: _p("queue", "Not received"),
        Queue.UNDER_REVIEW: _p("queue", "Under review"),
        Queue.RESUBMITTED: _p("queue", "Resubmitted"),
        Queue.ANSWERED: _p("queue", "Answered"),
        Queue.OVERDUE: _p("queue", "Overdue"),
    },
}
