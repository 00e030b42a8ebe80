"""What one test's site or engine has compiled serves the next one's.

Each test has an engine and a site of its own, which begin cold: they would compile the same
statements, templates and addresses thousands of times. A process that serves for days compiles
them once, and so does a session of tests.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, Final

from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Flask
from jinja2 import FileSystemBytecodeCache, Undefined
from jinja2.bccache import Bucket
from sqlalchemy import Connection, Dialect, event
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from workflow import work
from workflow.database import Database

_dialects: Final[dict[str, Dialect]] = {}
STATEMENTS: Final = 5000
"""Enough for all tests, which ask as more people, and on more days, than an office does."""
_statements: Final[LRUCache[object, object]] = LRUCache(STATEMENTS)


def share_what_is_compiled(folder: Path) -> None:
    """Let all engines and sites of this process use what an earlier one has compiled.

    The code of templates lies in `folder` too, for all processes that are given the same one.
    """
    work._built = lru_cache(STATEMENTS)(work._built.__wrapped__)
    Database.__init__ = _open_warm  # type: ignore[method-assign]
    Flask.jinja_options = {
        **Flask.jinja_options,
        "bytecode_cache": _Templates(str(folder)),
        "undefined": _Missing,
    }
    Rule.compile = _compile_once  # type: ignore[method-assign]
    ScriptDirectory.from_config = _read_once  # type: ignore[method-assign]


_open: Final = Database.__init__


def _open_warm(database: Database, *given: Any, **more: Any) -> None:
    _open(database, *given, **more)
    if not database.engine.dialect.dispatch.handle_error:  # kept with the dialect: not to share
        event.listen(database.engine, "engine_connect", _warm)


def _warm(connection: Connection) -> None:
    """A compiled statement is found by its own key and by the dialect that compiled it."""
    kind = connection.dialect.name
    connection.dialect = _dialects.setdefault(kind, connection.dialect)
    connection.execution_options(compiled_cache=_statements)


class _Missing(Undefined):
    """What a template asks for and nothing has: it may ask whether it is there, not print it."""

    __str__ = __iter__ = __len__ = Undefined._fail_with_undefined_error


class _Templates(FileSystemBytecodeCache):
    """The code of templates, in files and in memory, by the names and the hash of what they say."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            super().load_bytecode(bucket)
            self._code[bucket.key, bucket.checksum] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code
        super().dump_bytecode(bucket)


_read: Final = ScriptDirectory.from_config
_scripts: Final[dict[str | None, ScriptDirectory]] = {}


def _read_once(config: Config) -> ScriptDirectory:
    """The migrations in a folder, which are read anew for each database otherwise."""
    folder = config.get_main_option("script_location")
    if folder not in _scripts:
        _scripts[folder] = _read(config)
    return _scripts[folder]


_compile: Final = Rule.compile
_rules: Final[dict[object, dict[str, Any]]] = {}
_MADE: Final = ("_parts", "_trace", "_converters")
_BUILDERS: Final = ("_build", "_build_unknown")


def _compile_once(rule: Rule) -> None:
    """Read an address and compile what builds it, unless an equal one was compiled before."""
    key = _key(rule)
    if key not in _rules:
        _compile(rule)
        made: dict[str, Any] = {name: getattr(rule, name) for name in _MADE}
        made["builders"] = {name: getattr(rule, name).__func__ for name in _BUILDERS}
        _rules[key] = made
    known = _rules[key]
    for name in _MADE:
        setattr(rule, name, known[name])
    rule.arguments |= known["_converters"].keys()
    builders: dict[str, Callable[..., Any]] = known["builders"]
    for name, builder in builders.items():
        setattr(rule, name, builder.__get__(rule, None))


def _key(rule: Rule) -> object:
    assert rule.map is not None
    return (
        rule.rule,
        rule.subdomain,
        rule.host,
        rule.merge_slashes,
        rule.map.host_matching,
        tuple(sorted((rule.defaults or {}).items())),
        frozenset(rule.map.converters.items()),
    )
