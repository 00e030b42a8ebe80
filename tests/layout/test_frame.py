"""The frame of every page: language, cycle, person, place."""

import re
from dataclasses import replace

import pytest
from jinja2 import nodes

from tests.support.people import person_named
from tests.support.signed_in import signed_in
from tests.support.sites import site_of
from workflow import office, people
from workflow.engine import Engine
from workflow.values import Title

JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


def _texts(page: str) -> str:
    body = re.sub(r'<button[^>]*lang="ja".*?</button>', "", page, flags=re.DOTALL)
    return re.sub(r"<script.*?</script>", "", body, flags=re.DOTALL)


def test_japanese_is_the_first_language(client):
    page = client.get("/auth/sign-in").text

    assert '<html lang="ja">' in page
    assert "サインイン" in page


def test_english_can_be_chosen_before_signing_in_and_is_complete(client, submit):
    answer = submit(
        client, "/language", {"language": "en", "back": "/auth/sign-in"}, page="/auth/sign-in"
    )

    page = client.get(answer.location).text
    assert '<html lang="en">' in page
    assert not JAPANESE.search(_texts(page))


def test_the_language_chosen_outlives_signing_in_and_out(sign_in_as, submit):
    browser = sign_in_as("soumu")
    submit(browser, "/language", {"language": "en"}, page="/")

    submit(browser, "/auth/sign-out", {}, page="/")

    assert "You are signed out" in browser.get("/auth/sign-in").text


@pytest.mark.parametrize("language", ["fr", "", "ja/../en"])
def test_a_language_that_there_is_not_is_refused(client, submit, language):
    answer = submit(client, "/language", {"language": language}, page="/auth/sign-in")

    assert answer.status_code == 400


def test_the_guide_in_english_has_no_japanese_but_names(sign_in_as, submit):
    browser = sign_in_as("soumu")
    submit(browser, "/language", {"language": "en"}, page="/")

    main = browser.get("/guide").text.split('<main class="shell-main"')[1]

    assert not JAPANESE.search(main)


def test_what_another_process_changed_is_on_the_next_page(sign_in_as, demo_engine, settings):
    browser = sign_in_as("reviewer")
    another = Engine(demo_engine.database.address, demo_engine.clock)
    elsewhere = signed_in(site_of(another, settings), "reviewer")
    before = [one.get("/").text for one in (browser, elsewhere)]
    assert all("自分の番" in page and "みなと市" not in page for page in before)

    admin = person_named(another, "admin")
    with another.write(admin) as work:
        office.change(
            work, replace(office.office(work), short_name=Title("みなと市", "Minato")), seen=1
        )
    items_of = [
        re.findall(r'href="/items/(\d+)"', one.get("/").text) for one in (browser, elsewhere)
    ]
    assert items_of[0] == items_of[1] != []
    assert "みなと市" in browser.get("/items/").text

    with another.write(admin) as work:
        reviewer = person_named(another, "reviewer")
        for grant in people.one(work, reviewer.person_id).grants:
            people.end(work, grant.id, None)
    another.close()

    assert re.findall(r'href="/items/(\d+)"', browser.get("/").text) == []


def test_switches_do_not_lead_to_another_site(client, submit):
    answer = submit(
        client, "/language", {"language": "en", "back": "//evil.example"}, page="/auth/sign-in"
    )

    assert answer.location == "/"


def test_the_cycle_chosen_in_the_head_holds_on_every_page(sign_in_as, submit):
    browser = sign_in_as("soumu")

    answer = submit(browser, "/cycle", {"cycle": "2021-06", "back": "/guide?cycle=2021-09"}, "/")

    assert answer.location == "/guide"
    for path in ("/", "/guide"):
        assert '<option value="2021-06" selected>' in browser.get(path).text


def test_a_cycle_in_the_address_holds_from_then_on(sign_in_as):
    browser = sign_in_as("soumu")

    browser.get("/guide?cycle=2021-12")

    assert '<option value="2021-12" selected>' in browser.get("/").text


def test_a_cycle_that_there_is_not_is_not_found(sign_in_as, submit):
    browser = sign_in_as("soumu")

    assert browser.get("/?cycle=1999-13").status_code == 404
    assert submit(browser, "/cycle", {"cycle": "1999-13"}, page="/").status_code == 404


