"""What becomes of a form: shown; once sent, carried out, said and gone on; or shown again."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from webapp.forms.refused import show_refusal
from webapp.request import current, errors
from workflow.values import InputRefused, Refusal
from workflow.work import Work

Answer = Response | str | tuple[str, int]
"""What a view answers with: a redirect, or a page, with its status where that is not 200."""

Page = Callable[[], str]
"""Renders the page that has the form, with what was typed."""


def posted(
    verb: Callable[[Work], Any],
    *,
    said: str | Callable[[Any], str],
    back: str | Callable[[Any], str],
    form: FlaskForm | None = None,
    page: Page | None = None,
    key: str | None = None,
    shown: type[Refusal] = InputRefused,
    refused: Callable[[Refusal], str] | None = None,
) -> Answer:
    """Carry `verb` out in one unit of work, say `said` and lead `back`.

    Where nothing was sent yet, `page` is shown. `said` and `back` may be made of what the verb
    gave. A form that is not valid (422), and refusals of the kind `shown` (typed text that the
    engine refuses), show `page` again with each problem beside its field; other refusals become
    their own page. With `refused`, it renders the page for every refusal.
    """
    if page is not None and request.method != "POST":
        return page()
    if form is not None and page is not None and not form.validate_on_submit():
        return page(), 422
    try:
        done = current.write(verb, key)
    except Refusal as error:
        if refused is not None:
            return refused(error), errors.status_of(error)
        if form is None or page is None or not isinstance(error, shown):
            raise
        show_refusal(form, error)
        return page(), errors.status_of(error)
    if text := said(done) if callable(said) else said:
        flash(text, "success")
    return redirect(back(done) if callable(back) else back)


def led_back(error: Refusal, sentence: str, back: str) -> Response:
    """Lead `back` to a page and say there why nothing was done; the log is told as well."""
    errors.status_of(error)
    flash(sentence, "danger")
    return redirect(back)
