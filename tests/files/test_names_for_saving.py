"""The names under which our own files are saved: on every machine, and still telling."""

import pytest

from workflow.files.storage import LONGEST_IN_BYTES, name_for_saving


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("第2回DX戦略本部会議 9月補正予算（関連）検討予定一覧 第1版.pdf",) * 2,
        ("事前協議書_A/B案:改修?.pdf", "事前協議書_A／B案：改修？.pdf"),
        ("事前協議書_𠮷田髙﨑\\地区.pdf", "事前協議書_𠮷田髙﨑＼地区.pdf"),
    ],
)
def test_a_title_is_saved_as_it_reads(title, name):
    assert name_for_saving(title) == name


@pytest.mark.parametrize("letter", ["事", "𠮷", "k"])
def test_of_a_title_that_no_file_system_takes_the_middle_goes(letter):
    name = name_for_saving(f"事前協議書_9補-総務-001_{letter * 300}_第2回提出.pdf")

    assert len(name.encode()) <= LONGEST_IN_BYTES
    assert name.startswith(f"事前協議書_9補-総務-001_{letter}")
    assert name.endswith("_第2回提出.pdf")
    assert "…" in name
