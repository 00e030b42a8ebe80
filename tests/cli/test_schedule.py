"""jizen schedule: 資料1-3 as scripts take it."""

import json

import pytest


def test_the_schedule_of_reiwa_3_has_the_papers_rows_in_four_quarters(jizen):
    done = jizen("schedule", "--year", "2021")

    assert done.exit_code == 0
    paper = json.loads(done.stdout)
    assert (paper["paper"], paper["fiscal_year"]) == ("資料1-3", 2021)
    assert [row["number"] for row in paper["rows"] if row["number"]] == [
        str(number) for number in range(1, 11)
    ]
    assert {len(row["quarters"]) for row in paper["rows"]} == {4}
    budgets = next(row for row in paper["rows"] if row["title"] == "デジタル化関連予算")
    assert [
        (entry["mark"], entry["text"], entry["cycles"]) for entry in budgets["quarters"][1]
    ] == [
        ("●", "9月補正評価", ["2021-09"]),
        ("○", "本部報告", ["2021-09"]),
    ]


def test_the_pdf_goes_to_a_file_the_same_each_time(jizen, tmp_path):
    targets = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for target in targets:
        done = jizen("schedule", "--year", "2021", "--format", "pdf", "-o", str(target))
        assert (done.exit_code, done.stdout) == (0, "")

    first, second = (target.read_bytes() for target in targets)
    assert first.startswith(b"%PDF")
    assert first == second


def test_a_year_without_a_schedule_is_refused(jizen):
    unknown = jizen("schedule", "--year", "1999")

    assert unknown.exit_code == 1
    assert unknown.stderr.strip() == "見つからないか、閲覧できない内容です。"


@pytest.mark.parametrize("misused", [[], ["--year", "R3"], ["--year", "2021", "--format", "xlsx"]])
def test_wrong_usage_of_the_schedule_is_another_matter(jizen, misused):
    assert jizen("schedule", *misused).exit_code == 2
