"""Workbooks out and in: the template, lists to work on, files that are brought."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.exchange import notices, questions, words
from webapp.exchange.forms import (
    ANSWER,
    FileForm,
    PasteForm,
    Verb,
    unapplied,
)
from webapp.request import access, current, files, turns
from webapp.request.errors import status_of
from webapp.request.files import handed_out
from webapp.request.posting import Answer, Page, led_back, posted
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from workflow import exchange, masters, papers
from workflow.exchange import IMPORTERS, Brought
from workflow.items import ItemFilter
from workflow.values import ContentChanged, NotFound, NotPermitted, Refusal
from workflow.work import Work

blueprint = Blueprint("exchange", __name__, url_prefix="/exchange")

STAGED: Final = "/<id:import_id>"


@blueprint.get("/")
@access.roles(*IMPORTERS)
def index() -> str:
    """Where workbooks are taken and brought."""
    return _index(FileForm(), PasteForm())


@blueprint.get("/template.xlsx")
@access.roles(*IMPORTERS)
@turns.one_after_the_other
def template() -> Response:
    """The workbook to fill in; with ?items=yes filled with what the person may edit."""
    work, cycle = current.work(), current.cycle()
    with_items = request.args.get("items") == "yes"
    if with_items and papers.is_big(work, ItemFilter(cycle_id=cycle.id), "xlsx"):
        return redirect(url_for("papers.new", kind="template", form="xlsx", cycle=cycle.id))
    return handed_out(exchange.workbook(work, cycle.id, items=with_items))


@blueprint.post("/")
@files.takes(files.LARGEST_WORKBOOK)
@access.roles(*IMPORTERS)
def bring() -> Answer:
    """Take a file in; nothing is created yet."""
    form = FileForm()
    page = partial(_index, form, PasteForm(formdata=None))
    if not form.validate_on_submit():
        return page(), 422
    file = form.file.data
    name, content = file.filename or "", file.read()
    return _staged(lambda work: exchange.bring(work, name, content), form.file, page)


@blueprint.post("/paste")
@access.roles(*IMPORTERS)
def paste() -> Answer:
    """Take in what was copied from a sheet."""
    form = PasteForm()
    page = partial(_index, FileForm(formdata=None), form)
    if not form.validate_on_submit():
        return page(), 422
    cells = form.cells.data or ""
    return _staged(lambda work: exchange.paste(work, cells), form.cells, page)


@blueprint.post("/names/<id:name_id>/forget")
@access.roles(*IMPORTERS)
def forget(name_id: int) -> Answer:
    """Ask anew what a name of a department means."""
    return posted(
        lambda work: masters.forget(work, name_id),
        said=_("The name will be asked about again."),
        back=url_for("exchange.index"),
    )


@blueprint.get(STAGED)
@access.roles(*IMPORTERS)
@turns.one_after_the_other
def show(import_id: int) -> str:
    """How a file was understood, what is wrong with it, what it would do."""
    view = exchange.view(current.work(), import_id)
    return render_template(
        "exchange/show.html",
        view=view,
        words=words,
        asked=questions,
        said=notices,
        known=exchange.offered(current.named()),
        answer=ANSWER,
    )


@blueprint.post(f"{STAGED}/advance")
@access.roles(*IMPORTERS)
def advance(import_id: int) -> Answer:
    """Look at the next rows."""
    return _changed(import_id, lambda work: exchange.advance(work, import_id))


@blueprint.post(f"{STAGED}/columns")
@access.roles(*IMPORTERS)
def correct(import_id: int) -> Answer:
    """Read the file as the person says."""
    return _applied(import_id)


@blueprint.post(f"{STAGED}/answers")
@access.roles(*IMPORTERS)
def answer(import_id: int) -> Answer:
    """Answer what is asked of the whole file."""
    return _applied(import_id)


@blueprint.post(f"{STAGED}/conflicts")
@access.roles(*IMPORTERS)
def choose(import_id: int) -> Answer:
    """Settle cells that were changed on both sides."""
    return _applied(import_id)


@blueprint.post(f"{STAGED}/cells")
@access.roles(*IMPORTERS)
def amend(import_id: int) -> Answer:
    """Correct cells on the page."""
    return _applied(import_id)


@blueprint.post(f"{STAGED}/others")
@access.roles(*IMPORTERS)
def leave_out_others(import_id: int) -> Answer:
    """Leave the rows of other departments out."""
    return _changed(import_id, lambda work: exchange.leave_out_others(work, import_id), words.left)


@blueprint.post(f"{STAGED}/commit")
@access.roles(*IMPORTERS)
def commit(import_id: int) -> Answer:
    """Create and change everything, or nothing; or the rows that are right, where so asked."""
    good_only = request.form.get("rows") == "good"
    try:
        came_alone = set(request.form) <= {"csrf_token", "rows"}
        if left := [] if came_alone else _unapplied(import_id):
            said = _("What you chose is in now, and nothing else was done: look, then import.")
            return _changed(import_id, lambda work: [verb(work) for verb in left], said)
        with _told_of(import_id) as tell:
            return _changed(
                import_id,
                lambda work: exchange.commit(work, import_id, good_only=good_only, tell=tell),
                words.committed,
            )
    except (NotFound, NotPermitted):
        raise
    except Refusal as error:
        changed = _("An item was written on in the meantime: check the file again.")
        sentence = changed if isinstance(error, ContentChanged) else refusals.refusal(error)
        return led_back(error, sentence, url_for("exchange.show", import_id=import_id))


@blueprint.get(f"{STAGED}/done")
@access.roles(*IMPORTERS)
def done(import_id: int) -> dict[str, int | None]:
    """How many rows are in, for the bar of a page that waits; null where nothing is under way.

    Only the process that carries an import out knows: another one's bar goes to and fro.
    """
    return {"rows": _under_way().get((current.actor().person_id, import_id))}


UnderWay = dict[tuple[int, int], int]
"""Rows that are in, by person and import."""


def _under_way() -> UnderWay:
    known: UnderWay = current_app.extensions.setdefault("imports under way", {})
    return known


@contextmanager
def _told_of(import_id: int) -> Iterator[Callable[[int], None]]:
    """Keep how many rows are in while an import is carried out."""
    under_way, key = _under_way(), (current.actor().person_id, import_id)
    try:
        yield lambda rows: under_way.update({key: rows})
    finally:
        under_way.pop(key, None)


def _applied(import_id: int) -> Answer:
    """All that was chosen on the page, whichever part of it has the button: nothing is lost."""
    left = _unapplied(import_id)
    said = "" if left else _("Nothing was changed: what you sent stands here already.")
    return _changed(import_id, lambda work: [verb(work) for verb in left], said)


def _unapplied(import_id: int) -> list[Verb]:
    """What the page sent along that is not applied yet."""
    view = exchange.view(current.work(), import_id)
    return unapplied(view, request.form, exchange.offered(current.named()))


def _staged(read: Callable[[Work], Brought], field: Any, page: Page) -> Answer:
    """Keep what was brought as an import of its own; a refusal stands beside its `field`."""
    cycle_id = current.cycle().id
    try:
        brought = read(current.work())
        import_id = current.write(lambda work: exchange.stage(work, cycle_id, brought))
    except Refusal as error:
        field.errors = [*field.errors, refusals.refusal(error)]
        return page(), status_of(error)
    return redirect(url_for("exchange.show", import_id=import_id))


def _changed(
    import_id: int, verb: Callable[[Work], Any], said: str | Callable[[Any], str] = ""
) -> Answer:
    return posted(verb, said=said, back=url_for("exchange.show", import_id=import_id))


def _index(file_form: FileForm, paste_form: PasteForm) -> str:
    names = masters.own_names(current.work())
    return render_template(
        "exchange/index.html", file_form=file_form, paste_form=paste_form, names=names
    )
