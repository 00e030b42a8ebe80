"""One's own scores as a workbook: taken along, brought back, shown first, then carried out."""

from functools import partial
from typing import Final

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.evaluation import words
from webapp.evaluation.views import blueprint
from webapp.exchange import bringing
from webapp.exchange.forms import CommitForm, FileForm
from webapp.request import access, current, files
from webapp.request.posting import Answer
from webapp.words.catalogue import gettext as _
from webapp.words.filters import title
from workflow import documents, evaluation, items
from workflow.evaluation import Kind, StagedScoresView
from workflow.values import Role

STAGED: Final = "/book/<id:staged_id>"
CHOSEN: Final = "choice"


@blueprint.get("/book")
@access.roles(Role.EVALUATOR)
def book() -> str:
    """Where one's own workbook of the chosen cycle is taken, and brought back."""
    return _page(FileForm())


@blueprint.get("/book.xlsx")
@access.roles(Role.EVALUATOR)
def take_book() -> Response:
    """One's own workbook of the chosen cycle."""
    return files.handed_out(documents.scores_book(current.work(), current.cycle().id))


@blueprint.post("/book")
@files.takes(files.LARGEST_WORKBOOK)
@access.roles(Role.EVALUATOR)
def bring_book() -> Answer:
    """Take a workbook in; nothing is changed yet."""
    form, cycle_id = FileForm(), current.cycle().id
    return bringing.kept(
        form,
        lambda: _page(form),
        bring=evaluation.bring_scores,
        stage=lambda work, brought: evaluation.stage_scores(work, cycle_id, brought),
        show=lambda staged_id: url_for("evaluation.staged_book", staged_id=staged_id),
    )


@blueprint.get(STAGED)
@access.roles(Role.EVALUATOR)
def staged_book(staged_id: int) -> str:
    """What a workbook would do, and what is wrong with it."""
    view = evaluation.staged_scores(current.work(), staged_id)
    return render_template(
        "evaluation/book_staged.html",
        view=view,
        words=words,
        form=CommitForm(shown=view.plan.seen),
        tabs=evaluation.TABS,
        shown=partial(_shown, _words_of(view)),
    )


@blueprint.post(STAGED)
@access.roles(Role.EVALUATOR)
def commit_book(staged_id: int) -> Answer:
    """Carry a workbook out, whole."""
    form, choices = CommitForm(), _choices()
    submits = "submit" in request.form
    return bringing.carried_out(
        lambda work: evaluation.commit_scores(
            work, staged_id, form.shown.data or "", choices, submits=submits
        ),
        said=lambda done: _(
            "%(changed)d rows kept, %(submitted)d sheets submitted.",
            changed=done[0],
            submitted=done[1],
        ),
        back=url_for("evaluation.staged_book", staged_id=staged_id),
    )


def _page(form: FileForm) -> str:
    cycle = current.cycle()
    queue = evaluation.queue(current.work(), cycle.id)
    return render_template("evaluation/book.html", form=form, cycle=cycle, queue=queue)


def _choices() -> dict[tuple[Kind, int, str], str]:
    """`choice|score|12|comment=ours`: which side of a cell that both changed."""
    found = {}
    for name, value in request.form.items():
        parts = name.split("|")
        is_choice = len(parts) == 4 and parts[0] == CHOSEN and parts[1] in set(Kind)
        if is_choice and parts[2].isascii() and parts[2].isdecimal() and len(parts[2]) < 11:
            found[Kind(parts[1]), int(parts[2]), parts[3]] = value
    return found


def _words_of(view: StagedScoresView) -> dict[str, dict[object, str]]:
    """By column what its values are called."""
    steps: dict[object, str] = dict(view.plan.scale.steps)
    work = current.work()
    masters = items.masters(work, items.cycle(work, view.cycle_id).fiscal_year)
    verdicts: dict[object, str] = {one.code: title(one.title) for one in masters.verdicts}
    return {"verdict": verdicts} | {f"score-{one.code}": steps for one in view.plan.criteria}


def _shown(known: dict[str, dict[object, str]], column: str, value: object) -> str:
    """What a value is called; a dash for none."""
    if value in (None, ""):
        return "―"
    return known.get(column, {}).get(value) or str(value)
