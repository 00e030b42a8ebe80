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

from workflow.values.actor import ME

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
        self._for_me = False
        self._statement = cast(
            Executable, replacement_traverse(cast(Any, statement), {}, self._made_plain)
        )
        self._options = {"compiled_cache": _OneCompiled()}

    def send(self, execute: Callable[..., R], values: dict[str, Any], person_id: int | None) -> R:
        if self._for_me:
            values = {**values, _ME: person_id}
        return execute(self._statement, values, execution_options=self._options)

    def _made_plain(self, element: Any, **_options: Any) -> Any:
        """A parameter for each value of a list, which SQLAlchemy fills in late, and for who asks.

        None for what stays as it is.
        """
        if not isinstance(element, BindParameter) or element.required or element.literal_execute:
            return None
        if not element.expanding:
            return self._single(element.value, element.type) if element.value is ME else None
        if element.type._is_tuple_type:
            return None
        if not element.value:
            return select(sql_cast(null(), element.type)).where(false()).scalar_subquery()
        return ClauseList(*(self._single(one, element.type) for one in element.value)).self_group()

    def _single(self, value: Any, kind: Any) -> BindParameter[Any]:
        if value is not ME:
            return bindparam(None, value, type_=kind, unique=True)
        self._for_me = True
        return bindparam(_ME, type_=kind)


_SENT: Final[WeakKeyDictionary[Executable, _Kept | None]] = WeakKeyDictionary()
"""Statements that were sent, with what is kept of those that were sent twice."""
_ME: Final = "who_asks"


def keep(statement: Executable) -> None:
    """Keep a statement from the first time on that it is sent, and not only from the second."""
    _SENT.setdefault(statement, None)


def send(
    execute: Callable[..., R],
    statement: Executable,
    values: dict[str, Any],
    person_id: int | None = None,
) -> R:
    """What a connection or session gives by `execute`: what was sent before is not looked up.

    A statement is known by what it is, not by what it says: who asks again keeps it. Where it
    says `ME`, `person_id` is meant.
    """
    if statement not in _SENT:
        _SENT[statement] = None
        return execute(statement, values)
    kept = _SENT[statement]
    if kept is None:
        kept = _SENT[statement] = _Kept(statement)
    return kept.send(execute, values, person_id)
