"""What was typed, made clean field by field: every problem is gathered before any is said."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from workflow.values.cleaning import text_problem
from workflow.values.errors import InputRefused, Problem
from workflow.values.text import TextUnclean, clean_block, clean_line

T = TypeVar("T")


class Typed:
    """The fields of one form; `require` refuses it with everything that is wrong."""

    def __init__(self) -> None:
        """Begin without any problem."""
        self.problems: list[Problem] = []

    def line(self, field: str, text: str, limit: int, *, needed: bool = True) -> str:
        """A text of one line with at most `limit` characters."""
        return self._clean(clean_line, field, text, limit, needed)

    def block(self, field: str, text: str, limit: int, *, needed: bool = True) -> str:
        """A text of several lines with at most `limit` characters."""
        return self._clean(clean_block, field, text, limit, needed)

    def given(self, field: str, value: T | None, instead: T) -> T:
        """What has to be there, and something `instead` while it is not."""
        if value is None:
            self.problems.append(Problem(field, "required"))
            return instead
        return value

    def in_order(self, field: str, first: date | None, last: date | None) -> None:
        """Refuse `field` where the `last` day is before the `first`."""
        if first is not None and last is not None and last < first:
            self.problems.append(Problem(field, "ends_before_beginning"))

    def not_ahead(self, field: str, day: date | None, today: date) -> None:
        """Refuse a day that is yet to come."""
        if day is not None and day > today:
            self.problems.append(Problem(field, "day_ahead"))

    def require(self) -> None:
        """Raises InputRefused where anything is wrong."""
        if self.problems:
            raise InputRefused(self.problems)

    def _clean(
        self, clean: Callable[[str, int], str], field: str, text: str, limit: int, needed: bool
    ) -> str:
        try:
            found = clean(text, limit)
        except TextUnclean as unclean:
            self.problems.append(text_problem(field, unclean))
            return ""
        if needed and not found:
            self.problems.append(Problem(field, "required"))
        return found
