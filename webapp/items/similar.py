"""似た案件 beside an item: for whoever still writes on it or decides about it."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import LazyString, pgettext
from flask_babel import lazy_gettext as _l

from webapp.request import current
from workflow import search
from workflow.items import ItemDetail
from workflow.search import Reason, Why

SAID: Final[Mapping[Why, LazyString]] = {
    Why.NAME: _l("Same words in the name: %(words)s"),
    Why.SPELLING: _l("Almost the same name: %(words)s"),
    Why.SUMMARY: _l("Same words in the description: %(words)s"),
    Why.SYSTEM: _l("Same system: %(words)s"),
    Why.CATEGORY: _l("Same category"),
    Why.AMOUNT: _l("Amount within 10 percent"),
}
WITHOUT_WORDS: Final[Mapping[Why, LazyString]] = {Why.SPELLING: _l("Almost the same name")}


def said_of(reason: Reason) -> str:
    """One reason in words, with the words that both have."""
    if not reason.words:
        return str(WITHOUT_WORDS.get(reason.why, SAID[reason.why]))
    words = pgettext("between names", ", ").join(reason.words)
    return str(SAID[reason.why]) % {"words": words}


def beside(item: ItemDetail | None) -> dict[str, Any]:
    """What a template knows of them: `similar` (None where nobody needs it) and `said_of`."""
    if item is None or not item.row.turn:
        return {"similar": None}
    found = search.similar(current.work(), item.row.id)
    return {"similar": found, "said_of": said_of}
