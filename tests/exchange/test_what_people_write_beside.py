"""What people write beside headings, amounts and places, and what is read all the same."""

import pytest

from tests.support.rows_of_offices import NAMES, read
from workflow.exchange import cell_values, field_values, headings, placing
from workflow.exchange.units import Unit, yen_in


@pytest.mark.parametrize(
    ("typed", "column"),
    [
        ("Q1.部局名", "department"), ("問2 ）課室名", "section"), ("設問３．事業名", "name"),
        ("Q4-1.令和8年度要求額（千円）", "amount_kyen"), ("事業名を入力してください", "name"),
        ("令和８年度の要求額（千円）を入力してください", "amount_kyen"),
        ("所属課をご記入ください。", "section"), ("事業の概要をお書き下さい", None),
        ("要求額（千円）\n（　）は前年度", "amount_kyen"),
        ("予算額\n※（ ）内は一般財源", "amount_kyen"),
        ("要求額　カッコ書きは前年度額", "amount_kyen"),
        ("5年総額", "five_year_cost_kyen"), ("ご記入ください", None), ("R7.9補正額", "amount_kyen"),
        ("要求額（単位：千円）※税込", "amount_kyen"), ("要求額※2", "amount_kyen"),
        ("要求額計", "amount_kyen"), ("令８当初予算額", "amount_kyen"), ("※", None),
        ("款　項　目　・　事　業", "name"), ("project_name", "name"),
    ],
)  # fmt: skip
def test_headings_of_questionnaires_and_those_that_say_what_brackets_mean_are_known(typed, column):
    assert headings.recognised(typed).column == column


@pytest.mark.parametrize(
    "typed",
    [
        "総務部>税務課", "総務部 ＞ 税務課", "[総務部]税務課", "【総務部】税務課",
        "税務課【総務部】", "総務部：税務課", "総務部→税務課",
    ],
)  # fmt: skip
def test_a_department_and_its_section_are_told_apart_by_any_sign(typed):
    for placed in (placing.of_both(typed, None, NAMES), placing.place({"section": typed}, NAMES)):
        assert (placed.department_id, placed.section) == (1, "税務課")


def test_a_question_keeps_its_unit_and_its_year():
    said = headings.recognised("Q4.令和8年度の要求額（千円）を入力してください")

    assert (said.unit, said.year) == (Unit.THOUSAND, "令和8年度")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("9,900千円（うち一般財源5,900千円）", 9_900), ("9,900（うち一財5,900）", 9_900),
        ("9,900\n（債務負担行為 30,000）", 9_900),
        ("9,900千円（国庫1/2）", 9_900),
        ("△300 （内 国費100）", -300), ("1,200（税込）", 1_200),
    ],
)  # fmt: skip
def test_the_share_behind_an_amount_is_none_of_it(typed, amount):
    assert field_values.read("amount_kyen", typed, NAMES) == amount


@pytest.mark.parametrize(
    "typed", ["1,200（600）", "1,200（前年度600）", "1,200（税抜）", "（うち300）"]
)
def test_another_amount_behind_one_is_not_guessed_at(typed):
    with pytest.raises(cell_values.CellUnreadable):
        field_values.read("amount_kyen", typed, NAMES)


def test_the_share_behind_an_amount_in_yen_is_none_of_it():
    assert yen_in("2,200,000円（うち国費1,000,000円）") == 2_200_000


HEAD = ("部局名", "事業名", "予算額（千円）")
BOTH = [("総務部", "甲", "9,900\n(8,000)"), ("総務部", "乙", "△300（－）"), ("総務部", "丙", 5)]
WITHOUT_OTHER = ("総務部", "丁", "7（皆増）")


