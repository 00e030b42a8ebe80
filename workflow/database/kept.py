"""Statements that are asked again and again: what SQLAlchemy makes of them is made once.

It looks a statement up by all of its parts each time it is sent, and writes each list of values
into the SQL anew. For a statement of some size that takes longer than the database does.
"""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, Final, TypeVar, cast
from weakref import WeakKeyDictionary, WeakValueDictionary

from sqlalchemy import (
    BindParameter,
    Executable,
    bindparam,
    false,
    null,
    select,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.engine.interfaces import Compiled
from sqlalchemy.sql.elements import ClauseList
from sqlalchemy.sql.visitors import replacement_traverse

R = TypeVar("R")

_SHARED: Final[WeakValueDictionary[Any, Compiled]] = WeakValueDictionary()
"""What statements were compiled to, for as long as one of them is kept."""


class _OneCompiled(MutableMapping[Any, Compiled]):
    """What one statement is compiled to: a cache of one entry, found without looking at its key.

    Statements that differ in nothing but values share what they are compiled to.
    """

    def __init__(self) -> None:
        self._found: dict[Any, Compiled] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        dialect = key[0]
        if dialect not in self._found:
            if (shared := _SHARED.get(key)) is None:
                return default
            self._found[dialect] = shared
        return self._found[dialect]

    def __setitem__(self, key: Any, compiled: Compiled) -> None:
        self._found[key[0]] = _SHARED[key] = compiled

    def __getitem__(self, key: Any) -> Compiled:
        return self._found[key[0]]

    def __delitem__(self, key: Any) -> None:
        del self._found[key[0]]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class _Kept:
    """A statement that was sent before."""

    def __init__(self, statement: Executable) -> None:
        self._statement = _spread(statement)
        self._options = {"compiled_cache": _OneCompiled()}

    def send(self, execute: Callable[..., R], values: dict[str, Any]) -> R:
        return execute(self._statement, values, execution_options=self._options)


_SENT: Final[WeakKeyDictionary[Executable, _Kept | None]] = WeakKeyDictionary()
"""Statements that were sent, with what is kept of those that were sent twice."""


def send(execute: Callable[..., R], statement: Executable, values: dict[str, Any]) -> R:
    """What a connection or session gives by `execute`: what was sent before is not looked up.

    A statement is known by what it is, not by what it says: who asks again keeps it.
    """
    if statement not in _SENT:
        _SENT[statement] = None
        return execute(statement, values)
    kept = _SENT[statement]
    if kept is None:
        kept = _SENT[statement] = _Kept(statement)
    return kept.send(execute, values)


def _spread(statement: Executable) -> Executable:
    """The same with a parameter for each value of its lists, which SQLAlchemy fills in late."""
    return cast(Executable, replacement_traverse(cast(Any, statement), {}, _of_single_values))


def _of_single_values(element: Any, **_options: Any) -> Any:
    if not isinstance(element, BindParameter) or not element.expanding or element.required:
        return None
    if element.type._is_tuple_type or element.literal_execute:
        return None
    if not element.value:
        return select(sql_cast(null(), element.type)).where(false()).scalar_subquery()
    single = (bindparam(None, one, type_=element.type, unique=True) for one in element.value)
    return ClauseList(*single).self_group()
