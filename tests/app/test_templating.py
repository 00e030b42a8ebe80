"""What templates put out is escaped as Jinja escapes it."""

import pytest
from flask import Flask, render_template
from jinja2 import DictLoader
from markupsafe import Markup, escape

from webapp.app.application import Application, written


class _Marked:
    def __html__(self) -> str:
        return "<b>&</b>"


class _Text(str):
    """A text of another class."""


@pytest.mark.parametrize(
    "value",
    ["<a href='x'>\"&\"</a>", "", "氏名", Markup("<i>&amp;</i>"), _Marked(), _Text("<&>"),
     7, -1.5, True, None, ["<"], ValueError("<")],
)  # fmt: skip
def test_a_value_is_written_as_it_is_escaped(value):
    assert written(value) == str(escape(value))


def test_a_page_has_the_same_text_as_from_flask_itself():
    page = (
        "{% macro cell(x) %}<td>{{ x }}</td>{% endmacro %}"
        "{% for x in rows %}{% set y = x ~ '<' %}{{ cell(x) }}{{ y }}{{ x | upper }}{{ nobody }}"
        "{{ shout(x) }}{% set z %}<u>{{ x }}</u>{% endset %}{{ z }}{% endfor %}"
    )
    made = []
    for kind in (Flask, Application):
        app = kind("webapp")
        app.jinja_loader = DictLoader({"page.html": page})
        app.add_template_global(lambda text: f"{text}!", "shout")
        with app.app_context():
            made.append(render_template("page.html", rows=["<a>", Markup("<b>"), 3, None]))

    assert made[0] == made[1]