@pytest.mark.parametrize(
    "rows",
    [
        [(*HEAD[:2], "予算額（千円）\n（　）は前年度"), *BOTH],
        [(*HEAD[:2], "予算額（前年度）\n（千円）"), *BOTH],
        [("※（　）内は前年度当初予算額",), HEAD, *BOTH],
        [("括弧書きは一般財源",), HEAD, *BOTH],
    ],
)
def test_an_amount_in_brackets_behind_one_is_not_read_where_the_sheet_says_whose_it_is(rows):
    lines = read([*rows, WITHOUT_OTHER]).lines

    assert [line.values["amount_kyen"] for line in lines] == ["9,900", "△300", 5, "7"]


@pytest.mark.parametrize("above", ["（部局名）は予算書のとおり", "（　）に○を付ける"])
def test_without_such_words_it_stays_to_be_asked_about(above):
    amounts = [line.values["amount_kyen"] for line in read([(above,), HEAD, *BOTH]).lines]

    assert amounts[0] == "9,900\n(8,000)"


@pytest.mark.parametrize(
    ("typed", "joint"),
    [
        ("税務課\n（内線 2345）", ()), ("税務課　TEL 018-860-1234", ()), ("税務課ほか", ()),
        ("税務課\n（7613）", ()), ("税務課 内7889", ()), ("税務課（内７８８９）", ()),
        ("税務課（担当：県）", ()),
        ("税務課　他２課", ()), ("税務課（総務部）", ()), ("税務課・総務課", None),
        ("税務課、税務課", ()),
    ],
)  # fmt: skip
def test_what_stands_beside_a_section_is_no_part_of_it(typed, joint):
    placed = placing.place({"section": typed}, NAMES)

    if joint is None:  # which 総務課 is meant nobody can say
        assert placed.department_id is None
    else:
        assert placing.in_words(placed, NAMES) == "総務部税務課"


def test_of_sections_of_a_department_that_carry_an_item_together_the_first_leads():
    placed = placing.place({"department": "総務部", "section": "総務課・税務課"}, NAMES)

    assert (placing.in_words(placed, NAMES), placed.shortened) == ("総務部総務課", "総務課・税務課")


def test_a_department_may_stand_before_several_of_its_sections_in_one_cell():
    placed = placing.place({"place": "総務部　税務課、総務課"}, NAMES)

    assert (placing.in_words(placed, NAMES), placed.joint) == ("総務部税務課", ())
    assert placed.shortened == "総務部　税務課、総務課"


@pytest.mark.parametrize("typed", ["知らない課（内線 12）", "税務課（教育庁）", "課ほか"])
def test_a_section_that_is_unknown_stays_as_it_was_typed(typed):
    assert placing.place({"section": typed}, NAMES).section in (typed, "税務課（教育庁）")
    assert placing.place({"section": typed}, NAMES).department_id is None


def test_sums_by_department_beneath_a_list_are_another_table():
    head = ("部局名", "課名", "事業名", "予算額（千円）")
    sums = [("部局別集計",), ("部局名", "件数", None, "予算額（千円）"), ("総務部", 1, None, 300)]
    sheet = read([head, ("総務部", "税務課", "申告", 300), (None,), *sums])

    assert sheet.names == ["申告"]
    assert sheet.reading.others == (("一覧", 5),)


@pytest.mark.parametrize(
    "typed", ["国4,000、一般5,900", "国費 4,000千円，一財：5,900千円", "国庫支出金4000, 一般5900"]
)
def test_kinds_of_funding_in_one_line_are_a_line_each(typed):
    lines = field_values.read("funding_lines", typed, NAMES)

    assert [(one.source, one.amount_kyen) for one in lines] == [
        ("national", 4_000), ("general", 5_900),
    ]  # fmt: skip


def test_a_comma_in_the_label_of_a_line_parts_nothing():
    (line,) = field_values.read("funding_lines", "その他 5,000（基金、諸収入）", NAMES)

    assert line.label == "基金、諸収入"


@pytest.mark.parametrize("typed", ["国4,000、5,900", "国、一般5,900", "知らない4,000、一般5,900"])
def test_a_line_of_which_one_part_is_unknown_is_not_read_in_part(typed):
    with pytest.raises(cell_values.CellUnreadable):
        field_values.read("funding_lines", typed, NAMES)
