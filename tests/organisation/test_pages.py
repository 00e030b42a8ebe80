"""The organisation on pages: who reaches them, a year's table, a plan, and a year without one."""

import html
import re
from datetime import date
from io import BytesIO

import pytest

from tests.support.units import do, look
from workflow import calendar, organisation, reorganisation
from workflow.reorganisation import PlanState
from workflow.values.actor import Title

PAGES = [
    "/organisation/", "/organisation/2022/departments/suito", "/organisation/2022/departments/new",
    "/organisation/2022/file", "/organisation/2022/file.csv", "/organisation/plans/",
    "/organisation/plans/new",
]  # fmt: skip
LATER = {
    "cycle_id": "2024-06", "title": Title("令和6年度6月補正予算", ""), "fiscal_year": 2024,
    "budget_year": 2024, "process_name": "standard", "opens_on": date(2021, 8, 2),
    "submission_deadline": date(2024, 5, 15), "review_deadline": date(2024, 5, 31),
}  # fmt: skip


def words(page) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


@pytest.mark.parametrize(("login", "status"), [("admin", 200), ("secretariat", 403)])
def test_administrators_alone_reach_them(login, status, shared_sign_in_as):
    browser = shared_sign_in_as(login)

    assert {browser.get(page).status_code for page in PAGES} == {status}


def test_a_department_is_changed_from_a_year_on_and_what_has_a_past_is_said_beside_it(
    sign_in_as, submit, demo_engine
):
    browser = sign_in_as("admin")
    page = "/organisation/2022/departments/soumu"
    typed = {"name": "総務部", "name_en": "", "position": "12",
             "sections": "税務課／Taxation Division\nデジタル課 / Digital\n総務課"}  # fmt: skip
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', browser.get(page).text)[1]

    refused = submit(browser, page, {**typed, "name": "総務企画部", "seen": seen})
    assert refused.status_code == 422
    assert "「総務部」には過去の実績があります" in words(refused)
    answer = submit(browser, page, {**typed, "seen": seen})
    assert answer.status_code == 302
    last = look(demo_engine, "admin", organisation.of, 2022).departments[-1]
    assert [last.name, *(part.name for part in last.sections)] == [
        ("総務部", ""), "税務課", "デジタル課", "総務課",
    ]  # fmt: skip
    # Somebody else had the page open before.
    assert submit(browser, page, {**typed, "position": "1", "seen": seen}).status_code == 409


def test_a_file_is_shown_before_it_changes_anything(sign_in_as, submit, demo_engine):
    browser = sign_in_as("admin")
    file = browser.get("/organisation/2022/file.csv").data.decode()

    def brought(text: str):
        content = (BytesIO(text.encode()), "a.csv")
        return submit(browser, "/organisation/2022/file", {"file": content})

    assert "変更はありません" in words(brought(file))
    wrong = brought(file + "B,,,,x,\r\n")
    assert (wrong.status_code, "行目" in words(wrong)) == (422, True)
    assert "見出し" in words(brought("a,b\r\n1,2\r\n"))
    few = brought(file + "shin,新部,,,新設課,\r\n")
    assert "新設課" in words(few)
    assert "部局1・課室1を加えます" in words(few)
    assert few.text.count("すべて変更する</button>") == 1
    many = brought(file + "".join(f"shin,新部,,,{n}課,\r\n" for n in range(60)))
    assert "部局1・課室60を加えます" in words(many)
    assert "書類には出ません）。後から変えられません。" in words(many)
    assert many.text.index('form="all-of-it"') < many.text.index("<table")
    assert "/organisation/blank.xlsx" in browser.get("/organisation/").text
    assert look(demo_engine, "admin", organisation.of, 2022).department("shin") is None


def test_a_plan_is_written_corrected_in_its_row_and_decided(sign_in_as, submit, demo_engine):
    browser = sign_in_as("admin")
    lines = {"lines-old_department": ["健康福祉部", "健康福祉部"],
             "lines-old_section": ["", "医務薬事課"],
             "lines-new_department": ["健康政策部", "ない部"],
             "lines-new_section": ["", ""], "lines-new_code": ["seisaku", ""]}  # fmt: skip
    typed = {"title": "改編", "takes_effect_on": "R4.4.1"}
    assert submit(browser, "/organisation/plans/new", {**typed, "takes_effect_on": "R3.8.1",
                                                       **lines}).status_code == 422  # fmt: skip
    answer = submit(browser, "/organisation/plans/new", {**typed, **lines})
    page = answer.location
    assert "健康福祉部医務薬事課行き先なし" in words(browser.get(page))
    assert "2行目：「ない部」という部局はありません" in words(browser.get(page))
    assert 'aria-invalid="true"' in browser.get(f"{page}/edit").text

    submit(browser, f"{page}/edit", {**typed, **lines, "lines-new_department": ["健康政策部", ""],
                                     "lines-new_section": ["", "医務課"]})  # fmt: skip
    assert "「健康福祉部」はこの計画で廃止されます" in words(browser.get(page))
    submit(browser, f"{page}/edit", {**typed, **lines,
                                     "lines-new_department": ["健康政策部", "健康政策部"],
                                     "lines-new_section": ["", "医務課"]})  # fmt: skip
    shown = browser.get(page)
    assert "健康福祉部医務薬事課健康政策部医務課急性期診療ネットワーク推進事業" in words(shown)
    seen = re.search(r'name="seen" value="(\w+)"', shown.text)[1]
    assert submit(browser, f"{page}/decide", {"seen": seen}, page).status_code == 302
    plan = look(demo_engine, "admin", reorganisation.plans)[0]
    assert plan.state is PlanState.DECIDED
    assert "改編令和4年4月1日施行決定済" in words(browser.get("/organisation/"))
    assert submit(browser, f"{page}/carry-out", {}, page).status_code == 409


