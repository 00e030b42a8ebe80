"""Who may reach which page: every route states its guard, or nobody reaches it.

    @blueprint.get("/items")
    @access.signed_in
    def index(): ...

The guard is only the outer door: what a person may see and do with one item is
the engine's policy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import UserMixin
from werkzeug.wrappers import Response

from webapp.app.extensions import login_manager
from webapp.request import current, logs
from workflow import accounts
from workflow.accounts import Visit
from workflow.values import Actor, NotSignedIn, Role, WrongRole

View = Callable[..., Any]

GUARD_ATTRIBUTE: Final = "__jizen_guard__"
LONGEST_WAY_BACK: Final = 2_000
"""Characters of an address to which a visitor comes back once signed in."""
PUBLIC_FILES: Final = frozenset({"static", "bootstrap.static"})
"""The endpoints that extensions and Flask itself make: style sheets and scripts."""


@dataclass(frozen=True)
class Guard:
    """What is asked of a visitor before the view runs."""

    public: bool = False
    roles: frozenset[Role] = frozenset()

    def require(self, actor: Actor | None) -> None:
        """Raise NotSignedIn or WrongRole unless `actor` may pass."""
        if self.public:
            return
        if actor is None:
            raise NotSignedIn
        if self.roles and not self.roles & actor.roles:
            raise WrongRole(roles=tuple(sorted(self.roles)))


class SignedIn(UserMixin):
    """What flask-login keeps of a person: the Actor, and the token of their session."""

    def __init__(self, actor: Actor, token: str) -> None:
        """Hold `actor`, freshly read by the engine."""
        self.actor = actor
        self.token = token

    def get_id(self) -> str:
        """The person, and what opens their session on the server, for the cookie."""
        return f"{self.actor.person_id}.{self.token}"


def public(view: View) -> View:
    """Anyone may see this."""
    return _guarded(view, Guard(public=True))


def signed_in(view: View) -> View:
    """Whoever is signed in; the engine decides what they see."""
    return _guarded(view, Guard())


def roles(*allowed: Role) -> Callable[[View], View]:
    """Only people who hold one of `allowed`, for whichever department."""
    if not allowed:
        raise ValueError("name at least one role; for anyone signed in use signed_in")
    return lambda view: _guarded(view, Guard(roles=frozenset(allowed)))


def guard_of(app: Flask, endpoint: str) -> Guard | None:
    """The guard that `endpoint` declares, or None when it declares none."""
    if endpoint in PUBLIC_FILES:
        return Guard(public=True)
    return getattr(app.view_functions.get(endpoint), GUARD_ATTRIBUTE, None)


def init_app(app: Flask) -> None:
    """Put the door before every request, ahead of every other check."""
    app.before_request(_refuse_unless_allowed)
    login_manager.user_loader(_load_person)
    # No `current_user` in templates: the page that says the database is away would ask it.
    login_manager.init_app(app, add_context_processor=False)


def sign_in_address() -> str:
    """Where to sign in, remembering a page that can be returned to."""
    back = request.full_path.rstrip("?") if request.method == "GET" else "/"
    is_wanted = back != "/" and len(back) <= LONGEST_WAY_BACK
    return url_for("auth.sign_in", next=back if is_wanted else None)


def to_sign_in() -> Response:
    """Send a visitor who asked for a page to the sign-in page."""
    return redirect(sign_in_address())


def _guarded(view: View, guard: Guard) -> View:
    setattr(view, GUARD_ATTRIBUTE, guard)
    return view


def _refuse_unless_allowed() -> None:
    if request.endpoint is None:
        return
    guard = guard_of(current_app, request.endpoint)
    if guard is None:
        logs.unguarded()
        abort(403)
    if not guard.public:
        guard.require(current.actor_or_none())


def _load_person(cookie: str) -> SignedIn | None:
    """Read session and person anew for each request: what was ended is over at once."""
    _person_id, _dot, token = cookie.partition(".")
    if not token:
        return None
    visit = accounts.visit_of(current.reading(), token, current.settings().account_rules)
    g.visit = visit
    return SignedIn(visit.actor, token) if visit else None


def visit() -> Visit:
    """The session that asks. Raises NotSignedIn."""
    current.actor()
    found: Visit = g.visit
    return found
