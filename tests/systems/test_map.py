"""The picture of the interfaces: stages from the left to the right, whatever goes round."""

from xml.etree import ElementTree

from workflow.systems.map import End, Flow, InterfaceMap, draw, stages
from workflow.values.actor import Title


def test_each_system_stands_behind_those_that_it_has_its_data_from():
    assert stages([(1, 2), (2, 3), (1, 3), (4, 3)]) == [[1, 4], [2], [3]]
    assert stages([(1, 2), (2, 1), (1, 3)]) == [[1], [2, 3]]
    assert stages([(1, 1)]) == []


def test_the_picture_is_sound_and_names_every_system_once():
    ends = [End(one, f"<名前> & {'長' * 30}{one}", Title("総務部", ""), True) for one in (1, 2, 3)]
    flows = tuple(Flow(ends[0], other, "") for other in ends[1:])
    flows = (*flows, Flow(ends[2], ends[0], ""))

    root = ElementTree.fromstring(draw(InterfaceMap(flows, more=False), "連携"))  # noqa: S314

    tag = "{http://www.w3.org/2000/svg}"
    assert root[0].text == "連携"
    titles = [one.findtext(f"{tag}title") for one in root.findall(f"{tag}g")]
    assert titles == [f"{end.id} {end.name}" for end in (ends[0], ends[1], ends[2])]
    assert len(root.findall(f"{tag}path")) == 3
