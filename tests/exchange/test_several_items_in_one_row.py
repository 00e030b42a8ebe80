"""Rows that stand for several items without naming them: その他３件."""

import pytest

from tests.support.rows_of_offices import HEAD, NAMES, read
from workflow.exchange import asking, understanding

FIRST = ("総務部", "税務課", "改修", 300, "あ")
OF_SEVERAL = (
    "その他３件", "その他　3件", "その他（３件）", "その他の事業（2事業）", "ほか２事業", "他1件",
    "その他システム　5件", "上記のほか３件", "その他事業　２件", "（その他2件）",
)  # fmt: skip


def asked(*rows, answers=None) -> list:
    sheet = read([HEAD, *rows], answers=answers)
    head = understanding.head_of(sheet.reading.tab, sheet.reading.how)
    found = asking.of_content(sheet.reading, head, sheet.found, NAMES, 10_000_000)
    return [one for one in found if one.key == "together_rows"]


@pytest.mark.parametrize("name", OF_SEVERAL)
def test_a_row_of_several_items_is_asked_about_and_left_out_as_answered(name):
    of_several = ("総務部", "税務課", name, 450, None)

    (question,) = asked(FIRST, of_several)

    assert question.data == {"count": 1, "row": "3", "word": name}
    assert [word for word, _facts in question.choices] == ["read", "skip"]
    left = read([HEAD, FIRST, of_several], answers={"together_rows": "skip"})
    assert left.names == ["改修"]
    kept = read([HEAD, FIRST, of_several], answers={"together_rows": "read"})
    assert kept.names == ["改修", name]


@pytest.mark.parametrize(
    "name",
    ["その他", "その他システム保守", "窓口支援ほか２件", "他課支援", "その他３課共同利用基盤"],
)
def test_an_item_that_is_only_called_alike_is_not_asked_about(name):
    assert asked(FIRST, ("総務部", "税務課", name, 450, None)) == []
