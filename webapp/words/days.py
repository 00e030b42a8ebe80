"""How a day is typed: an example of this fiscal year, and what one without its year may mean."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from webapp.request import current
from webapp.words.filters import era_date
from workflow.values import era_digits, fiscal_year, likely_days


def example_day() -> date:
    """The day by which it is shown how one may be typed: the last of the fiscal year."""
    return date(fiscal_year(current.today()) + 1, 3, 31)


def _likely(facts: Mapping[str, str]) -> tuple[date, date]:
    return likely_days(int(facts["month"]), int(facts["day_of_month"]), current.today())


FACTS: Final[Mapping[str, Callable[[Mapping[str, str]], str]]] = {
    "example_day": lambda _facts: era_date(example_day()),
    "example_digits": lambda _facts: era_digits(example_day()),
    "example_iso": lambda _facts: example_day().isoformat(),
    "earlier_day": lambda facts: era_date(_likely(facts)[0]),
    "earlier_digits": lambda facts: era_digits(_likely(facts)[0]),
    "later_day": lambda facts: era_date(_likely(facts)[1]),
    "later_digits": lambda facts: era_digits(_likely(facts)[1]),
}
"""What a sentence about a day that was typed may name besides what the refusal carries."""
