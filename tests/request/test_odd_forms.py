"""What no browser sends: files in place of texts, texts in place of files, parts without names."""

from io import BytesIO
from urllib.parse import urlencode

import pytest

from tests.support.demonstration import PASSWORD
from tests.support.fixtures.sites import token
from webapp.app.security import MOST_FIELDS

SIGN_IN = "/auth/sign-in"
NAMELESS = b"--x\r\nContent-Disposition: form-data\r\n\r\nhello\r\n--x--"


@pytest.mark.parametrize("path", [SIGN_IN, "/language", "/start/"])
def test_a_part_without_a_name_is_no_form_of_ours(client, path):
    answer = client.post(path, data=NAMELESS, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 400


@pytest.mark.parametrize("field", ["login", "password"])
def test_a_file_is_no_login_and_no_password(client, field):
    given = {"login": "soumu", "password": "x", "csrf_token": token(client.get(SIGN_IN))}

    answer = client.post(SIGN_IN, data={**given, field: (BytesIO(b"soumu"), "a.txt")})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    ("path", "field", "status"),
    [
        ("/items/new?cycle=2021-09&department=kenko", "name", 302),  # a draft without a name
        ("/systems/new", "name", 422),
        ("/goals/new?year=2021", "title", 422),
    ],
)
def test_a_file_is_no_text_of_a_form(shared_sign_in_as, submit, path, field, status):
    browser = shared_sign_in_as("kenko")

    answer = submit(browser, path, {field: (BytesIO(b"a"), "a.txt")})

    assert answer.status_code == status


def test_a_text_is_no_file(shared_sign_in_as, submit):
    browser = shared_sign_in_as("secretariat")

    answer = submit(browser, "/undertakings/1/documents/new", {"file": "no file"})

    assert answer.status_code == 422


@pytest.mark.parametrize(("fields", "status"), [(MOST_FIELDS, 413), (MOST_FIELDS - 3, 302)])
def test_a_form_of_more_fields_than_any_page_has_is_not_taken_apart(client, fields, status):
    known = {"csrf_token": token(client.get(SIGN_IN)), "login": "soumu", "password": PASSWORD}
    body = "&".join([urlencode(known), *["a="] * (fields - len(known) + 1)])

    answer = client.post(SIGN_IN, data=body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == status
