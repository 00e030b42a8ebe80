"""What those who come first in the morning would wait for, made as soon as a server listens."""

from contextlib import suppress
from typing import Final, cast

from flask import request
from flask_login import login_user
from jinja2 import BaseLoader, meta
from sqlalchemy.exc import SQLAlchemyError

from webapp.app.application import Application
from webapp.request.access import SignedIn
from workflow import items, people
from workflow.engine import Engine
from workflow.items import ItemFilter
from workflow.values import Actor, Refusal

OPENED_FIRST: Final = (
    "home/index.html",
    "items/index.html",
    "items/show.html",
    "items/form.html",
    "search/index.html",
    "reports/headquarters.html",
)
"""The pages that people open first in the morning."""


def prepare(app: Application) -> None:
    """Translate the templates, and on PostgreSQL open what most people open first.

    An office has PostgreSQL for its many people, who come at once. What is kept of the pages takes
    a server 8 MB more.
    """
    translate(app)
    engine: Engine = app.extensions["jizen"]
    if engine.database.engine.dialect.name == "postgresql":
        # A database that is away, or an office without anything, is a matter of the pages.
        with suppress(SQLAlchemyError, Refusal):
            open_pages(app, engine)


def translate(app: Application) -> None:
    """Translate the templates of the pages that are opened first: a second's work.

    Else whoever opens such a page first in a new process waits for it.
    """
    templates = app.jinja_env
    loader = cast(BaseLoader, templates.loader)
    waiting: list[str] = [*OPENED_FIRST]
    for name in waiting:
        source, _file, _is_new = loader.get_source(templates, name)
        parts = meta.find_referenced_templates(templates.parse(source))
        waiting += [part for part in parts if part and part not in waiting]
        templates.get_template(name)


def open_pages(app: Application, engine: Engine) -> None:
    """Make the home page, the list and an item's page for somebody who holds what most people do.

    Nobody is given them: what stays are the statements. Sixty people who come within a second
    would wait for those to be written. Raises Refusal or SQLAlchemyError where a page cannot be.
    """
    with engine.read() as work:
        person = people.of_the_most_usual_kind(work)
    if person is None:
        return
    for path in ("/", "/items/"):
        _make(app, person, path)
    with engine.read(person) as work:
        lists = (items.page(work, ItemFilter(cycle_id=one.id)).rows for one in items.cycles(work))
        row = next((rows[0] for rows in lists if rows), None)
    if row is not None:
        _make(app, person, f"/items/{row.id}")


def _make(app: Application, person: Actor, path: str) -> None:
    """The page at a path as a view makes it: no door, no limit, no line in the log."""
    with app.test_request_context(path):
        login_user(SignedIn(person, ""))
        view = app.view_functions[cast(str, request.endpoint)]
        view(**(request.view_args or {}))
