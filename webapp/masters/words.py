"""The sentences for what changes of the editable masters refuse."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from workflow.values import Subject

SENTENCES: Final[Mapping[str, LazyString]] = {
    "last_master_entry": _l(
        "This is the last entry in use: without it there would be nothing to choose from."
    ),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "code_unreadable": _l(
        "A code begins with a small letter and has small letters, figures and _ only."
    ),
    "code_taken": _l("This code is taken."),
    "title_taken": _l("Another entry in use has this title."),
}

refusals.register(SENTENCES, PROBLEMS)

record_words.register(
    Subject.MASTER,
    {
        "title_ja": _l("Title in Japanese"),
        "title_en": _l("Title in English"),
        "position": _l("Place in the list"),
        "needs_conditions": _l("Needs conditions"),
        "active": _l("In use"),
    },
)
