"""The form: what an officer types is kept, or named as wrong beside its field and kept in sight."""

import html
import re
from urllib.parse import urlencode

import pytest

from webapp import sheet_labels
from workflow.queries.views import ItemFilter
from workflow.services import calendar
from workflow.sheet import SPECS, FundingLine
from workflow.vocabulary import Field, FundingSource, Network

NEW = "/items/new?cycle=2021-09&department=soumu"
COMPLETE = {
    "section": "税務課",
    "field": "administration",
    "category": "procedure",
    "name": "ＩＣＴ①㈱の申告システム（仮称）",
    "amount_kyen": "６０，０１６",
    "funding": "一般財源",
    "summary": "申告を電子化する。",
}


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("soumu")


@pytest.fixture
def named(engine):
    def find(name):
        rows = engine.items(engine.actor_named("soumu"), ItemFilter(words=name)).rows
        return engine.item(rows[0].id, engine.actor_named("soumu")) if rows else None

    return find


def beside(page: str, field: str) -> str:
    """The error texts that stand beside a field."""
    found = re.search(rf'<div id="{field}-error">(.*?)</div>', page, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def test_every_field_of_the_sheet_stands_on_the_form(officer):
    page = officer.get(NEW).text

    for name in set(SPECS) - {"amount_confirmed", "funding_lines"}:
        assert f'name="{name}"' in page, name
        assert html.escape(sheet_labels.field(name)) in page or name in page
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
    assert (sheet.goal_number, sheet.dx_step, sheet.field) == (1, "2", Field.ADMINISTRATION)
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


WRONG = {
    "yen_unit": ({"amount_kyen": "6万円"}, "amount_kyen", "単位を付けずに"),
    "no_number": ({"amount_kyen": "約六千"}, "amount_kyen", "金額として読み取れません"),
    "decimals": ({"amount_kyen": "1.5"}, "amount_kyen", "端数を付けずに"),
    "too_large": ({"amount_kyen": "9" * 40}, "amount_kyen", "金額が大きすぎます"),
    "long_name": ({"name": "長" * 201}, "name", "201字"),
    "hundred_kb": ({"summary": "あ" * 34_000}, "summary", "34,000字"),
    "control": ({"name": "警報\u0007音"}, "name", "U+0007"),
    "nul": ({"summary": "a\u0000b"}, "summary", "U+0000"),
    "bidi": ({"funding": "abc\u202edef"}, "funding", "U+202E"),
    "broken": ({"name": "壊れた\ufffd"}, "name", "U+FFFD"),
    "two_lines": ({"name": "一行目\n二行目"}, "name", "1行"),
    "category": ({"category": "no_such"}, "category", "一覧から選んでください"),
    "section": ({"section": "ない課"}, "section", "一覧から選んでください"),
    "field": ({"field": "space"}, "field", "一覧から選んでください"),
    "goal": ({"goal_number": "9999"}, "goal_number", "一覧から選んでください"),
    "goal_text": ({"goal_number": "x"}, "goal_number", "一覧から選んでください"),
    "joint": ({"joint_departments": ["soumu"]}, "joint_departments", "一覧の中から"),
    "count": ({"quotes_count": "-1"}, "quotes_count", "整数"),
    "count_large": ({"quotes_count": "100"}, "quotes_count", "99"),
    "day": ({"support_ends_on": "2021-02-30"}, "support_ends_on", "実在する日付"),
    "old_day": ({"support_ends_on": "0001-01-01"}, "support_ends_on", "実在する日付"),
    "row_source": (
        {"funding_lines-source": [""], "funding_lines-label": [""], "funding_lines-amount": ["5"]},
        "funding_lines-1",
        "財源の種類",
    ),
    "row_amount": (
        {
            "funding_lines-source": ["general"],
            "funding_lines-label": [""],
            "funding_lines-amount": ["五"],
        },
        "funding_lines-1",
        "金額として",
    ),
    "rows": (
        {
            "funding_lines-source": ["general"] * 21,
            "funding_lines-label": [""] * 21,
            "funding_lines-amount": ["1"] * 21,
        },
        "funding_lines",
        "20",
    ),
    "namesake": ({"name": "税務総合システム大規模改修業務委託事業"}, "name", "既にあります"),
}


@pytest.mark.parametrize(("typed", "field", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_kept_is_named_beside_its_field_and_stays_typed(
    officer, send_form, controls, count_items, typed, field, message
):
    before = count_items()

    answer = send_form(officer, NEW, COMPLETE | typed)

    assert answer.status_code == 422
    assert message in beside(answer.text, field)
    assert f'href="#{field.partition("-")[0]}"' in answer.text
    assert count_items() == before
    sent = {**COMPLETE, **typed}
    kept = controls(answer.text)
    for name, value in sent.items():
        for one in value if isinstance(value, list) else [value]:
            assert (name, one.replace("\n", "\r\n")) in kept or (name, one) in kept, name


def test_half_a_character_is_named_and_nothing_breaks(officer, controls):
    pairs = [(k, v) for k, v in controls(officer.get(NEW).text) if k not in COMPLETE]
    pairs += list((COMPLETE | {"name": "半分\ud842"}).items())
    body = urlencode(pairs, errors="surrogatepass")

    answer = officer.post(NEW, data=body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 422
    assert "U+FFFD" in beside(answer.text, "name")


def test_several_problems_are_all_named_at_once(officer, send_form):
    typed = {"name": "長" * 300, "funding": "x\u0001", "amount_kyen": "約千"}
    page = send_form(officer, NEW, COMPLETE | typed).text

    assert "金額として読み取れません" in beside(page, "amount_kyen")
    assert "300字" in beside(page, "name")
    assert "U+0001" in beside(page, "funding")


@pytest.mark.parametrize("cycle", ["2022-initial"])
def test_a_cycle_that_is_not_open_is_said_on_top_and_all_stays_typed(
    officer, send_form, controls, count_items, cycle
):
    before = count_items()

    answer = send_form(officer, f"/items/new?cycle={cycle}&department=soumu", COMPLETE)

    assert answer.status_code == 422
    assert "まだ始まっていません" in answer.text
    assert ("name", COMPLETE["name"]) in controls(answer.text)
    assert count_items() == before


def test_a_closed_cycle_is_said_on_top_and_all_stays_typed(engine, officer, send_form, controls):
    with engine.setting_up() as session:
        calendar.close_cycle(session, "2021-06", engine.clock.now())

    answer = send_form(officer, "/items/new?cycle=2021-06&department=soumu", COMPLETE)

    assert answer.status_code == 422
    assert "締め切られています" in answer.text
    assert ("summary", COMPLETE["summary"]) in controls(answer.text)


def test_a_row_of_funding_is_added_without_a_script_and_nothing_is_lost(
    officer, send_form, controls, count_items
):
    before, first = count_items(), officer.get(NEW).text
    typed = COMPLETE | {"amount_kyen": "読めない", "add_row": "1"}

    answer = send_form(officer, NEW, typed)

    rows = [pair for pair in controls(first) if pair[0] == "funding_lines-amount"]
    more = [pair for pair in controls(answer.text) if pair[0] == "funding_lines-amount"]
    assert answer.status_code == 200
    assert len(more) == len(rows) + 1
    assert ("amount_kyen", "読めない") in controls(answer.text)
    assert count_items() == before


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
