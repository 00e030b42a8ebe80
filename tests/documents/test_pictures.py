"""The bars at the end of a list of results: made of its own rows, the same every time."""

from dataclasses import replace

import pytest

from workflow.documents import pdf_file
from workflow.documents.list_building import listing
from workflow.documents.pdf_file import pictures
from workflow.values.actor import Title
from workflow.values.vocabulary import Stage

GIVEN = (("妥当", 60_000), ("要見直し", -15_000), ("妥当", 30_000))


@pytest.fixture
def results(a_row, a_report):
    """Three evaluated items of two departments."""
    rows = [
        replace(
            a_row(number, department="kensetsu" if number == 3 else "soumu"),
            amount_kyen=kyen,
            verdict=Title(verdict, ""),
        )
        for number, (verdict, kyen) in enumerate(GIVEN, start=1)
    ]
    return listing(a_report(*rows, stage=Stage.EVALUATED))


def test_departments_fields_and_verdicts_are_drawn_in_proportion(results):
    found = {picture["title"]: picture["bars"] for picture in pictures(results)}

    drawn = {
        title: [(bar["label"], bar["length"], bar["below"]) for bar in bars]
        for title, bars in found.items()
    }
    assert drawn == {
        "部局別（千円）": [("45,000", 1000, False), ("30,000", 666, False)],
        "分野別（千円）": [("75,000", 1000, False)],
        "評価区分別（件数）": [("2件", 1000, False), ("1件", 500, False)],
        "評価区分別（千円）": [("90,000", 1000, False), ("△15,000", 166, True)],
    }
    assert [bar["name"] for bar in found["評価区分別（件数）"]] == ["妥当", "要見直し"]


def test_the_same_rows_are_the_same_bytes(results):
    assert pdf_file.write(results) == pdf_file.write(replace(results))


def test_a_list_of_what_is_planned_or_of_nothing_has_no_pictures(results):
    assert pictures(replace(results, stage=Stage.PLANNED)) == []
    assert pictures(replace(results, is_for_finance=True)) == []
    assert pictures(replace(results, groups=())) == []


def test_amounts_of_nothing_are_drawn_without_a_length(results):
    groups = tuple(replace(group, kyen=0) for group in results.groups)

    bars = pictures(replace(results, groups=groups))[0]["bars"]

    assert [bar["length"] for bar in bars] == [0, 0]
    assert pdf_file.write(replace(results, groups=groups)).startswith(b"%PDF")


def test_what_has_no_verdict_yet_is_called_so(results):
    groups = tuple(
        replace(group, entries=tuple(_unjudged(entry) for entry in group.entries))
        for group in results.groups
    )

    found = {one["title"]: one["bars"] for one in pictures(replace(results, groups=groups))}

    assert [(bar["name"], bar["label"]) for bar in found["評価区分別（件数）"]] == [
        ("未評価", "3件")
    ]
    assert [(bar["name"], bar["label"]) for bar in found["評価区分別（千円）"]] == [
        ("未評価", "75,000")
    ]


def _unjudged(entry):
    return replace(entry, line=replace(entry.line, verdict=""))
