"""A definition as a form, and the plan that moves its items."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_wtf.file import FileField
from wtforms import HiddenField

from webapp.forms.choice_fields import OneOf
from webapp.forms.fields import Block, Flag
from webapp.forms.form import Form
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from workflow.process import Process, State


class DefinitionForm(Form):
    """A TOML file, or its text; a file that is chosen counts."""

    file = FileField(_l("Definition (TOML file)"))
    text = Block(_l("Its text"))
    with_roles = Flag(_l("Define these roles for the office"))
    checked = HiddenField()
    """The hash of the text that was shown as sound; publishing asks for it."""

    @property
    def source(self) -> str | None:
        """The text; None where the file is no UTF-8."""
        if not self.file.data:
            return self.text.value
        try:
            content: bytes = self.file.data.read()
            return content.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError:
            return None


class PlanForm(Form):
    """For each state under way of the old version the one of the new that it becomes."""

    seen = HiddenField()
    """How many items the rehearsal looked at; moving them asks for it."""

    def ask(self, old: Process, new: Process, title: Callable[[State], str]) -> None:
        """Add a choice for each state; those that keep their name are chosen."""
        live = [(one.name, title(one)) for one in new.live_states]
        for state in old.live_states:
            name = field_of(state.name)
            unbound: Any = OneOf(title(state))
            choice = self._fields[name] = unbound.bind(form=self, name=name, _meta=self.meta)
            kept = state.name if state.name in dict(live) else ""
            choice.choices = [("", _("Choose")), *live]
            choice.process(request.form if self.is_submitted() else None, kept)

    def chosen(self, old: Process) -> dict[str, str]:
        """The choices, "" where none was made."""
        return {one.name: str(self[field_of(one.name)].data or "") for one in old.live_states}


def field_of(state: str) -> str:
    """What the choice for a state is called."""
    return f"state_{state}"
