"""People and their roles on pages: for administrators alone."""

import re
from datetime import date
from io import BytesIO

import pytest

from tests.support.notices import preferences
from tests.support.units import do, look
from workflow import reorganisation
from workflow.reorganisation import Line

LOGINS = ["soumu", "reviewer", "evaluator", "secretariat", "viewer", "advisor"]


def address_of(browser, login: str) -> str:
    """The page of the person with this login, from the list."""
    page = browser.get(f"/people/?words={login}").text
    row = next(one for one in page.split("<tr>") if f">{login}<" in one)
    return re.search(r'href="(/people/\d+)"', row)[1]


@pytest.mark.parametrize("login", LOGINS)
def test_nobody_else_sees_people_or_changes_them(login, shared_sign_in_as):
    person = address_of(shared_sign_in_as("admin"), "soumu")
    browser = shared_sign_in_as(login)

    for path in ("/people/", "/people/new", person, f"{person}/change", f"{person}/roles",
                 f"{person}/switch"):  # fmt: skip
        assert browser.get(path).status_code == 403


def test_everyone_is_listed_with_the_roles_of_the_day_and_found_by_filters(shared_sign_in_as):
    browser = shared_sign_in_as("admin")
    page = browser.get("/people/").text
    assert page.count('<th scope="row"') == 17
    assert "総務部 各課担当" in page

    narrowed = browser.get("/people/?role=admin&active=on&on=R3.8.17").text
    assert narrowed.count('<th scope="row"') == 1
    assert "該当する利用者はいません" in browser.get("/people/?words=nobody").text
    wrong = browser.get("/people/?on=someday&role=boss")
    assert wrong.status_code == 200
    assert "field-error" in wrong.text


def test_a_person_is_added_given_a_role_for_april_and_switched_off(sign_in_as, submit):
    browser = sign_in_as("admin")
    typed = {"login": "Hanako", "name": "秋田 花子", "kana": "アキタ ハナコ", "email": " h@x.jp "}

    added = submit(browser, "/people/new", typed)
    assert added.status_code == 302
    roles = added.location
    person = roles.removesuffix("/roles")
    given = submit(browser, roles, {"role": "viewer", "from_on": "R4.4.1"})
    assert (given.status_code, given.location) == (302, person)
    page = browser.get(person).text
    assert (
        page.index("これからの役割")
        < page.index("令和4年4月1日から")
        < page.index("<h2>変更の記録")
    )
    assert "h@x.jp" in page
    kept = browser.get(f"{person}/change").text
    soumu = re.search(r'value="(\d+)">総務部</option>', kept)[1]
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', kept)[1]
    at_the_head = {"name": "秋田 花子", "section": soumu, "seen": seen}
    assert submit(browser, f"{person}/change", at_the_head).status_code == 302
    assert f'selected value="{soumu}">総務部<' in browser.get(f"{person}/change").text
    page = browser.get(person).text
    for shown in ("<dd>総務部</dd>", "所属：<del>―</del> → <ins>総務部</ins>"):
        assert shown in page

    end = re.search(r'href="(/people/\d+/roles/\d+/end)"', page)[1]
    refused = submit(browser, end, {"until_on": "2022-03-31"})
    assert refused.status_code == 422
    assert "終了日が開始日より前です" in refused.text
    assert submit(browser, end, {"until_on": ""}).status_code == 302
    assert submit(browser, f"{person}/switch", {"seen": "earlier"}).status_code == 409
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', browser.get(f"{person}/switch").text)[1]
    assert submit(browser, f"{person}/switch", {"seen": seen}).status_code == 302
    page = browser.get(person).text
    assert "利用停止" in page
    assert "令和3年8月17日に取消し" in page


def test_what_cannot_be_kept_is_refused_beside_its_field_and_stays(sign_in_as, submit, demo_engine):
    browser = sign_in_as("admin")
    person = address_of(browser, "soumu")
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', browser.get(f"{person}/change").text)[1]

    for email in ("tax", "a@b c", "a@b\r\nBcc: x@y", "x" * 300 + "@y.jp", "あ@例.jp"):
        answer = submit(browser, f"{person}/change", {"name": "総務", "email": email, "seen": seen})
        assert answer.status_code == 422
        assert email[:3] in answer.text
    answer = submit(browser, "/people/new", {"login": "SOUMU", "name": "別人"})
    assert answer.status_code == 422
    assert "すでに使われています" in answer.text
    assert preferences(demo_engine, "soumu").email == ""


def test_the_last_administrator_stays_and_is_told_why(sign_in_as, submit):
    browser = sign_in_as("admin")
    person = address_of(browser, "admin")
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', browser.get(f"{person}/switch").text)[1]

    answer = submit(browser, f"{person}/switch", {"seen": seen})

    assert answer.status_code == 422
    assert "管理者がいなくなります" in answer.text


@pytest.mark.parametrize("person", ["0", "999", "99999999999999"])
def test_a_person_who_is_not_there_is_not_found(person, shared_sign_in_as):
    browser = shared_sign_in_as("admin")
    for page in ("", "/change", "/roles", "/switch", "/roles/1/end"):
        assert browser.get(f"/people/{person}{page}").status_code == 404


