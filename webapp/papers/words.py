"""The words of these pages."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.words import refusals
from workflow.papers import PaperView

KINDS: Final[Mapping[str, LazyString]] = {
    "list": _l("Paper 1-6"),
    "finance": _l("List for the budget section"),
}
FORMS: Final = {"xlsx": "Excel", "pdf": "PDF"}

SENTENCES: Final[Mapping[str, LazyString]] = {
    "paper_under_way": _l("Another paper is being made for you. Wait for it, then ask again."),
}

refusals.register(SENTENCES, {})


def name(kind: str, form: str) -> str:
    """Which paper it is: 資料1-6（Excel）."""
    return _("%(kind)s (%(form)s)", kind=KINDS.get(kind, kind), form=FORMS.get(form, form))


def status(paper: PaperView) -> str:
    """How far it is."""
    if paper.has_failed:
        return _("Could not be made")
    if paper.is_there:
        return _("Ready")
    return _("Being made") if paper.begun_at else _("Waiting for its turn")
