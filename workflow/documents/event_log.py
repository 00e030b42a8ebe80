"""Histories for other programs: plain JSON of one item; XES (IEEE 1849) and OCEL 2.0 of many."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from workflow.documents.histories import Event, History, people_in
from workflow.documents.rendering import dumped
from workflow.values.errors import NotFound

# ------------------------------------------------------------------------- OCEL


_OCEL_TEXTS: Final = ("title", "from", "to", "note", "content_hash", "entry_hash")
_ITEM_TEXTS: Final = ("name", "number", "cycle", "department", "section", "process")
_NEVER: Final = "1970-01-01T00:00:00+00:00"


def write_ocel(histories: Iterable[History]) -> Iterator[bytes]:
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
        lines = [_line(_ocel_event(history.item_id, event)) for event in history.events]
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


def _ocel_event(item_id: int, event: Event) -> dict[str, Any]:
    names = (*_OCEL_TEXTS, "round", "move")
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
    return {"name": action, "attributes": [*_types(_OCEL_TEXTS), *typed]}


def _types(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"name": name, "type": "string"} for name in names]


def _item_id(item_id: int) -> str:
    return f"item-{item_id}"


def _person_id(person_id: int) -> str:
    return f"person-{person_id}"


# -------------------------------------------------------------------------- XES


XES_NAMESPACE: Final = "http://www.xes-standard.org/"
_EXTENSIONS: Final = (
    ("Concept", "concept"),
    ("Lifecycle", "lifecycle"),
    ("Organizational", "org"),
    ("Time", "time"),
)
_XES_TEXTS: Final = ("title", "from", "to", "note", "content_hash", "entry_hash", "for")
_END: Final = b"</log>\n"


def write_xes(histories: Iterable[History]) -> Iterator[bytes]:
    """The file, a trace at a time.

    Of an item that is still under way `jizen:finished` is false, of an event that no process
    knows `jizen:move`: what replays traces leaves these out.
    """
    head = Element("log", {"xes.version": "1849-2016", "xes.features": "", "xmlns": XES_NAMESPACE})
    for name, prefix in _EXTENSIONS:
        uri = f"{XES_NAMESPACE}{prefix}.xesext"
        SubElement(head, "extension", {"name": name, "prefix": prefix, "uri": uri})
    _values(SubElement(head, "global", scope="trace"), "string", {"concept:name": ""})
    of_events = SubElement(head, "global", scope="event")
    _values(of_events, "string", {"concept:name": "", "lifecycle:transition": "complete"})
    _values(of_events, "date", {"time:timestamp": "1970-01-01T00:00:00+00:00"})
    SubElement(head, "classifier", {"name": "Activity", "keys": "concept:name"})
    yield bytes(tostring(_indented(head), encoding="utf-8", xml_declaration=True))[: -len(_END) + 1]
    for history in histories:
        yield bytes(tostring(_indented(_trace(history)), encoding="utf-8")) + b"\n"
    yield _END


def _indented(element: Element) -> Element:
    indent(element)
    return element


def _trace(history: History) -> Element:
    trace = Element("trace")
    named = {"concept:name": str(history.item_id)}
    _values(trace, "string", named | {f"jizen:{key}": text for key, text in history.texts.items()})
    _values(trace, "boolean", {"jizen:finished": _truth(history.finished)})
    for event in history.events:
        _xes_event(SubElement(trace, "event"), event)
    return trace


def _xes_event(element: Element, event: Event) -> None:
    texts = {f"jizen:{key}": event[key] for key in _XES_TEXTS if key in event}
    standard = {
        "concept:name": event["action"],
        "concept:instance": str(event["sequence"]),
        "lifecycle:transition": "complete",
        "org:resource": event["who"],
    }
    _values(element, "string", standard | texts)
    _values(element, "date", {"time:timestamp": event["at"]})
    _values(element, "int", {"jizen:round": str(event["round"])})
    _values(element, "boolean", {"jizen:move": _truth(event["move"])})


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _values(parent: Element, kind: str, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        SubElement(parent, kind, {"key": key, "value": value})


# ---------------------------------------------------------------- in every form


LOG_FORMS: Final[Mapping[str, Callable[[Iterable[History]], Iterator[bytes]]]] = {
    "xes": write_xes,
    "ocel": write_ocel,
}
"""In what forms many histories are written."""

MEDIA_TYPES: Final = {"xes": "application/xml", "ocel": "application/json"}
SUFFIXES: Final = {"xes": "xes", "ocel": "jsonocel"}
_OF_LOGS: Final = ("person", "for_person", "move")
"""What the plain list of one item leaves out."""


def write(history: History, form: str) -> bytes:
    """Every entry of one item, the oldest first, as `json`, `xes` or `ocel`. Raises NotFound."""
    if form == "json":
        return dumped([_plain(event) for event in history.events])
    return b"".join(write_many([history], form))


def write_many(histories: Iterable[History], form: str) -> Iterator[bytes]:
    """The histories of many items as `xes` or `ocel`, as they are read. Raises NotFound."""
    if form not in LOG_FORMS:
        raise NotFound(what="form", name=form)
    return LOG_FORMS[form](histories)


def _plain(event: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name not in _OF_LOGS}
