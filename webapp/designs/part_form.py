"""What the forms of all parts have in common: they show keys of a part, and read them back."""

from typing import Any, Final

from wtforms import HiddenField
from wtforms.validators import ValidationError

from webapp.forms.choice_fields import SeveralOf
from webapp.forms.fields import Block, Clean, Count, Flag, Money
from webapp.forms.form import Form
from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from workflow.designs import Part, filled, shown
from workflow.process import NAME
from workflow.values import Problem, clean_block, clean_line

LONGEST_TITLE: Final = 60
LONGEST_COMMENT: Final = 2_000

TITLE: Final = Clean(clean_line, LONGEST_TITLE)
_WORDS: Final = Clean(clean_block, LONGEST_COMMENT)


def is_name(_form: Any, field: Any) -> None:
    """Refuse what can be no name of a state, an action or a process; empty is fine."""
    if field.value and not NAME.fullmatch(field.value):
        raise ValidationError(refusals.problem(Problem(field.name, "name_unreadable")))


class SeenForm(Form):
    """What every change says: the hash of the text that the person was looking at."""

    seen = HiddenField()


class PartForm(SeenForm):
    """What all parts have: words beside them, and keys that are shown and read."""

    section = ""
    comment = Block(_l("Remark in the file"), [_WORDS])

    def show(self, one: Part) -> None:
        """Show a part, unless the form was sent."""
        self.comment.data = one.comment
        for name, value in shown(self.section, one.values).items():
            if name in self:
                self[name].process_data(self.as_shown(name, value))

    def part(self, before: Part) -> Part:
        """What becomes of a part."""
        old = shown(self.section, before.values)
        typed = {
            name: value
            for name, value in self.typed().items()
            if name not in self or self.as_shown(name, old[name]) != _as_shown(value)
        }
        values = filled(self.section, before, {**typed, **self.kinds()})
        return Part(values, self.called(before), self.comment.value.strip())

    def as_shown(self, name: str, value: Any) -> Any:
        """A value of a part as the field of its name shows it."""
        return _shown(self[name], value)

    def kinds(self) -> dict[str, Any]:
        """What decides which of the other values count."""
        return {}

    def called(self, before: Part) -> str:
        """The name of the part; only states have one."""
        return before.name

    def typed(self) -> dict[str, Any]:
        """What was typed and chosen, by the names of values."""
        names = [name for name in shown(self.section, {}) if name in self]
        return {name: _typed(self[name]) for name in names}


def _shown(field: Any, value: Any) -> Any:
    """A value as a field can show it; nothing where it is of another kind."""
    if isinstance(field, SeveralOf):
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    if isinstance(field, Count | Money):
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    if isinstance(field, Flag):
        return value is True
    return value if isinstance(value, str | int) else ""


def _as_shown(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _typed(field: Any) -> Any:
    value = field.value
    return value.strip() if isinstance(value, str) else value
