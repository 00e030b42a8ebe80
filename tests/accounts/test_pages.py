"""The pages of accounts: one's own, and those for administrators."""

import csv
import re
from datetime import timedelta

import pytest

from tests.support.demonstration import PASSWORD
from tests.support.outage import only_read
from tests.support.sites import site_of
from tests.support.units import look
from webapp.app.settings import Settings
from webapp.request import addresses
from workflow import accounts
from workflow.accounts import EventFilter
from workflow.values.clock import SettableClock

NEW = "correct horse stable"
LOG = "/accounts/"


@pytest.fixture
def person(demo_engine):
    """The address of soumu's account."""
    found = look(demo_engine, "admin", accounts.account_named, "soumu")
    return f"/accounts/people/{found.person_id}"


@pytest.fixture
def told(demo_engine):
    """The latest line of the security log: what happened, whose login, about what."""

    def latest() -> tuple[str, str, str]:
        one = look(demo_engine, "admin", accounts.events, EventFilter())[0]
        return one.kind, one.login, one.about

    return latest


def test_a_login_that_nobody_has_is_told_beside_it_and_stays(shared_sign_in_as):
    admin = shared_sign_in_as("admin")

    answer = admin.get("/accounts/people?login=soumuu")

    assert answer.status_code == 404
    assert 'name="login" maxlength="64" value="soumuu"' in answer.text
    assert "このログインIDの利用者はいません。" in answer.text
    assert "セキュリティ記録" in answer.text
    assert admin.get("/accounts/people?login=").location == LOG


def test_a_link_made_by_an_administrator_is_shown_once_and_lets_its_person_in(
    sign_in_as, submit, client, person
):
    admin = sign_in_as("admin")
    assert admin.get("/accounts/people?login=SOUMU").location == person
    made = submit(admin, f"{person}/link", {}, page=person)
    link = re.search(r">http://[^/]+(/auth/links/[^<]+)<", made.text)[1]
    assert link not in admin.get(person).text

    assert "soumu" in client.get(link).text
    short = submit(client, link, {"password": "short", "again": "short"})
    other = submit(client, link, {"password": NEW, "again": f"{NEW}x"})
    assert [short.status_code, other.status_code] == [422, 422]
    assert "12文字以上" in short.text
    assert "一致しません" in other.text
    assert NEW not in other.text
    answer = submit(client, link, {"password": NEW, "again": NEW})

    assert answer.location == "/"
    assert client.get("/").status_code == 200
    again = client.get(link)
    assert (again.status_code, "使えません" in again.text) == (410, True)


def test_links_for_many_are_shown_as_slips_this_once(sign_in_as, submit, client):
    admin, everybody = sign_in_as("admin"), "/accounts/links/?whose=everybody"
    seen = re.search(r'name="seen" value="(\d+)"', admin.get(everybody).text)[1]
    both = {"person": ["1", "2"], "seen": seen}

    slips = submit(admin, "/accounts/links/slips", both, page=everybody)

    assert "このサーバーの中でしか開けません" in slips.text
    assert len(re.findall(r">http://[^/]+/auth/links/[^<]+<", slips.text)) == 2
    login, code = re.search(r"<dd>([^<]+)</dd>.*?code\">([^<]+)<", slips.text, re.S).groups()
    typed = {"login": login, "code": "AAAA-AAAA-AAAA", "password": NEW, "again": NEW}
    unknown = submit(client, "/start/", typed | {"login": "nobody"})
    wrong = submit(client, "/start/", typed)
    said = {re.sub(r"csrf\S+|nonce\S+|value=\S+", "", page.text) for page in (unknown, wrong)}
    assert (unknown.status_code, wrong.status_code, len(said)) == (401, 401, 1)
    assert NEW not in wrong.text
    without_token = client.post("/start/", data=typed).text
    assert NEW not in without_token
    assert typed["code"] not in without_token
    assert submit(client, "/start/", typed | {"code": "", "again": ""}).status_code == 422
    assert submit(client, "/start/", typed | {"code": code.lower()}).location == "/"
    assert client.get("/").status_code == 200
    assert submit(admin, "/accounts/links/slips", both, page=everybody).status_code == 409
    nobody = submit(admin, "/accounts/links/slips", {"person": []}, page=everybody)
    assert "1人以上" in admin.get(nobody.location).text


@pytest.mark.parametrize(
    ("site", "within"),
    [("https://jizen.example.jp/", False), ("http://127.0.0.1:8000/", True),
     ("http://[::1]:8000/", True), ("http://localhost/", True), ("http://10.1.2.3/", False)],
)  # fmt: skip
def test_an_address_that_opens_on_this_machine_only_is_known(app, monkeypatch, site, within):
    elsewhere = app.extensions["jizen.settings"].model_copy(update={"site": site})
    monkeypatch.setitem(app.extensions, "jizen.settings", elsewhere)

    with app.test_request_context():
        assert addresses.is_within() is within


def test_a_forgotten_password_is_answered_the_same_for_every_login(demo_engine, settings, submit):
    with_mail = Settings(**(settings.model_dump() | {"smtp_host": "mail.example.jp"}))
    app = site_of(demo_engine, with_mail)

    pages = [
        submit(app.test_client(), "/auth/forgotten", {"login": login})
        for login in ("soumu", "nobody", "\x00")
    ]

    assert {page.status_code for page in pages} == {200}
    said = {re.sub(r"csrf\S+|nonce\S+|value=\S+", "", page.text) for page in pages}
    assert len(said) == 1
    assert "30分以内に一度だけ" in said.pop()


