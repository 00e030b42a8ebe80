"""The form: what cannot be kept is named beside its field, and stays in sight as it was typed."""

import re
from urllib.parse import urlencode

import pytest

from tests.support.item_form import COMPLETE, NEW, beside
from tests.support.units import do
from workflow import calendar

WRONG = {
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
    "count_large": ({"quotes_count": "100"}, "quotes_count", "99"),
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

LINES_OF_4000 = {
    "funding_lines-source": ["general"],
    "funding_lines-label": [""],
    "funding_lines-amount": ["4,000"],
}

UNREADABLE = {
    "yen_unit": ({"amount_kyen": "6万円"}, "amount_kyen", "単位を付けずに"),
    "no_number": ({"amount_kyen": "約六千"}, "amount_kyen", "金額として読み取れません"),
    "decimals": ({"amount_kyen": "1.5"}, "amount_kyen", "端数を付けずに"),
    "too_large": ({"amount_kyen": "9" * 40}, "amount_kyen", "金額が大きすぎます"),
    "count": ({"quotes_count": "-1"}, "quotes_count", "整数"),
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


@pytest.mark.parametrize(("typed", "field", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_kept_as_it_was_typed_and_marked(
    officer, send_form, controls, named, typed, field, message
):
    answer = send_form(officer, NEW, COMPLETE | typed)

    item = named("申告システム")
    assert (answer.status_code, answer.location) == (302, f"/items/{item.row.id}")
    assert item.sheet.summary == COMPLETE["summary"]
    page = officer.get(f"/items/{item.row.id}/edit").text
    assert message in beside(page, field)
    kept = controls(page)
    for name, value in typed.items():
        for one in value if isinstance(value, list) else [value]:
            assert (name, one) in kept, name


def test_a_half_right_sheet_is_kept_but_not_submitted_before_it_is_right(officer, send_form, named):
    send_form(officer, NEW, COMPLETE | {"amount_kyen": "未定", "contract_ends_on": "来年3月"})
    item = named("申告システム").row.id

    page = officer.get(f"/items/{item}").text
    assert "未定（入力のまま。まだ読み取れません）" in page
    assert "来年3月（入力のまま。まだ読み取れません）" in page
    assert send_form(officer, f"/items/{item}/submit", {}).status_code == 422

    send_form(officer, f"/items/{item}/edit", {"amount_kyen": "5,000", "contract_ends_on": ""})
    assert send_form(officer, f"/items/{item}/submit", {}).status_code == 302
    assert named("申告システム").sheet.amount_kyen == 5000


def test_saving_to_submit_what_is_not_ready_leads_back_to_the_fields(officer, send_form, named):
    typed = {"funding": "", "contract_ends_on": "来年3月", "then": "submit"}

    answer = send_form(officer, NEW, COMPLETE | typed)

    plain = f"/items/{named('申告システム').row.id}/edit"
    assert f"{plain}?problem=" in answer.location
    page = officer.get(answer.location).text
    parts = r"<span data-filled>(\d+)</span>(/\d+)"
    counts = [re.findall(parts, one) for one in (page, officer.get(plain).text)]
    assert counts[0] == counts[1]
    assert counts[0][0] == ("6", "/7")
    assert "下書きを保存しました。提出の前に" in page
    assert "入力してください" in beside(page, "funding")
    assert "実在する日付" in beside(page, "contract_ends_on")


def test_what_is_named_beside_a_field_says_the_facts_of_it_as_they_are_now(
    officer, send_form, named
):
    typed = {"amount_kyen": "12,800", "previous_amount_kyen": "1,200", "then": "submit"}
    asked = send_form(officer, NEW, COMPLETE | typed).location

    assert "12,800千円（1,280万円）になります" in beside(officer.get(asked).text, "amount_kyen")

    item = named("申告システム").row.id
    send_form(officer, f"/items/{item}/edit", {"amount_kyen": "2,800"})
    assert "になります" not in beside(officer.get(asked).text, "amount_kyen")


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


def test_a_closed_cycle_is_said_on_top_and_all_stays_typed(
    demo_engine, officer, send_form, controls
):
    do(demo_engine, "secretariat", calendar.close_cycle, "2021-06", closed=True)

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


def test_who_means_to_submit_is_told_at_once_of_everything_that_stands_against_it(
    officer, send_form, count_items
):
    before = count_items()
    wrong = {"name": "長" * 201, "funding": "", "goal_number": ""} | LINES_OF_4000
    typed = COMPLETE | wrong

    answer = send_form(officer, NEW, typed | {"then": "submit"})

    assert (answer.status_code, count_items()) == (422, before)
    assert "201字" in beside(answer.text, "name")
    assert "入力してください" in beside(answer.text, "funding")
    assert "4,000" in beside(answer.text, "funding_lines")
    saved = send_form(officer, NEW, typed)
    assert "入力してください" not in beside(saved.text, "funding")


def test_a_sum_is_not_compared_with_an_amount_that_cannot_be_read(officer, send_form):
    wrong = {"name": "長" * 201, "amount_kyen": "約六千"} | LINES_OF_4000

    answer = send_form(officer, NEW, COMPLETE | wrong | {"then": "submit"})

    assert "金額として読み取れません" in beside(answer.text, "amount_kyen")
    assert "4,000" not in beside(answer.text, "funding_lines")


def test_a_draft_that_is_not_kept_says_too_what_it_lacks(officer, send_form, named):
    send_form(officer, NEW, COMPLETE)
    item = named("申告システム").row.id
    wrong = {"name": "税務総合システム大規模改修業務委託事業", "funding": ""}

    answer = send_form(officer, f"/items/{item}/edit", wrong | {"then": "submit"})

    assert answer.status_code == 422
    assert "既にあります" in beside(answer.text, "name")
    assert "入力してください" in beside(answer.text, "funding")


def test_the_page_of_a_submission_names_everything_before_it_is_tried(officer, send_form, named):
    send_form(officer, NEW, COMPLETE | LINES_OF_4000 | {"funding": ""})
    item = named("申告システム").row.id

    shown = officer.get(f"/items/{item}/submit").text
    tried = send_form(officer, f"/items/{item}/submit", {})

    assert tried.status_code == 422
    for page in (shown, tried.text):
        assert re.findall(r'edit\?problem=[^"]+#(\w+)"', page) == ["funding", "funding_lines"]
