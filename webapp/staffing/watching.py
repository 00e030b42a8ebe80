"""A form whose change is watched: who sent it is told which live items it leaves with nobody."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from flask import flash, url_for
from markupsafe import Markup, escape

from webapp.request import current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from webapp.words.filters import with_commas
from workflow import staffing
from workflow.staffing import Unattended
from workflow.values import ADMINISTRATORS
from workflow.work import Work

NAMED: Final = 3
"""Items named in the sentence; the rest is counted."""


def posted_watching(verb: Callable[[Work], Any], **how: Any) -> Answer:
    """The same as `posted`, with a warning where live items have nobody who can act after it."""
    left: list[Unattended] = []

    def watched(work: Work) -> Any:
        found = staffing.watched(work, verb)
        left[:] = found.items
        return found.done

    answer = posted(watched, **how)
    if left:
        flash(_warning(left), "warning")
    return answer


def _named(left: list[Unattended]) -> Iterator[str]:
    yield from (one.name or _("(no name yet)") for one in left[:NAMED])
    if len(left) > NAMED:
        yield "…"


def _warning(left: list[Unattended]) -> Markup:
    sentence = ngettext(
        "After this change nobody can act on %(num)d live item: %(names)s.",
        "After this change nobody can act on %(num)d live items: %(names)s.",
        len(left),
        names=with_commas(_named(left)),
    )
    if not current.actor().roles & ADMINISTRATORS:
        return escape(sentence)
    link = Markup(' <a href="{}">{}</a>').format(url_for("staffing.index"), _("See why"))
    return escape(sentence) + link
