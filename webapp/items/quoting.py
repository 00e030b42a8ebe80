"""Earlier items beside a draft: the one that it quotes, field by field, and those like it."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from flask import request
from flask_babel import LazyString

from webapp.items.form_building import FormContext
from webapp.items.sheet_view import Difference, SheetWords, set_apart
from webapp.request import current
from webapp.words import sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import with_commas
from workflow import items, search
from workflow.items import ItemDetail, Masters, Quotation, Quoting
from workflow.search import Reason, Why
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


# ------------------------------------------------------------------------- 似た案件


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
    words = with_commas(reason.words)
    return str(SAID[reason.why]) % {"words": words}


def similar_beside(item: ItemDetail | None) -> dict[str, Any]:
    """What a template knows of them: `similar` (None where nobody needs it) and `said_of`."""
    if item is None or not item.row.turn:
        return {"similar": None}
    found = search.similar(current.work(), item.row.id)
    return {"similar": found, "said_of": said_of}
