"""What a server makes before anybody asks: templates, and the pages that most people open first."""

import pytest
from sqlalchemy import func, select

from tests.support.databases import with_tables
from tests.support.demonstration import NOW
from tests.support.item_form import NEW
from tests.support.signed_in import signed_in
from webapp.app import ahead
from webapp.app.wiring import create_app
from workflow import people, work
from workflow.engine import Engine
from workflow.models.base import Base
from workflow.values.clock import SettableClock
from workflow.values.vocabulary import Role

FIRST = ("/", "/items/", "/items/6")


def test_pages_that_are_opened_first_are_translated_with_all_their_parts(demo_engine, settings):
    app = create_app(demo_engine, settings)
    ahead.translate(app)
    known = set(app.jinja_env.cache.keys())

    browser = signed_in(app, "reviewer")
    for path in ("/", "/items/", "/items/1", "/search/?words=税務", "/headquarters/"):
        assert browser.get(path).status_code == 200
    officer = signed_in(app, "soumu")
    assert officer.get(NEW).status_code == 200

    assert set(app.jinja_env.cache.keys()) == known


def rows(engine):
    """How many rows each table has."""
    with engine.database.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }


@pytest.mark.postgresql_only
def test_who_comes_first_waits_for_no_statement_to_be_written(demo_engine, settings):
    app = create_app(demo_engine, settings)
    with demo_engine.read() as unit:
        person = people.of_the_most_usual_kind(unit)
    work._built.cache_clear()

    ahead.prepare(app)

    written = work._built.cache_info().misses
    browser = signed_in(app, person.login)
    assert [browser.get(path).status_code for path in FIRST] == [200] * 3
    assert written > 0
    assert work._built.cache_info().misses == written


@pytest.mark.postgresql_only
def test_pages_made_ahead_leave_nothing_behind(demo_engine, settings, capfd):
    app = create_app(demo_engine, settings)
    before = rows(demo_engine)

    ahead.prepare(app)

    assert rows(demo_engine) == before
    assert capfd.readouterr() == ("", "")


@pytest.mark.postgresql_only
def test_an_office_without_anything_and_one_whose_database_is_away_start_all_the_same(
    databases, settings
):
    engine = Engine(databases.copy_of(with_tables), SettableClock(NOW))
    app = create_app(engine, settings)

    ahead.prepare(app)
    databases.take_away(engine.database.address)
    ahead.prepare(app)

    assert app.test_client().get("/healthz").status_code == 200
    engine.close()


@pytest.mark.both_databases
def test_the_most_usual_kind_of_person_holds_what_most_people_hold(office):
    usual = office.look(None, people.of_the_most_usual_kind)

    assert usual.roles == {Role.OFFICER}
