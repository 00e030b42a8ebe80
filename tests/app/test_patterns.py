"""No text makes a regular expression of the program take more time than its length."""

import re

import pytest

from tests.support.patterns import Found, explodes, made_while_running, modules, patterns_of
from workflow.search import excerpts

FOUND = {one.where: one for module in modules() for one in patterns_of(module)}
MADE = {where for module in modules() for where in made_while_running(module)}


def test_the_patterns_are_found():
    assert len(FOUND) > 40
    assert "workflow.exchange.cell_values._FUNDING" in FOUND


def test_those_that_are_made_while_running_are_known():
    assert {"workflow.search.excerpts.exactly", "workflow.search.excerpts.nearly"} == MADE


@pytest.mark.parametrize("where", sorted(FOUND))
def test_no_text_makes_a_pattern_explode(where):
    assert explodes(FOUND[where]) is None


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
