"""Files of an item: the page that lists them, what adds and takes off, the downloads."""

from typing import Any, Final
from urllib.parse import quote

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.words import refusals
from workflow import items
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Role

blueprint = Blueprint("attachments", __name__, url_prefix="/items")

FILES: Final = "/<id:item_id>/files"
FILE: Final = f"{FILES}/<id:attachment_id>"
LARGEST_UPLOAD: Final = 110 * 1024 * 1024
"""Five files of 20 MB in one request; with the script each file is a request of its own."""
SANDBOX: Final = "default-src 'none'; sandbox"


@blueprint.get(FILES)
@access.signed_in
def index(item_id: int) -> str:
    """The files by revision, and the form that adds some."""
    return _page(item_id, [])


@blueprint.post(FILES)
@files.takes(LARGEST_UPLOAD)
@access.roles(Role.OFFICER)
def add(item_id: int) -> Any:
    """Add every file that can be taken; say of each other one why not."""
    actor, desk = current.actor(), current.engine().attachments
    added, problems, status = 0, [], 200
    for file in request.files.getlist("files"):
        if not file.filename:
            continue
        try:
            desk.add(item_id, file.filename, file.stream, actor)
            added += 1
        except Refusal as error:
            status = status_of(error)
            name = error.data.get("name", "")
            problems.append(
                f"{name}: {refusals.refusal(error)}" if name else refusals.refusal(error)
            )
    if not added and not problems:
        problems, status = [_("Choose a file.")], 422
    if added:
        flash(ngettext("%(num)d file was added.", "%(num)d files were added.", added), "success")
    if problems:
        return _page(item_id, problems), status
    return redirect(url_for("attachments.index", item_id=item_id))


@blueprint.post(f"{FILE}/take-off")
@access.roles(Role.OFFICER)
def take_off(item_id: int, attachment_id: int) -> Response:
    """Hide a file from the next revision."""
    desk = current.engine().attachments
    desk.take_off(item_id, attachment_id, current.actor())
    flash(_("The file is not part of the next submission."), "success")
    return redirect(url_for("attachments.index", item_id=item_id))


@blueprint.get(FILE)
@access.signed_in
def download(item_id: int, attachment_id: int) -> Response:
    """A file, to be saved; never opened within the site."""
    desk = current.engine().attachments
    file, source = desk.opened(item_id, attachment_id, current.actor())
    answer = send_file(source, mimetype=file.media_type)
    answer.content_length = file.size
    plain = f"attachment-{file.id}"
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _page(item_id: int, problems: list[str]) -> str:
    actor = current.actor()
    return render_template(
        "attachments/index.html",
        item=items.get(current.work(), item_id),
        view=current.engine().attachments.of(item_id, actor),
        problems=problems,
    )
