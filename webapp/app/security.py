"""What every answer carries against misuse, and how much a request may bring."""

from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any, Final

from flask import Flask, request, session
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from webapp.app.extensions import csrf
from webapp.app.reach import OF_THIS_MACHINE
from webapp.app.settings import Settings
from webapp.request.access import PUBLIC_FILES

LARGEST_REQUEST: Final = 2 * 1024 * 1024
MOST_FIELDS: Final = 20_000
"""Of one form, many times what a page of ours has: 2 MB of empty ones keep a thread for seconds."""

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        # Bootstrap's style sheet draws its small signs as data: images.
        "img-src 'self' data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def configuration(settings: Settings) -> dict[str, Any]:
    """The part of Flask's configuration that safety hangs on."""
    return {
        "SECRET_KEY": settings.secret_key,
        "TRUSTED_HOSTS": settings.allowed_hosts and [*settings.allowed_hosts, *OF_THIS_MACHINE],
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_REQUEST,
        "SESSION_COOKIE_NAME": "jizen",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": bool(settings.secure_cookies),
        # The cookie ends when the session does, however often pages are read meanwhile.
        "PERMANENT_SESSION_LIFETIME": settings.account_rules.longest,
        "SESSION_REFRESH_EACH_REQUEST": False,
        # The token lives as long as the session: a long form is not lost to a clock.
        "WTF_CSRF_TIME_LIMIT": None,
    }


def init_app(app: Flask, settings: Settings) -> None:
    """Check the token of every form and dress every answer."""
    app.before_request(_refuse_too_many_fields)
    csrf.init_app(app)
    app.after_request(_dress)
    if settings.secure_cookies:
        app.after_request(_insist_on_tls)


def _refuse_too_many_fields() -> None:
    """Count before anything is taken apart; forms with files are counted by Flask itself."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return
    if request.get_data().count(b"&") >= MOST_FIELDS:
        raise RequestEntityTooLarge()


def _dress(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # A view that says `private` has said itself how long its answer may be kept.
    kept = request.endpoint in PUBLIC_FILES or response.cache_control.private
    if not kept and (session or response.status_code >= 400):
        response.headers["Cache-Control"] = "no-store"
    return response


def _insist_on_tls(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class PlainAddress:
    """Lets an application see the address alone of whoever asks.

    Some proxies write the client's port behind it, another one with each connection, or an IPv4
    address as one of IPv6: attempts would be counted anew each time, or of everybody as one.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        """Stand between proxies that are trusted and `app`."""
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Ask the application."""
        environ["REMOTE_ADDR"] = plain(environ.get("REMOTE_ADDR", ""))
        return self._app(environ, start_response)


def plain(given: str) -> str:
    """An address without port and brackets, of IPv4 written as IPv6 the one of IPv4.

    What is no address stays as it was given.
    """
    bare = given.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return given
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
