"""A browser in which somebody is signed in, without page and password: for thousands of tests."""

from flask import Flask
from flask.testing import FlaskClient

from tests.support.people import person_named
from workflow import accounts
from workflow.engine import Engine


def signed_in(app: Flask, login: str) -> FlaskClient:
    """A browser of its own, with the cookie that signing in gives it."""
    engine: Engine = app.extensions["jizen"]
    person = person_named(engine, login)
    with engine.write(person) as work:
        token = accounts.begin(work, person, accounts.SHELL)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"], session["_fresh"] = f"{person.person_id}.{token}", True
        session.permanent = True
    return browser
