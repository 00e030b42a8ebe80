"""The secret address of a calendar: shown once, read without signing in, gone when revoked."""

import json
import re

import pytest
from icalendar import Calendar

LOGINS = ["soumu", "reviewer", "evaluator", "secretariat", "viewer", "advisor", "admin"]


def make(browser, submit) -> str:
    """Make an address on the page; gives its path."""
    seen = re.search(r'name="seen" value="(\d+)"', browser.get("/calendar/address").text)[1]
    assert submit(browser, "/calendar/address", {"seen": seen}).status_code == 302
    page = browser.get("/calendar/address").text
    found = re.search(r'value="http://127.0.0.1:8000(/calendar/[^"]+\.ics)"', page)
    return found[1]


@pytest.mark.parametrize("login", LOGINS)
def test_everyone_has_a_calendar_of_their_own_without_signing_in(login, sign_in_as, submit, client):
    answer = client.get(make(sign_in_as(login), submit))

    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    names = [str(event["summary"]) for event in Calendar.from_ical(answer.data).walk("VEVENT")]
    assert "【会議】第2回DX戦略本部会議" in names


def test_an_officer_finds_the_own_item_and_no_other_departments(sign_in_as, submit, client):
    text = client.get(make(sign_in_as("soumu"), submit)).text.replace("\r\n ", "")

    assert "税務総合システム大規模改修業務委託事業" in text
    assert "急性期診療ネットワーク推進事業" not in text


def test_links_lead_to_the_site_whatever_the_reader_calls_it(sign_in_as, submit, client):
    path = make(sign_in_as("soumu"), submit)

    answer = client.get(path, headers={"Host": "elsewhere.example.com"})

    links = [str(event["url"]) for event in Calendar.from_ical(answer.data).walk("VEVENT")
             if "url" in event]  # fmt: skip
    assert links
    there = ("http://127.0.0.1:8000/items/", "http://127.0.0.1:8000/bodies/")
    assert all(link.startswith(there) for link in links)


def test_the_address_is_shown_once_only(sign_in_as, submit):
    browser = sign_in_as("soumu")
    path = make(browser, submit)

    assert path not in browser.get("/calendar/address").text


def test_a_new_address_and_a_revocation_end_the_old_one(sign_in_as, submit, client):
    browser = sign_in_as("soumu")
    first = make(browser, submit)
    second = make(browser, submit)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)

    submit(browser, "/calendar/address/revoke", {}, page="/calendar/address")

    assert client.get(second).status_code == 404


def test_a_wrong_secret_is_not_found_and_guessing_is_throttled(client):
    answers = [client.get(f"/calendar/guess{n}.ics").status_code for n in range(130)]

    assert set(answers[:120]) == {404}
    assert set(answers[120:]) == {429}


def test_the_log_knows_no_secret(sign_in_as, submit, client, capsys):
    path = make(sign_in_as("soumu"), submit)
    capsys.readouterr()

    client.get(path)

    written = capsys.readouterr().err
    assert json.loads(written.splitlines()[-1])["endpoint"] == "feeds.show"
    assert path.split("/")[-1].removesuffix(".ics") not in written
