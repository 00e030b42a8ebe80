"""Denied by default: no page without a guard, no guard that lets the wrong people pass."""

import gc
import tracemalloc
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from werkzeug.routing.converters import NumberConverter

from webapp.request import access, current
from workflow.values.vocabulary import Role


def _address(app: Flask, rule) -> str:
    """An address that matches `rule`, whatever its parts are called."""
    parts = {
        name: kind.min if isinstance(kind, NumberConverter) else min(getattr(kind, "items", "x"))
        for name, kind in rule._converters.items()
    }
    with app.test_request_context():
        return app.url_for(rule.endpoint, **parts)


def _guarded_rules(app: Flask):
    return [
        rule for rule in app.url_map.iter_rules() if not access.guard_of(app, rule.endpoint).public
    ]


def test_every_route_states_its_guard(app):
    silent = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if access.guard_of(app, rule.endpoint) is None
    }

    assert silent == set()


def test_only_the_doorway_is_public(app):
    public = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if access.guard_of(app, rule.endpoint).public
    }

    assert public == {
        "auth.check_password",
        "auth.forgotten",
        # Its token is its key (tests/accounts/test_links.py).
        "auth.link",
        "auth.sign_in",
        "auth.sign_out",
        "bootstrap.static",
        # A calendar program cannot sign in: its secret address is its key (test_feeds.py).
        "feeds.show",
        "frame.choose_language",
        "frame.healthz",
        "frame.readyz",
        "metrics.show",
        # The page for signing in shows it.
        "office.logo",
        # A code from a slip of paper is its key (tests/accounts/test_starting.py).
        "start.begin",
        "start.index",
        "static",
    }


def test_a_visitor_is_sent_to_the_sign_in_page_from_every_other_page(app, client):
    for rule in _guarded_rules(app):
        if "GET" in rule.methods:
            answer = client.get(_address(app, rule))

            assert answer.status_code == 302, rule
            assert answer.location.startswith("/auth/sign-in"), rule


def test_a_visitor_can_send_no_form(app, client):
    for rule in _guarded_rules(app):
        if "POST" in rule.methods:
            assert client.post(_address(app, rule)).status_code == 401, rule


def test_a_route_that_states_no_guard_is_refused_to_everyone(app, sign_in_as):
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")

    answer = sign_in_as("admin").get("/forgotten")

    assert answer.status_code == 403
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("login", "status"), [("secretariat", 200), ("reviewer", 403), ("soumu", 403)]
)
def test_a_route_for_a_role_is_refused_to_the_others(app, sign_in_as, login, status):
    app.add_url_rule("/guarded", "guarded", access.roles(Role.SECRETARIAT)(lambda: "guarded"))

    assert sign_in_as(login).get("/guarded").status_code == status


def test_a_guard_for_no_role_at_all_is_a_mistake():
    with pytest.raises(ValueError, match="at least one role"):
        access.roles()


@pytest.mark.parametrize("person", ["999999", "999999.x", "1.", "x", "-1", ""])
def test_a_session_of_a_person_who_is_not_there_is_nobodys(app, person):
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = person

    assert browser.get("/").status_code == 302


def test_the_current_actor_is_a_plain_value(app, sign_in_as):
    app.add_url_rule("/who", "who", access.signed_in(lambda: type(current.actor()).__module__))

    assert sign_in_as("soumu").get("/who").text == "workflow.values.actor"


def test_a_visitor_comes_back_to_a_page_but_not_to_an_address_of_any_length(client):
    back = parse_qs(urlsplit(client.get("/items/?words=roads").location).query)

    assert back == {"next": ["/items/?words=roads"]}
    assert client.get(f"/items/?words={'x' * 2_000}").location == "/auth/sign-in"


def test_what_visitors_type_into_addresses_is_not_kept(client):
    def ask(number):
        client.get(f"/items/?words={number:01900d}")

    tracemalloc.start()
    try:
        for number in range(1, 600):
            ask(number)
        gc.collect()
        kept, _most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert kept < 600 * 1900
