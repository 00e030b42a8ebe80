"""Macros whose pieces of a page are rendered once for everybody who is shown the same."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from webapp.words.catalogue import PAGE

PIECES: Final = 1000
"""Pieces of pages that are remembered of each macro: 2 to 4 KB each."""


MACROS: Final = 100


def remembered(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    """A macro that renders what it is given once, for everybody who is shown the same.

    For macros that know nothing but what they are given, which can be hashed, the language, and
    where the site begins.
    """
    kept = _remembered(macro)

    def of_the_page(*given: Hashable) -> Markup:
        page = PAGE.get()
        return kept(page.language, page.root, *given)

    return of_the_page


@lru_cache(maxsize=MACROS)
def _remembered(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    @lru_cache(maxsize=PIECES)
    def rendered(_language: str, _root: str, *given: Hashable) -> Markup:
        return macro(*given)

    return rendered
