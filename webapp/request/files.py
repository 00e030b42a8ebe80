"""Files that come and go: how much a page takes, and a document handed out."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, BinaryIO, Final
from urllib.parse import quote

from flask import Flask, current_app, request, send_file
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from webapp.request import security_log
from workflow.documents import Document
from workflow.values import SecurityKind

View = Callable[..., Any]

LARGEST_UPLOAD: Final = 110 * 1024 * 1024
"""Five files of 20 MB in one request; with the script each file is a request of its own."""

LARGEST_WORKBOOK: Final = 21 * 1024 * 1024
"""One workbook of 20 MB, and the rest of the form."""

SANDBOX: Final = "default-src 'none'; sandbox"
SIZE_ATTRIBUTE: Final = "__jizen_upload__"


def takes(size: int) -> Callable[[View], View]:
    """This view takes requests of up to `size` bytes; put it above the guard."""

    def mark(view: View) -> View:
        setattr(view, SIZE_ATTRIBUTE, size)
        return view

    return mark


def init_app(app: Flask) -> None:
    """Widen the limit for those who passed the door, before anybody reads the form."""
    app.before_request(_widen)


def _widen() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    size = getattr(view, SIZE_ATTRIBUTE, None)
    if size is not None:
        request.max_content_length = size


def most_from(app: Flask, method: str, path: str, cookies: str) -> tuple[int, str]:
    """How large a body may be that is sent to a page, and by whom: 0 and "" for nobody known.

    For a server that decides before the body has come: whether the person may do what they ask
    is not known yet, only that we signed their session and that it has not run out.
    """
    asking = app.request_class({"REQUEST_METHOD": method, "HTTP_COOKIE": cookies})
    session = app.session_interface.open_session(app, asking)
    sender = str(session.get("_user_id", "")).partition(".")[0] if session else ""
    if not sender:
        return 0, ""
    try:
        endpoint, _given = app.url_map.bind("").match(path, method=method)
    except HTTPException:
        return 0, sender
    usual: int = app.config["MAX_CONTENT_LENGTH"]
    return getattr(app.view_functions.get(endpoint), SIZE_ATTRIBUTE, usual), sender


def handed_out(document: Document) -> Response:
    """The document as a download, of which the security log tells; no cache keeps it."""
    security_log.tell(SecurityKind.EXPORTED)
    answer = send_file(
        BytesIO(document.content),
        mimetype=document.media_type,
        as_attachment=True,
        download_name=document.saved_as,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def kept_file(source: BinaryIO, name: str, media_type: str, size: int, number: int) -> Response:
    """A file that somebody brought, to be saved; never opened within the site."""
    security_log.tell(SecurityKind.EXPORTED)
    answer = send_file(source, mimetype=media_type)
    answer.content_length = size
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"attachment-{number}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
