"""The schedule: the paper's data, beside the state of the cycles."""

import html
import re

import pytest

GOALS = "/goals/?year=2021"
SCHEDULE = "/plans/schedule?year=2021"


def words(text: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def quarters(page, title: str) -> list[str]:
    """The four quarters of the schedule's line with this title."""
    line = next(row for row in page.text.split("<tr")[1:] if f">{title}</a>" in row)
    return [words(cell.partition(">")[2]) for cell in line.split("<td")[2:]]


def test_the_schedule_keeps_the_papers_rows_quarters_and_marks(sign_in_as):
    page = sign_in_as("viewer").get(SCHEDULE)

    assert quarters(page, "若手・中堅職員WG") == [
        "", "●知事との意見交換会", "○本部へ中間報告", "○進捗状況本部報告",
    ]  # fmt: skip
    assert quarters(page, "職員提案") == ["", "●募集、検討", "", ""]
    assert "□骨子案" in quarters(page, "DX推進計画")[1]
    assert "●委員会設置、委員委嘱✓完了" in quarters(page, "DX推進計画")[1]
    assert quarters(page, "デジタルイノベーション推進コンソーシアム提言")[1] == (
        "●第1回意見交換遅れ●第2回意見交換"
    )


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


@pytest.mark.parametrize("year", ["1", "x", "2021.0", "-2021", "９" * 5000, "%00"])
def test_a_year_that_is_none_is_not_found(year, shared_sign_in_as):
    assert shared_sign_in_as("viewer").get(f"/plans/schedule?year={year}").status_code == 404


def test_the_plans_are_bilingual_around_the_papers_japanese(sign_in_as):
    browser = sign_in_as("viewer")
    with browser.session_transaction() as kept:
        kept["language"] = "en"

    assert "July to September" in browser.get(SCHEDULE).text
    assert "General Affairs Department" in browser.get(GOALS).text


def test_nobody_reaches_the_plans_without_signing_in(client):
    assert client.get(GOALS).status_code == 302
    assert client.get(SCHEDULE).status_code == 302
