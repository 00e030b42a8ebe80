"""What templates put out is escaped as Jinja escapes it."""

from functools import partial
from pathlib import Path

import pytest
from flask import Flask, render_template
from flask_babel import force_locale
from jinja2 import DictLoader, nodes, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from tests.support.item_form import NEW
from tests.support.signed_in import signed_in
from webapp.app.application import Application, written
from webapp.app.wiring import create_app
from webapp.request import current
from webapp.words.filters import remembered


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


@pass_context
def _placed(context: Context, text: object) -> str:
    return f"{context.name}: {text}"


class _Things:
    def times(self, text: object, n: int) -> str:
        return f"{text}" * n

    @pass_context
    def placed(self, context: Context, text: object) -> str:
        return _placed(context, text)


def test_a_page_has_the_same_text_as_from_flask_itself():
    page = (
        "{% macro cell(x, kind='td') %}<{{ kind }}>{{ x }}</{{ kind }}>{% endmacro %}"
        "{% for x in rows %}{% set y = x ~ '<' %}{{ cell(x) }}{{ cell(kind='th', x=x) }}{{ y }}"
        "{{ x | upper }}{{ nobody }}{{ shout(x) }}{{ whisper(x) }}{{ times(x, n=loop.index) }}"
        "{{ ['<', x].index('<') }}{{ place(x) }}{{ things.placed(x) }}"
        "{% set z %}<u>{{ x }}</u>{% endset %}{{ z }}{% endfor %}"
    )
    made = []
    for kind in (Flask, Application):
        app = kind("webapp")
        app.jinja_loader = DictLoader({"page.html": page})
        app.jinja_env.globals.update(
            shout=lambda text: f"{text}!",
            whisper=partial("{}…".format),
            times=_Things().times,
            place=_placed,
            things=_Things(),
        )
        with app.app_context():
            made.append(render_template("page.html", rows=["<a>", Markup("<b>"), 3, None]))

    assert made[0] == made[1]


def test_what_is_remembered_knows_nothing_of_the_page_it_stands_on(app):
    wrong, found = [], 0
    for path in Path("webapp").glob("*/templates/*.html"):
        tree = app.jinja_env.parse(path.read_text(encoding="utf-8"))
        alone = {
            name
            for one in tree.find_all(nodes.FromImport)
            if not one.with_context
            for name in one.names
        }
        for call in tree.find_all(nodes.Call):
            if getattr(call.node, "name", "") == "remembered":
                found += 1
                wrong += [f"{path}: {one.name}" for one in call.args if one.name not in alone]

    assert found
    assert not wrong


def test_what_is_remembered_is_rendered_once_for_the_same_and_anew_for_anything_else(app):
    rendered = []

    def line(row):
        rendered.append((current.language(), row))
        return escape(f"line {row}")

    for language in ("ja", "ja", "en"):
        with app.test_request_context(), force_locale(language):
            assert [remembered(line)(row) for row in (1, 2, 1)] == [
                "line 1", "line 2", "line 1"
            ]  # fmt: skip

    assert rendered == [("ja", 1), ("ja", 2), ("en", 1), ("en", 2)]


def test_pages_that_are_opened_first_are_translated_with_all_their_parts(demo_engine, settings):
    app = create_app(demo_engine, settings)
    app.translate_ahead()
    ahead = set(app.jinja_env.cache.keys())

    browser = signed_in(app, "reviewer")
    for path in ("/", "/items/", "/items/1", "/search/?words=税務", "/headquarters/"):
        assert browser.get(path).status_code == 200
    officer = signed_in(app, "soumu")
    assert officer.get(NEW).status_code == 200

    assert set(app.jinja_env.cache.keys()) == ahead