def test_a_cycle_kept_from_earlier_that_is_gone_is_forgotten(sign_in_as):
    browser = sign_in_as("soumu")
    with browser.session_transaction() as session:
        session["cycle"] = "1999-13"

    assert browser.get("/").status_code == 200


def test_the_person_the_role_and_the_department_are_always_visible(sign_in_as):
    page = sign_in_as("kenko").get("/guide").text

    assert "健康福祉部 各課担当" in page


@pytest.mark.parametrize("path", ["/", "/account/", "/items/", "/notices/", "/help/officer"])
def test_somebody_who_holds_no_role_is_told_so_on_every_page(sign_in_as, demo_engine, path):
    with demo_engine.write() as work:
        name = Title("新任 一郎", "")
        people.add_person(work, login="new", name=name, grants=[], password=None)

    page = sign_in_as("new").get(path)

    assert page.status_code == 200
    assert "役割なし" in page.text


def test_the_current_place_is_marked_and_there_is_one_heading(sign_in_as):
    page = sign_in_as("soumu").get("/guide").text

    assert re.search(r'href="/guide" aria-current="page"', page)
    assert page.count('aria-current="page"') == 1
    assert page.count("<h1") == 1
    assert page.index("skip-link") < page.index("<header")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/items/1", "/items/"),
        ("/items/1/threads", "/items/"),
        ("/items/1/files", "/items/"),
        ("/process/items/1", "/items/"),
        ("/exchange/", "/items/"),
        ("/bulk/", "/items/"),
        ("/bodies/", "/headquarters/"),
    ],
)
def test_a_page_that_belongs_to_a_place_marks_it(sign_in_as, path, place):
    page = sign_in_as("secretariat").get(path).text

    assert re.findall(r'href="([^"]+)" aria-current="page"', page)[:1] == [place]


def test_training_time_is_announced(sign_in_as):
    assert "研修用：令和3年8月17日から" in sign_in_as("soumu").get("/").text


def test_the_process_of_the_cycle_is_drawn_in_the_language_of_the_page(sign_in_as, submit):
    browser = sign_in_as("soumu")
    japanese = browser.get("/guide/standard.svg")
    submit(browser, "/language", {"language": "en"}, page="/")
    english = browser.get("/guide/standard.svg")

    assert japanese.mimetype == english.mimetype == "image/svg+xml"
    assert "起案する" in japanese.text
    assert not JAPANESE.search(english.text)


def test_a_process_that_there_is_not_is_not_drawn(sign_in_as):
    assert sign_in_as("soumu").get("/guide/unknown.svg").status_code == 404


def test_the_program_says_that_it_lives_and_is_ready(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ok"}


def test_no_template_prints_what_another_template_would_have_to_read(app):
    environment = app.jinja_env
    found = {
        name: one.value
        for name in environment.list_templates(extensions=["html"])
        for one in environment.parse(environment.loader.get_source(environment, name)[0]).find_all(
            nodes.Const
        )
        if isinstance(one.value, str) and "{{" in one.value
    }

    assert found == {}


@pytest.mark.parametrize("path", ["/setup/", "/timetable/", "/organisation/", "/masters/field"])
def test_what_a_screen_reader_is_told_after_a_link_has_the_colon_of_its_language(
    shared_sign_in_as, submit, path
):
    browser = shared_sign_in_as("admin")
    japanese = browser.get(path).text
    submit(browser, "/language", {"language": "en"}, page="/")
    english = browser.get(path).text

    assert 'class="visually-hidden">：' in japanese
    assert 'class="visually-hidden">: ' not in japanese
    assert 'class="visually-hidden">: ' in english
    assert "：" not in re.sub("<[^>]+>", "", english)


def test_a_row_of_several_filters_is_one_that_a_phone_folds(sign_in_as):
    admin = sign_in_as("admin")

    for path in ("/items/", "/people/", "/audit/", "/goals/", "/systems/", "/accounts/"):
        inside = admin.get(path).text.partition('<details class="fold">')[2]
        assert inside.partition("</details>")[0].count('class="filters"') == 1, path
