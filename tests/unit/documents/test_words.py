"""The papers say what the Japanese screen says."""

import pytest
from flask import Flask

from webapp import labels, sheet_labels
from webapp.extensions import babel
from webapp.items.words import EVENTS
from workflow.documents import words


@pytest.fixture
def in_japanese():
    """The catalogues, without an office."""
    app = Flask("texts")
    babel.init_app(app, default_locale="ja", locale_selector=lambda: "ja")
    with app.test_request_context("/"):
        yield


@pytest.mark.usefixtures("in_japanese")
def test_every_field_and_group_has_the_screens_label():
    assert {name: sheet_labels.field(name) for name in words.LABELS} == words.LABELS
    assert {one: sheet_labels.group(one) for one in words.GROUPS} == words.GROUPS


@pytest.mark.usefixtures("in_japanese")
def test_every_event_and_choice_has_the_screens_word():
    assert {name: str(EVENTS[name]) for name in words.EVENTS} == words.EVENTS
    for kind, said in words.CHOICES.items():
        assert {one: labels.enum(one) for one in kind} == said
