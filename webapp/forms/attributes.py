"""Controls as HTML: their attributes, without WTForms' ten calls for each; what files they offer;
and the Enter key.
"""

from typing import Any, Final

from flask import Flask
from markupsafe import Markup, escape
from wtforms import widgets

from webapp.words.days import example_day
from workflow.files import ATTACHMENT_ENDINGS, TABLE_ENDINGS, WORKBOOK_ENDINGS

_CORE: Any = widgets.core


def html_attributes(**given: Any) -> Markup:
    """What WTForms' `html_params` gives: sorted, True as a name alone, False left out."""
    written = (
        name if value is True else f'{name}="{_quoted(value)}"'
        for name, value in ((_CORE.clean_key(key), given[key]) for key in sorted(given))
        if value is not False
    )
    return Markup(" ".join(written))  # noqa: S704


def _quoted(value: Any) -> str:
    return str(escape(value)).replace('"', "&quot;")


def serve_wtforms() -> None:
    """Make WTForms write its controls by `html_attributes`, in this whole process."""
    _CORE.html_params = html_attributes
    _CORE.Input.html_params = staticmethod(html_attributes)


OFFERED: Final = {
    what: ",".join(f".{ending}" for ending in endings)
    for what, endings in {
        "tables": TABLE_ENDINGS,
        "workbooks": WORKBOOK_ENDINGS,
        "attachments": ATTACHMENT_ENDINGS,
    }.items()
}
"""The files from which a browser lets people choose; what a file is, its content says."""


# ---------------------------------------------------------------- the Enter key


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
    """Give every template `enter_stays()`, `offered.tables` and `example_day()`."""
    app.jinja_env.globals.update(enter_stays=enter_stays, offered=OFFERED, example_day=example_day)