def test_what_goes_nowhere_is_not_called_abolished_before_it_is(sign_in_as, submit, demo_engine):
    browser = sign_in_as("admin")
    typed = {"title": "改編", "takes_effect_on": "R4.4.1", "lines-old_department": ["総務部"] * 2,
             "lines-old_section": ["", "税務課"], "lines-new_department": ["", "企画振興部"],
             "lines-new_section": ["", ""], "lines-new_code": ["", ""]}  # fmt: skip
    page = submit(browser, "/organisation/plans/new", typed).location
    assert "総務部総務課行き先なし" in words(browser.get(page))

    ends = {"lines-old_department": ["総務部"] * 3, "lines-old_section": ["", "税務課", "総務課"],
            "lines-new_department": ["", "企画振興部", ""], "lines-new_section": [""] * 3,
            "lines-new_code": [""] * 3}  # fmt: skip
    submit(browser, f"{page}/edit", {**typed, **ends})
    shown = browser.get(page)
    assert "総務部総務課廃止" in words(shown)
    seen = re.search(r'name="seen" value="(\w+)"', shown.text)[1]
    submit(browser, f"{page}/decide", {"seen": seen}, page)
    demo_engine.clock.advance(date(2022, 4, 1) - date(2021, 8, 17))
    submit(browser, f"{page}/carry-out", {}, page)
    done = words(browser.get(page))
    assert "施行済" in done
    assert "総務部総務課→廃止" in done


def test_a_department_that_is_renamed_without_a_code_goes_nowhere_and_nobody_loses_a_role(
    sign_in_as, submit, demo_engine
):
    browser = sign_in_as("admin")
    typed = {"title": "改称", "takes_effect_on": "R4.4.1", "lines-old_department": ["総務部"],
             "lines-old_section": [""], "lines-new_department": ["総務管理部"],
             "lines-new_section": [""], "lines-new_code": [""]}  # fmt: skip

    page = submit(browser, "/organisation/plans/new", typed).location
    shown = words(browser.get(page))
    submit(browser, f"{page}/edit", {**typed, "lines-new_code": ["soumukanri"]})
    coded = words(browser.get(page))

    assert "新設・改称の場合は、新部局コードを書いてください" in shown
    assert "総務部税務課行き先なし" in shown
    assert "総務部各課担当行き先なし" in shown
    assert "終了" not in shown.partition("利用者代理")[2]
    assert "廃止" not in shown.partition("新旧対照")[2].partition("利用者代理")[0]
    assert "総務部税務課総務管理部税務課" in coded
    assert "総務部各課担当総務管理部各課担当" in coded


def test_a_section_twice_and_an_unreadable_code_are_each_told_once(shared_sign_in_as, submit):
    browser = shared_sign_in_as("admin")
    page = "/organisation/2022/departments/new"
    typed = {"code": "水道", "name": "水道局", "name_en": "", "position": "3",
             "sections": "水道課\n水道課", "seen": ""}  # fmt: skip

    refused = submit(browser, page, typed)

    assert refused.status_code == 422
    told = re.findall(r'class="field-error"[^>]*>([^<]+)<', refused.text)
    assert [one.strip() for one in told] == [
        "部局コードは半角英小文字で始め、半角の英小文字・数字・-・_ だけを使います（例：soumu）。",
        "課室「水道課」が2つあります。",
    ]


def test_a_cycle_without_its_year_is_said_to_who_makes_it_and_to_officers(sign_in_as, demo_engine):
    do(demo_engine, "admin", lambda work: calendar.put_cycle(work, **LATER))

    board = words(sign_in_as("secretariat").get("/timetable/?year=2024"))
    assert "この年度の部局が登録されていません" in board
    assert "会議がありません。結果を報告できません" in board
    officer = sign_in_as("soumu")
    old = {"cycle_id": "2019-06", "title": Title("令和元年度6月補正予算", ""), "fiscal_year": 2019,
           "budget_year": 2019}  # fmt: skip
    do(demo_engine, "admin", lambda work: calendar.put_cycle(work, **LATER | old))
    assert 'value="2019-06"' not in officer.get("/").text
    assert 'value="2019-06"' in officer.get("/?cycle=2019-06").text
    home = officer.get("/?cycle=2024-06")
    assert (home.status_code, "/items/new" in home.text) == (200, False)
    asked = officer.get("/items/new")
    assert (asked.status_code, "あなたの部局がありません" in words(asked)) == (200, True)


def test_an_english_page_offers_departments_and_sections_by_their_english_names(sign_in_as, submit):
    admin = sign_in_as("admin")
    submit(admin, "/language", {"language": "en"}, page="/guide")

    page = admin.get("/organisation/plans/new").text

    offered = page.partition('id="known-departments"')[2]
    departments, _, sections = offered.partition('id="known-sections"')
    assert 'value="General Affairs Department"' in departments
    assert 'value="Taxation Division"' in sections
