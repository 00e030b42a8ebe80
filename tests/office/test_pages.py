"""An administrator changes the office on its page; a new office is led to what it lacks."""

import io
import re
import zlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from tests.support.city import CITY
from tests.support.people import person_named
from tests.support.units import do
from workflow import calendar, exchange, items, ledger, office
from workflow.items import FormIncomplete
from workflow.models import OfficeChange
from workflow.office import pictures
from workflow.values import OPTIONAL_FIELDS, InputRefused, Role, Title

DRAWN = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)">
<script>alert(2)</script><style>* { fill: red }</style><image href="http://example.jp/x.png"/>
<g fill="url(#a)" style="x"><circle r="4" cx="5" cy="5" fill="url(http://example.jp/)"/></g></svg>"""


def painted(*extra: tuple[bytes, bytes]) -> bytes:
    """A PNG of two dots, with further chunks."""
    chunks = [(b"IHDR", bytes([0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0])), *extra,
              (b"IDAT", zlib.compress(bytes(7), 9)), (b"IEND", b"")]  # fmt: skip
    return pictures.SIGNATURE + b"".join(pictures.png_chunk(*one) for one in chunks)


def test_the_office_is_renamed_on_its_page_with_a_picture_and_on_the_record(
    sign_in_as, submit, demo_engine
):
    browser = sign_in_as("admin")
    page = browser.get("/office/").text
    assert "DX戦略本部" in page
    assert "例：市長（氏名ではなく、役職名です）</p>" in page
    assert "審査する組織の略称" in page
    typed = {f"{name}_{lang}": getattr(title, lang)
             for name, title in vars(CITY).items() if isinstance(title, Title)
             for lang in ("ja", "en")}  # fmt: skip
    texts = {name: value for name, value in vars(CITY).items() if isinstance(value, str)}
    form = {**typed, **texts, "seen": "1"}

    wrong = submit(browser, "/office/", {**form, "name_ja": " ", "head_ja": "長" * 61})
    done = submit(browser, "/office/", form)
    late = submit(browser, "/office/", {**form, "name_ja": "別の市"})
    logo = {"seen": "2", "logo": (io.BytesIO(DRAWN), "logo.svg")}
    shown = submit(browser, "/office/logo", logo, page="/office/")
    refused = submit(
        browser, "/office/logo", {"seen": "3", "logo": (io.BytesIO(b"GIF89a"), "a.png")},
        page="/office/",
    )  # fmt: skip

    assert (wrong.status_code, done.status_code, late.status_code) == (422, 302, 409)
    assert (shown.status_code, refused.status_code) == (302, 422)
    home = browser.get("/").text
    assert "みなと市" in home
    assert "/office/logo/" in home
    with demo_engine.read() as work:
        named = office.office(work)
        assert named.to_json() == {**CITY.to_json(), "logo": named.logo}
        assert ledger.audit(work.session).breaks == ()
        query = select(func.count()).where(OfficeChange.subject == "office")
        assert work.session.scalar(query) == 3
    picture = browser.get(f"/office/logo/{named.logo}")
    assert picture.mimetype == "image/svg+xml"
    assert b"script" not in picture.data
    assert b"example.jp" not in picture.data
    assert sign_in_as("reviewer").get("/office/").status_code == 403


def test_a_picture_is_made_anew_of_what_is_known():
    clean = pictures.png_anew(painted((b"tEXt", b"Comment\0secret")))

    assert clean == painted()
    assert pictures.svg_anew(DRAWN) == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        b'<g fill="url(#a)"><circle r="4" cx="5" cy="5"></circle></g></svg>'
    )


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GIF89a", painted()[:-20], painted()[:40] + b"x" + painted()[41:],
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWN, b"<html/>", b"<svg/>", b"x" * 300_000,
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(InputRefused):
        office.cleaned_picture(content)


def _head(page) -> str:
    return page.text.partition('<div class="page-head">')[2].partition("</div>")[0]


def test_a_new_office_is_led_from_its_home_to_what_it_lacks(new_office_as, submit):
    browser = new_office_as("kanri")
    submit(browser, "/people/new", {"login": "hanako", "name": "秋田 花子"})

    home, setup = browser.get("/"), browser.get("/setup/")
    pages = ["/office/", "/guide", "/timetable/", "/masters/verdict", "/people/", "/audit/"]

    assert (home.status_code, "はじめての設定" in home.text) == (200, True)
    assert "あと12項目" in setup.text
    assert 'href="/accounts/links/"' in setup.text
    assert "役割のない1人の用紙は作りません。" in setup.text
    assert re.search(
        r'まだなし</span>\s*<span class="what"><a href="/accounts/links/">', setup.text
    )
    hanako = re.search(r'href="(/people/\d+)">秋田 花子', browser.get("/people/").text)[1]
    submit(browser, f"{hanako}/roles", {"role": "viewer"})
    setup = browser.get("/setup/")
    assert "1人がまだサインインしていません。 用紙は、この画面の「未設定」が" in setup.text
    assert "期限は、作ってから14日間です。" in setup.text
    menu = re.findall(r'<li><a href="([^"]+)"', home.text)
    assert "/setup/" in menu
    assert {path: browser.get(path).status_code for path in pages} == dict.fromkeys(pages, 200)
    heads = {
        path: _head(browser.get(path)) for path in ("/organisation/", "/people/", "/timetable/")
    }
    assert [path for path, head in heads.items() if 'href="/setup/"' not in head] == []
    assert "年間スケジュールの行（別紙1）" in heads["/timetable/"]
    reached = {path: browser.get(path, follow_redirects=True).status_code for path in menu}
    assert reached == dict.fromkeys(menu, 200)


def test_once_nothing_else_is_missing_the_set_up_says_to_make_the_slips_now(
    sign_in_as, submit, demo_engine
):
    admin = sign_in_as("admin")
    submit(admin, "/people/new", {"login": "hanako", "name": "秋田 花子"})
    hanako = re.search(r'href="(/people/\d+)">秋田 花子', admin.get("/people/").text)[1]
    submit(admin, f"{hanako}/roles", {"role": "viewer"})

    setup = admin.get("/setup/").text

    assert "すべてそろっています" in setup
    assert "サインインしていません。 用紙を作って渡してください。期限は、作ってから14日間" in setup
    assert "ほかになくなってから" not in setup


@pytest.mark.parametrize("role", [one.value for one in Role])
def test_each_role_of_the_set_up_leads_to_the_people_who_hold_it(sign_in_as, role):
    admin = sign_in_as("admin")
    setup = admin.get("/setup/").text

    link = f"/people/?role={role}"
    count = re.search(rf'href="{re.escape(link)}">.*?class="count-of">(\d+)', setup, re.S)[1]

    assert f"{count}人" in admin.get(link).text


def test_whoever_has_prepared_a_year_is_led_to_what_to_look_through(
    sign_in_as, submit, demo_engine
):
    admin, page = sign_in_as("admin"), "/organisation/new-year/?year=2022"
    seen = re.search(r'name="seen" value="(\w+)"', admin.get(page).text)[1]
    submit(admin, "/organisation/new-year/2022", {"seen": seen}, page)

    prepared = admin.get(page).text
    places = re.findall(
        r'href="([^"]+)"', prepared.partition("確かめる所：")[2].partition("</p>")[0]
    )

    assert len(places) == 4
    for place in places:
        shown = admin.get(place)
        assert (shown.status_code, "令和4年度" in shown.text) == (200, True), place


def test_a_first_year_is_not_copied_from_a_year_that_is_not_there(new_office_as):
    admin = new_office_as("kanri")
    empty = admin.get("/organisation/").text
    year = admin.get("/organisation/new-year/?year=2026").text

    assert "前年度から複写" not in empty
    assert 'class="btn btn-primary" href="/organisation/2026/departments/new"' in empty
    assert "令和7年度の組織が登録されていないため、引き継ぐものがありません。" in year
    assert "すべてそろっています" not in year
    past = admin.get("/organisation/?year=2025").text
    assert "この年度の部局は登録されていません。" in past
    assert "取り込んでください" not in past


def test_on_1_april_an_office_that_runs_is_led_to_the_preparation_of_its_year(
    sign_in_as, demo_engine
):
    admin = sign_in_as("admin")
    before = admin.get("/").text
    demo_engine.clock.advance(date(2022, 4, 1) - date(2021, 8, 17))

    home, setup = admin.get("/").text, admin.get("/setup/").text
    year = admin.get("/organisation/new-year/").text

    assert "/organisation/new-year/" not in before
    assert "令和4年度の準備が終わっていません。あと1項目です。" in home
    assert 'href="/organisation/new-year/?year=2022">新年度の準備' in home
    assert "はじめての設定が終わっていません" not in home
    assert 'href="/organisation/new-year/?year=2022">新年度の準備' in setup
    assert "標準セットを一度に入れられます" not in setup
    assert "令和4年度の準備" in year
    demo_engine.clock.advance(timedelta(days=190))
    assert "令和5年度の準備" in admin.get("/organisation/new-year/").text


def test_the_set_up_names_departments_in_which_nobody_can_draft(sign_in_as):
    setup = sign_in_as("admin").get("/setup/").text

    told = re.search(r"(\d)部局に各課担当がおらず、起案できません：([^<]+)<", setup)
    assert told[1] == "6"
    assert told[2] == "観光文化スポーツ部、生活環境部、農林水産部、出納局、教育庁、警察本部"


def test_the_set_up_says_that_no_cycle_takes_items_yet(sign_in_as, demo_engine):
    admin = sign_in_as("admin")
    before = admin.get("/setup/").text
    assert "いま起案できる回がありません" not in before
    assert re.search(r"6月補正予算の提出締切.*は過ぎています.*/timetable/cycles/2021-06", before)
    assert "早く始めるには" not in before

    for one in ("2021-06", "2021-09"):
        do(demo_engine, "secretariat", calendar.close_cycle, one, closed=True)

    assert "いま起案できる回がありません（次は10/4（月）から）。" in admin.get("/setup/").text


def test_an_office_asks_for_some_optional_fields_always_and_for_others_never(
    sign_in_as, submit, demo_engine
):
    admin = sign_in_as("admin")
    shown = dict.fromkeys(OPTIONAL_FIELDS, "shown")
    chosen = shown | {"kpi": "required", "lock_in": "hidden", "seen": "1"}
    saved = submit(admin, "/office/sheet", chosen)
    officer = person_named(demo_engine, "soumu")
    with demo_engine.read(officer) as work:
        item = items.get(work, items.find(work, "税務総合システム大規模改修業務委託事業"))
        department = next(one for one in items.departments(work, 2021) if one.code == "soumu").id
    sheet = replace(item.sheet, name="新しい事業", kpi="")
    item_id = demo_engine.create("2021-09", department, sheet, officer).item_id

    form = sign_in_as("soumu").get(f"/items/{item_id}/edit").text

    record = admin.get("/audit/?subject=office").text
    assert saved.status_code == 302
    assert ["ベンダロックイン" in record, "lock_in" in record] == [True, False]
    assert 'name="lock_in"' not in form
    assert 'aria-required="true"' in re.findall(r'<textarea[^>]*name="kpi"[^>]*>', form)[0]
    with demo_engine.read(officer) as work:
        seen = items.get(work, item_id).written_hash
        book = exchange.workbook(work, "2021-09").content
    with pytest.raises(FormIncomplete) as refused:
        demo_engine.perform(item_id, "submit", officer, seen)
    assert refused.value.data["fields"] == ("kpi",)
    columns = load_workbook(io.BytesIO(book))["様式"].column_dimensions
    hidden = [name for name in columns if columns[name].hidden]
    assert len(hidden) == len(["the item's id", "lock_in"])
