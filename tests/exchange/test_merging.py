"""Three-way merging: what one side alone changed is kept, what both changed is told."""

from hypothesis import given
from hypothesis import strategies as st

from workflow.values.merging import merge

CELLS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([None, "", "x", "y", 0, 1, 2]))


def complete(cells):
    return {name: cells.get(name) for name in "abcdefgh"}


@given(base=CELLS, ours=CELLS, theirs=CELLS)
def test_no_cell_changed_by_one_side_alone_is_lost_and_each_changed_by_both_is_told(
    base, ours, theirs
):
    base, ours, theirs = complete(base), complete(ours), complete(theirs)

    merged = merge(base, ours, theirs)

    for name, before in base.items():
        mine, other = ours[name], theirs[name]
        if other == before or mine in (before, other):
            assert merged.values[name] == (other if mine == before else mine)
            assert name not in merged.conflicts
        else:
            conflict = merged.conflicts[name]
            assert (conflict.base, conflict.ours, conflict.theirs) == (before, mine, other)


@given(ours=CELLS, theirs=CELLS)
def test_without_a_base_every_difference_is_a_conflict(ours, theirs):
    merged = merge(None, ours, theirs)

    differing = {name for name in ours if name in theirs and ours[name] != theirs[name]}
    assert set(merged.conflicts) == differing
    assert merged.values == {**theirs, **ours}


@given(base=CELLS, ours=CELLS, theirs=CELLS)
def test_choosing_settles_every_conflict_and_touches_nothing_else(base, ours, theirs):
    merged = merge(base, ours, theirs)

    chosen = merged.settled(dict.fromkeys(merged.conflicts, "theirs"))

    assert all(one.choice for one in chosen.conflicts.values())
    for name, value in chosen.values.items():
        wanted = theirs[name] if name in merged.conflicts else merged.values[name]
        assert value == wanted


def test_a_choice_may_be_changed_and_a_word_that_is_none_chooses_nothing():
    merged = merge({"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 3, "b": 3})

    once = merged.settled({"a": "theirs", "b": "both"})
    again = once.settled({"a": "ours"})

    assert once.values == {"a": 3, "b": 2}
    assert again.values == {"a": 2, "b": 2}
    assert (again.conflicts["a"].choice, again.conflicts["b"].choice) == ("ours", "")


def test_a_cell_that_the_file_does_not_have_stays_as_it_is():
    assert merge({"a": 1}, {"a": 2, "b": 3}, {"c": 4}).values == {"a": 2, "b": 3, "c": 4}
