"""Pages that take more in one request than a form does: each says how much."""

from collections.abc import Callable
from typing import Any, Final

from flask import Flask, current_app, request

View = Callable[..., Any]

SIZE_ATTRIBUTE: Final = "__jizen_upload__"


def takes(size: int) -> Callable[[View], View]:
    """This view takes requests of up to `size` bytes; put it above the guard."""

    def mark(view: View) -> View:
        setattr(view, SIZE_ATTRIBUTE, size)
        return view

    return mark


def init_app(app: Flask) -> None:
    """Widen the limit for those who passed the door, before anybody reads the form."""
    app.before_request(_widen)


def _widen() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    size = getattr(view, SIZE_ATTRIBUTE, None)
    if size is not None:
        request.max_content_length = size
