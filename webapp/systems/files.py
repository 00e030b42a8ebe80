"""Systems from a file: shown first, then carried out, all of it or nothing."""

from flask import render_template

from webapp.exchange import bringing
from webapp.exchange.forms import CommitForm, FileForm
from webapp.request import access, current
from webapp.systems import words
from webapp.systems.views import blueprint
from webapp.words.filters import title
from workflow import items, systems
from workflow.staging import StagedView
from workflow.systems import SystemLine
from workflow.values import fiscal_year


def _file(form: FileForm) -> str:
    known = systems.headings(fiscal_year(current.today()))
    return render_template("systems/file.html", form=form, headings=known)


def _staged(view: StagedView[SystemLine], form: CommitForm) -> str:
    there = items.departments(current.work(), fiscal_year(current.today()))
    names = {one.code: title(one.name) for one in there}
    return render_template(
        "systems/staged.html", view=view, words=words, form=form, departments=names
    )


bringing.pages(blueprint, access.roles(*systems.WRITERS), systems.FILES, page=_file, shown=_staged)
