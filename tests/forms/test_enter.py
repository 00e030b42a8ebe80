"""Enter in a one-line field sends no form of the site but a search, a filter and the sign-in."""

import re
from pathlib import Path

import pytest

import webapp

FOLDER = Path(webapp.__file__).parent
MAY_BE_SENT = {
    "accounts/templates/forgotten.html",
    "accounts/templates/link.html",
    "accounts/templates/sign_in.html",
    "layout/templates/base.html",
}
"""Signing in; the head's own forms, which change nothing that is kept."""

TYPED_INTO = re.compile(r"field_row\(|words\(|<select|option\(|<input(?![^>]*type=\"hidden\")")


def forms():
    """What stands in every form that is posted, below the line that begins it."""
    for path in sorted(FOLDER.glob("*/templates/*.html")):
        name = str(path.relative_to(FOLDER))
        for number, text in enumerate(path.read_text().split("<form")[1:], start=1):
            head, _line, body = text.partition("</form>")[0].partition("\n")
            if name not in MAY_BE_SENT and 'method="post"' in head:
                yield pytest.param(body, id=f"{name} {number}")


@pytest.mark.parametrize("body", list(forms()))
def test_every_form_with_something_to_type_begins_with_what_holds_enter_back(body):
    assert not TYPED_INTO.search(body) or body.lstrip().startswith("{{ enter_stays() }}")


def test_the_first_button_of_the_sheets_form_can_not_be_pressed(officer):
    page = officer.get("/items/new?cycle=2021-09&department=soumu").text
    form = page[page.index("data-warn-unsaved") :]

    assert re.search(r"<button[^>]*>", form)[0] == "<button disabled hidden>"
