"""A definition is taken apart and written as a person would: nothing in it is lost."""

import tomllib
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.random_processes import raw_definition, written
from workflow.designs import editing
from workflow.designs.document import Document, Part, Unreadable, read, write
from workflow.designs.flat import PATHS, filled, shown
from workflow.process import bundled, load_publishable

ODD = ["", "×", 'a "quoted" \\ # no comment', "\x7f\t\u2028", -3, True, 1.5, [], {}, [{"a b": [1]}]]


def parts_of(raw: dict) -> Document:
    """A definition as its parts, without a text in between."""
    sections = {
        **{
            key: tuple(Part(one, name) for name, one in raw[key].items())
            for key in ("states", "roles")
            if key in raw
        },
        **{key: tuple(map(Part, raw[key])) for key in ("transitions", "rules") if raw[key]},
    }
    return Document({key: one for key, one in raw.items() if key not in sections}, sections)


def odd(draw: Random, raw: dict) -> dict:
    """The same with keys that nobody knows, here and there."""
    for one in (raw, *raw["states"].values(), *raw["transitions"], *raw["rules"]):
        if draw.random() < 0.3:
            one[draw.choice(["later", "a b", "日"])] = draw.choice(ODD)
    return raw


@given(st.integers(0, 10_000), st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=9))
@settings(max_examples=60, deadline=None)
def test_any_definition_is_written_and_read_back_as_the_same(number, words):
    raw = raw_definition(number)
    document = read(written(raw))
    assert read(write(document)) == document
    assert document.sections == parts_of(raw).sections

    odd(Random(number), raw)  # noqa: S311 - no secret
    document = read(write(parts_of(raw)))
    text = write(document)
    assert tomllib.loads(text) == raw
    document = read(text)
    assert write(document) == text, "the order is one"
    rule = Part({"always": "eventually"}, comment=f"x{words}y")
    said = replace(editing.added(document, "rules", rule), comment=f"日{words}.\n\n二行目")
    assert read(write(said)) == said


@pytest.mark.parametrize("name", bundled())
def test_the_definitions_that_come_with_the_program_keep_their_words_and_meaning(name):
    source = bundled()[name]
    text = write(read(source))

    assert tomllib.loads(text) == tomllib.loads(source)
    assert load_publishable(text).transitions == load_publishable(source).transitions
    for said in ("受付の期限", "差戻しは案件を終わらせない", source.split("\n")[1]):
        assert text.count(said) == source.count(said), said
    assert max(map(len, text.split("\n"))) < 130


@pytest.mark.parametrize("text", ["name = ", "states = 3", "rules = [1]", "states = [{}]",
                                  "\ud800", "a" * 200_001])  # fmt: skip
def test_what_has_no_parts_is_said_to_be_unreadable(text):
    with pytest.raises(Unreadable):
        read(text)


def test_a_form_changes_what_was_typed_and_nothing_else():
    state = Part({"turn": ["b", "a"], "final": 3, "opinions": {"of": ["a"], "see": "closed"}})
    typed = shown("states", state.values)
    assert set(typed) == set(PATHS["states"])

    same = {name: tuple(one) if isinstance(one, list) else one for name, one in typed.items()}
    assert filled("states", state, same) == state.values
    assert filled("states", state, {"turn": ("a", "b"), "silence": 3}) == {
        "turn": ["b", "a"], "final": 3, "opinions": {"of": ["a"], "see": "closed", "silence": 3},
    }  # fmt: skip
    assert filled("states", Part({"opinions": {"of": ["a"]}}), {"asked": ()}) == {}
    assert filled("transitions", Part({"from": ["a"], "guards": ["b"]}),
                  {"sources": (), "guards": ()}) == {"from": []}  # fmt: skip
    by_itself = {"automatic": {"after_business_days": 5}}
    assert filled("transitions", Part({}), {"by_itself": 5}) == by_itself
    assert filled("transitions", Part(by_itself), {"by_itself": None}) == {}


def test_parts_are_added_moved_renamed_and_taken_out():
    document = read(bundled()["standard"])
    states = [one.name for one in document.parts("states")]
    first = document.parts("states")[0]
    renamed = editing.changed(document, "states", 0, Part(first.values, "writing"))
    text = write(renamed)

    assert [one.name for one in editing.moved(document, "states", 0, 1).parts("states")] == [
        states[1], states[0], *states[2:],
    ]  # fmt: skip
    assert editing.moved(document, "states", 0, -1) == document
    assert (
        len(editing.removed(document, "rules", 0).parts("rules"))
        == len(document.parts("rules")) - 1
    )
    assert 'initial = "writing"' in text
    assert '"draft"' not in text
    assert text.count('"writing"') == write(document).count('"draft"')
    empty = read("title = {}\nrules = []\nstates = {}\n")
    whole = editing.added(editing.added(empty, "rules", Part({"always": "eventually"})),
                          "states", Part({}, "draft"))  # fmt: skip
    assert tomllib.loads(write(whole)) == {
        "title": {}, "states": {"draft": {}}, "rules": [{"always": "eventually"}],
    }  # fmt: skip
    assert tomllib.loads(write(editing.removed(whole, "states", 0)))["states"] == {}
