"""The follow-up of conditions (条件の履行確認): the list, one condition, and what is said to it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from typing import BinaryIO, Final, cast

from flask import Blueprint, render_template, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from webapp.conditions.forms import AnswerForm, ConditionForm, filters
from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.request.files import LARGEST_UPLOAD, handed_out
from webapp.request.posting import Answer, posted
from webapp.unsent import typed
from webapp.words.catalogue import gettext as _
from webapp.words.office import CENTER
from webapp.words.refusals import refused_file
from workflow import conditions, documents
from workflow.files import AttachmentRefused
from workflow.unsent import Kept
from workflow.values import ConditionState
from workflow.work import Work

blueprint = Blueprint("conditions", __name__, url_prefix="/conditions")

ONE = "/<id:condition_id>"
NOTHING_TYPED: Final[Mapping[str, Kept]] = {}


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """Every condition that this person may see, across items."""
    form = filters()
    page = conditions.page(current.work(), form.wanted, form.number)
    return render_template("conditions/index.html", page=page, form=form, states=ConditionState)


@blueprint.get("/status.<any(pdf, xlsx, csv):form>")
@access.signed_in
def status(form: str) -> Response:
    """履行状況一覧 as a file; takes the filters of the list."""
    return handed_out(documents.conditions_document(current.work(), filters().wanted, form))


@blueprint.get(ONE)
@access.signed_in
def show(condition_id: int) -> str:
    """One condition: what was said to it, and what can be said now."""
    kept = typed.beginning(f"{url_for('conditions.show', condition_id=condition_id)}/")
    return _page(condition_id, AnswerForm(formdata=typed.formdata(*kept.values())), kept)


@blueprint.post(f"{ONE}/answer")
@files.takes(LARGEST_UPLOAD)
@access.roles(*conditions.ANSWERERS)
def answer(condition_id: int) -> Answer:
    """Answer it for the department, with files."""
    form = AnswerForm()
    with ExitStack() as drafts:
        try:
            new = [
                drafts.enter_context(_stored(condition_id, file))
                for file in form.files.data or ()
                if file.filename
            ]
        except AttachmentRefused as error:
            form.files.errors = [*form.files.errors, refused_file(error)]
            return _page(condition_id, form), status_of(error)
        return _posted(
            condition_id,
            form,
            lambda work: conditions.answer(
                work, condition_id, form.answer.value, form.seen.value, new
            ),
            _("The answer has gone to the %(center)s.", center=CENTER),
        )


def _stored(condition_id: int, file: FileStorage) -> AbstractContextManager[conditions.NewFile]:
    """Write a file down while nothing is locked."""
    source = cast(BinaryIO, file.stream)
    return conditions.stored(current.work(), condition_id, file.filename or "", source)


@blueprint.get(f"{ONE}/files/<id:file_id>")
@access.signed_in
def download(condition_id: int, file_id: int) -> Response:
    """A file of an answer, to be saved; never opened within the site."""
    file, source = conditions.open_file(current.work(), condition_id, file_id)
    return files.kept_file(source, file.name, file.media_type, file.size, file.id)


@blueprint.post(f"{ONE}/met")
@access.roles(*conditions.JUDGES)
def met(condition_id: int) -> Answer:
    """Find it met."""
    form = ConditionForm()
    return _posted(
        condition_id,
        form,
        lambda work: conditions.mark_met(work, condition_id, form.seen.value, form.remark.value),
        _("The condition is marked as met."),
    )


@blueprint.post(f"{ONE}/send-back")
@access.roles(*conditions.JUDGES)
def send_back(condition_id: int) -> Answer:
    """Send the answer back with a reason."""
    form = ConditionForm()
    return _posted(
        condition_id,
        form,
        lambda work: conditions.send_back(work, condition_id, form.reason.value, form.seen.value),
        _("The condition has gone back to the department."),
    )


def _posted(
    condition_id: int, form: ConditionForm, verb: Callable[[Work], None], said: str
) -> Answer:
    return posted(
        verb,
        said=said,
        back=url_for("conditions.show", condition_id=condition_id),
        form=form,
        page=lambda: _page(condition_id, form),
    )


def _page(condition_id: int, form: ConditionForm, kept: Mapping[str, Kept] = NOTHING_TYPED) -> str:
    """The page; `kept` is what was typed into its forms before, by their places."""
    work = current.work()
    one = conditions.one(work, condition_id)
    if not form.is_submitted():
        form.seen.data = str(one.seen)
    beside = [
        other
        for other in conditions.of(work, one.item_id)
        if other.evaluation_id == one.evaluation_id
    ]
    return render_template(
        "conditions/show.html",
        one=one,
        form=form,
        beside=beside,
        kept=kept,
        most_files=conditions.MOST_FILES,
        largest_file=current.work().file_limits.largest,
    )
