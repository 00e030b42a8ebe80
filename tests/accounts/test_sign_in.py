"""Signing in and out."""

import pytest
from sqlalchemy import select

from tests.support.demonstration import PASSWORD
from tests.support.passwords import AT_FULL_COST
from tests.support.people import set_password
from workflow.models import Person
from workflow.values import accounts

SIGN_IN = "/auth/sign-in"
WRONG = {"login": "soumu", "password": "not the password"}
RIGHT = {"login": "soumu", "password": PASSWORD}


def test_whoever_knows_the_password_comes_in(client, submit):
    answer = submit(client, SIGN_IN, RIGHT)

    assert (answer.status_code, answer.location) == (302, "/")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("login", ["soumu", "SOUMU ", " Soumu"])
def test_a_login_is_known_in_large_letters_and_with_blanks_around_it(client, submit, login):
    assert submit(client, SIGN_IN, RIGHT | {"login": login}).status_code == 302


@pytest.mark.parametrize("login", ["soumu", "nobody", "x" * 64, "\x00", "総務"])
def test_a_wrong_password_and_an_unknown_login_are_told_the_same(client, submit, login):
    answer = submit(client, SIGN_IN, {"login": login, "password": "not the password"})

    assert answer.status_code == 401
    assert "ログインIDまたはパスワードが違います" in answer.text
    assert "not the password" not in answer.text


def test_the_login_typed_is_kept_after_a_failure(client, submit):
    assert 'value="soumu"' in submit(client, SIGN_IN, WRONG).text


def test_what_is_not_typed_is_asked_for_beside_its_field(client, submit):
    answer = submit(client, SIGN_IN, {"login": "", "password": ""})

    assert answer.status_code == 422
    assert 'aria-describedby="login-error"' in answer.text
    assert 'href="#password"' in answer.text


def test_a_visitor_comes_back_to_the_page_asked_for(client, submit):
    asked = client.get("/guide?cycle=2021-06")

    answer = submit(client, SIGN_IN, RIGHT | {"next": "/guide?cycle=2021-06"}, page=asked.location)

    assert answer.location == "/guide?cycle=2021-06"


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "/\t/evil.example",
     "javascript:alert(1)", "///evil.example", "http:evil.example", "evil.example", "//["],
)  # fmt: skip
def test_nobody_is_led_to_another_site(client, submit, elsewhere):
    answer = submit(client, SIGN_IN, RIGHT | {"next": elsewhere})

    assert answer.location == "/"


def test_the_session_is_a_new_one_after_signing_in(client, submit):
    with client.session_transaction() as session:
        session["planted"] = "by someone else"
    before = client.get(SIGN_IN)
    with client.session_transaction() as session:
        old_token = session["csrf_token"]

    submit(client, SIGN_IN, RIGHT)

    client.get("/")
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["csrf_token"] != old_token
    assert before.status_code == 200


def test_someone_signed_in_does_not_see_the_sign_in_page(sign_in_as):
    assert sign_in_as("soumu").get(SIGN_IN).location == "/"


def test_signing_out_closes_the_session(sign_in_as, submit):
    browser = sign_in_as("soumu")

    answer = submit(browser, "/auth/sign-out", {}, page="/")

    assert answer.location == SIGN_IN
    assert "サインアウトしています" in browser.get(SIGN_IN).text
    assert browser.get("/").status_code == 302


def test_a_copied_cookie_opens_nothing_after_signing_out(app, sign_in_as, submit):
    browser, thief = sign_in_as("soumu"), app.test_client()
    thief.set_cookie("jizen", browser.get_cookie("jizen").value)
    assert thief.get("/").status_code == 200

    submit(browser, "/auth/sign-out", {}, page="/")

    assert thief.get("/").status_code == 302


def test_signing_out_needs_a_form_of_ours(sign_in_as):
    browser = sign_in_as("soumu")

    assert browser.get("/auth/sign-out").status_code == 405
    assert browser.post("/auth/sign-out").status_code == 400
    assert browser.get("/").status_code == 200


def test_six_failures_close_a_login_from_one_address_for_a_while(app, client, submit):
    for _ in range(6):
        assert submit(client, SIGN_IN, WRONG).status_code == 401

    refused = submit(client, SIGN_IN, RIGHT | {"login": " SOUMU "})

    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 600
    assert "試行回数が多すぎます。5分後に" in refused.text
    assert submit(client, SIGN_IN, RIGHT | {"login": "kikaku"}).status_code == 302
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    assert submit(elsewhere, SIGN_IN, RIGHT).status_code == 302


def test_signing_in_often_is_no_offence(app, submit):
    for _ in range(8):
        assert submit(app.test_client(), SIGN_IN, RIGHT).status_code == 302


def test_a_new_password_is_kept_by_argon2_at_the_cost_that_is_recommended(demo_engine, monkeypatch):
    monkeypatch.setattr(accounts, "_hasher", AT_FULL_COST)
    set_password(demo_engine, "soumu", "a long one that nobody guesses")

    with demo_engine.database.reading() as session:
        kept = session.scalar(select(Person.password_hash).where(Person.login == "soumu"))
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_the_suite_hashes_at_hardly_any_cost():
    assert accounts.hashed("a long one that nobody guesses").startswith(
        "$argon2id$v=19$m=8,t=1,p=1$"
    )
