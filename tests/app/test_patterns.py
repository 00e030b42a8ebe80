"""No text makes a regular expression of the program take more time than its length."""

import re
from functools import cache

import pytest

from tests.support.patterns import Found, explodes, made_while_running, modules, patterns_of
from workflow.search import excerpts


@cache
def found() -> dict[str, Found]:
    """Where each pattern stands; looking takes seconds."""
    return {one.where: one for module in modules() for one in patterns_of(module)}


def test_the_patterns_are_found():
    assert len(found()) > 40
    assert "workflow.exchange.field_values._FUNDING" in found()


def test_those_that_are_made_while_running_are_known():
    made = {where for module in modules() for where in made_while_running(module)}

    assert made == {"workflow.search.excerpts.exactly", "workflow.search.excerpts.nearly"}


def test_no_text_makes_a_pattern_explode():
    exploding = {where: explodes(one) for where, one in found().items()}

    assert {where: text for where, text in exploding.items() if text} == {}


@pytest.mark.parametrize("way", [excerpts.exactly, excerpts.nearly])
def test_what_is_looked_for_makes_no_pattern_explode(way):
    pattern = way(["あああああああ", "事業事業事業事業", "aaaaaaaaaaaaaaaa"])

    assert explodes(Found("", pattern, frozenset({"finditer"}))) is None


@pytest.mark.parametrize(
    "careless",
    [
        r"(a+)+$",
        r"\D+?[\s:]*[0-9]",
        r"[(（].*?[)）]",
        rb"<[^>]*/frame\"[^>]*External",
        r"(.*) \(at (.*)\)",
    ],
)
def test_a_careless_pattern_is_noticed(careless):
    ways = frozenset({"search", "fullmatch"})

    assert explodes(Found("", re.compile(careless), ways)) is not None
