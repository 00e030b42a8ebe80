"""What templates put out is escaped as Jinja escapes it."""

from functools import cache, partial
from pathlib import Path

import pytest
from flask import Flask, render_template, render_template_string
from flask_babel import LazyString, force_locale
from jinja2 import DictLoader, meta, nodes, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from webapp.app.application import Application, written
from webapp.request import current
from webapp.words.catalogue import begin_page, lazy_gettext
from webapp.words.office import HEADQUARTERS, Names
from webapp.words.remembering import remembered


class _Marked:
    def __html__(self) -> str:
        return "<b>&</b>"


def test_what_an_office_calls_itself_is_escaped_in_texts_that_are_made_later(app, monkeypatch):
    monkeypatch.setattr(Names, "headquarters", property(lambda _names: "<b>本部</b>"))
    with app.test_request_context():
        begin_page("en", "")
        said = lazy_gettext("The %(headquarters)s", headquarters=HEADQUARTERS)
        bare = render_template_string("{{ one }} {{ _('Of %(one)s', one=one) }}", one=HEADQUARTERS)

        assert str(escape(said)) == "The &lt;b&gt;本部&lt;/b&gt;"
        assert bare == "&lt;b&gt;本部&lt;/b&gt; Of &lt;b&gt;本部&lt;/b&gt;"


class _Text(str):
    """A text of another class."""


@pytest.mark.parametrize(
    "value",
    ["<a href='x'>\"&\"</a>", "", "氏名", Markup("<i>&amp;</i>"), _Marked(), _Text("<&>"),
     LazyString(lambda: "<b>本部</b>"),
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
        "{{ x | upper }}{{ nobody is defined }}{{ shout(x) }}"
        "{{ whisper(x) }}{{ times(x, n=loop.index) }}"
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


OF_THE_READER = {"shell", "office", "request", "session", "g", "current_user"}


def test_what_is_remembered_knows_nothing_of_who_reads_it(app):
    wrong, found = [], 0
    for path, tree in _templates(app):
        homes = {
            name: one.template.value
            for one in tree.find_all(nodes.FromImport)
            for name in one.names
        }
        for call in tree.find_all(nodes.Call):
            if getattr(call.node, "name", "") == "remembered":
                found += 1
                for macro in call.args:
                    part = _part(app, homes[macro.name])
                    known = {one.name for one in part.find_all(nodes.Name)}
                    wrong += [f"{path}: {macro.name}: {one}" for one in known & OF_THE_READER]

    assert found
    assert not wrong


def test_parts_are_made_anew_for_a_page_only_where_they_read_what_it_was_given(app):
    wrong, found, own_to_all = [], 0, frozenset(app.jinja_env.globals)
    for path, tree in _templates(app):
        for one in tree.find_all((nodes.Import, nodes.FromImport)):
            found += 1
            if one.with_context != bool(_given(_part(app, one.template.value), own_to_all)):
                wrong.append(f"{path}: {one.template.value}")

    assert found
    assert not wrong


def test_parts_that_all_pages_share_hold_nothing_beside_their_macros(app):
    shared = {
        one.template.value
        for _, tree in _templates(app)
        for one in tree.find_all((nodes.Import, nodes.FromImport))
        if not one.with_context
    }
    held = {}
    for name in shared:
        body = _part(app, name).body
        held[name] = [one for one in body if not _is_the_same_on_every_page(one)]

    assert held
    assert not any(held.values()), held


def _templates(app):
    for path in Path("webapp").glob("*/templates/*.html"):
        yield path, _tree(app.jinja_env, path.read_text(encoding="utf-8"))


def _part(app, name):
    """A template that pages import, by its name."""
    return _tree(app.jinja_env, app.jinja_env.loader.get_source(app.jinja_env, name)[0])


@cache
def _tree(environment, text):
    return environment.parse(text)


@cache
def _given(tree, own_to_all):
    """The names that a template takes from the page which imports it."""
    own = {one.name for one in tree.find_all(nodes.Name) if one.ctx == "store"}
    return meta.find_undeclared_variables(tree) - own - own_to_all


def _is_the_same_on_every_page(node):
    if isinstance(node, nodes.Output):
        return all(
            isinstance(one, nodes.TemplateData) and not one.data.strip() for one in node.nodes
        )
    if isinstance(node, nodes.Assign):
        called = {getattr(one.node, "name", "") for one in node.find_all(nodes.Call)}
        loaded = {one.name for one in node.node.find_all(nodes.Name)}
        return called == {"remembered"} if called else not loaded
    return isinstance(node, nodes.Macro | nodes.Import | nodes.FromImport)


def test_what_is_remembered_is_rendered_once_for_the_same_and_anew_for_anything_else(app):
    rendered = []

    def line(row):
        rendered.append((current.language(), row))
        return escape(f"line {row}")

    kept = remembered(line)
    for language in ("ja", "ja", "en"):
        with app.test_request_context(), force_locale(language):
            begin_page(language, "")
            assert [kept(row) for row in (1, 2, 1)] == ["line 1", "line 2", "line 1"]

    assert rendered == [("ja", 1), ("ja", 2), ("en", 1), ("en", 2)]


def test_a_part_that_all_pages_share_speaks_the_language_of_each(sign_in_as, submit):
    browser = sign_in_as("viewer")
    for language, word in (("ja", "計（"), ("en", "Total ("), ("ja", "計（")):
        submit(browser, "/language", {"language": language, "back": "/"}, page="/")
        assert word in browser.get("/items/").text
