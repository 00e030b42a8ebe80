"""What was typed in a form, cleaned field by field; everything wrong with it is said at once."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from workflow.values.cleaning import text_problem
from workflow.values.errors import InputRefused, Problem
from workflow.values.text import TextUnclean, clean_block, clean_line

T = TypeVar("T")


class Checking:
    """What is wrong with a form, as far as it was looked at."""

    def __init__(self) -> None:
        """Nothing is wrong yet."""
        self.problems: list[Problem] = []

    def wrong(self, field: str, key: str, **facts: object) -> None:
        """Say what is wrong with a field."""
        self.problems.append(Problem(field, key, facts))

    def line(self, field: str, typed: str, limit: int, *, needed: bool = False) -> str:
        """A text of one line of at most `limit` characters."""
        return self._text(field, typed, limit, needed=needed, several=False)

    def block(self, field: str, typed: str, limit: int, *, needed: bool = False) -> str:
        """A text of several lines of at most `limit` characters."""
        return self._text(field, typed, limit, needed=needed, several=True)

    def lines(self, field: str, typed: Iterable[str], limit: int, most: int) -> list[str]:
        """At most `most` texts of one line each; those that say nothing are left out."""
        found = [text for one in typed if (text := self.line(field, one, limit))]
        if len(found) > most:
            self.wrong(field, "too_many", limit=most)
        return found

    def given(self, field: str, value: T | None, instead: T) -> T:
        """What has to be there, and something `instead` while it is not."""
        if value is None:
            self.wrong(field, "required")
            return instead
        return value

    def in_order(self, field: str, first: date | None, last: date | None) -> None:
        """Refuse `field` where the `last` day is before the `first`."""
        if first is not None and last is not None and last < first:
            self.wrong(field, "ends_before_beginning")

    def not_ahead(self, field: str, day: date | None, today: date) -> None:
        """Refuse a day that is still to come."""
        if day is not None and day > today:
            self.wrong(field, "day_ahead")

    def done(self) -> None:
        """Go on where nothing is wrong. Raises InputRefused with everything that is."""
        if self.problems:
            raise InputRefused(self.problems)

    def _text(self, field: str, typed: str, limit: int, *, needed: bool, several: bool) -> str:
        try:
            text = (clean_block if several else clean_line)(typed, limit)
        except TextUnclean as unclean:
            self.problems.append(text_problem(field, unclean))
            return ""
        if needed and not text:
            self.wrong(field, "required")
        return text
