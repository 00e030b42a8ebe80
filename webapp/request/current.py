"""What the current request works with: engine, unit of work, settings, language and cycle.

Views and templates ask here, never `flask.current_app.extensions` or the session.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import date
from typing import Final, TypeVar

from flask import Flask, current_app, g, has_app_context, has_request_context, request, session
from flask_babel import get_locale, refresh
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from webapp.app.settings import LANGUAGES, Settings
from workflow import items, office, values
from workflow.engine import Engine
from workflow.items import CycleView
from workflow.values import Actor, NotFound, NotSignedIn, Office
from workflow.work import Work

T = TypeVar("T")

CYCLE_KEY: Final = "cycle"
LANGUAGE_KEY: Final = "language"


def engine() -> Engine:
    """The engine this application was made with."""
    found: Engine = current_app.extensions["jizen"]
    return found


def init_app(app: Flask) -> None:
    """Close what was read with the response."""
    app.teardown_request(_let_go)


def reading() -> Work:
    """The unit of work that reads for this request, before it is known who asks.

    Opened when it is first needed, closed with the response or when something is written.
    """
    unit: Work | None = g.get("unit")
    if unit is None:
        g.units = ExitStack()
        unit = g.unit = g.units.enter_context(engine().read())
    return unit


def work() -> Work:
    """The same in the name of the person asking: one look at the database for the whole page."""
    unit: Work | None = g.get("work")
    if unit is None:
        unit = g.work = reading().as_(actor_or_none())
    return unit


def write(verb: Callable[[Work], T], key: str | None = None) -> T:
    """What `verb` gives in a writing unit of the person asking; `key` is the form's.

    What was read before is given up: what is read afterwards sees what was written.
    """
    actor = actor_or_none()
    stop_reading()
    return engine().write_once(key, actor, verb)


def stop_reading() -> None:
    """Give up what was read: what is read from now on is as it is then."""
    g.pop("work", None)
    g.pop("office", None)
    g.pop("unit", None)
    if units := g.pop("units", None):
        units.close()


def _let_go(_error: BaseException | None) -> None:
    """The answer is made: a database that went away since takes nothing from it."""
    with suppress(SQLAlchemyError):
        stop_reading()


def actor() -> Actor:
    """The person asking, as a plain value for the engine; raises NotSignedIn."""
    actor = actor_or_none()
    if actor is None:
        raise NotSignedIn
    return actor


def actor_or_none() -> Actor | None:
    """The person asking, or None on a public page."""
    # Unwrapped once: flask-login's proxy looks the request up at each access.
    return getattr(current_user._get_current_object(), "actor", None)


def settings() -> Settings:
    """The settings this application was made with."""
    found: Settings = current_app.extensions["jizen.settings"]
    return found


def today() -> date:
    """The day by the engine's clock (the training clock where there is one)."""
    return engine().clock.today()


def choose_language() -> str:
    """The language for this request: the person's choice, else the operator's."""
    chosen = session.get(LANGUAGE_KEY)
    return chosen if chosen in LANGUAGES else settings().language


def speak(language: str) -> None:
    """Keep a language for this visit, this page included."""
    session[LANGUAGE_KEY] = language
    refresh()


def language() -> str:
    """`ja` or `en`, as texts are being rendered now."""
    # Asked hundreds of times a page: where Flask-Babel keeps the locale of the request.
    known = g.get("_flask_babel") if has_app_context() else None
    locale = getattr(known, "babel_locale", None) or get_locale()
    return locale.language if locale is not None else "ja"


def named() -> Office:
    """What the office calls itself and its parts; the usual words where nobody asks for a page."""
    if not has_request_context():
        return Office()
    found: Office | None = g.get("office")
    if found is None:
        found = g.office = office.office(work())
    return found


def cycles() -> Sequence[CycleView]:
    """All cycles, read once a request."""
    return items.cycles(work())


def cycle() -> CycleView:
    """The cycle chosen in the head: `?cycle=`, else the session's, else the one running now.

    Of several under way at once it is one in which something waits for the person asking.
    An unknown `?cycle=` raises NotFound; a choice that no longer exists is forgotten.
    """
    if "cycle" not in g:
        g.cycle = _chosen_cycle()
    chosen: CycleView = g.cycle
    return chosen


def _chosen_cycle() -> CycleView:
    by_id = {one.id: one for one in cycles()}
    asked = request.args.get("cycle")
    if asked:
        if asked not in by_id:
            raise NotFound(what="cycle")
        session[CYCLE_KEY] = asked
        return by_id[asked]
    earlier = session.get(CYCLE_KEY)
    if earlier in by_id:
        return by_id[earlier]
    session.pop(CYCLE_KEY, None)
    return _waited_for(running(cycles(), today()))


def _waited_for(usual: CycleView) -> CycleView:
    """`usual`, or another cycle under way where only there something waits for the person."""
    day = today()
    others = [one for one in cycles() if one.is_under_way(day) and one != usual]
    if not others or actor_or_none() is None:
        return usual
    waiting = set(items.waiting_items(work()).values())
    return next((one for one in (usual, *others) if one.id in waiting), usual)


def running(all_cycles: Sequence[CycleView], day: date) -> CycleView:
    """The cycle that takes submissions on `day`, else the one that opened last before it.

    From April on it is one of the new year, the next to open, and none of the last. Raises
    NotFound where there is no cycle at all.
    """
    if not all_cycles:
        raise NotFound(what="cycle")
    there = [one for one in all_cycles if one.is_open]
    begun = [one for one in there if one.opens_on <= day]
    submitting = [one for one in begun if day <= one.submission_deadline]
    year = values.fiscal_year(day)
    recent = [one for one in begun[-1:] if one.fiscal_year >= year]
    coming = [one for one in there if one.opens_on > day and one.fiscal_year == year]
    return next(iter(submitting or recent or coming or begun[-1:] or all_cycles[-1:]))
