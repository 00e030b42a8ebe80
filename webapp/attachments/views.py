"""Files of an item: the page that lists them, what adds and takes off, the downloads."""

from typing import BinaryIO, Final, cast

from flask import (
    Blueprint,
    flash,
    get_flashed_messages,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from webapp.words.refusals import refused_file
from workflow import attachments, items
from workflow.values import Refusal

blueprint = Blueprint("attachments", __name__, url_prefix="/items")

FILES: Final = "/<id:item_id>/files"
FILE: Final = f"{FILES}/<id:attachment_id>"


@blueprint.get(FILES)
@access.signed_in
def index(item_id: int) -> str:
    """The files by revision, and the form that adds some."""
    return _page(item_id, [])


@blueprint.post(FILES)
@files.takes(files.LARGEST_UPLOAD)
@access.roles(*attachments.EDITORS)
def add(item_id: int) -> Answer:
    """Add every file that can be taken; say of each other one why not.

    A script that asks for json has the same sentences, and how many files there are now.
    """
    if request.accept_mimetypes.best == "application/json":
        return _added_beside(item_id)
    added, problems, status = _taken(item_id)
    if added:
        flash(_files_added(added), "success")
    if problems:
        return _page(item_id, problems), status
    return redirect(url_for("attachments.index", item_id=item_id))


def _added_beside(item_id: int) -> Answer:
    """The answer to files that were dropped beside the sheet's form."""
    added, problems, status = _taken(item_id)
    said = [*([_files_added(added)] if added else []), *get_flashed_messages(), *problems]
    now = attachments.of(current.work(), item_id).now
    answer = jsonify(said=said, attached=_("Attachments: %(count)d", count=len(now)))
    answer.status_code = status
    return answer


def _files_added(added: int) -> str:
    return ngettext("%(num)d file was added.", "%(num)d files were added.", added)


def _taken(item_id: int) -> tuple[int, list[str], int]:
    """How many of the files sent are added, why others are not, and the status of that."""
    given = [one for one in request.files.getlist("files") if one.filename]
    most = current.work().file_limits.most
    if not given:
        return 0, [_("Choose a file.")], 422
    if len(given) > most:
        return 0, [_("Choose at most %(limit)s files at once.", limit=most)], 422
    added, problems, status = 0, [], 200
    for file in given:
        try:
            added += _add(item_id, file)
        except Refusal as error:
            status = status_of(error)
            problems.append(refused_file(error))
    return added, problems, status


@blueprint.post(f"{FILE}/take-off")
@access.roles(*attachments.EDITORS)
def take_off(item_id: int, attachment_id: int) -> Answer:
    """Hide a file from the next revision."""
    return posted(
        lambda work: attachments.take_off(work, item_id, attachment_id),
        said=_("The file is not part of the next submission."),
        back=url_for("attachments.index", item_id=item_id),
    )


@blueprint.get(FILE)
@access.signed_in
def download(item_id: int, attachment_id: int) -> Response:
    """A file, to be saved; never opened within the site."""
    file, source = attachments.open_file(current.work(), item_id, attachment_id)
    return files.kept_file(source, file.name, file.media_type, file.size, file.id)


def _add(item_id: int, file: FileStorage) -> bool:
    """Store the file while nothing is locked, then give it to the item; whether it is new."""
    source = cast(BinaryIO, file.stream)
    with attachments.stored(current.work(), item_id, file.filename or "", source) as new:
        added = current.write(lambda work: attachments.add(work, item_id, new))
    if not added.is_new:
        flash(_("%(name)s was attached before: the same file is kept once.", name=new.name), "info")
    return added.is_new


def _page(item_id: int, problems: list[str]) -> str:
    return render_template(
        "attachments/index.html",
        item=items.get(current.work(), item_id),
        view=attachments.of(current.work(), item_id),
        problems=problems,
        limits=current.work().file_limits,
    )
