"""The Flask application of the site: what it does otherwise than Flask."""

from collections.abc import Callable
from functools import lru_cache
from types import TracebackType
from typing import Any, Final, cast

from flask import Flask, Request, has_request_context, request

from webapp.app.templating import Templates
from webapp.request import logs

ADDRESSES: Final = 4000
"""Addresses that are remembered."""
PLAIN: Final = (str, int, type(None))
"""What stands in addresses, but for True, which is equal to 1 and reads otherwise."""


class Application(Flask):
    """A Flask application whose failures are lines like all others, and that remembers addresses.

    A page has a hundred addresses, and Flask takes as long for each as for a statement.
    """

    jinja_environment = Templates

    def __init__(self, *args: Any, **given: Any) -> None:
        """Begin with no address."""
        super().__init__(*args, **given)
        self._path = lru_cache(maxsize=ADDRESSES)(self._built)

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """The address of an endpoint; where it is a path of this site, built once."""
        plain = all(type(one) in PLAIN for one in values.values())
        if plain and has_request_context() and not endpoint.startswith("."):
            now: Request = cast(Any, request)._get_current_object()
            return self._path(now.root_path, now.method, endpoint, *values.items())
        return super().url_for(endpoint, **values)

    def _built(self, _root: str, _method: str, endpoint: str, *values: tuple[str, Any]) -> str:
        return super().url_for(endpoint, **dict(values))

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: none of ours is a coroutine, and a page asks of twenty."""
        return func

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Write down what nobody handled."""
        if exc_info[1] is not None:
            logs.failed(exc_info[1])
