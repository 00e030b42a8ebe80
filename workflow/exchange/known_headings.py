"""The words that offices write above columns, folded, with what each of them says."""

import re
import tomllib
from importlib.resources import files
from typing import Any, Final, NamedTuple

from workflow.exchange import columns
from workflow.values.text import search_key
from workflow.values.vocabulary import FundingSource

_DATA: Final[dict[str, Any]] = tomllib.loads(
    (files("workflow.exchange") / "headings.toml").read_text(encoding="utf-8")
)
_MARKS: Final = re.compile(r"[\s・/.．:：*※■□●○◎◆◇★☆\-_~〜、,]+")


class Source(NamedTuple):
    """The kind of funding that a column holds, and the label of its lines."""

    kind: FundingSource
    label: str


def words(table: str) -> dict[str, list[str]]:
    """The words of a table, those of each column or kind together."""
    found: dict[str, list[str]] = _DATA[table]
    return found


def key_of(folded: str) -> str:
    """A folded text without blanks and marks, as words are looked up."""
    return _MARKS.sub("", folded)


def _ranks() -> dict[str, tuple[str, int]]:
    """Column and rank by folded word; of two columns with one word the surer has it."""
    found: dict[str, tuple[str, int]] = {}
    for column in dict.fromkeys((*columns.HEADINGS, *words("columns"))):
        of_column = (column, columns.heading(column), *words("columns").get(column, ()))
        for rank, word in enumerate(of_column):
            key = key_of(search_key(word))
            if key not in found or rank < found[key][1]:
                found[key] = (column, rank)
    return found


def _sources() -> dict[str, Source]:
    """The kinds of funding by their folded words; plain ones win over those that are labels."""
    return {
        key_of(search_key(word)): Source(FundingSource(kind), word if is_label else "")
        for table, is_label in (("labelled", True), ("sources", False))
        for kind, of_kind in words(table).items()
        for word in of_kind
    }


RANKS: Final = _ranks()
SOURCES: Final = _sources()
