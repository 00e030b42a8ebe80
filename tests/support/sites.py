"""Applications for tests: put together once for each settings, and then copied.

To put one together takes as long as to answer three pages. A copy counts, limits and remembers by
itself; addresses and templates, which no test changes, are compiled once for all of them.
"""

from copy import copy
from typing import Any, Final

from flask import Flask
from werkzeug.routing import Map, RuleFactory
from werkzeug.routing.matcher import StateMachineMatcher

from webapp.app.extensions import limiter
from webapp.app.metrics import Counters
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from webapp.request.turns import Turns
from workflow.engine import Engine

_made: Final[dict[Settings, Flask]] = {}
"""Nobody ever asks these for a page."""


def site_of(engine: Engine, settings: Settings) -> Flask:
    """An application that serves `engine`, as `create_app` gives one."""
    if settings not in _made:
        _made[settings] = create_app(engine, settings)
    made = _made[settings]
    if "wsgi_app" in vars(made):  # A layer in front of it asks this one, no copy.
        return create_app(engine, settings)
    app = copy(made)
    vars(app).update({name: _own(value) for name, value in vars(made).items()})
    app.url_map = _Addresses.of(made.url_map)
    app.extensions |= {
        "jizen": engine,
        "jizen.metrics": Counters(engine),
        "jizen.turns": Turns(),
    }
    limiter.reset()
    return app


def _own(value: Any) -> Any:
    """A copy of what a test may add to: a mapping, perhaps of mappings, or a list."""
    if isinstance(value, dict):
        own = copy(value)
        own.update({name: _own(inner) for name, inner in value.items()})
        return own
    return [*value] if type(value) is list else value


class _Addresses(Map):
    """The addresses of several applications, until one of them adds its own."""

    is_shared: bool

    @classmethod
    def of(cls, others: Map) -> "_Addresses":
        """The same as others, which are in order from then on."""
        others.update()
        own = cls.__new__(cls)
        vars(own).update(vars(others))
        own._rules_by_endpoint = _own(others._rules_by_endpoint)
        own.is_shared = True
        return own

    def add(self, rulefactory: RuleFactory) -> None:
        """Add a rule where others do not find it."""
        if self.is_shared:
            self.is_shared = False
            self._matcher = StateMachineMatcher(self.merge_slashes)
            for rule in self._rules:
                self._matcher.add(rule)
        super().add(rulefactory)
