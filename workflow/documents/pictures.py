"""The last section of a list of results: its sums as bars, drawn by typst itself.

They are made of the list's own rows, so a frozen list has its pictures with it.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

from workflow.documents.listing import Entry, Listing
from workflow.documents.words import NOT_EVALUATED
from workflow.values.money import format_kyen
from workflow.values.vocabulary import Stage

FULL: Final = 1000
"""The length of the longest bar, in its own thousandths."""


def pictures(listing: Listing) -> list[dict[str, Any]]:
    """Titles with their bars: name, label, `length` (0 to 1,000) and whether it is `below` zero.

    None for a list of what is planned, for 財政課's, and for one without rows.
    """
    if listing.stage is not Stage.EVALUATED or listing.is_for_finance or not listing.groups:
        return []
    departments = [(group.department, group.kyen) for group in listing.groups]
    verdicts = _counts(_verdict(entry) for entry in listing.entries)
    return [
        _picture("部局別（千円）", departments, format_kyen),
        _picture("分野別（千円）", listing.by_field, format_kyen),
        _picture("評価区分別（件数）", verdicts, lambda count: f"{count}件"),
        _picture("評価区分別（千円）", _amounts(listing.entries), format_kyen),
    ]


def _counts(verdicts: Iterable[str]) -> list[tuple[str, int]]:
    """The most frequent first; those of one number in the order of the list."""
    return Counter(verdicts).most_common()


def _amounts(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """千円 by verdict, in the order of `_counts`."""
    found = [(_verdict(entry), entry.line.amount_kyen or 0) for entry in entries]
    return [
        (verdict, sum(kyen for one, kyen in found if one == verdict))
        for verdict, _count in _counts(verdict for verdict, _kyen in found)
    ]


def _verdict(entry: Entry) -> str:
    return entry.line.verdict or NOT_EVALUATED


def _picture(
    title: str, parts: Iterable[tuple[str, int]], label: Callable[[int], str]
) -> dict[str, Any]:
    found = list(parts)
    most = max((abs(value) for _name, value in found), default=0) or 1
    return {
        "title": title,
        "bars": [
            {
                "name": name,
                "label": label(value),
                "length": abs(value) * FULL // most,
                "below": value < 0,
            }
            for name, value in found
        ],
    }
