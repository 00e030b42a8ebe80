"""What the current request works with: engine, settings, language and cycle.

Views and templates ask here, never `flask.current_app.extensions` or the session.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from flask import current_app, g, request, session
from flask_babel import get_locale

from webapp.app.settings import LANGUAGES, Settings
from workflow.engine import Engine
from workflow.items.cycles import CycleView
from workflow.values.errors import NotFound

CYCLE_KEY: Final = "cycle"
LANGUAGE_KEY: Final = "language"


def engine() -> Engine:
    """The engine this application was made with."""
    return current_app.extensions["jizen"]


def settings() -> Settings:
    """The settings this application was made with."""
    return current_app.extensions["jizen.settings"]


def today() -> date:
    """The day by the engine's clock (the training clock where there is one)."""
    return engine().clock.today()


def choose_language() -> str:
    """The language for this request: the person's choice, else the operator's."""
    chosen = session.get(LANGUAGE_KEY)
    return chosen if chosen in LANGUAGES else settings().language


def language() -> str:
    """`ja` or `en`, as texts are being rendered now."""
    locale = get_locale()
    return locale.language if locale is not None else "ja"


def cycles() -> Sequence[CycleView]:
    """All cycles, read once a request."""
    if "cycles" not in g:
        g.cycles = engine().cycles()
    return g.cycles


def cycle() -> CycleView:
    """The cycle chosen in the head: `?cycle=`, else the session's, else the one running now.

    An unknown `?cycle=` raises NotFound; a choice that no longer exists is forgotten.
    """
    if "cycle" not in g:
        g.cycle = _chosen_cycle()
    return g.cycle


def _chosen_cycle() -> CycleView:
    by_id = {one.id: one for one in cycles()}
    asked = request.args.get("cycle")
    if asked:
        if asked not in by_id:
            raise NotFound(what="cycle")
        session[CYCLE_KEY] = asked
        return by_id[asked]
    kept = session.get(CYCLE_KEY)
    if kept in by_id:
        return by_id[kept]
    session.pop(CYCLE_KEY, None)
    return running(cycles(), today())


def running(all_cycles: Sequence[CycleView], day: date) -> CycleView:
    """The cycle that takes submissions on `day`, else the one that opened last before it.

    Raises NotFound where there is no cycle at all.
    """
    if not all_cycles:
        raise NotFound(what="cycle")
    begun = [one for one in all_cycles if one.is_open and one.opens_on <= day]
    submitting = [one for one in begun if day <= one.submission_deadline]
    return next(iter(submitting or begun[-1:] or all_cycles))
