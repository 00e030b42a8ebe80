"""The words for subjects of the record and for their fields; each feature registers its own."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import LazyString
from flask_babel import gettext as _

from workflow.values import Subject

_FIELDS: Final[dict[tuple[Subject, str], LazyString]] = {}


def register(subject: Subject, fields: Mapping[str, LazyString]) -> None:
    """Let the record call the fields of `subject` by these words."""
    _FIELDS.update({(subject, name): words for name, words in fields.items()})


def field(subject: Subject, name: str) -> str:
    """What a field is called."""
    return str(_FIELDS.get((subject, name), name))


def value(given: Any) -> str:
    """A field's value in words: ― for none, one line for each of several."""
    if given is None or given in ("", []):
        return "―"
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, list):
        return "\n".join(value(one) for one in given)
    if isinstance(given, dict):
        return " ".join(str(one) for one in given.values() if one not in (None, ""))
    return str(given)
