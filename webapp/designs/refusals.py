"""The sentences for refusals about drafts, and the words for them in the record."""

from collections.abc import Callable

from flask_wtf import FlaskForm

from webapp.audit import words as record_words
from webapp.forms.refused import show_refusal
from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from workflow.values import Refusal, Subject

refusals.register(
    {
        "process_draft_changed": _l(
            "%(who)s changed this draft on %(when)s, after you had opened it. Nothing of yours was"
            " saved: open it again and look at it first."
        ),
        "process_draft_withdrawn": _l("This draft is withdrawn: take it up again to write on it."),
    },
    {
        "draft_unreadable": _l("This cannot be taken apart: %(what)s"),
        "name_unreadable": _l(
            "A name begins with a small letter and has small letters, figures and _ only, at most"
            " 40 of them."
        ),
        "name_taken": _l("Another state has this name."),
    },
)
record_words.register(
    Subject.PROCESS_DRAFT,
    {
        "process": _l("Process and version"),
        "source_hash": _l("Hash"),
        "withdrawn": _l("Withdrawn"),
    },
)


def again(form: FlaskForm, page: Callable[[], str]) -> Callable[[Refusal], str]:
    """The page of a form once more, with why nothing was saved above what was typed."""

    def show(error: Refusal) -> str:
        show_refusal(form, error)
        return page()

    return show
