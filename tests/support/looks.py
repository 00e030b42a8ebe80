"""How a page looks: whether it fits on a screen, and what axe finds wrong with it."""

from typing import Final

from playwright.sync_api import Page

WIDE: Final = 1280
PHONE: Final = 390

_WRONG_ONLY: Final = {"resultTypes": ["violations"]}
"""What axe is asked for: a list of all that is right takes longer than to find it."""
_VIOLATIONS: Final = "options => axe.run(options).then(found => found.violations)"


def sticks_out(page: Page, width: int) -> list[str]:
    """What makes the page wider than the screen."""
    page.set_viewport_size({"width": width, "height": 844})
    found: list[str] = page.evaluate(
        """width => document.documentElement.scrollWidth <= width ? [] :
           [...document.querySelectorAll('body *')]
             .filter(e => e.getBoundingClientRect().right > width + 1)
             .map(e => e.outerHTML.slice(0, 120))""",
        width,
    )
    return found


def too_long_to_fill_in(page: Page) -> list[str]:
    """The fields of one line that are wider than the widest form: 58 rem."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main form input.form-control')]
             .filter(e => e.getBoundingClientRect().width > 58 * 16)
             .map(e => e.outerHTML.slice(0, 120))"""
    )
    return found


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe, whose script the page has by now, finds wrong: the rule, and where first."""
    found = page.evaluate(_VIOLATIONS, _WRONG_ONLY)
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found]
