"""What is typed: the sheet, field by field as `workflow.values.sheet` declares it, and an action.

The forms know shapes only; what may be chosen is put in by `form_building`.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Final

from wtforms import HiddenField

from webapp.forms.choice_fields import OneOf, Radios, SeveralOf
from webapp.forms.fields import Block, Clean, Count, Day, Flag, Line, Money, Seen
from webapp.forms.form import Form
from webapp.items.several_controls import ConditionsField, FundingField, made_for, stays_as_typed
from webapp.request import current
from webapp.words import sheet_labels
from webapp.words.catalogue import lazy_pgettext as _p
from workflow import values
from workflow.items import ActionInput
from workflow.values import (
    MAY_STAY_AS_TYPED,
    SPECS,
    Kind,
    OwnField,
    Sheet,
    Spec,
    clean_block,
    clean_line,
)

CHOSEN_FROM_MASTERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "section": lambda label: OneOf(label),
    "field": lambda label: OneOf(label),
    "category": lambda label: OneOf(label),
    "goal_number": lambda label: OneOf(label, read=int),
    "joint_departments": lambda label: SeveralOf(label),
    "system_id": lambda label: OneOf(label, read=int),
}
"""Fields whose words are rows of a master: the declaration cannot name their choices."""

MADE_BY_KIND: Final[Mapping[Kind, Callable[[Any, Spec], Any]]] = {
    Kind.LINE: lambda label, spec: Line(label, [Clean(clean_line, spec.limit)]),
    Kind.BLOCK: lambda label, spec: Block(label, [Clean(clean_block, spec.limit)]),
    Kind.MONEY: lambda label, spec: Money(label),
    Kind.COUNT: lambda label, spec: Count(label),
    Kind.DATE: lambda label, spec: Day(label),
    Kind.FLAG: lambda label, spec: Flag(label),
    Kind.CHOICE: lambda label, spec: OneOf(label, read=spec.choices),
    Kind.SEVERAL: lambda label, spec: SeveralOf(label, read=spec.choices or str),
    Kind.FUNDING: lambda label, spec: FundingField(label),
}


class SheetForm(Form):
    """The sheet, with what was `seen` when it was opened and the `key` of a new one."""

    seen = HiddenField()
    key = HiddenField()
    names: ClassVar[tuple[str, ...]] = tuple(SPECS)
    """The fields of the sheet, those of this office after the others."""

    @property
    def sheet(self) -> Sheet:
        """What was typed as a sheet, for a form that may be kept: `as_typed` is not filled in."""
        typed = self.as_typed
        return Sheet.of({name: self[name].value for name in self.names if name not in typed})

    @property
    def as_typed(self) -> dict[str, Any]:
        """By field, what was typed and cannot be read as the amount, number or day it should be."""
        return {
            name: self[name].typed
            for name in self.names
            if self[name].errors and (name in MAY_STAY_AS_TYPED or stays_as_typed(self[name]))
        }

    def may_be_kept(self) -> bool:
        """Whether what was sent can be kept: all of it is valid, or stays as it was typed."""
        if self.validate_on_submit():
            return True
        return self.is_submitted() and set(self.errors) <= set(self.as_typed)

    @property
    def asks_for_thousands(self) -> bool:
        """Whether the amount is so large that the person should say it is no slip."""
        typed, before = (self[name].data for name in ("amount_kyen", "previous_amount_kyen"))
        ask_from = current.engine().ask_from_kyen
        return self["amount_confirmed"].value or (
            typed is not None and values.looks_like_yen(typed, before, ask_from)
        )


for _name, _spec in SPECS.items():
    _label = sheet_labels.FIELDS.get(_name, _name)
    _made = CHOSEN_FROM_MASTERS.get(_name)
    setattr(SheetForm, _name, _made(_label) if _made else MADE_BY_KIND[_spec.kind](_label, _spec))


def sheet_form(**given: Any) -> SheetForm:
    """The form of the sheet with the fields that this office added to it, made as any form is."""
    return _form_with(current.named().own)(**given)


@lru_cache(maxsize=8)
def _form_with(own: tuple[OwnField, ...]) -> type[SheetForm]:
    made = {one.name: made_for(one) for one in own}
    return type("SheetForm", (SheetForm,), {**made, "names": (*SPECS, *made)})


class ActionForm(Form):
    """What an action may ask: a reason, and the particulars of some.

    `seen` is the content that the page showed, `last_move` the last entry of its history.
    """

    seen = HiddenField()
    last_move = Seen()
    key = HiddenField()
    verdict = Radios(sheet_labels.FIELDS["verdict"])
    findings = Block(sheet_labels.FIELDS["findings"])
    conditions = ConditionsField(sheet_labels.FIELDS["conditions"])
    override = Block(sheet_labels.FIELDS["override"])
    meeting_id = OneOf(sheet_labels.FIELDS["meeting"], read=int)
    cycle_id = OneOf(_p("sheet", "Carried over to"))
    despite_questions = Flag(_p("sheet", "Complete the review although questions are unanswered"))
    note = Block(sheet_labels.FIELDS["note"])

    @property
    def particulars(self) -> ActionInput:
        """What was typed beside the reason."""
        return ActionInput(
            verdict=self.verdict.value,
            findings=self.findings.value,
            listed=self.conditions.value,
            meeting_id=self.meeting_id.value,
            cycle_id=self.cycle_id.value,
            override=self.override.value,
            despite_questions=self.despite_questions.value,
        )
