"""Histories as an object-centric event log, OCEL 2.0 in JSON: items, and the people who acted."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from workflow.documents.histories import Event, History, people_in

_TEXTS: Final = ("title", "from", "to", "note", "content_hash", "entry_hash")
_ITEM_TEXTS: Final = ("name", "number", "cycle", "department", "section", "process")
_NEVER: Final = "1970-01-01T00:00:00+00:00"


def write(histories: Iterable[History]) -> Iterator[bytes]:
    """The file, an item's events at a time; objects and types are known at its end."""
    items: list[Mapping[str, Any]] = []
    people: dict[int, str] = {}
    actions: set[str] = set()
    began = False
    yield b'{\n"events": ['
    for history in histories:
        people |= people_in(history.events)
        actions |= {event["action"] for event in history.events}
        items.append(_item(history))
        lines = [_line(_event(history.item_id, event)) for event in history.events]
        if lines:
            yield (b",\n" if began else b"\n") + b",\n".join(lines)
            began = True
    yield b"\n],\n" + _listed("objects", [*items, *map(_person, *_columns(people))])
    yield b",\n" + _listed("objectTypes", _object_types())
    yield b",\n" + _listed("eventTypes", [_event_type(action) for action in sorted(actions)])
    yield b"\n}\n"


def _columns(people: Mapping[int, str]) -> tuple[Sequence[int], Sequence[str]]:
    found = sorted(people)
    return found, [people[one] for one in found]


def _listed(name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    return f'"{name}": [\n'.encode() + b",\n".join(map(_line, rows)) + b"\n]"


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode()


def _item(history: History) -> dict[str, Any]:
    began = history.events[0]["at"] if history.events else _NEVER
    values = {**history.texts, "finished": history.finished}
    attributes = [{"name": name, "time": began, "value": value} for name, value in values.items()]
    return {"id": _item_id(history.item_id), "type": "item", "attributes": attributes}


def _person(person_id: int, name: str) -> dict[str, Any]:
    named = {"name": "name", "time": _NEVER, "value": name}
    return {"id": _person_id(person_id), "type": "person", "attributes": [named]}


def _event(item_id: int, event: Event) -> dict[str, Any]:
    names = (*_TEXTS, "round", "move")
    related = [(_item_id(item_id), "moved"), (_person_id(event["person"]), "acted")]
    if "for" in event:
        related.append((_person_id(event["for_person"]), "acted for"))
    return {
        "id": f"{_item_id(item_id)}-{event['sequence']}",
        "type": event["action"],
        "time": event["at"],
        "attributes": [{"name": name, "value": event[name]} for name in names],
        "relationships": [{"objectId": one, "qualifier": how} for one, how in related],
    }


def _object_types() -> list[dict[str, Any]]:
    of_items = [*_types(_ITEM_TEXTS), {"name": "finished", "type": "boolean"}]
    return [
        {"name": "item", "attributes": of_items},
        {"name": "person", "attributes": _types(("name",))},
    ]


def _event_type(action: str) -> dict[str, Any]:
    others = {"round": "integer", "move": "boolean"}
    typed = [{"name": name, "type": kind} for name, kind in others.items()]
    return {"name": action, "attributes": [*_types(_TEXTS), *typed]}


def _types(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"name": name, "type": "string"} for name in names]


def _item_id(item_id: int) -> str:
    return f"item-{item_id}"


def _person_id(person_id: int) -> str:
    return f"person-{person_id}"
