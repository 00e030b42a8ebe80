"""Goals from a file: shown first, then carried out, all of it or nothing."""

from flask import render_template

from webapp.exchange import bringing
from webapp.exchange.forms import CommitForm, FileForm
from webapp.goals import words
from webapp.goals.views import asked_year, blueprint
from webapp.request import access, current
from webapp.words import labels
from webapp.words.filters import title
from workflow import goals, items
from workflow.goals import GoalLine
from workflow.staging import StagedView
from workflow.values import DxStep


def _file(form: FileForm, year: int) -> str:
    return render_template("goals/file.html", form=form, year=year, headings=goals.HEADINGS)


def _staged(view: StagedView[GoalLine], form: CommitForm) -> str:
    titles = _titles(view.fiscal_year)
    return render_template("goals/staged.html", view=view, words=words, form=form, titles=titles)


def _titles(year: int) -> dict[str, dict[str, str]]:
    """By column what its codes are called."""
    work = current.work()
    return {
        "departments": {one.code: title(one.name) for one in items.departments(work, year)},
        "field": {one.code: title(one.title) for one in items.fields(work)},
        "dx_step": {one.value: labels.enum(one) for one in DxStep},
    }


bringing.pages(
    blueprint,
    access.roles(*goals.BRINGERS),
    goals.FILES,
    page=_file,
    shown=_staged,
    about=lambda: (asked_year(),),
)
