"""A form whose session had ended: shown with what was typed, and sent again by one press.

Whoever signs in in another window has a new session, and with it new tokens. The kept page's
own mark takes their place: it is good for one address, in the browser to which the page was
given, for a form that this browser says comes from our own pages.
"""

from hmac import compare_digest
from hmac import new as new_hmac
from secrets import token_urlsafe
from typing import Final

from flask import abort, current_app, g, make_response, render_template, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response

from webapp.forms import typed_texts

COOKIE: Final = "jizen-kept"
MARK: Final = "kept_mark"
GOOD_FOR_SECONDS: Final = 12 * 60 * 60
SECRET_FIELDS: Final = frozenset({"csrf_token", "password", MARK})
SECRET_FORMS: Final = frozenset({"auth", "start", "account"})
"""The blueprints whose forms hold passwords and codes: nothing of them is shown again."""
MOST_FIELDS: Final = 300
"""Our longest form with all its rows has fewer: what sends more was not typed, and costs time."""


class Protection(CSRFProtect):
    """Asks every form for the token of its session, or for the mark of a kept page."""

    def protect(self, apply_exemptions: bool = False) -> None:
        """Let pass what was sent again from a kept page; check everything else as usual.

        A part of a form without a name is no form of ours.
        """
        if request.method == "POST" and (None in request.form or None in request.files):
            abort(400)
        if request.method == "POST" and _was_kept_here():
            g.csrf_valid = True
            return
        super().protect(apply_exemptions)  # type: ignore[call-arg] # the stubs are older


def kept_form(status: int, title: str, text: str) -> Response:
    """Show what was typed, with a button to send it again from our own page.

    The button is offered only where the browser says that the form was ours: otherwise
    a foreign site could have a person confirm a form that it filled in.
    """
    pairs = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if request.blueprint not in SECRET_FORMS
        and not any(secret in name for secret in SECRET_FIELDS)
    ]
    nonce = token_urlsafe()
    page = render_template(
        "request/kept_form.html",
        status=status,
        title=title,
        text=text,
        texts=typed_texts.texts(pairs if len(pairs) <= MOST_FIELDS else []),
        mark=_mark(nonce),
        ours=_is_ours(),
    )
    response = make_response(page, status)
    if _is_ours():
        _give_nonce(response, nonce)
    return response


def _give_nonce(response: Response, nonce: str) -> None:
    response.set_cookie(
        COOKIE,
        nonce,
        max_age=GOOD_FOR_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )


def _was_kept_here() -> bool:
    mark, nonce = request.form.get(MARK, ""), request.cookies.get(COOKIE, "")
    if not mark.isascii() or not nonce or not _is_ours():
        return False
    return compare_digest(mark, _mark(nonce))


def _mark(nonce: str) -> str:
    """What only we can say of a browser's kept page for this address."""
    key = f"kept-form {current_app.secret_key!r}".encode()
    return new_hmac(key, f"{nonce} {_address()}".encode(), "sha256").hexdigest()


def _is_ours() -> bool:
    return request.origin == request.host_url.rstrip("/")


def _address() -> str:
    return request.full_path.rstrip("?")
