"""The Enter key in a one-line field: it stays in the form, and never sends it.

A browser lets Enter press a form's first button, also where it only ends the composition of a
Japanese word. A first button that is disabled keeps it from sending anything, without a script.
"""

from typing import Final

from flask import Flask


class NoDefaultButton:
    """A piece of HTML that templates take as it is."""

    def __html__(self) -> str:
        """A first button that nothing presses."""
        return "<button disabled hidden></button>"


NO_DEFAULT_BUTTON: Final = NoDefaultButton()


def enter_stays() -> NoDefaultButton:
    """What stands first in every form that is posted and has something to type or choose."""
    return NO_DEFAULT_BUTTON


def init_app(app: Flask) -> None:
    """Let every template say `enter_stays()`."""
    app.jinja_env.globals["enter_stays"] = enter_stays
