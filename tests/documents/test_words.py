"""The papers and the workbooks say what the Japanese screen says."""

import pytest
from flask import Flask, g

from webapp.app.extensions import babel
from webapp.items.words import EVENTS
from webapp.words import labels, sheet_labels
from workflow.documents import columns
from workflow.values import Action, Office
from workflow.values.paper_words import ENTRIES, HEADINGS
from workflow.values.sheet import SPECS
from workflow.values.vocabulary import FundingSource


@pytest.fixture
def in_japanese():
    """The catalogues, without an office."""
    app = Flask("texts")
    babel.init_app(app, default_locale="ja", locale_selector=lambda: "ja")
    with app.test_request_context("/"):
        g.office = Office()
        yield


@pytest.mark.usefixtures("in_japanese")
def test_every_field_and_group_has_the_screens_label():
    fields = {name: sheet_labels.field(name) for name in SPECS}
    assert fields == {name: HEADINGS[name] for name in SPECS}
    assert {one: sheet_labels.group(one) for one in columns.GROUPS} == columns.GROUPS


@pytest.mark.usefixtures("in_japanese")
def test_every_event_and_choice_has_the_screens_word():
    assert [columns.event(one, Office()) for one in Action] == [str(EVENTS[one]) for one in Action]
    for kind in columns.CHOICES.keys() - {FundingSource}:  # kinds of funding: the office's list
        assert [columns.choice(one, Office()) for one in kind] == [*map(labels.enum, kind)]


def test_every_list_of_the_sheet_has_its_entries_in_words():
    lists = {spec.choices for spec in SPECS.values() if spec.choices}

    assert all(set(ENTRIES[one]) == set(one) for one in lists)
