"""A form whose session had ended: shown with what was typed, and sent again by one press.

Whoever signs in in another window has a new session, and with it new tokens. The kept page's
own mark takes their place: it is good for one address, in the browser to which the page was
given, for a form that this browser says comes from our own pages.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from hmac import compare_digest
from hmac import new as new_hmac
from secrets import token_urlsafe
from typing import Any, Final, NamedTuple

from flask import abort, current_app, g, make_response, render_template, request
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response
from wtforms.fields.core import UnboundField

from webapp.forms.fields import Line, Typed

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
        texts=texts(pairs if len(pairs) <= MOST_FIELDS else []),
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


_PREFIX: Final = re.compile(r"(?:ask|note|say[0-9]+|close[0-9]+)-")


class Text(NamedTuple):
    """One typed text; a label of None: it is sent along, and nobody needs to see it."""

    name: str
    label: Any
    value: str


def texts(pairs: Sequence[tuple[str, str]]) -> list[Text]:
    """The pairs of a form as it was sent; what was chosen or ticked has no label."""
    names = {_bare(name) for name, _value in pairs}
    labels = max(_forms(), key=lambda form: len(names & set(form)), default={})
    return [Text(name, labels.get(_bare(name)) if value else None, value) for name, value in pairs]


def _bare(name: str) -> str:
    """The name of the field itself: of `say3-text` it is text, of `comment-plan` comment."""
    return _PREFIX.sub("", name).partition("-")[0]


def _forms() -> Iterator[Mapping[str, Any]]:
    """Of every form of the site, the labels of the fields into which texts are typed."""
    found = [FlaskForm]
    for form in found:
        found += form.__subclasses__()
        fields = ((name, getattr(form, name)) for name in dir(form) if not name.startswith("_"))
        yield {
            name: field.args[0] if field.args and _is_typed(field) else None
            for name, field in fields
            if isinstance(field, UnboundField)
        }


def _is_typed(field: Any) -> bool:
    return issubclass(field.field_class, Line | Typed)
