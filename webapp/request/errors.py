"""Every refusal and every failure becomes a page here, once, and never a traceback."""

import errno
from typing import Final

from flask import Flask, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    RequestEntityTooLarge,
    SecurityError,
)
from werkzeug.wrappers import Response

from webapp.request import access, logs
from webapp.request.kept_form import kept_form
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.error_pages import error_advice, error_heading
from workflow.files import StorageAway
from workflow.values import (
    Conflict,
    NotFound,
    NotPermitted,
    NotSignedIn,
    Refusal,
    TookTooLong,
    TooMuchAtOnce,
)

RETRY_AFTER_SECONDS: Final = "30"
AGAIN_AFTER_SECONDS: Final = "2"
NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
"""What the system says where nothing more can be written."""
NO_PLACE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.EIO})
"""What it says of a folder that is not there, or not ours: of those we need, the one of files."""
NO_ROOM_IN_SQLITE: Final = ("SQLITE_FULL", "SQLITE_READONLY")
"""How SQLite's names for the same begin."""
NO_ROOM_IN_POSTGRESQL: Final = frozenset({"53100", "25006"})
"""PostgreSQL's codes: the disk is full, the transaction may only read."""
OTHER_NAME: Final = "このサイトの名前ではありません。/ No site of this name: JIZEN_ALLOWED_HOSTS\n"
STATUS_OF: Final = (
    (NotPermitted, 403),
    (NotFound, 404),
    (Conflict, 409),
    (StorageAway, 503),
    (TookTooLong, 503),
    (TooMuchAtOnce, 429),
    (Refusal, 422),
)


def init_app(app: Flask) -> None:
    """Register the handlers; the most particular one wins."""
    app.register_error_handler(NotSignedIn, _signed_out)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(StorageAway, _storage_away)
    app.register_error_handler(TookTooLong, _took_too_long)
    app.register_error_handler(TooMuchAtOnce, _too_much_at_once)
    app.register_error_handler(CSRFError, _token_missing)
    app.register_error_handler(DBAPIError, _database_failed)
    app.register_error_handler(NoConnectionFree, _database_away)
    app.register_error_handler(OSError, _system_failed)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(500, _broken)


def status_of(error: Refusal) -> int:
    """403, 404, 409, 422 or 503 by the family of the refusal, which is logged."""
    logs.refused(error)
    return next(status for family, status in STATUS_OF if isinstance(error, family))


def _storage_away(error: StorageAway) -> Response:
    status = status_of(error)
    response = _page(status, _("Files cannot be reached"), refusals.refusal(error))
    response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _took_too_long(error: TookTooLong) -> Response:
    return _page(status_of(error), _("This took too long"), refusals.refusal(error))


def _too_much_at_once(error: TooMuchAtOnce) -> Response:
    """Ten windows that open together come one after the other: each asks again by itself."""
    response = _page(status_of(error), _("One moment, please"), refusals.refusal(error))
    response.headers["Retry-After"] = AGAIN_AFTER_SECONDS
    if request.method == "GET":
        response.headers["Refresh"] = AGAIN_AFTER_SECONDS
    return response


def _refused(error: Refusal) -> Response:
    status = status_of(error)
    return _page(status, error_heading(status), refusals.refusal(error))


def _signed_out(error: NotSignedIn) -> Response:
    """A page asked for leads to the sign-in page; a form sent is shown with what was typed."""
    logs.refused(error)
    if request.method in ("GET", "HEAD"):
        return access.to_sign_in()
    return _kept(
        401,
        _("You are signed out"),
        _("Sign in again in another window, then send what you typed once more from here."),
    )


def _token_missing(_error: CSRFError) -> Response:
    return _kept(
        400,
        _("This page had been open for too long"),
        _("For safety nothing was saved. What you typed is kept below."),
    )


def _database_failed(error: DBAPIError) -> Response:
    """A database that is full, away, busy for too long or starting; our own defect is passed on."""
    if _has_no_room(error.orig):
        return _nothing_can_be_saved(error)
    if not _is_away(error):
        raise error
    return _database_away(error)


def _is_away(error: BaseException | None) -> bool:
    if isinstance(error, DBAPIError):
        return isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated
    return isinstance(error, NoConnectionFree)


def _has_no_room(said: BaseException | None) -> bool:
    name, code = getattr(said, "sqlite_errorname", ""), getattr(said, "sqlstate", "")
    return name.startswith(NO_ROOM_IN_SQLITE) or code in NO_ROOM_IN_POSTGRESQL


def _system_failed(error: OSError) -> Response:
    """A disk that is full or may only be read, a folder that is missing; all else is passed on."""
    if error.errno in NO_ROOM:
        return _nothing_can_be_saved(error)
    if error.errno in NO_PLACE:
        logs.failed(error)
        return _storage_away(StorageAway())
    raise error


def _nothing_can_be_saved(error: Exception) -> Response:
    logs.failed(error)
    response = _page(
        503,
        _("Nothing can be saved at the moment"),
        _("The disk is full or write-protected. Nothing was changed; tell the administrator."),
    )
    response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _database_away(error: Exception) -> Response:
    logs.failed(error)
    return _away_page()


def _away_page() -> Response:
    response = _page(503, error_heading(503), error_advice(503))
    response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error.get_response()
    if isinstance(error, SecurityError):  # No page has an address under a name that is not ours.
        return Response(OTHER_NAME, status, content_type="text/plain; charset=utf-8")
    response = _page(status, error_heading(status), error_advice(status))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _broken(error: InternalServerError) -> Response:
    """What was written down is found by the request's name, which is on the page.

    A database may go away while a refusal is put into words: that is no defect of ours either.
    """
    if _is_away(error.original_exception):
        return _away_page()
    return _page(500, error_heading(500), error_advice(500), logs.request_id())


def _page(status: int, title: str, text: str, request_id: str = "") -> Response:
    """The failing half of the application is not asked for its menus: a bare page."""
    return make_response(
        render_template(
            "request/error.html", status=status, title=title, text=text, request_id=request_id
        ),
        status,
    )


def _kept(status: int, title: str, text: str) -> Response:
    """The page that keeps a form, unless the form is too large to be read."""
    try:
        return kept_form(status, title, text)
    except RequestEntityTooLarge as too_large:
        return _http_error(too_large)
