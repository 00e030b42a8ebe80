"""Drafts that quote an earlier item: what still is as the source says, field by field."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext as _

from webapp.items.form_building import FormContext
from webapp.items.sheet_view import Difference, SheetWords, set_apart
from webapp.request import current
from webapp.words import sheet_labels
from workflow import items
from workflow.items import ItemDetail, Masters, Quotation, Quoting
from workflow.values import SPECS, Sheet


class Mark(NamedTuple):
    """Whether a field says the same as the source, or what the source says instead."""

    same: bool
    text: str = ""


def asked(form_context: FormContext) -> Quotation | None:
    """The source that the address names, for the form's cycle and department. Raises NotFound."""
    number = request.args.get("quote", type=int)
    if number is None:
        return None
    return items.offer(current.work(), number, form_context.cycle.id, form_context.department.id)


def order(quotation: Quotation | None, seen: str | None) -> Quoting | None:
    """What is to be recorded of the source: its content as the form was filled from it."""
    return Quoting(quotation.source.item_id, seen or "") if quotation else None


def of(item: ItemDetail) -> Quotation | None:
    """The item that this one quotes, where the reader may see that one."""
    return items.origin(current.work(), item.row.id)


class QuotationWords:
    """Says what a source says, with the names that codes had in its year."""

    def __init__(self, quotation: Quotation, masters: Masters) -> None:
        """Take the names of what is written now from `masters`."""
        self._quotation = quotation
        self._now = SheetWords(masters)
        then = items.masters(current.work(), quotation.source.cycle.fiscal_year)
        self._then = SheetWords(then)

    def marks(self, sheet: Sheet) -> Mapping[str, Mark]:
        """For each field that is filled in or that the source fills: how it stands."""
        same = {name: Mark(same=True) for name in (*SPECS, *sheet.own) if not sheet.is_empty(name)}
        return same | {
            one.name: Mark(same=False, text=self._then.text(one.name, one.before))
            for one in self._quotation.changes(sheet)
        }

    def differences(self, sheet: Sheet) -> list[Difference]:
        """Every field that says something else than the source."""
        return [
            Difference(
                sheet_labels.field(one.name),
                *set_apart(
                    self._then.text(one.name, one.before), self._now.text(one.name, one.after)
                ),
            )
            for one in self._quotation.changes(sheet)
        ]

    @property
    def lost(self) -> list[str]:
        """A sentence for each field that could not be taken over whole."""
        return [
            _(
                "%(field)s: “%(value)s” cannot be chosen here any more.",
                field=sheet_labels.field(one.name),
                value=self._then.text(one.name, one.before),
            )
            for one in self._quotation.lost
        ]


def beside(quotation: Quotation | None, masters: Masters, sheet: Sheet) -> dict[str, Any]:
    """What a template knows of the source: `quotation`, `quoted` (marks), `requoted`, `lost`."""
    if quotation is None:
        return {"quotation": None, "quoted": {}, "requoted": [], "lost": []}
    words = QuotationWords(quotation, masters)
    return {
        "quotation": quotation,
        "quoted": words.marks(sheet),
        "requoted": words.differences(sheet),
        "lost": words.lost,
    }
