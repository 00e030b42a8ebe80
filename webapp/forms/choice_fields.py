"""Fields that choose from a list; what was sent beside the list stays shown and is refused."""

from collections.abc import Iterator
from typing import Any, Final

from markupsafe import Markup, escape
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import Choice  # type: ignore[attr-defined] # the stubs are older
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, RadioInput, Select

from webapp.forms.attributes import html_attributes
from webapp.forms.fields import received
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from workflow.values import Problem

ENTRIES_READ: Final = 100
"""Far beyond what any list offers: a request with more is no person's."""


class Options(Select):
    """A select whose options have a value and a label alone: lists of pages have a hundred."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        """The whole of it."""
        for name in self.validation_attrs:
            if getattr(field.flags, name):
                attributes.setdefault(name, True)
        attributes = {"id": field.id, **attributes, "name": field.name}
        options = "".join(
            f'<option{" selected" if one.selected else ""} value="{escape(one.value)}">'
            f"{escape(one.label or one.value)}</option>"
            for one in field.iter_choices()
        )
        return Markup(f"<select {html_attributes(**attributes)}>{options}</select>")  # noqa: S704


class OneOf(SelectField):
    """One of a list; what is not on it stays chosen and is named as wrong."""

    widget = Options()

    def __init__(self, label: Any = None, *, read: Any = str, **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **kwargs)
        self.read = read
        self.type = "SelectField"  # what the macro for a field goes by

    def process_data(self, value: Any) -> None:
        """A stored value as the list has it."""
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was sent; nothing sent is nothing chosen."""
        self.data = received(valuelist[0]) if valuelist else ""

    def iter_choices(self) -> Iterator[Choice]:
        """The list, and after it what was chosen beside it."""
        known = _offered(self)
        if self.data and self.data not in {value for value, _label in known}:
            known.append((self.data, self.data))
        for value, label in known:
            yield Choice(value=value, label=label, selected=value == self.data, render_kw={})

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list; nothing chosen is fine."""
        if self.data and self.data not in {value for value, _label in _offered(self)}:
            raise ValidationError(_("Choose one from the list."))

    @property
    def value(self) -> Any:
        """What was chosen, read; for nothing what the sheet calls empty."""
        if self.data:
            return self.read(self.data)
        return "" if self.read is str else None


class Radios(OneOf):
    """One of a short list, all of it on the page."""

    several = True
    option_widget = RadioInput()


class SeveralOf(SelectMultipleField):
    """Any number of a list, as tick boxes."""

    several = True
    option_widget = CheckboxInput()

    def __init__(self, label: Any = None, *, read: Any = str, **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **kwargs)
        self.read = read

    def process_data(self, value: Any) -> None:
        """Stored values as the list has them."""
        self.data = [str(one) for one in value or ()]

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was ticked."""
        self.data = [received(one) for one in valuelist[:ENTRIES_READ]]

    def iter_choices(self) -> Iterator[Choice]:
        """The list, and after it what was ticked beside it."""
        known = _offered(self)
        known += [(one, one) for one in self._strange()]
        for value, label in known:
            yield Choice(value=value, label=label, selected=value in self._ticked, render_kw={})

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list."""
        if self._strange():
            raise ValidationError(_("Choose from the list."))

    def _strange(self) -> list[str]:
        known = {value for value, _label in _offered(self)}
        return [one for one in dict.fromkeys(self._ticked) if one not in known]

    @property
    def _ticked(self) -> list[str]:
        return self.data or []

    @property
    def value(self) -> tuple[Any, ...]:
        """What was ticked, in the order of the list."""
        return tuple(self.read(value) for value, _label in _offered(self) if value in self._ticked)


def _offered(field: SelectField) -> list[tuple[str, str]]:
    """What a field offers: each value with its label."""
    choices: Any = field.choices or ()
    return list(choices)


def missing_in(field: Any) -> str:
    """The key of what is said where a field was left empty."""
    return "nothing_chosen" if isinstance(field, SelectField) else "required"


class Needed:
    """Refuses a field in which nothing was typed or chosen."""

    field_flags: Final = {"required": True}

    def __call__(self, _form: Any, field: Any) -> None:
        """Raise a ValidationError with the sentence for it."""
        if not field.errors and field.value in (None, "", ()):
            raise ValidationError(refusals.problem(Problem(field.name, missing_in(field))))