def test_departments_are_offered_in_their_order_and_those_that_ended_last(sign_in_as, demo_engine):
    lines = [Line("出納局", "", "会計局", "", "kaikei")]
    plan_id = do(demo_engine, "admin", reorganisation.write, None, "改編", date(2022, 4, 1), lines)
    seen = look(demo_engine, "admin", reorganisation.plan, plan_id).seen
    do(demo_engine, "admin", reorganisation.decide, plan_id, seen)
    demo_engine.clock.advance(date(2022, 4, 1) - date(2021, 8, 17))
    do(demo_engine, "admin", reorganisation.take_effect, plan_id)
    admin = sign_in_as("admin")

    def offered(page: str) -> list[str]:
        field = admin.get(page).text.partition('name="department"')[2].partition("</select>")[0]
        return re.findall(r'<option[^>]*value="\d+">([^<]+)<', field)

    order = ["産業労働部", "建設部", "会計局", "教育庁", "警察本部"]
    assert offered("/people/")[-6:] == [*order, "出納局（廃止）"]
    assert offered("/people/1/roles")[-5:] == order


def test_a_list_is_brought_looked_at_and_carried_out(sign_in_as, submit):
    browser = sign_in_as("admin")
    lines = "ログインID,氏名,職名,役割,庁舎\nhanako,秋田 花子,部長,,本館\nsoumu,総務 太郎,課長,,"
    file = (BytesIO(lines.encode()), "people.csv")

    looked_at = submit(browser, "/people/file/", {"file": file}).location
    titles = {"given": ["viewer", ""]}
    plain = browser.get(looked_at).text
    assert "部長 <span" in plain
    assert "役割が付かない人 2人" in plain
    as_it_was = {"seen": re.search(r'name="seen"[^>]*value="(\w+)"', plain)[1], "shown": ""}
    shown_again = submit(browser, looked_at, {**as_it_was, **titles}).location
    page = browser.get(shown_again).text
    assert "選んだ役割を入れて表示し直しました" in page
    look_first = submit(browser, looked_at, {**as_it_was, **titles, "look": "yes"}).location
    assert (look_first, "秋田 花子" in browser.get("/people/").text) == (shown_again, False)
    assert "役割が付かない人 1人" in page
    assert "読まなかった列：" in page
    assert "秋田 花子" in page
    assert "付与：閲覧者（令和3年8月17日から）" in page
    assert "付与する役割：閲覧者 1</p>" in page
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', page)[1]
    titles["shown"] = re.search(r'name="shown"[^>]*value="([\w,]+)"', page)[1]

    assert "変更されました" in browser.get(submit(browser, looked_at, {"seen": seen}).location).text
    done = browser.get(submit(browser, looked_at, {"seen": seen, **titles}).location).text
    assert (
        done.count("追加1人、変更1人です。 役割を1件付与しました。") == done.count("追加1人") == 1
    )
    assert "に実行しました。追加1人、変更1人。" in browser.get(looked_at).text
    assert '<a href="/setup/">次へ：はじめての設定</a>' in done
    assert "秋田 花子" in browser.get("/people/").text
    broken = submit(browser, "/people/file/", {"file": (BytesIO(b"%PDF-1.4"), "people.xlsx")})
    assert broken.status_code == 422
    assert browser.get("/people/file/people.xlsx").status_code == 200
    assert sign_in_as("secretariat").get("/people/file/people.csv").status_code == 403


def test_an_english_list_parts_a_place_and_a_role_by_commas(sign_in_as, submit):
    admin = sign_in_as("admin")
    submit(admin, "/language", {"language": "en"}, page="/guide")
    line = admin.get("/people/?words=soumu").text.partition("<tbody>")[2].partition("</tbody>")[0]

    assert "General Affairs Department, Taxation Division" in line
    assert "General Affairs Department, Department officer" in line


@pytest.mark.parametrize(
    "words", ["General Affairs", "taxation division", "総務部", "税務課", "総務 税務"]
)
def test_people_are_found_by_where_they_work_in_either_language(sign_in_as, submit, words):
    admin = sign_in_as("admin")
    submit(admin, "/language", {"language": "en"}, page="/guide")

    lines = admin.get("/people/", query_string={"words": words}).text
    found = lines.partition("<tbody>")[2].partition("</tbody>")[0]

    assert ">soumu<" in found
    assert "kensetsu" not in found


def test_a_list_names_departments_and_sections_in_english_too(sign_in_as, submit):
    admin = sign_in_as("admin")
    head = "ログインID,氏名,所属部局,課室,役割,対象部局"
    place = "General Affairs Department,Taxation Division"
    line = f"hanako,秋田 花子,{place},各課担当,General Affairs Department"
    file = (BytesIO(f"{head}\n{line}".encode()), "people.csv")

    page = admin.get(submit(admin, "/people/file/", {"file": file}).location).text

    assert "総務部" in page
    assert "税務課" in page
    assert "この部局はありません" not in page
    assert "実行する" in page
