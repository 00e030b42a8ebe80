"""What is said to people where asking for advice, and giving it, are refused."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l

SENTENCES: Final[Mapping[str, LazyString]] = {
    "advice_not_possible": _l(
        "Advice can be asked for while the item is with the center, not before and not after."
    ),
    "advice_withdrawn": _l("The center has withdrawn this request."),
    "advice_given": _l("Advice has been given; the request stays on record."),
    "not_asked": _l("Only the advisor who was asked can advise here."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "unknown_advisor": _l("Choose advisors from the list."),
}

refusals.register(SENTENCES, PROBLEMS)
