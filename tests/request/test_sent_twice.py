"""Double click, back button, retry: every form of the site, sent twice, leaves one entry."""

from io import BytesIO
from urllib.parse import urlsplit

import pytest
from sqlalchemy import inspect

from tests.support.forms import forms_of
from tests.support.sendings import EVERY_FORM
from workflow.values.vocabulary import Action

KEPT_BY_THE_BROWSER = {"auth.check_password", "auth.sign_out", "frame.choose_cycle",
                       "frame.choose_language"}  # fmt: skip
"""What these say is in the session's cookie; the database has nothing of it."""

NOTHING_LEFT_TO_DO = {"exchange.advance", "exchange.answer", "exchange.choose",
                      "organisation.bring", "master_files.bring",
                      "publishing.check", "publishing.migrate"}  # fmt: skip
"""A small file is read when it is brought, and has no conflict: nothing is there to change.

What a file would change of the organisation or of lists is only shown, and so is what a definition
or a plan for its items would.
"""


TOLD_EACH_TIME = {"auth.forgotten", "start.begin"}
"""Whoever asks without end is counted, and told in the security log; one mail leaves.

A code that was used is one more guess.
"""


@pytest.fixture
def settings(settings):
    """Mail is set up: what is mailed has its forms."""
    return settings.model_copy(update={"smtp_host": "mail.example.jp"})


@pytest.fixture
def rows(demo_engine):
    """`rows()`: what stands in every table, the queues' too, by the tables' names, or `what`.

    In the database's own order: nothing was written between two looks that are equal.
    """
    database = demo_engine.database.engine
    looking = inspect(database)
    tables = [
        f"{schema}.{table}" if schema else table
        for schema in {None, "dbos"} & {None, *looking.get_schema_names()}
        for table in looking.get_table_names(schema)
    ]

    def read(what: str = "*") -> dict[str, list[tuple[object, ...]]]:
        with database.connect() as connection:
            cursor = connection.connection.cursor()
            return {
                table: cursor.execute(f"SELECT {what} FROM {table}").fetchall() for table in tables
            }

    return read


@pytest.fixture
def prepared(app, demo_engine, client, sign_in_as):
    """`prepared(sending)`: a function that sends the form, the same each time."""

    def prepare(sending):
        browser = sign_in_as(sending.login) if sending.login else client
        page = sending.page if isinstance(sending.page, str) else sending.page(demo_engine)
        address, form = _form(app, browser.get(page).text, page, sending)
        data = form.with_typed(sending.typed)

        def send():
            return browser.post(address, data={n: _fresh(v) for n, v in data.items()})

        return send

    return prepare


def _form(app, text, page, sending):
    path = urlsplit(page).path
    ways = app.url_map.bind("localhost")
    found = [form for form in forms_of(text) if form.method == "post"]
    if sending.to:
        assert ways.match(path + sending.to, "POST")[0] == sending.endpoint
        return path + sending.to, next((one for one in found if one.action == path), found[-1])
    for form in found:
        address = form.action or page
        endpoint, _ = ways.match(urlsplit(address).path, "POST")
        if endpoint == sending.endpoint and sending.part in address:
            return address, form
    raise AssertionError(f"no form for {sending.name} on {page}: {text}")


def _fresh(value):
    """A file is read up by sending it, so each time it is a new one."""
    return (BytesIO(value[1]), value[0]) if isinstance(value, tuple) else value


def _counted(found):
    """How many rows each table has, as `rows("count(*)")` says it."""
    return {table: [(len(there),)] for table, there in found.items()}


def _differ(before, after):
    """Whether a row is another: PostgreSQL moves one that was written anew as it was."""
    return any(
        found != before[table] and sorted(map(repr, found)) != sorted(map(repr, before[table]))
        for table, found in after.items()
    )


def test_every_route_that_takes_a_form_stands_in_the_table(app):
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    moves = {sending.part for sending in EVERY_FORM if sending.endpoint == "items.take"}

    assert routes == {sending.endpoint for sending in EVERY_FORM}
    assert moves == set(Action) - {Action.CREATE}


@pytest.mark.parametrize(
    "sending", EVERY_FORM, ids=[f"{n} {one.name}" for n, one in enumerate(EVERY_FORM)]
)
def test_a_form_that_is_sent_twice_leaves_one_entry(prepared, rows, sending):
    send = prepared(sending)
    before = rows()
    first = send()
    once = rows("count(*)")
    wrote = once != _counted(before) or _differ(before, rows())
    second = send()

    assert first.status_code in (200, 302), first.text
    if sending.endpoint not in KEPT_BY_THE_BROWSER | NOTHING_LEFT_TO_DO:
        assert wrote
    assert second.status_code < 500
    if sending.endpoint in TOLD_EACH_TIME:
        return
    assert rows("count(*)") == once
