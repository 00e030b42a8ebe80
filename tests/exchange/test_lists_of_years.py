"""Lists of different years side by side: which of them is read is asked, each by its year."""

import pytest

from tests.support.rows_of_offices import NAMES, read
from workflow.exchange import asking, sheets

HEAD = ("課名", "事業名", "予算額（千円）")
TITLED = [
    ("令和３年度", None, None, None, "令和２年度", None, None),
    (*HEAD, None, *HEAD),
    ("税務課", "申告", 300, None, "税務課", "申告", 250),
    ("総務課", "文書", 200, None, "総務課", "旧文書", 80),
]
HEADED = [
    (*HEAD[:2], "R3予算額（千円）", None, *HEAD[:2], "R2予算額（千円）"),
    *TITLED[2:],
]


def asked(rows, answer=None):
    sheet = read(rows, answers={"beside": answer} if answer else {})
    questions = asking.of_structure(sheet.grid, sheet.reading.how, NAMES)
    return sheet, questions


@pytest.mark.parametrize(
    ("rows", "titles"),
    [(TITLED, ["令和３年度", "令和２年度"]), (HEADED, ["R3予算額（千円）", "R2予算額（千円）"])],
)
def test_lists_of_two_years_are_asked_about_by_their_years(rows, titles):
    _sheet, (question,) = asked(rows)

    assert question.key == "beside"
    assert [word for word, _data in question.choices] == ["one", "list2", "all"]
    assert [data["title"] for _word, data in question.choices[:2]] == titles


@pytest.mark.parametrize("rows", [TITLED, HEADED])
@pytest.mark.parametrize(
    ("answer", "amounts"),
    [
        ("one", {"申告": 300, "文書": 200}), ("list2", {"申告": 250, "旧文書": 80}),
    ],
)  # fmt: skip
def test_only_the_list_that_was_chosen_is_read(rows, answer, amounts):
    sheet, _questions = asked(rows, answer)

    assert {line.values["name"]: line.values["amount_kyen"] for line in sheet.lines} == amounts
    assert sheet.reading.others == ()


def test_where_a_row_of_the_second_list_stands_is_told_by_its_own_cells():
    sheet, _questions = asked(TITLED, "list2")

    assert sheet.reading.where(sheet.lines[1].row, sheet.reading.how.place_of("name")) == (
        "一覧", "F4",
    )  # fmt: skip


def test_lists_of_one_year_are_read_together_or_only_the_first():
    rows = [("令和３年度",), *TITLED[1:]]

    _sheet, (question,) = asked(rows)

    assert question.choices == ((sheets.ALL, {}), (sheets.ONE, {}))
