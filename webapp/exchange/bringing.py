"""Files that are looked at before they are carried out: how each page takes one and orders it."""

from collections.abc import Callable
from typing import Any

from flask import redirect
from flask_babel import pgettext

from webapp.exchange.forms import FileForm
from webapp.request import current
from webapp.request.errors import status_of
from webapp.request.posting import Answer, Page, led_back, posted
from webapp.words import refusals
from workflow.staging import Brought
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
