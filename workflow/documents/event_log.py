"""An item's history for other programs: plain JSON, XES (IEEE 1849) and OCEL 2.0.

Activities are the action names (`submit`, `send_back`, ...), the same in every language;
times are Japan's, with their offset.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from workflow.documents.rendering import dumped
from workflow.items.views import ItemDetail, Move
from workflow.values.clock import JAPAN
from workflow.values.errors import NotFound

XES_NAMESPACE: Final = "http://www.xes-standard.org/"
_EXTENSIONS: Final = (
    ("Concept", "concept"),
    ("Lifecycle", "lifecycle"),
    ("Organizational", "org"),
    ("Time", "time"),
)
_EVENT_TEXTS: Final = ("title", "from", "to", "note", "content_hash", "entry_hash")


def write(detail: ItemDetail, form: str) -> bytes:
    """Every move of the item, the oldest first, as `json`, `xes` or `ocel`. Raises NotFound."""
    if form not in _WRITERS:
        raise NotFound(what="form", name=form)
    return _WRITERS[form](detail)


def _json(detail: ItemDetail) -> bytes:
    return dumped([_fields(move) for move in detail.moves])


def _fields(move: Move) -> dict[str, Any]:
    return {
        "sequence": move.sequence,
        "at": move.at.astimezone(JAPAN).isoformat(),
        "action": move.action,
        "title": move.title.ja,
        "from": move.from_state,
        "to": move.to_state,
        "who": move.who.ja,
        **_in_whose_name(move),
        "round": move.round,
        "note": move.note,
        "content_hash": move.content_hash,
        "entry_hash": move.entry_hash,
        "particulars": dict(move.particulars),
    }


def _in_whose_name(move: Move) -> dict[str, str | None]:
    """The absent person, and when they took note of it (後閲); nothing where nobody was."""
    if move.principal is None:
        return {}
    seen = move.acknowledged_at
    return {
        "for": move.principal.ja,
        "acknowledged_at": seen.astimezone(JAPAN).isoformat() if seen else None,
    }


def _item_texts(detail: ItemDetail) -> dict[str, str]:
    return {
        "name": detail.row.name,
        "cycle": detail.row.cycle_id,
        "department": detail.row.department.ja,
        "section": detail.row.section,
        "process": f"{detail.process_name} {detail.process_version}",
    }


# ------------------------------------------------------------------------ XES


def _xes(detail: ItemDetail) -> bytes:
    log = Element("log", {"xes.version": "1849-2016", "xes.features": "", "xmlns": XES_NAMESPACE})
    for name, prefix in _EXTENSIONS:
        uri = f"{XES_NAMESPACE}{prefix}.xesext"
        SubElement(log, "extension", {"name": name, "prefix": prefix, "uri": uri})
    _strings(SubElement(log, "global", scope="trace"), {"concept:name": ""})
    of_events = SubElement(log, "global", scope="event")
    _strings(of_events, {"concept:name": "", "lifecycle:transition": "complete"})
    _value(of_events, "date", "time:timestamp", "1970-01-01T00:00:00+00:00")
    SubElement(log, "classifier", {"name": "Activity", "keys": "concept:name"})
    trace = SubElement(log, "trace")
    _strings(trace, {"concept:name": str(detail.row.id), **_prefixed(_item_texts(detail))})
    for move in detail.moves:
        _event(SubElement(trace, "event"), _fields(move))
    ElementTree.indent(log)
    return bytes(ElementTree.tostring(log, encoding="utf-8", xml_declaration=True)) + b"\n"


def _event(event: Element, fields: Mapping[str, Any]) -> None:
    _strings(
        event,
        {
            "concept:name": fields["action"],
            "concept:instance": str(fields["sequence"]),
            "lifecycle:transition": "complete",
            "org:resource": fields["who"],
            **_prefixed({key: fields[key] for key in (*_EVENT_TEXTS, "for") if key in fields}),
        },
    )
    _value(event, "date", "time:timestamp", fields["at"])
    _value(event, "int", "jizen:round", str(fields["round"]))


def _prefixed(texts: Mapping[str, str]) -> dict[str, str]:
    return {f"jizen:{key}": text for key, text in texts.items()}


def _strings(parent: Element, texts: Mapping[str, str]) -> None:
    for key, text in texts.items():
        _value(parent, "string", key, text)


def _value(parent: Element, kind: str, key: str, value: str) -> None:
    SubElement(parent, kind, {"key": key, "value": value})


# ----------------------------------------------------------------------- OCEL


def _ocel(detail: ItemDetail) -> bytes:
    moves = [_fields(move) for move in detail.moves]
    item_texts = _item_texts(detail)
    began = moves[0]["at"] if moves else "1970-01-01T00:00:00+00:00"
    people = sorted({move[key] for move in moves for key in ("who", "for") if key in move})
    return dumped(
        {
            "objectTypes": [
                {"name": "item", "attributes": _types(item_texts)},
                {"name": "person", "attributes": []},
            ],
            "eventTypes": [
                {"name": action, "attributes": [*_types(_EVENT_TEXTS), _type("round", "integer")]}
                for action in sorted({move["action"] for move in moves})
            ],
            "objects": [
                {
                    "id": _item_id(detail),
                    "type": "item",
                    "attributes": [
                        {"name": name, "time": began, "value": text}
                        for name, text in item_texts.items()
                    ],
                },
                *({"id": _person_id(who), "type": "person"} for who in people),
            ],
            "events": [_ocel_event(detail, move) for move in moves],
        }
    )


def _ocel_event(detail: ItemDetail, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": f"{_item_id(detail)}-{fields['sequence']}",
        "type": fields["action"],
        "time": fields["at"],
        "attributes": [{"name": name, "value": fields[name]} for name in (*_EVENT_TEXTS, "round")],
        "relationships": [
            {"objectId": _item_id(detail), "qualifier": "moved"},
            {"objectId": _person_id(fields["who"]), "qualifier": "acted"},
            *([_acted_for(fields["for"])] if "for" in fields else []),
        ],
    }


def _acted_for(name: str) -> dict[str, str]:
    return {"objectId": _person_id(name), "qualifier": "acted for"}


def _item_id(detail: ItemDetail) -> str:
    return f"item-{detail.row.id}"


def _person_id(name: str) -> str:
    return f"person-{name}"


def _types(names: Iterable[str]) -> list[dict[str, str]]:
    return [_type(name, "string") for name in names]


def _type(name: str, kind: str) -> dict[str, str]:
    return {"name": name, "type": kind}


_WRITERS: Final[Mapping[str, Callable[[ItemDetail], bytes]]] = {
    "json": _json,
    "xes": _xes,
    "ocel": _ocel,
}
