"""The words for subjects of the record and for their fields; each feature registers its own."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import LazyString

from webapp.words.catalogue import gettext as _
from workflow.ledger import ChangeView
from workflow.values import Subject

Say = Callable[[Any], str]

_FIELDS: Final[dict[tuple[Subject, str], LazyString]] = {}
_VALUES: Final[dict[tuple[Subject, str], Say]] = {}


def register(
    subject: Subject, fields: Mapping[str, LazyString], values: Mapping[str, Say] | None = None
) -> None:
    """Let the record call the fields of `subject` by these words, and say `values` in others."""
    _FIELDS.update({(subject, name): words for name, words in fields.items()})
    _VALUES.update({(subject, name): say for name, say in (values or {}).items()})


def in_order(change: ChangeView) -> list[tuple[str, Any, Any]]:
    """The fields of a change in the order in which the feature names them."""
    order = [name for subject, name in _FIELDS if subject == change.subject]
    places = {name: place for place, name in enumerate(order)}
    return sorted(change.fields, key=lambda field: places.get(field[0], len(places)))


def field(subject: Subject, name: str) -> str:
    """What a field is called."""
    return str(_FIELDS.get((subject, name), name))


def value(subject: Subject, name: str, given: Any) -> str:
    """A field's value in words: ― for none, one line for each of several."""
    if given is None or given in ("", []):
        return "―"
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, list):
        return "\n".join(value(subject, name, one) for one in given)
    if say := _VALUES.get((subject, name)):
        return say(given)
    if isinstance(given, dict):
        return " ".join(str(one) for one in given.values() if one not in (None, ""))
    return str(given)
