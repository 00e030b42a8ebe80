"""What is said to people where questions and answers are refused."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.office import CENTER_SHORT

SENTENCES: Final[Mapping[str, LazyString]] = {
    "thread_not_a_party": _l(
        "Questions and answers are between the item's department and the %(center)s.",
        center=CENTER_SHORT,
    ),
    "thread_notes_are_the_centers": _l(
        "Internal notes are the %(center)s's alone.", center=CENTER_SHORT
    ),
    "thread_only_the_asker_closes": _l("The side that asked says when a question is settled."),
    "thread_only_ones_own": _l("You can correct only what you said yourself."),
    "thread_item_finished": _l("This item is finished: what was said can be read, no more."),
    "thread_closed": _l("This question is settled. Ask a new one if there is more to say."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "mention_not_reader": _l(
        "@%(login)s cannot see this here. Take the name out, or choose from the list."
    ),
    "chosen_not_reader": _l("Somebody you chose cannot see this here. Choose again from the list."),
    "unknown_field": _l("The sheet has no such field."),
}

refusals.register(SENTENCES, PROBLEMS)
