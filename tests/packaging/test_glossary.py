"""The glossary has a line for every word that the field and the program share."""

import re
from bisect import bisect_left
from pathlib import Path

import pytest

from workflow.process import bundled, load_sound
from workflow.values.vocabulary import Action, Role

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| (.*?) \| (.+) \|$", GLOSSARY, re.MULTILINE)
WORD = re.compile(r"[A-Za-z_]\w*")
STATES = {
    (state.name, state.title["ja"])
    for name, text in bundled().items()
    for state in load_sound(text, name).states.values()
}


@pytest.mark.parametrize("word", [*Role, *Action])
def test_every_role_and_action_has_a_line(word):
    assert [code for _, _, code, _ in ROWS if f"`{word}`" in code]


@pytest.mark.parametrize("state", sorted(STATES))
def test_every_state_has_a_line_with_its_japanese_word(state):
    name, title = state

    assert title in [ja for ja, _, code, _ in ROWS if code == f"`{name}`"]


def test_every_name_of_the_program_is_in_the_program():
    files = [
        file
        for package in ("workflow", "webapp")
        for file in (ROOT / package).rglob("*")
        if file.suffix in {".py", ".toml", ".html"}
    ]
    said = {word for file in files for word in re.findall(r"\w+", file.read_text("utf-8"))}
    words = sorted(said)
    names = {name for quoted in re.findall(r"`([^`]+)`", GLOSSARY) for name in WORD.findall(quoted)}

    assert sorted(name for name in names if not _begins_one_of(words, name)) == []


def _begins_one_of(words, name):
    """Whether a word of those, which are in order, begins so."""
    place = bisect_left(words, name)
    return place < len(words) and words[place].startswith(name)
