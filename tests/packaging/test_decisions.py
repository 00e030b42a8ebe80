"""Records of decisions are numbered without gaps, have one shape and are listed."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"
INDEX = (FOLDER / "README.md").read_text(encoding="utf-8")
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))


def test_numbers_have_no_gaps():
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_is_listed_with_its_number_title_and_date(path):
    number, title, date = re.match(
        r"# (\d+)\. (.+)\n\n(\d{4}-\d\d-\d\d), ", path.read_text(encoding="utf-8")
    ).groups()

    assert f"| [{number}]({path.name}) | {title} | {date} |" in INDEX


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_has_context_decision_and_consequences_on_half_a_page(path):
    lines = path.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.startswith("##")] == [
        "## Context",
        "## Decision",
        "## Consequences",
    ]
    assert len(lines) <= 40
