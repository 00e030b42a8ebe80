"""A visitor, or somebody with an account, who sends what no page of ours would send."""

import pytest

from tests.support.demonstration import PASSWORD
from tests.support.fixtures.sites import submit, token
from tests.support.people import person_named, set_password
from tests.support.units import look
from workflow import items
from workflow.items.list_views import ItemFilter

DRAFT = "税務総合システム大規模改修業務委託事業"
HUGE = "9" * 30


def _item(demo_engine, name=DRAFT):
    rows = look(
        demo_engine, person_named(demo_engine, "reviewer"), items.page, ItemFilter(words=name)
    ).rows
    return rows[0].id


def _urlencoded(browser, path, body):
    return browser.post(path, data=body, content_type="application/x-www-form-urlencoded")


def test_an_officer_cannot_write_a_verdict_into_the_history(demo_engine, sign_in_as, send_form):
    item, browser = _item(demo_engine), sign_in_as("soumu")

    send_form(browser, f"/items/{item}/submit", {"verdict": "appropriate", "meeting_id": "2"})

    last = look(demo_engine, person_named(demo_engine, "soumu"), items.get, item).moves[-1]
    assert (last.action, dict(last.particulars)) == ("submit", {})


def test_a_new_password_ends_every_session_opened_with_the_old_one(demo_engine, sign_in_as, client):
    browser, other = sign_in_as("soumu"), sign_in_as("kenko")

    set_password(demo_engine, "soumu", "another horse battery")

    assert browser.get("/items/").status_code == 302
    assert other.get("/items/").status_code == 200
    back = {"login": "soumu", "password": "another horse battery"}
    assert submit(client, "/auth/sign-in", back).status_code == 302


@pytest.mark.parametrize("number", [HUGE, f"-{HUGE}", "0", "-1", "2147483648", "x", "9" * 5000])
def test_a_number_that_no_notice_has_breaks_nothing(sign_in_as, number):
    browser = sign_in_as("soumu")
    form = {"csrf_token": token(browser.get("/items/new"))}

    assert browser.get(f"/notices/?before={number}").status_code == 200
    assert browser.post("/notices/read", data={**form, "up_to": number}).status_code == 302
    assert browser.post(f"/notices/{number}/read", data=form).status_code == 404


def test_entries_that_no_list_offers_are_not_drawn_by_the_thousand(sign_in_as):
    browser = sign_in_as("kenko")
    ticked = "&".join(f"joint_departments=x{number}" for number in range(5_000))
    form = token(browser.get("/items/new"))

    answer = _urlencoded(browser, "/items/new", f"csrf_token={form}&{ticked}")

    assert answer.status_code == 422
    assert answer.text.count('value="x') == 100


@pytest.mark.parametrize("path", ["/items/new", "/auth/sign-in", "/auth/sign-out"])
def test_a_visitor_s_thousand_fields_are_not_drawn(shared_client, path):
    fields = "&".join(f"a={number}" for number in range(5_000))

    answer = _urlencoded(shared_client, path, fields)

    assert answer.status_code in (400, 401)
    assert len(answer.data) < 20_000


@pytest.mark.parametrize(
    "path",
    [
        f"/items/{HUGE}",
        "/items/?words=%00&department=%ED%A0%80&category=%EF%BF%BD&state=%00&sort=%00",
        "/items/?after=WyJ4Il0%3D",
        "/items/?after=" + "W1tb" * 2_000,
        f"/items/?amount_from={HUGE}&amount_to=-{HUGE}",
        f"/headquarters/?meeting={HUGE}",
        f"/headquarters/list.csv?amount_from={HUGE}&words=%25",
        "/guide/..%2f..%2fstandard.svg",
        "/static/..%2fsettings.py",
        "/%ff%fe",
        "/?cycle=%00",
        "/goals/?year=%D9%A1",
        "/goals/?year=2021&words=%00",
        "/items/?" + "words=a&" * 4_000,
    ],
)
def test_no_address_breaks_a_page(shared_sign_in_as, path):
    assert shared_sign_in_as("soumu").get(path).status_code in (200, 404, 422)


