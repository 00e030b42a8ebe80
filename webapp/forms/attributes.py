"""Controls as HTML: their attributes, without WTForms' ten calls for each; and the Enter key."""

from typing import Any, Final

from flask import Flask
from markupsafe import Markup, escape
from wtforms import widgets

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
    """Have the controls of WTForms, in this whole process, written by `html_attributes`."""
    _CORE.html_params = html_attributes
    _CORE.Input.html_params = staticmethod(html_attributes)


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
    """Let every template say `enter_stays()`."""
    app.jinja_env.globals["enter_stays"] = enter_stays
