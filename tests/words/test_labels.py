"""Every code the program keeps, and every refusal it can give, has words for people."""

import re
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask, g

import workflow.engine
from webapp.app import wiring
from webapp.app.extensions import babel
from webapp.words import labels, refusals, sheet_labels
from workflow.process.library import VersionTaken
from workflow.values import Office, vocabulary
from workflow.values.errors import InputRefused, Problem, Refusal
from workflow.values.sheet import SPECS, Group
from workflow.values.text import Reason

wiring.blueprints()
"""Imports every feature: each registers the sentences for its own refusals."""


def _family(refusal: type[Refusal]) -> set[type[Refusal]]:
    return {refusal}.union(*(_family(child) for child in refusal.__subclasses__()))


REFUSALS = sorted(
    (one for one in _family(Refusal) if one.__module__.startswith("workflow.")),
    key=lambda one: one.key,
)
ENUMS = [
    one
    for one in vars(vocabulary).values()
    if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
]


@pytest.fixture(params=["ja", "en"])
def language(request):
    """Both languages of the interface, one after the other."""
    app = Flask("texts")
    babel.init_app(app, default_locale=request.param, locale_selector=lambda: request.param)
    with app.test_request_context():
        g.office = Office()
        yield request.param


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.__name__)
def test_every_refusal_has_a_sentence(language, refusal):
    error = refusal([]) if refusal is InputRefused else refusal()

    assert refusal.key in refusals.SENTENCES
    assert refusals.refusal(error).endswith("。" if language == "ja" else ".")


def test_the_refusals_of_the_whole_engine_are_asked_for():
    assert VersionTaken in REFUSALS
    assert len(REFUSALS) > 25


def test_a_sentence_stands_without_the_facts_it_can_name(language):
    for key, sentence in refusals.SENTENCES.items():
        assert "%" not in refusals._sentence(sentence, {}), key


def test_every_problem_that_the_engine_names_has_a_sentence(language):
    sources = Path(workflow.engine.__file__).parent.rglob("*.py")
    named = {
        key
        for source in sources
        for key in re.findall(r'(?:Problem\([^,()]+, |_OutOfRange\()"(\w+)"', source.read_text())
    } | {f"text_{reason}" for reason in get_args(Reason)}

    assert len(named) > 15
    assert named <= set(refusals.PROBLEMS)


def test_a_problem_that_nobody_foresaw_still_says_something(language):
    assert refusals.problem(Problem("name", "never_heard_of"))


@pytest.mark.parametrize("enum", ENUMS, ids=lambda one: one.__name__)
def test_every_value_of_the_vocabulary_has_a_word(language, enum):
    say = labels.funding if enum is vocabulary.FundingSource else labels.enum
    words = [say(value) for value in enum]

    assert all(words)
    assert len(set(words)) == len(words)


def test_nothing_chosen_is_shown_as_a_dash(language):
    assert labels.enum(None) == "―"


def test_every_field_and_group_of_the_sheet_has_a_label(language):
    assert set(SPECS) <= set(sheet_labels.FIELDS)
    assert set(Group) == set(sheet_labels.GROUPS)


def test_every_state_has_a_sign_of_its_own_but_the_two_ends():
    signs = {name: labels.sign(name) for name in labels.STATES}

    assert signs.pop("consulted") == signs["reported"] == "■"
    assert len(set(signs.values())) == len(signs)


def test_a_state_that_a_published_process_added_is_shown_by_name(language):
    assert (labels.sign("on_hold"), labels.state("on_hold")) == ("◇", "on_hold")


def test_choices_begin_with_the_empty_one_where_asked():
    pairs = labels.choices(vocabulary.DxStep, "―")

    assert [value for value, _ in pairs] == ["", "1", "2", "3"]
