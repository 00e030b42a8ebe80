"""Histories of the seeded items as other programs read them."""

import json
from xml.etree import ElementTree

import pytest

from tests.support.people import person_named
from tests.support.units import look
from workflow import documents, items
from workflow.values.errors import NotFound

XES = "{http://www.xes-standard.org/}"


@pytest.fixture
def reader(demo_engine):
    return person_named(demo_engine, "secretariat")


@pytest.fixture
def item_id(demo_engine, reader):
    """The item that was sent back once and resubmitted."""
    return look(demo_engine, None, items.find, "急性期診療ネットワーク推進事業")


def history(demo_engine, item_id: int, reader, form: str) -> bytes:
    with demo_engine.read(reader) as work:
        return documents.history(work, item_id, form)


def xes_events(content: bytes) -> list[dict[str, str]]:
    log = ElementTree.fromstring(content)  # noqa: S314 (our own output, made a line before)
    return [
        {value.get("key", ""): value.get("value", "") for value in event}
        for event in log.iter(f"{XES}event")
    ]


def test_every_form_tells_every_move_in_order(demo_engine, reader, item_id):
    moves = [move.action for move in look(demo_engine, reader, items.get, item_id).moves]
    as_json = json.loads(history(demo_engine, item_id, reader, "json"))
    as_xes = xes_events(history(demo_engine, item_id, reader, "xes"))
    as_ocel = json.loads(history(demo_engine, item_id, reader, "ocel"))

    assert moves[:4] == ["create", "submit", "receive", "send_back"]
    assert [move["action"] for move in as_json] == moves
    assert [event["concept:name"] for event in as_xes] == moves
    assert [event["type"] for event in as_ocel["events"]] == moves


def test_a_reason_with_quotes_and_signs_survives(demo_engine, reader, item_id):
    notes = [move.note for move in look(demo_engine, reader, items.get, item_id).moves]

    assert any(notes)
    assert [m["note"] for m in json.loads(history(demo_engine, item_id, reader, "json"))] == notes
    assert [
        e["jizen:note"] for e in xes_events(history(demo_engine, item_id, reader, "xes"))
    ] == notes


def test_xes_carries_who_and_when_with_the_offset(demo_engine, reader, item_id):
    first = xes_events(history(demo_engine, item_id, reader, "xes"))[0]

    assert first["org:resource"] == "健康福祉部 担当"
    assert first["time:timestamp"].endswith("+09:00")
    assert first["lifecycle:transition"] == "complete"


def test_ocel_relates_every_event_to_objects_that_exist(demo_engine, reader, item_id):
    log = json.loads(history(demo_engine, item_id, reader, "ocel"))
    objects = {one["id"] for one in log["objects"]}
    related = {link["objectId"] for event in log["events"] for link in event["relationships"]}

    assert related == objects
    assert {event["type"] for event in log["events"]} == {t["name"] for t in log["eventTypes"]}
    assert {one["type"] for one in log["objects"]} == {t["name"] for t in log["objectTypes"]}


def test_a_history_is_not_for_another_department(demo_engine, item_id):
    with pytest.raises(NotFound):
        history(demo_engine, item_id, person_named(demo_engine, "soumu"), "json")


def test_another_form_of_history_is_refused(demo_engine, reader, item_id):
    with pytest.raises(NotFound):
        history(demo_engine, item_id, reader, "docx")
