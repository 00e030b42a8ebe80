"""From a TOML table to a frozen record: strict about keys and types, exact about the place."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")
Table = Mapping[str, Any]


def record(cls: type[R], table: Table, place: str, **made: object) -> R:
    """One record from one table; `made` holds the parts that were built already.

    Raises ValueError, naming `place`, for an unknown key, a missing key or a wrong value.
    """
    slots = {slot.name: slot for slot in fields(cls)}
    given = {**table, **made}
    if unknown := given.keys() - slots.keys():
        raise ValueError(f"{place}: unknown key {min(unknown)!r}")
    needed = {name for name, slot in slots.items() if slot.default is MISSING}
    if missing := needed - given.keys():
        raise ValueError(f"{place}: key {min(missing)!r} is missing")
    return cls(**{name: _value(slots[name], value, place) for name, value in given.items()})


def records(cls: type[R], parent: Table, place: str, key: str) -> tuple[R, ...]:
    """Every table of the array `key`, as records; an array that is absent or empty is refused."""
    return tuple(record(cls, table, where) for table, where in placed(parent, place, key))


def placed(parent: Table, place: str, key: str) -> list[tuple[Table, str]]:
    """The tables of one array, each with the words that tell a person where it stands."""
    if not parent.get(key):
        raise ValueError(f"{place}: there is no {key!r}")
    return [(table, f"{place}, {key} {n}") for n, table in enumerate(parent[key], start=1)]


def _value(slot: "Field[Any]", value: object, place: str) -> object:
    """The value as the record wants it: arrays as tuples, codes as members of their enum."""
    if isinstance(value, list):
        value = tuple(value)
    if isinstance(value, str):
        value = _member(slot, value, place)
    wanted: Any = tuple if get_origin(slot.type) is tuple else slot.type
    if not isinstance(value, wanted):
        raise ValueError(f"{place}: {slot.name!r} cannot be {value!r}")
    return value


def _member(slot: "Field[Any]", value: str, place: str) -> str:
    """The enum member that a code stands for, where the record wants an enum."""
    for kind in get_args(slot.type) or (slot.type,):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            if value not in frozenset(kind):
                raise ValueError(f"{place}: unknown {slot.name} {value!r}")
            return kind(value)
    return value
