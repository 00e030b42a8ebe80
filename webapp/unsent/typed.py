"""What this person typed into a form before and did not send, for the page that has the form."""

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from webapp.request import current
from webapp.words.catalogue import gettext as _
from workflow import unsent
from workflow.unsent import Kept

PLACE = "unsent_place"
OPENED = "unsent_opened"
"""What a page's form says of itself: to where it is sent, and when its page was opened."""


def of(place: str) -> Kept | None:
    """What was typed into the form that is sent to `place`."""
    return unsent.kept(current.work(), place)


def beginning(place: str) -> Mapping[str, Kept]:
    """The same of every form whose place begins so, by its place, the latest first."""
    return {one.place: one for one in unsent.begun(current.work(), place)}


def formdata(*kept: Kept | None) -> MultiDict[str, str] | None:
    """What was typed, as a form takes it; None where nothing was."""
    pairs = [pair for one in kept if one for pair in one.fields]
    return MultiDict(pairs) if pairs else None


def kept_words() -> str:
    """What a page says once what was typed is kept."""
    return _("Kept at %(time)s", time=current.engine().clock.now().strftime("%H:%M"))
