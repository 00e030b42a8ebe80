"""A person without a mouse: what has the focus, and how they come to what they want."""

from typing import Final

import pytest
from playwright.sync_api import Page

_FOCUSED: Final = """() => { const one = document.activeElement;
  return (one.labels?.[0]?.innerText || one.getAttribute('aria-label') || one.innerText || '')
    .trim(); }"""

MOST_STEPS: Final = 90
"""Presses of Tab after which a person gives up."""


def focused(page: Page) -> str:
    """What the focused control is called."""
    return str(page.evaluate(_FOCUSED))


def to(page: Page, name: str) -> None:
    """Press Tab until what is called so has the focus."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            return
    pytest.fail(f"{name} is not reached by Tab on {page.url}")


def typed(page: Page, **fields: str) -> None:
    """Type into fields, in the order of the page."""
    for name, text in fields.items():
        to(page, name)
        page.keyboard.insert_text(text)


def press(page: Page, name: str) -> None:
    """Come to a link or button by Tab and press Enter: another page opens."""
    to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
