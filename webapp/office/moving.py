"""One part of a list that the office keeps is moved, switched off and on."""

from collections.abc import Callable

from flask import request

from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow.work import Work


def placed(verb: Callable[[Work, str, str, int], None], name: str, *, back: str) -> Answer:
    """Put the part before the one that was sent, or at the end."""
    before, seen = request.form.get("before", ""), _seen()
    return posted(
        lambda work: verb(work, name, before, seen), said=_("The order is changed."), back=back
    )


def switched(verb: Callable[..., None], name: str, *, on: str, off: str, back: str) -> Answer:
    """Switch the part on or off as was sent, and say `on` or `off`."""
    active, seen = request.form.get("active") == "yes", _seen()
    return posted(
        lambda work: verb(work, name, seen, active=active), said=on if active else off, back=back
    )


def _seen() -> int:
    """The version of the office that the page showed."""
    return request.form.get("seen", 0, type=int)
