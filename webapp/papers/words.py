"""The words for big papers: which there are, and how far one is."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import ngettext
from webapp.words.filters import kyen
from webapp.words.office import FINANCE, LIST_NUMBER
from workflow.documents import Progress, Step
from workflow.papers import PaperView

KINDS: Final[Mapping[str, LazyString]] = {
    "list": _l("Paper %(number)s", number=LIST_NUMBER),
    "finance": _l("List for the %(finance)s", finance=FINANCE),
    "template": _l("Items I may edit"),
}
FORMS: Final = {"xlsx": "Excel", "pdf": "PDF"}

SENTENCES: Final[Mapping[str, LazyString]] = {
    "paper_under_way": _l("Another paper is being made for you. Wait for it, then ask again."),
}

refusals.register(SENTENCES, {})


def name(kind: str, form: str) -> str:
    """Which paper it is: 資料1-6（Excel）."""
    return _("%(kind)s (%(form)s)", kind=KINDS.get(kind, kind), form=FORMS.get(form, form))


def length(kind: str, count: int) -> str:
    """How long it will be: 3,000件の一覧; of what one may edit, at most so long."""
    if kind == "template":
        return ngettext("Up to %(num)s item", "Up to %(num)s items", count)
    return ngettext("A list of %(num)s item", "A list of %(num)s items", count)


def status(paper: PaperView) -> str:
    """How far it is."""
    if paper.has_failed:
        return _("Could not be made")
    if paper.is_there:
        return _("Ready")
    return _("Being made") if paper.begun_at else _("Waiting for its turn")


def step(progress: Progress) -> str:
    """What is being done, and how far it is: 3,000行のうち1,200行を書きました."""
    if progress.step is Step.READING:
        return _("The list is being read.")
    if progress.step is Step.COMPOSING:
        return _("The file is being put together.")
    return _(
        "%(done)s of %(count)s rows are written.",
        done=kyen(progress.done),
        count=kyen(progress.count),
    )
