"""What a version changes: told part by part, and drawn with a sign, a colour and a pattern."""

from xml.etree import ElementTree

import pytest

from tests.support.processes import third
from workflow.process import Mark, Part, bundled, difference, load_sound, svg

SVG = "{http://www.w3.org/2000/svg}"
APART = 'always = "separate"\nactions = ["receive", "approve"]'


def told(found):
    return {(one.part, one.mark, one.state, one.name) for one in found.changes}


@pytest.mark.parametrize("name", sorted(bundled()))
def test_a_version_differs_from_itself_in_nothing_and_keeps_every_branch(name):
    process = load_sound(bundled()[name])

    found = difference(process, load_sound(bundled()[name] + "\n# the same\n"))

    assert found.changes == ()
    assert svg(found.drawn, "ja") == svg(process, "ja")


def test_what_is_new_gone_or_changed_is_told_with_its_fields():
    before = load_sound(bundled()["standard"])
    after = load_sound(third(renamed={"returned": "with_department"}, rule=APART, days=7))

    found = difference(before, after)

    assert {
        (Part.STATE, Mark.ADDED, "", "with_department"),
        (Part.STATE, Mark.REMOVED, "", "returned"),
        (Part.MOVE, Mark.ADDED, "with_department", "submit"),
        (Part.MOVE, Mark.REMOVED, "returned", "submit"),
        (Part.MOVE, Mark.CHANGED, "under_review", "send_back"),
        (Part.RULE, Mark.ADDED, "", ""),
    } <= told(found)
    (received,) = [one for one in found.changes if one.name == "receive"]
    ((name, old, new),) = received.fields
    assert (name, old.business_days, new.business_days) == ("due", 5, 7)
    assert not [one for one in found.changes if one.name == "evaluate"]


def test_the_drawing_has_both_versions_and_marks_by_more_than_colour():
    before = load_sound(bundled()["standard"])
    found = difference(before, load_sound(third(renamed={"returned": "with_department"})))

    root = ElementTree.fromstring(svg(found.drawn, "en", found.marks))  # noqa: S314 (our own output)

    texts = {one.text for one in root.iter(f"{SVG}text")}
    assert {"+ Returned", "− Returned", "± Send back", "Draft"} <= texts
    dashes = {one.get("stroke"): one.get("stroke-dasharray") for one in root.iter(f"{SVG}rect")}
    assert dashes["#b7331f"] == "7 5"
    assert dashes["#2f6b4f"] is None
    widths = {one.get("stroke-width") for one in root.iter(f"{SVG}polyline")}
    assert {"1.5", "3.5", "2", "3"} <= widths
