"""Goals from a file: shown first, then carried out, all of it or nothing."""

from functools import partial
from typing import Final

from flask import redirect, render_template, url_for
from flask_babel import gettext as _

from webapp.exchange.forms import FileForm
from webapp.goals import words
from webapp.goals.forms import CommitForm
from webapp.goals.views import asked_year, blueprint
from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.request.posting import Answer, led_back, posted
from webapp.words import labels, refusals
from webapp.words.filters import title
from workflow import goals, items
from workflow.values import Conflict, DxStep, Refusal

LARGEST_UPLOAD: Final = 21 * 1024 * 1024
STAGED: Final = "/file/<id:staged_id>"


@blueprint.get("/file")
@access.roles(*goals.BRINGERS)
def file() -> str:
    """Where a file of goals is brought."""
    return render_template(
        "goals/file.html", form=FileForm(), year=asked_year(), headings=goals.HEADINGS
    )


@blueprint.post("/file")
@files.takes(LARGEST_UPLOAD)
@access.roles(*goals.BRINGERS)
def bring() -> Answer:
    """Take a file in; nothing is changed yet."""
    form, year = FileForm(), asked_year()
    page = partial(
        render_template, "goals/file.html", form=form, year=year, headings=goals.HEADINGS
    )
    if not form.validate_on_submit():
        return page(), 422
    given = form.file.data
    try:
        brought = goals.bring(current.work(), given.filename or "", given.read())
        staged_id = current.write(lambda work: goals.stage(work, year, brought))
    except Refusal as error:
        form.file.errors = [*form.file.errors, refusals.refusal(error)]
        return page(), status_of(error)
    return redirect(url_for("goals.staged", staged_id=staged_id))


@blueprint.get(STAGED)
@access.roles(*goals.BRINGERS)
def staged(staged_id: int) -> str:
    """What a file would do, and what is wrong with it."""
    view = goals.staged(current.work(), staged_id)
    form = CommitForm(shown=view.plan.seen)
    titles = _titles(view.fiscal_year)
    return render_template("goals/staged.html", view=view, words=words, form=form, titles=titles)


@blueprint.post(STAGED)
@access.roles(*goals.BRINGERS)
def commit(staged_id: int) -> Answer:
    """Carry a file out, whole."""
    form, back = CommitForm(), url_for("goals.staged", staged_id=staged_id)
    try:
        return posted(
            lambda work: goals.commit(work, staged_id, form.shown.value),
            said=lambda done: _(
                "%(added)d added, %(changed)d changed.", added=done[0], changed=done[1]
            ),
            back=back,
        )
    except Conflict as error:
        return led_back(error, refusals.refusal(error), back)


def _titles(year: int) -> dict[str, dict[str, str]]:
    """By column what its codes are called."""
    work = current.work()
    return {
        "departments": {one.code: title(one.name) for one in items.departments(work, year)},
        "field": {one.code: title(one.title) for one in items.fields(work)},
        "dx_step": {one.value: labels.enum(one) for one in DxStep},
    }
