"""What every answer carries, and what forms are refused."""

import re
from html.parser import HTMLParser

import pytest
from flask import request

from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from webapp.request import access

FORM = "/cycle"
PAGES = ("/", "/guide", "/nothing-here", "/?cycle=unknown")


class _Inline(HTMLParser):
    """Collects whatever the content security policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]
        address = names.get("src") or names.get("href") or ""
        if "//" in address or address.startswith("javascript:"):
            self.found.append(address)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_carries_the_policy(shared_sign_in_as, path):
    headers = shared_sign_in_as("soumu").get(path).headers

    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_anything_inline_or_from_elsewhere(shared_sign_in_as, path):
    reader = _Inline()

    reader.feed(shared_sign_in_as("soumu").get(path).text)

    assert reader.found == []


def test_the_style_and_the_script_are_served_here(client):
    for path in ("/static/jizen.css", "/static/jizen.js", "/static/favicon.svg",
                 "/bootstrap/static/css/bootstrap.min.css"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "no-store" not in answer.headers["Cache-Control"]
        answer.close()


def test_what_never_changes_at_its_address_is_asked_for_once(client):
    page = client.get("/auth/sign-in").text
    (sheet,) = re.findall(r'href="(/static/jizen.css[?]v=[0-9a-f]{12})"', page)

    kept = client.get(sheet)
    another = client.get("/static/jizen.css?v=000000000000")

    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "max-age=31536000" not in another.headers["Cache-Control"]
    kept.close()
    another.close()


def test_pages_of_someone_signed_in_are_not_kept_by_the_browser_and_prolong_nothing(sign_in_as):
    browser = sign_in_as("soumu")

    first, again = browser.get("/"), browser.get("/")

    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in again.headers


def test_the_session_cookie_is_out_of_reach(client, submit):
    answer = client.get("/auth/sign-in")

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_behind_tls_the_cookie_is_for_tls_only(demo_engine):
    app = create_app(
        demo_engine, Settings(secret_key="a key for the tests only", secure_cookies=True)
    )

    answer = app.test_client().get("/auth/sign-in")

    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_a_site_answers_to_its_own_name_only(demo_engine):
    site = "https://jizen.pref.example.jp/"
    browser = create_app(
        demo_engine, Settings(secret_key="a key for the tests only", site=site)
    ).test_client()

    answers = {
        host: browser.get("/auth/sign-in", base_url=f"https://{host}")
        for host in ("jizen.pref.example.jp", "localhost", "elsewhere.example.com")
    }

    assert [one.status_code for one in answers.values()] == [200, 200, 400]
    assert "elsewhere.example.com" not in answers["elsewhere.example.com"].text
    good = answers["jizen.pref.example.jp"].headers
    assert "max-age=31536000" in good["Strict-Transport-Security"]
    assert "Secure" in good["Set-Cookie"]


def test_a_form_without_its_token_is_refused_and_what_was_typed_is_kept(sign_in_as):
    answer = sign_in_as("soumu").post(FORM, data={"cycle": "2021-06", "back": "長い<文章>"})

    assert answer.status_code == 400
    assert "長い&lt;文章&gt;" in answer.text
    assert "もう一度送信する" not in answer.text


def test_a_form_of_ours_whose_token_is_old_can_be_sent_again(sign_in_as):
    browser = sign_in_as("soumu")

    answer = browser.post(
        FORM,
        data={"csrf_token": "old", "cycle": "2021-06"},
        headers={"Origin": "http://localhost"},
    )

    assert answer.status_code == 400
    assert "もう一度送信する" in answer.text
    assert "old" not in answer.text


def test_a_foreign_page_gets_no_form_to_be_confirmed(sign_in_as):
    answer = sign_in_as("soumu").post(
        FORM, data={"cycle": "2021-06"}, headers={"Origin": "http://evil.example"}
    )

    assert answer.status_code == 400
    assert "もう一度送信する" not in answer.text


def test_a_password_is_never_shown_back(client):
    answer = client.post("/auth/sign-in", data={"login": "soumu", "password": "my secret"})

    assert answer.status_code == 400
    assert "my secret" not in answer.text


def test_someone_whose_session_ended_keeps_what_was_typed(client):
    answer = client.post(FORM, data={"cycle": "2021-06", "back": "書きかけ"})

    assert answer.status_code == 401
    assert "書きかけ" in answer.text
    assert "サインイン（別のウィンドウで開きます）" in answer.text


def test_more_than_two_megabytes_are_refused(sign_in_as):
    answer = sign_in_as("soumu").post(FORM, data={"back": "あ" * 800_000})

    assert answer.status_code == 413
    assert "2MBまで" in answer.text


def test_more_than_two_megabytes_are_refused_to_a_stranger_too(client):
    answer = client.post(FORM, data={"back": "あ" * 800_000})

    assert answer.status_code == 413
    assert "2MBまで" in answer.text


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "203.0.113.7")])
def test_a_visitors_address_is_believed_from_a_trusted_proxy_only(demo_engine, proxies, address):
    settings = Settings(secret_key="a key for the tests only", trusted_proxies=proxies)
    app = create_app(demo_engine, settings)
    app.add_url_rule("/address", "address", access.public(lambda: request.remote_addr))

    answer = app.test_client().get("/address", headers={"X-Forwarded-For": "203.0.113.7"})

    assert answer.text == address


WRITTEN = [
    ("203.0.113.7:50211", "203.0.113.7"),
    ("::ffff:203.0.113.7", "203.0.113.7"),
    ("[::ffff:203.0.113.7]:50211", "203.0.113.7"),
    ("[2001:db8::7]:443", "2001:db8::7"),
    ("2001:db8::7", "2001:db8::7"),
    ("unknown", "unknown"),
]


@pytest.mark.parametrize(("written", "address"), WRITTEN)
def test_a_visitor_is_known_by_the_address_alone_however_the_proxy_writes_it(
    demo_engine, written, address
):
    settings = Settings(secret_key="a key for the tests only", trusted_proxies=1)
    app = create_app(demo_engine, settings)
    app.add_url_rule("/address", "address", access.public(lambda: request.remote_addr))

    answer = app.test_client().get("/address", headers={"X-Forwarded-For": written})

    assert answer.text == address


def test_a_proxy_that_writes_ports_lets_nobody_guess_on_and_on(demo_engine, submit):
    settings = Settings(
        secret_key="a key for the tests only", trusted_proxies=1, secure_cookies=False
    )
    guesser, statuses = create_app(demo_engine, settings).test_client(), []

    for port in range(50_000, 50_007):
        guesser.environ_base["HTTP_X_FORWARDED_FOR"] = f"203.0.113.7:{port}"
        wrong = {"login": "soumu", "password": f"guess {port}"}
        statuses.append(submit(guesser, "/auth/sign-in", wrong).status_code)

    assert statuses == [401] * 6 + [429]
