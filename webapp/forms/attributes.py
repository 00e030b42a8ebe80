"""The attributes of a control as HTML, which WTForms makes by ten calls for each of hundreds."""

from typing import Any

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