def test_devices_are_listed_and_signed_out_one_by_one_and_together(app, sign_in_as, submit):
    browsers = [sign_in_as("soumu") for _ in range(4)]
    page = browsers[0].get("/account/").text
    assert page.count('/end"') == 3
    assert "この端末" in page

    ends = re.findall(r'action="(/account/sessions/\d+/end)"', page)
    submit(browsers[0], ends[0], {}, page="/account/")
    assert [one.get("/").status_code for one in browsers] == [200, 200, 200, 302]
    answer = submit(browsers[0], "/account/sessions/end-others", {}, page="/account/")

    assert answer.location == "/account/"
    assert [one.get("/").status_code for one in browsers] == [200, 302, 302, 302]
    stranger = sign_in_as("kenko")
    assert submit(stranger, ends[1], {}, page="/account/").status_code == 403


def test_a_password_is_changed_by_the_old_one(sign_in_as, submit):
    here, other = sign_in_as("soumu"), sign_in_as("soumu")
    page = "/account/password"

    wrong = submit(here, page, {"old": "wrong", "password": NEW, "again": NEW})
    assert (wrong.status_code, "これまでのパスワードと違います" in wrong.text) == (422, True)
    right = submit(here, page, {"old": PASSWORD, "password": NEW, "again": NEW})

    assert right.location == "/account/"
    assert [here.get("/").status_code, other.get("/").status_code] == [200, 302]


def test_the_log_is_shown_filtered_and_exported_to_administrators_alone(
    sign_in_as, submit, client, person
):
    submit(client, "/auth/sign-in", {"login": "soumu", "password": "a wrong guess"})
    for path in (LOG, "/accounts/log.csv", person):
        assert sign_in_as("secretariat").get(path).status_code == 403

    admin = sign_in_as("admin")
    page = admin.get(f"{LOG}?kind=failed&login=soumu&since=2000-01-01&until=x&last=y").text
    lines = admin.get("/accounts/log.csv?kind=failed").data.decode("utf-8-sig").splitlines()

    assert page.count('<td class="nowrap line-1 end"') == 1
    assert [row[1:4] for row in csv.reader(lines)][1:] == [["サインイン失敗", "soumu", "127.0.0.1"]]


def test_a_lock_is_lifted_on_the_page(sign_in_as, submit, client):
    for _ in range(6):
        submit(client, "/auth/sign-in", {"login": "soumu", "password": "a wrong guess"})
    admin = sign_in_as("admin")
    assert "ロック中（1件）" in admin.get(LOG).text
    lock = {"what": "sign_in", "login": "soumu", "address": "127.0.0.1"}

    assert submit(admin, f"{LOG}locks/lift", lock, page=LOG).status_code == 302
    assert submit(admin, f"{LOG}locks/lift", lock | {"what": "x"}, page=LOG).status_code == 404

    assert "ロック中（0件）" in admin.get(LOG).text


@pytest.mark.parametrize(
    ("login", "path", "line"),
    [
        ("soumu", "/headquarters/list.csv?cycle=2021-09", "exported"),
        ("secretariat", "/headquarters/finance.csv?cycle=2021-09", "exported"),
        ("viewer", "/headquarters/list.csv?cycle=none", "signed_in"),
    ],
)
def test_files_that_are_taken_are_told_and_refused_ones_are_not(
    sign_in_as, told, login, path, line
):
    browser = sign_in_as(login)

    browser.get(path)

    assert told() == (line, login, path if line == "exported" else "")


def test_a_read_of_a_headquarters_paper_is_told(sign_in_as, submit, told, demo_engine):
    secretariat = sign_in_as("secretariat")
    meeting = re.search(r"/reports/\d+", secretariat.get("/reports/").text)[0]
    freeze = f"{meeting}/planned/freeze"
    number = re.search(r'name="number"[^>]*value="(\d+)"', secretariat.get(freeze).text)[1]
    assert submit(secretariat, freeze, {"number": number, "note": ""}).status_code == 302
    viewer = sign_in_as("viewer")

    assert viewer.get(f"{meeting}/planned/1").status_code == 200

    assert told() == ("paper_read", "viewer", f"{meeting}/planned/1")


@pytest.mark.both_databases
def test_a_page_is_shown_and_a_file_given_where_nothing_can_be_written(demo_engine, sign_in_as):
    browser = sign_in_as("soumu")
    demo_engine.pace = SettableClock(demo_engine.pace.now() + timedelta(minutes=5))
    database = demo_engine.database
    with database.noting() as session:
        session.connection().exec_driver_sql("SELECT 1")
    connection = database._noting_engine.raw_connection()
    connection.execute(only_read(demo_engine))
    connection.commit()
    connection.close()  # back to the pool: the next one to write gets it

    assert browser.get("/").status_code == 200
    assert browser.get("/headquarters/list.csv?cycle=2021-09").status_code == 200


def test_a_busy_database_holds_up_no_page(demo_engine, sign_in_as):
    browser = sign_in_as("soumu")
    demo_engine.pace = SettableClock(demo_engine.pace.now() + timedelta(minutes=5))

    with demo_engine.database.writing():
        assert browser.get("/").status_code == 200


def test_a_session_in_use_is_noted_at_most_once_a_minute(demo_engine, sign_in_as):
    browser = sign_in_as("soumu")
    clock = SettableClock(demo_engine.pace.now() + timedelta(seconds=30))
    demo_engine.pace = clock

    def seen() -> bool:
        browser.get("/")
        rules = accounts.Rules()
        (one,) = look(demo_engine, "soumu", accounts.mine, rules)
        return one.seen_at == clock.now()

    assert seen() is False
    clock.advance(timedelta(seconds=31))
    assert seen() is True
