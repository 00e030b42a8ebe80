"""In what two items are alike: in words, and in what is shared besides."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from workflow.search.similarity import Project, shared_words, spelt_alike, tell_apart


class Why(StrEnum):
    """In what an item is like another."""

    NAME = "name"
    SPELLING = "spelling"
    SUMMARY = "summary"
    SYSTEM = "system"
    CATEGORY = "category"
    AMOUNT = "amount"


class Reason(NamedTuple):
    """One way in which two items are alike, with the words they share where it is in words."""

    why: Why
    words: tuple[str, ...] = ()


WORDS_SAID: Final = 4
NEAR: Final = 0.1
"""Amounts are near where they differ by no more than this part of the larger one."""
WORTH: Final = {Why.SYSTEM: 0.15, Why.AMOUNT: 0.04, Why.CATEGORY: 0.02}
"""What is shared besides words puts an item before its equals; alone it makes none alike."""


class Said(NamedTuple):
    """What of an item's content is compared; hundreds of whole sheets would stay in memory."""

    name: str = ""
    summary: str = ""
    category: str = ""
    current_system: str = ""
    amount_kyen: int | None = None

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Said":
        """From what a sheet's fields hold that are filled in."""
        return cls(**{name: content[name] for name in cls._fields if name in content})

    @property
    def project(self) -> Project:
        """Name and summary, folded."""
        return Project.of(self.name, self.summary)


def in_words(this: Said, other: Said) -> Iterator[Reason]:
    """The words that names and summaries share, where they tell items apart."""
    words = shared_words(this.name, other.name)
    if spelt_alike(this.name, other.name):
        yield Reason(Why.SPELLING, words[:WORDS_SAID])
    elif tell_apart(words):
        yield Reason(Why.NAME, words[:WORDS_SAID])
    if tell_apart(shared := shared_words(this.summary, other.summary)):
        yield Reason(Why.SUMMARY, shared[:WORDS_SAID])


def besides_words(this: Said, other: Said) -> Iterator[Reason]:
    """The system, the category and about the same amount."""
    if this.current_system and spelt_alike(this.current_system, other.current_system):
        yield Reason(Why.SYSTEM, (other.current_system,))
    if this.category and this.category == other.category:
        yield Reason(Why.CATEGORY)
    if _near(this.amount_kyen, other.amount_kyen):
        yield Reason(Why.AMOUNT)


def _near(one: int | None, other: int | None) -> bool:
    if not one or not other:
        return False
    return abs(one - other) <= NEAR * max(abs(one), abs(other))
