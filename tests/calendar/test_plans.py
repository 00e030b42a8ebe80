"""The goals and the schedule: the paper's data, beside the state of the cycles."""

import html
import re

import pytest

GOALS = "/plans/goals?year=2021"
SCHEDULE = "/plans/schedule?year=2021"
ORDER = [
    "総務部", "企画振興部", "あきた未来創造部", "観光文化スポーツ部", "健康福祉部", "生活環境部",
    "農林水産部", "産業労働部", "建設部", "出納局", "教育庁", "警察本部",
]  # fmt: skip


def words(text: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def groups(page) -> list[str]:
    found = re.findall(r'<tr class="group"><th[^>]*>\s*(\S+)', page.text)
    return [html.unescape(name) for name in found]


def quarters(page, title: str) -> list[str]:
    """The four quarters of the schedule's line with this title."""
    line = next(row for row in page.text.split("<tr")[1:] if f"<span>{title}" in row)
    return [words(cell.partition(">")[2]) for cell in line.split("<td")[2:]]


def test_all_goals_stand_under_their_lead_departments_in_the_official_order(sign_in_as):
    page = sign_in_as("viewer").get(GOALS)

    assert groups(page) == ORDER
    numbers = re.findall(r'id="goal-(\d+)"', page.text)
    assert sorted(map(int, numbers)) == list(range(1, 25))


def test_a_goal_shows_its_overview_and_the_indicators_of_both_years(sign_in_as):
    shown = words(sign_in_as("viewer").get(GOALS).text)

    assert "高齢者のデジタルデバイド対策の推進" in shown
    assert "操作体験会の受講者数（1,500人）" in shown
    assert "デジタル活用サポーターの育成研修実施" in shown
    assert "成果指標等（令和3年度末）" in shown
    assert "成果指標等（令和4年度以降）" in shown


def test_a_departments_goals_include_those_it_carries_with_another(sign_in_as):
    page = sign_in_as("viewer").get(f"{GOALS}&department=kikaku")

    assert groups(page) == ["総務部", "企画振興部"]
    assert re.findall(r'id="goal-(\d+)"', page.text) == ["4", "11", "9", "10"]


def test_the_matrix_leads_to_goals_and_names_the_planned_items(sign_in_as):
    page = sign_in_as("viewer").get(GOALS)

    assert '?year=2021#goal-4"' in page.text
    assert "【建設部】秋田県公共事業執行管理システム事業予算検討予定" in words(page.text)


def test_the_schedule_keeps_the_papers_rows_quarters_and_marks(sign_in_as):
    page = sign_in_as("viewer").get(SCHEDULE)

    assert quarters(page, "若手・中堅職員WG") == [
        "", "●知事との意見交換会", "○本部へ中間報告", "○進捗状況本部報告",
    ]  # fmt: skip
    assert quarters(page, "職員提案") == ["", "●募集、検討", "", ""]
    assert "□骨子案" in quarters(page, "DX推進計画")[1]


def test_the_budget_row_carries_its_cycles_as_they_stand(sign_in_as):
    second = quarters(sign_in_as("secretariat").get(SCHEDULE), "デジタル化関連予算")[1]

    assert "●9月補正評価" in second
    assert "起案中1" in second
    assert "評価済1" in second
    assert "提出締切8/20（金）" in second
    assert "第2回本部会議9/17（金）" in second


def test_the_schedule_counts_only_what_the_reader_may_see(sign_in_as):
    second = quarters(sign_in_as("kikaku").get(SCHEDULE), "デジタル化関連予算")[1]

    assert "案件なし" in second
    assert "起案中" not in second


def test_the_current_quarter_is_marked_in_its_own_year_only(sign_in_as):
    browser = sign_in_as("viewer")

    assert browser.get(SCHEDULE).text.count('aria-current="date"') == 1
    assert 'aria-current="date"' not in browser.get("/plans/schedule?year=2022").text


def test_a_year_without_goals_says_so(sign_in_as):
    page = sign_in_as("viewer").get("/plans/goals?year=2022")

    assert page.status_code == 200
    assert 'class="empty"' in page.text


@pytest.mark.parametrize("place", ["goals", "schedule"])
@pytest.mark.parametrize("year", ["1", "x", "2021.0", "-2021", "９" * 5000, "%00"])
def test_a_year_that_is_none_is_not_found(place, year, shared_sign_in_as):
    assert shared_sign_in_as("viewer").get(f"/plans/{place}?year={year}").status_code == 404


def test_a_department_that_is_none_is_not_found(shared_sign_in_as):
    assert shared_sign_in_as("viewer").get(f"{GOALS}&department=nobody").status_code == 404


def test_the_plans_are_bilingual_around_the_papers_japanese(sign_in_as):
    browser = sign_in_as("viewer")
    with browser.session_transaction() as kept:
        kept["language"] = "en"

    assert "July to September" in browser.get(SCHEDULE).text
    assert "General Affairs Department" in browser.get(GOALS).text


def test_nobody_reaches_the_plans_without_signing_in(client):
    assert client.get(GOALS).status_code == 302
    assert client.get(SCHEDULE).status_code == 302
