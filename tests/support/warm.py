"""What one test's site or engine has compiled serves the next one's.

Each test has an engine and a site of its own, which begin cold: they would compile the same
statements and templates thousands of times. A process that serves for days compiles them
once, and so does a session of tests.
"""

from collections.abc import Callable
from typing import Any, Final

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

_dialects: Final[dict[str, Dialect]] = {}
_statements: Final[LRUCache[object, object]] = LRUCache(1500)


class _Templates(BytecodeCache):
    """The code of templates, in memory, by the hash of what they say."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_templates: Final = _Templates()


def warm_engine(engine: Engine) -> None:
    """Let an engine run statements as an earlier one to the same kind of database has them."""
    event.listen(engine, "engine_connect", _warm)


def _warm(connection: Connection) -> None:
    """A compiled statement is found by its own key and by the dialect that compiled it."""
    kind = connection.dialect.name
    connection.dialect = _dialects.setdefault(kind, connection.dialect)
    connection.execution_options(compiled_cache=_statements)


def warm_site(app: Flask) -> None:
    """Let a site show pages as an earlier one has compiled them."""
    app.jinja_env.bytecode_cache = _templates


_builders: Final[dict[object, Callable[..., Any]]] = {}
_compile_builder: Final = Rule._compile_builder


def _shared_builder(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:
    """What builds the addresses of a rule: compiled once, though every test has a site."""
    defaults = tuple(sorted((rule.defaults or {}).items()))
    key = (rule.rule, rule.subdomain, rule.host, defaults, append_unknown)
    if key not in _builders:
        _builders[key] = _compile_builder(rule, append_unknown)
    return _builders[key]


def share_rules() -> None:
    """Let sites build addresses as an earlier one has compiled their rules."""
    Rule._compile_builder = _shared_builder  # type: ignore[method-assign]
