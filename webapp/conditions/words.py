"""The sentences for what the follow-up of conditions refuses."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l

SENTENCES: Final[Mapping[str, LazyString]] = {
    "condition_closed": _l(
        "This condition is closed: its evaluation was taken back, or the item withdrawn."
    ),
    "condition_met": _l("This condition has been found met."),
    "condition_not_answered": _l("There is no answer to judge yet."),
}

refusals.register(SENTENCES)
