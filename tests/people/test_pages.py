"""People and their mail addresses: for administrators alone."""

import re

import pytest

from tests.support.notices import preferences

LOGINS = ["soumu", "reviewer", "evaluator", "secretariat", "viewer", "advisor"]


@pytest.fixture
def address_page(sign_in_as):
    page = sign_in_as("admin").get("/people/").text
    row = next(one for one in page.split("<tr>") if ">soumu<" in one)
    return re.search(r'href="(/people/\d+/email)"', row)[1]


@pytest.mark.parametrize("login", LOGINS)
def test_nobody_else_sees_people_or_sets_an_address(login, sign_in_as, address_page):
    browser = sign_in_as(login)

    assert browser.get("/people/").status_code == 403
    assert browser.get(address_page).status_code == 403


def test_everyone_is_listed_with_roles_and_departments(sign_in_as):
    page = sign_in_as("admin").get("/people/").text

    assert page.count("/email") == 17
    assert "総務部" in page
    assert "本部事務局" in page


@pytest.mark.parametrize("email", ["tax@pref.example.jp", ""])
def test_an_administrator_sets_where_mails_go(email, sign_in_as, submit, demo_engine, address_page):
    for _delivery in range(2):
        answer = submit(sign_in_as("admin"), address_page, {"email": f" {email} "})
        assert answer.status_code == 302

    assert preferences(demo_engine, "soumu").email == email


@pytest.mark.parametrize(
    "email", ["tax", "a@b c", "a@b\r\nBcc: x@y", "x" * 300 + "@y.jp", "あ@例.jp"]
)
def test_what_is_no_address_is_refused_and_stays_in_sight(
    email, sign_in_as, submit, demo_engine, address_page
):
    answer = submit(sign_in_as("admin"), address_page, {"email": email})

    assert answer.status_code == 422
    assert email[:3] in answer.text
    assert preferences(demo_engine, "soumu").email == ""


@pytest.mark.parametrize("person", ["0", "999", "99999999999999"])
def test_a_person_who_is_not_there_is_not_found(person, shared_sign_in_as):
    assert shared_sign_in_as("admin").get(f"/people/{person}/email").status_code == 404
