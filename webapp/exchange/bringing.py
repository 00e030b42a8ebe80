"""Files that are looked at before they are carried out: how each page takes one and orders it."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from flask import Blueprint, redirect, request, url_for

from webapp.exchange.forms import CommitForm, FileForm
from webapp.request import current, files
from webapp.request.access import View
from webapp.request.errors import status_of
from webapp.request.posting import Answer, Page, led_back, posted
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import pgettext
from workflow.staging import Brought, RowFiles
from workflow.values import Conflict, Refusal
from workflow.work import Work


def kept(
    form: FileForm,
    page: Page,
    *,
    bring: Callable[[Work, str, bytes], Brought],
    stage: Callable[[Work, Brought], int],
    show: Callable[[int], str],
) -> Answer:
    """Read a file and keep it, and lead to what it would do: `show` gives the address.

    What is refused is said beside the file on `page`.
    """
    if not form.validate_on_submit():
        return page(), 422
    given = form.file.data
    try:
        brought = bring(current.work(), given.filename or "", given.read())
        staged_id = current.write(lambda work: stage(work, brought))
    except Refusal as error:
        form.file.errors = [*form.file.errors, refusals.refusal(error)]
        return page(), status_of(error)
    return redirect(show(staged_id))


def carried_out(verb: Callable[[Work], Any], *, said: Callable[[Any], str], back: str) -> Answer:
    """Carry a kept file out; where that cannot be done now, its page says why."""
    try:
        return posted(verb, said=said, back=back)
    except Conflict as error:
        return led_back(error, refusals.refusal(error), back)


def added_and_changed(done: tuple[int, int]) -> str:
    """What a file did that was carried out: how many were added, how many changed."""
    added, changed = done
    return pgettext("file", "%(added)d added, %(changed)d changed.", added=added, changed=changed)


def unread_said(headings: Sequence[str]) -> str:
    """Which columns of a file are not read; nothing where all are."""
    return f"{_('Columns that are not read:')} {'、'.join(headings)}" if headings else ""


# ----------------------------------------------------- the pages of rows in files


LEFT: Final = "left"
_MOST_LEFT: Final = 200


def _left() -> frozenset[tuple[str, str]]:
    """The cells that are to be left out: each by its column, a colon, and what stands there."""
    sent = request.values.getlist(LEFT)[:_MOST_LEFT]
    found = (one.partition(":") for one in sent)
    return frozenset((column, typed) for column, _colon, typed in found)


STAGED: Final = "/file/<id:staged_id>"


def pages(
    blueprint: Blueprint,
    guard: Callable[[View], View],
    kind: RowFiles[Any, Any],
    *,
    page: Callable[..., str],
    shown: Callable[[Any, CommitForm], str],
    about: Callable[[], tuple[int, ...]] = tuple,
) -> None:
    """Rows from a file under `/file`: shown first, then carried out, all of it or nothing.

    `page` is where a file is brought, and `shown` what it would do. `about` is what a file is
    about beside its rows, as `RowFiles.stage` and `page` take it: a year.
    """

    def address(staged_id: int) -> str:
        return url_for(f"{blueprint.name}.staged", staged_id=staged_id)

    @blueprint.get("/file")
    @guard
    def file() -> str:
        return page(FileForm(), *about())

    @blueprint.post("/file")
    @files.takes(files.LARGEST_WORKBOOK)
    @guard
    def bring() -> Answer:
        form, which = FileForm(), about()
        return kept(
            form,
            lambda: page(form, *which),
            bring=kind.bring,
            stage=lambda work, brought: kind.stage(work, brought, *which),
            show=address,
        )

    @blueprint.get(STAGED)
    @guard
    def staged(staged_id: int) -> str:
        view = kind.staged(current.work(), staged_id, _left())
        return shown(view, CommitForm(shown=view.plan.seen))

    @blueprint.post(STAGED)
    @guard
    def commit(staged_id: int) -> Answer:
        form, left = CommitForm(), _left()
        return carried_out(
            lambda work: kind.commit(work, staged_id, form.shown.data or "", left),
            said=added_and_changed,
            back=address(staged_id),
        )
