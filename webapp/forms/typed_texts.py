"""What a person typed into a form that was not carried out, under the labels of its page.

Which form it was nobody says: it is the one that has most of the names that were sent.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from flask_wtf import FlaskForm
from wtforms.fields.core import UnboundField

from webapp.forms.fields import Line, Typed

_PREFIX: Final = re.compile(r"(?:ask|note|say[0-9]+|close[0-9]+)-")


class Text(NamedTuple):
    """One typed text; a label of None: it is sent along, and nobody needs to see it."""

    name: str
    label: Any
    value: str


def texts(pairs: Sequence[tuple[str, str]]) -> list[Text]:
    """The pairs of a form as it was sent; what was chosen or ticked has no label."""
    names = {_bare(name) for name, _value in pairs}
    labels = max(_forms(), key=lambda form: len(names & set(form)), default={})
    return [Text(name, labels.get(_bare(name)) if value else None, value) for name, value in pairs]


def _bare(name: str) -> str:
    """The name of the field itself: of `say3-text` it is text, of `comment-plan` comment."""
    return _PREFIX.sub("", name).partition("-")[0]


def _forms() -> Iterator[Mapping[str, Any]]:
    """Of every form of the site, the labels of the fields into which texts are typed."""
    found = [FlaskForm]
    for form in found:
        found += form.__subclasses__()
        fields = ((name, getattr(form, name)) for name in dir(form) if not name.startswith("_"))
        yield {
            name: field.args[0] if field.args and _is_typed(field) else None
            for name, field in fields
            if isinstance(field, UnboundField)
        }


def _is_typed(field: Any) -> bool:
    return issubclass(field.field_class, Line | Typed)
