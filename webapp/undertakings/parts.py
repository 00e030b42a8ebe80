"""What belongs to an undertaking: documents with comments, recommendations, pilots."""

from contextlib import AbstractContextManager, ExitStack
from functools import partial
from typing import BinaryIO, cast

from flask import render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.request.posting import Answer, posted
from webapp.undertakings import words
from webapp.undertakings.forms import AnswerForm, CommentForm, DocumentForm, PeriodForm, PilotForm
from webapp.undertakings.views import ONE, blueprint, writers
from webapp.words.catalogue import gettext as _
from webapp.words.refusals import refused_file
from workflow import documents, undertakings
from workflow.files import AttachmentRefused
from workflow.undertakings import NewFile

DOCUMENT = "/documents/<id:document_id>"


@blueprint.route(f"{ONE}/documents/new", methods=["GET", "POST"])
@files.takes(files.LARGEST_UPLOAD)
@writers
def new_document(undertaking_id: int) -> Answer:
    """Add a version of a document, with its file."""
    one = undertakings.one(current.work(), undertaking_id)
    form = DocumentForm(title=one.title, dated_on=current.today())
    form.offer()
    page = partial(
        render_template,
        "undertakings/document_form.html",
        one=one,
        form=form,
        largest=current.work().file_limits.largest,
    )
    if request.method != "POST":
        return page()
    with ExitStack() as kept:
        try:
            file = kept.enter_context(_stored(form.file.data)) if form.file.data else None
        except AttachmentRefused as error:
            form.validate()
            form.file.errors = [*form.file.errors, refused_file(error)]
            return page(), status_of(error)
        return posted(
            lambda work: undertakings.add_document(work, undertaking_id, form.draft, file),
            said=_("The document is on record."),
            back=lambda document_id: url_for("undertakings.document", document_id=document_id),
            form=form,
            page=page,
        )


def _stored(file: FileStorage) -> AbstractContextManager[NewFile]:
    """Write a file down while nothing is locked."""
    source = cast(BinaryIO, file.stream)
    return undertakings.stored(current.work(), file.filename or "", source)


@blueprint.get(DOCUMENT)
@access.signed_in
def document(document_id: int) -> str:
    """One version of a document: its period of comment, what was said, what became of it."""
    return _document_page(document_id)


@blueprint.get(f"{DOCUMENT}/file")
@access.signed_in
def document_file(document_id: int) -> Response:
    """The file of a document, to be saved; never opened within the site."""
    file, source = undertakings.open_file(current.work(), document_id)
    return files.kept_file(source, file.name, file.media_type, file.size, file.id)


@blueprint.get(f"{DOCUMENT}/comments.<any(xlsx, csv):form>")
@access.signed_in
def comments_file(document_id: int, form: str) -> Response:
    """The comments on a document with their answers, to be published."""
    return files.handed_out(documents.comments_document(current.work(), document_id, form))


@blueprint.post(f"{DOCUMENT}/period")
@writers
def period(document_id: int) -> Answer:
    """Say from when until when the public may comment."""
    form = PeriodForm()
    return posted(
        lambda work: undertakings.set_comment_period(
            work, document_id, form.since.value, form.until.value, form.seen.data or ""
        ),
        said=_("The period of comment is saved."),
        back=url_for("undertakings.document", document_id=document_id),
        form=form,
        page=lambda: _document_page(document_id, period_form=form),
    )


@blueprint.post(f"{DOCUMENT}/comments")
@writers
def receive(document_id: int) -> Answer:
    """Put a comment on the document down."""
    found, _comments = undertakings.document(current.work(), document_id)
    form = CommentForm()
    return posted(
        lambda work: undertakings.add_comment(work, found.undertaking_id, form.draft(document_id)),
        said=_("The comment is on record."),
        back=url_for("undertakings.document", document_id=document_id, _anchor="comments"),
        form=form,
        page=lambda: _document_page(document_id, comment_form=form),
    )


@blueprint.route(f"{ONE}/recommendations/new", methods=["GET", "POST"])
@writers
def new_recommendation(undertaking_id: int) -> Answer:
    """Put a recommendation down."""
    one = undertakings.one(current.work(), undertaking_id)
    form = CommentForm(received_on=current.today())
    page = partial(render_template, "undertakings/recommendation.html", one=one, form=form)
    return posted(
        lambda work: undertakings.add_comment(work, undertaking_id, form.draft()),
        said=_("The recommendation is on record."),
        back=url_for("undertakings.show", undertaking_id=undertaking_id, _anchor="recommended"),
        form=form,
        page=page,
    )


@blueprint.route("/comments/<id:comment_id>", methods=["GET", "POST"])
@writers
def answer(comment_id: int) -> Answer:
    """Say what became of a comment or a recommendation."""
    found = undertakings.comment(current.work(), comment_id)
    known = {"seen": found.seen, "outcome": found.outcome or "", "answer": found.answer}
    form = AnswerForm(data=known)
    form.offer()
    back = (
        url_for("undertakings.document", document_id=found.document_id, _anchor="comments")
        if found.document_id
        else url_for("undertakings.show", undertaking_id=found.undertaking_id)
    )
    page = partial(render_template, "undertakings/answer.html", comment=found, form=form, back=back)
    return posted(
        lambda work: undertakings.answer_comment(
            work, comment_id, form.chosen, form.answer.value, form.seen.data or ""
        ),
        said=_("The answer is on record."),
        back=back,
        form=form,
        page=page,
    )


@blueprint.route(f"{ONE}/pilots/new", methods=["GET", "POST"])
@writers
def new_pilot(undertaking_id: int) -> Answer:
    """Add a pilot project."""
    one = undertakings.one(current.work(), undertaking_id)
    form = PilotForm.of(None)
    page = partial(render_template, "undertakings/pilot.html", one=one, form=form, pilot=None)
    return posted(
        lambda work: undertakings.add_pilot(work, undertaking_id, form.draft),
        said=_("The pilot project is on record."),
        back=url_for("undertakings.show", undertaking_id=undertaking_id, _anchor="pilots"),
        form=form,
        page=page,
    )


@blueprint.route("/pilots/<id:pilot_id>", methods=["GET", "POST"])
@writers
def pilot(pilot_id: int) -> Answer:
    """Write a pilot project anew, with what it came to."""
    found = undertakings.pilot(current.work(), pilot_id)
    one = undertakings.one(current.work(), found.undertaking_id)
    form = PilotForm.of(found)
    page = partial(render_template, "undertakings/pilot.html", one=one, form=form, pilot=found)
    return posted(
        lambda work: undertakings.change_pilot(work, pilot_id, form.draft, form.seen.data or ""),
        said=_("The pilot project is on record."),
        back=url_for("undertakings.show", undertaking_id=one.id, _anchor="pilots"),
        form=form,
        page=page,
    )


def _document_page(
    document_id: int,
    period_form: PeriodForm | None = None,
    comment_form: CommentForm | None = None,
) -> str:
    found, comments = undertakings.document(current.work(), document_id)
    known = {"seen": found.seen, "since": found.comment_from, "until": found.comment_until}
    return render_template(
        "undertakings/document.html",
        document=found,
        comments=comments,
        period_form=period_form or PeriodForm(data=known),
        comment_form=comment_form or CommentForm(received_on=current.today()),
        sent=period_form or comment_form,
        may_write=undertakings.may_write(current.actor()) is None,
        today=current.today(),
        words=words,
    )
