"""Histories of the seeded items as other programs read them."""

import json
from datetime import datetime
from xml.etree import ElementTree

import pytest

from tests.support.nets import followed, read_net
from tests.support.people import person_named
from tests.support.units import look
from workflow import documents, items
from workflow.items import ItemFilter
from workflow.items.lists import all_items
from workflow.process import bundled, load_sound, pnml
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


STANDARD_KEYS = {"concept:name", "lifecycle:transition", "org:resource", "time:timestamp"}
KINDS = {"string", "date", "int", "boolean"}


def test_the_log_of_a_cycle_has_every_visible_item_in_both_forms_and_fits_the_net(demo_engine):
    secretariat = person_named(demo_engine, "secretariat")
    with demo_engine.read(secretariat) as work:
        xes = b"".join(documents.cycle_log(work, "2021-09", "xes"))
        of_year = b"".join(documents.year_log(work, 2021, "xes"))
        ocel = json.loads(b"".join(documents.cycle_log(work, "2021-09", "ocel")))
        ids = [str(row.id) for row in all_items(work, ItemFilter(cycle_id="2021-09"))]
    with demo_engine.read(person_named(demo_engine, "soumu")) as work:
        own = json.loads(b"".join(documents.cycle_log(work, "2021-09", "ocel")))
    log = ElementTree.fromstring(xes)  # noqa: S314 (our own output, made a line before)
    traces = [_trace(one) for one in log.iter(f"{XES}trace")]
    net = read_net(pnml(load_sound(bundled()["standard"])))

    assert sorted(trace["concept:name"] for trace, _ in traces) == sorted(ids)
    assert of_year.count(b"<trace>") >= xes.count(b"<trace>") == len(ids)
    for trace, actions in traces:
        fits = len(actions), trace["jizen:finished"] == "true"
        assert followed(net, actions) == fits, "fitness 1: every event, and every end"
    assert [one.tag for one in log][:7] == [f"{XES}extension"] * 4 + [
        f"{XES}global", f"{XES}global", f"{XES}classifier"
    ]  # fmt: skip
    for event in log.iter(f"{XES}event"):
        assert {one.tag.removeprefix(XES) for one in event} <= KINDS
        assert {one.get("key") for one in event} >= STANDARD_KEYS
    _keeps_to_ocel(ocel)
    assert {one["id"] for one in ocel["objects"] if one["type"] == "item"} == {
        f"item-{one}" for one in ids
    }
    assert len(ocel["events"]) == sum(len(actions) for _, actions in traces)
    departments = {
        attribute["value"]
        for one in own["objects"]
        for attribute in one["attributes"]
        if attribute["name"] == "department"
    }
    assert len(departments) == 1, "an officer's log has the items of the department only"


def _trace(trace: ElementTree.Element) -> tuple[dict[str, str], list[str]]:
    """What a trace says of its item, and the actions of its events that are moves."""
    events = [{v.get("key"): v.get("value") for v in one} for one in trace.iter(f"{XES}event")]
    said = {one.get("key"): one.get("value") for one in trace if one.tag != f"{XES}event"}
    return said, [one["concept:name"] for one in events if one["jizen:move"] == "true"]


def _keeps_to_ocel(log) -> None:
    """The rules of the OCEL 2.0 JSON schema: keys, kinds, declared attributes, no loose end."""
    declared = {
        kind: {one["name"]: {a["name"] for a in one["attributes"]} for one in log[kind]}
        for kind in ("objectTypes", "eventTypes")
    }
    assert log.keys() == {"objectTypes", "eventTypes", "objects", "events"}
    identities = {one["id"] for one in log["objects"]}
    assert len(identities) == len(log["objects"])
    assert len({one["id"] for one in log["events"]}) == len(log["events"])
    for one in log["objects"]:
        assert one.keys() == {"id", "type", "attributes"}
        assert {a["name"] for a in one["attributes"]} == declared["objectTypes"][one["type"]]
        assert all(a.keys() == {"name", "time", "value"} for a in one["attributes"])
    for one in log["events"]:
        assert one.keys() == {"id", "type", "time", "attributes", "relationships"}
        assert {a["name"] for a in one["attributes"]} == declared["eventTypes"][one["type"]]
        assert datetime.fromisoformat(one["time"]).utcoffset() is not None
        assert {link["objectId"] for link in one["relationships"]} <= identities


def test_a_log_of_nothing_there_is_refused(demo_engine, reader):
    with demo_engine.read(reader) as work:
        for refused in (
            lambda: documents.cycle_log(work, "2099-09", "xes"),
            lambda: documents.year_log(work, 1999, "ocel"),
            lambda: documents.cycle_log(work, "2021-09", "json"),
        ):
            with pytest.raises(NotFound):
                refused()
