"""The form: what an officer types is kept as it was typed, once."""

import html
import re

from tests.support.item_form import COMPLETE, NEW, beside
from tests.support.people import person_named
from tests.support.units import do, look
from webapp.words import sheet_labels
from workflow import people
from workflow.people import Particulars
from workflow.values.sheet import SPECS, FundingLine
from workflow.values.vocabulary import FundingSource, Network


def test_every_field_of_the_sheet_stands_on_the_form_under_its_name(officer, app):
    page = officer.get(NEW).text

    with app.test_request_context():
        labels = {name: sheet_labels.field(name) for name in SPECS}
    for name in set(SPECS) - {"amount_confirmed", "funding_lines"}:
        assert f'name="{name}"' in page, name
        assert html.escape(labels[name]) in page, name
    assert 'name="funding_lines-amount"' in page


def test_a_complete_sheet_is_kept_exactly_as_it_was_typed(officer, send_form, named):
    answer = send_form(officer, NEW, COMPLETE)

    item = named("申告システム")
    assert (answer.status_code, answer.location) == (302, f"/items/{item.row.id}")
    assert item.sheet.name == "ＩＣＴ①㈱の申告システム（仮称）"
    assert item.sheet.amount_kyen == 60016
    assert item.row.state == "draft"
    assert "下書きを保存しました" in officer.get(answer.location).text


def test_a_decrease_is_typed_with_a_triangle(officer, send_form, named):
    send_form(officer, NEW, COMPLETE | {"amount_kyen": "△1,395"})

    assert named("申告システム").sheet.amount_kyen == -1395


def test_every_optional_field_is_kept(officer, send_form, named):
    send_form(
        officer,
        NEW,
        COMPLETE
        | {
            "joint_departments": ["kikaku", "mirai"],
            "goal_number": "1",
            "dx_step": "2",
            "funding_lines-source": ["general", "national"],
            "funding_lines-label": ["", "デジタル田園"],
            "funding_lines-amount": ["30,016", "３０，０００"],
            "quotes_count": "３",
            "networks": ["lgwan", "internet"],
            "contract_ends_on": "2022/03/31",
            "hours_saved": "1,200",
            "kpi": "窓口の待ち時間\r\n半減",
        },
    )

    sheet = named("申告システム").sheet
    assert set(sheet.joint_departments) == {"kikaku", "mirai"}
    assert (sheet.goal_number, sheet.dx_step, sheet.field) == (1, "2", "administration")
    assert sheet.funding_lines == (
        FundingLine(FundingSource.GENERAL, 30016),
        FundingLine(FundingSource.NATIONAL, 30000, "デジタル田園"),
    )
    assert (sheet.quotes_count, sheet.hours_saved) == (3, 1200)
    assert sheet.networks == (Network.LGWAN, Network.INTERNET)
    assert sheet.contract_ends_on.isoformat() == "2022-03-31"
    assert sheet.kpi == "窓口の待ち時間\n半減"


def test_a_draft_may_be_saved_with_hardly_anything_in_it(officer, send_form, named):
    answer = send_form(officer, NEW, {"name": "名前だけ"})

    assert answer.status_code == 302
    assert named("名前だけ").sheet.amount_kyen is None


def test_saving_to_submit_leads_to_the_page_of_that_action(officer, send_form, named):
    answer = send_form(officer, NEW, COMPLETE | {"then": "submit"})

    assert answer.location == f"/items/{named('申告システム').row.id}/submit"


def test_the_same_form_delivered_twice_begins_one_item(officer, send_form, count_items):
    page, before = officer.get(NEW).text, count_items()

    first = send_form(officer, NEW, COMPLETE, page=page)
    second = send_form(officer, NEW, COMPLETE, page=page)

    assert first.location == second.location
    assert count_items() == before + 1


def test_a_form_used_again_for_something_else_keeps_what_was_typed(
    officer, send_form, controls, count_items
):
    page = officer.get(NEW).text
    send_form(officer, NEW, COMPLETE, page=page)
    before = count_items()

    answer = send_form(officer, NEW, COMPLETE | {"name": "別の事業"}, page=page)

    assert answer.status_code == 409
    assert ("name", "別の事業") in controls(answer.text)
    assert count_items() == before


def test_an_amount_that_looks_like_yen_is_asked_about_when_it_is_submitted(
    officer, send_form, named
):
    send_form(officer, NEW, COMPLETE | {"amount_kyen": "60,016,000"})
    item = named("申告システム")

    refused = send_form(officer, f"/items/{item.row.id}/submit", {})
    lead = html.unescape(re.search(r'href="(/items/\d+/edit[^"]*)"', refused.text)[1])
    page = officer.get(lead).text

    assert refused.status_code == 422
    assert "円で入力していませんか" in beside(page, "amount_kyen")
    assert 'name="amount_confirmed"' in page
    confirmed = send_form(officer, f"/items/{item.row.id}/edit", {"amount_confirmed": "y"}, page)
    assert confirmed.status_code == 302
    assert send_form(officer, f"/items/{item.row.id}/submit", {}).status_code == 302


def test_the_form_says_that_its_cycle_is_not_open_or_that_its_deadline_has_passed(
    officer, send_form, named
):
    ahead, late = (NEW.replace("2021-09", one) for one in ("2021-12", "2021-06"))
    said = "提出締切の5/14（金）を過ぎています。"

    assert "この回の受付は10/4（月）からです。" in officer.get(ahead).text
    assert said in officer.get(late).text
    assert send_form(officer, late, {"name": "遅れた事業"}).status_code == 302
    assert said in officer.get(f"/items/{named('遅れた事業').row.id}/edit").text


def test_the_officers_own_section_is_chosen_in_a_new_sheet(officer, controls, demo_engine):
    assert ("section", "税務課") in controls(officer.get(NEW).text)
    me = person_named(demo_engine, "soumu").person_id
    before = look(demo_engine, "admin", people.one, me)
    do(demo_engine, "admin", people.change, me, Particulars(before.name))

    assert ("section", "") in controls(officer.get(NEW).text)


def test_the_only_section_of_a_department_is_chosen_in_a_new_sheet(
    sign_in_as, controls, demo_engine
):
    me = person_named(demo_engine, "sangyo").person_id
    before = look(demo_engine, "admin", people.one, me)
    do(demo_engine, "admin", people.change, me, Particulars(before.name))

    page = sign_in_as("sangyo").get("/items/new?cycle=2021-09").text

    assert ("section", "雇用労働政策課") in controls(page)


def test_only_an_officer_drafts(sign_in_as):
    assert sign_in_as("reviewer").get("/items/new").status_code == 403


def test_nobody_drafts_for_another_department(officer, send_form, count_items):
    assert officer.get("/items/new?cycle=2021-09&department=kenko").status_code == 404


def test_the_goals_of_the_own_department_come_first(sign_in_as):
    page = sign_in_as("kenko").get("/items/new?cycle=2021-09").text
    goals = re.search(r'<select[^>]*name="goal_number".*?</select>', page, re.DOTALL)[0]

    assert re.findall(r'value="(\d+)"', goals)[0] != "1"


def test_the_form_speaks_english_too(officer, submit):
    submit(officer, "/language", {"language": "en", "back": "/"}, page="/")

    page = officer.get(NEW).text

    assert "Save the draft" in page
    assert "下書き" not in page
