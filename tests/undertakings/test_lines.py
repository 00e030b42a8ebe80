"""The entries of a quarter as they are typed, and read back."""

import pytest

from workflow.undertakings.drafts import Entry, print_quarter, read_quarter
from workflow.values.errors import InputRefused

CYCLES = ["2021-09", "2022-initial"]


def test_what_is_printed_is_read_again_as_it_was():
    typed = "○本部報告 [2021-09, 2022-initial]\n●検討\n□骨子案"

    entries = read_quarter(typed, "q1", CYCLES)

    assert entries[0] == Entry("○", "本部報告", tuple(CYCLES))
    assert [entry.mark for entry in entries] == ["○", "●", "□"]
    assert print_quarter(entries) == typed


def test_circles_that_look_alike_are_one_mark():
    assert {e.mark for e in read_quarter("○一\n〇二\n◯三", "q1", [])} == {"○"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("本部報告", "entry_without_mark"),
        ("○", "entry_without_mark"),
        ("○報告 [2030-09]", "entry_cycle_unknown"),
        ("●" + "長" * 101, "text_too_long"),
        ("●一\n" * 21, "too_many"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(typed, key):
    with pytest.raises(InputRefused) as refused:
        read_quarter(typed, "q2", CYCLES)

    assert {(p.field, p.key) for p in refused.value.problems} == {("q2", key)}
