"""The words for the editable masters, and the sentences for what changes of them refuse."""

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
    "list_unknown": _l("There is no list of this name."),
    "answer_unknown": _l("Type one of the words that the file has when it is taken from here."),
    "cell_broken": _l("The cell holds an error of a formula."),
    "conditions_fixed": _l("Whether a verdict needs conditions never changes."),
    "conditions_of_verdicts": _l("Only a verdict needs conditions."),
    "last_entry": _l("One entry at least has to be in use."),
}

FIELDS: Final[Mapping[str, LazyString]] = {
    "title_ja": _l("Title in Japanese"),
    "title_en": _l("Title in English"),
    "needs_conditions": _l("Needs conditions"),
    "active": _l("In use"),
}
COLUMNS: Final[Mapping[str, LazyString]] = {"master": _l("List"), "code": _l("Code"), **FIELDS}
"""The columns of the lists as a file."""

refusals.register(SENTENCES, PROBLEMS)

record_words.register(Subject.MASTER, {**FIELDS, "position": _l("Place in the list")})


def column(name: str) -> str:
    """What a column of the lists as a file is called."""
    return str(COLUMNS.get(name, name))
