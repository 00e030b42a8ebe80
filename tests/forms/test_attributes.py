"""Attributes of controls are written as WTForms would write them."""

import pytest
from markupsafe import Markup
from wtforms import widgets

from webapp.forms.attributes import html_attributes


@pytest.mark.parametrize(
    "given",
    [
        {"name": "x", "id": "f", "class_": "text", "data_row_id": 7, "aria_label": "<\"&'>"},
        {"checked": True, "readonly": False, "value": "", "rows": 3, "lang": None},
        {"value": Markup('<b title="1">&amp;</b>'), "for_": "あ"},
        {},
    ],
)
def test_attributes_are_written_as_wtforms_writes_them(given):
    assert html_attributes(**given) == widgets.html_params(**given)
