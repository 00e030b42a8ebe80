"""The sentences for what sharing out the reviews refuses, and the words of its record."""

from typing import Final

from webapp.audit import words as record_words
from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from workflow.ledger import Referred
from workflow.values import Subject

SENTENCES: Final = {
    "handler_changed": _l(
        "Somebody took this item or handed it on after the page was opened. Nothing of yours was"
        " done: look who has it now."
    ),
}
PROBLEMS: Final = {
    "not_a_reviewer": _l("They do not review for this department today."),
    "deputy_is_main": _l("The deputy is somebody else than the main reviewer."),
}

refusals.register(SENTENCES, PROBLEMS)
record_words.register(
    Subject.HANDLERS,
    {"main": _l("Main reviewer"), "deputy": _l("Deputy reviewer")},
    dict.fromkeys(("main", "deputy"), record_words.refers_to(Referred.LOGIN)),
)