@pytest.mark.both_databases
def test_numbers_no_row_has_and_the_character_0_are_no_pages(sign_in_as):
    admin = sign_in_as("admin")
    rules = admin.application.url_map.iter_rules()

    assert not [rule.rule for rule in rules if "<int:" in rule.rule], "say id or year: bounded"
    for path in (
        f"/goals/{HUGE}/1",
        f"/process/versions/standard/2/to/{HUGE}",
        f"/process/logs/years/{HUGE}.xes",
        f"/process/drafts/{HUGE}",
        f"/organisation/{HUGE}/file",
        "/process/%00",
        "/process/versions/publish?of=%00x",
    ):
        assert admin.get(path).status_code == 404, path
    for path in ("/goals/?year=2021&words=%00", "/people/?words=%00", "/audit/?words=%00"):
        assert admin.get(path).status_code in (200, 422), path
    page = admin.get("/accounts/links/")
    for sent in ({"person": HUGE}, {"person": HUGE, "seen": HUGE}):
        typed = {"csrf_token": token(page)} | sent
        assert admin.post("/accounts/links/slips", data=typed).status_code == 302


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/x\r\nSet-Cookie: a=b",
        " //evil.example",
        "/\x00/evil.example",
    ],
)
@pytest.mark.parametrize(
    ("path", "chosen"), [("/language", {"language": "ja"}), ("/cycle", {"cycle": "2021-09"})]
)
def test_no_switch_leads_away_or_writes_a_header(shared_sign_in_as, path, chosen, back):
    browser = shared_sign_in_as("soumu")
    form = {"csrf_token": token(browser.get("/items/new"))}

    answer = browser.post(path, data={**form, **chosen, "back": back})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("login", ["viewer", "advisor", "soumu", "reviewer", "evaluator"])
def test_the_administrator_s_page_is_nobody_else_s(shared_sign_in_as, login):
    browser = shared_sign_in_as(login)
    form = {"csrf_token": token(browser.get("/"))}

    assert browser.get("/admin/").status_code == 403
    assert browser.post("/admin/mails/1/try", data=form).status_code == 403


@pytest.mark.parametrize("login", ["ＳＯＵＭＵ", "soumu\x00", "soumu'--", "so%", "\ud800", "ſoumu"])
def test_a_login_is_matched_to_the_letter(client, login):
    form = token(client.get("/auth/sign-in"))
    typed = {"csrf_token": form, "login": login.encode(errors="surrogatepass")}

    answer = client.post("/auth/sign-in", data={**typed, "password": PASSWORD})

    assert answer.status_code in (401, 422)


@pytest.mark.parametrize("login", ["viewer", "kenko", "advisor"])
def test_a_draft_of_others_answers_like_one_that_is_not_there(demo_engine, sign_in_as, login):
    browser = sign_in_as(login)

    for page in ("", "/changes?before=1&after=0", "/edit", "/submit", "/withdraw"):
        theirs, nothing = (browser.get(f"/items/{one}{page}") for one in (_item(demo_engine), 999))
        assert theirs.status_code == nothing.status_code == 404
        assert theirs.text == nothing.text


@pytest.mark.parametrize(
    "typed", ["</script><script>alert(1)</script>", '" onfocus="alert(1)', "{{7*7}}", "%(name)s"]
)
def test_a_name_is_only_text_on_every_page(demo_engine, sign_in_as, typed):
    browser = sign_in_as("soumu")
    name = f"印 {typed}"
    assert submit(browser, "/items/new", {"name": name, "key": "k"}).status_code == 302
    item = _item(demo_engine, "印")

    for path in ("/", "/items/", f"/items/{item}", f"/items/{item}/edit", "/headquarters/"):
        page = browser.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert '" onfocus="' not in page.text
        assert "印 49" not in page.text
