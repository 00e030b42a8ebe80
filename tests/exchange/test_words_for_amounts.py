"""Words where amounts stand, and several amounts in a cell: one question for all of them."""

import pytest

from tests.support.budget_sheets import GENERAL, HEAD, ROADS, TAX
from tests.support.exchange import EVERYWHERE, StagedFile, brought, with_officer_of_two
from tests.support.people import person_named
from tests.support.sheet_files import and_sheet, book, saved
from workflow import exchange
from workflow.exchange import amount_words


@pytest.fixture(scope="module")
def engine(shared_demo_engine):
    return with_officer_of_two(shared_demo_engine)


def staged(engine, *rows) -> StagedFile:
    return brought(engine, person_named(engine, EVERYWHERE), saved(book(rows)))


def amounts(file: StagedFile) -> list[int | None]:
    return [line.amount_kyen for line in file.view().lines]


WORDS = (
    "既定予算対応", "既決予算", "人件費のみ", "131,217の内数", "約131,217", "8,000～9,000",
    "調整中", "未定", "別途", "1,200程度", "TBD", "廃止",
)  # fmt: skip


@pytest.mark.parametrize("typed", WORDS)
def test_an_item_comes_in_without_an_amount_where_words_stand_for_one(engine, typed):
    file = staged(engine, HEAD, (*TAX, "甲", 1200), (*ROADS, "乙", typed))
    (asked,) = file.view().open_questions
    assert (asked.key, asked.data["row"], asked.data["words"]) == ("amount_words", "3", [typed])

    file.do(exchange.answer, {"amount_words": "blank"})

    assert (amounts(file), file.view().problems) == ([1200, None], ())
    assert "no_amount" in {one.key for one in file.view().notices}


def test_all_words_for_amounts_are_asked_about_once(engine):
    rows = [(*TAX, f"事業{number}", typed) for number, typed in enumerate(WORDS)]
    file = staged(engine, HEAD, *rows)

    (asked,) = file.view().open_questions

    assert (asked.data["count"], asked.data["words"]) == (len(WORDS), list(WORDS[:3]))
    file.do(exchange.answer, {"amount_words": "none"})
    assert [one.cell for one in file.view().problems] == [f"D{at + 2}" for at in range(len(WORDS))]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("約131,217", 131_217), ("1,200程度", 1_200), ("概算　１，２００千円", 1_200),
        ("約1,200,000円（財政課と協議中）", 1_200),
        ("R3年度 900千円（うち一般財源400千円）", 900),
        ("131,217の内数", None), ("500（他課の内数）", None), ("8,000～9,000", None),
        ("調整中", None),
    ],
)  # fmt: skip
def test_the_number_among_words_is_read_where_it_surely_is_one_and_that_was_said(
    engine, typed, read
):
    file = staged(engine, HEAD, (*TAX, "甲", "約300"), (*ROADS, f"乙{typed}", typed))
    (asked,) = file.view().open_questions
    assert [one.word for one in asked.choices] == ["blank", "number", "none"]

    file.do(exchange.answer, {"amount_words": "number"})

    view = file.view()
    assert (amounts(file), view.problems) == ([300, read], ())
    assert [one.answer for one in view.questions] == ["number"]
    assert ("no_amount" in {one.key for one in view.notices}) == (read is None)


FORM = [("事業名", "電子申告"), ("所属", "総務部税務課"), ("概要", "申告を電子化する")]


@pytest.mark.parametrize(
    ("typed", "answer", "read"),
    [
        ("調整中", "blank", None), ("調整中（財政課と協議）", "blank", None),
        ("未定※8月末に確定", "blank", None), ("約1,200", "number", 1_200),
        ("1,000～1,200程度", "blank", None),
        ("令和3年度　1,200千円（うち一般財源600千円）", "number", 1_200),
    ],
)  # fmt: skip
def test_words_for_the_amount_of_a_form_are_asked_about_too(engine, typed, answer, read):
    file = staged(engine, *FORM, ("要求額（千円）", typed))
    (asked,) = file.view().open_questions
    assert (asked.key, asked.data["words"]) == ("amount_words", [typed])

    file.do(exchange.answer, {"amount_words": answer})

    assert (amounts(file), file.view().problems) == ([read], ())


def test_a_number_among_words_is_counted_in_the_unit_of_its_own_form(engine):
    made = book([*FORM, ("要求額（円）", "約1,200,000")], title="甲")
    and_sheet(made, "乙", [("事業名", "文書"), *FORM[1:], ("要求額（千円）", 500)])
    file = brought(engine, person_named(engine, EVERYWHERE), saved(made), "調書.xlsx")

    file.do(exchange.answer, {"amount_words": "number"})

    assert (amounts(file), file.view().problems) == ([1200, 500], ())


@pytest.mark.parametrize("typed", ["年度", "一般競争入札による契約", "令和12年度", "財源", "新規"])
def test_other_words_beside_the_label_of_an_amount_are_none_of_it(engine, typed):
    file = staged(engine, *FORM, ("要求額（千円）", typed, None))

    assert "amount_words" not in {one.key for one in file.view().open_questions}


def test_no_budget_is_read_as_nothing_and_said(engine):
    file = staged(engine, HEAD, (*TAX, "甲", "ゼロ予算"), (*ROADS, "乙", "（ゼロ予算事業）"))

    view = file.view()

    assert (view.open_questions, view.problems, amounts(file)) == ((), (), [0, 0])
    (said,) = (one for one in view.notices if one.key == "no_budgets")
    assert said.data["rows"] == [2, 3]


@pytest.mark.parametrize(
    "typed",
    ["1,23", "六万", "十五万円", "#REF", "千円", "１．２．３", "①", "", "予算額", "長い" * 30],
)
def test_a_number_that_was_mistyped_is_no_word(typed):
    assert not amount_words.are_words(typed)


LEGEND = (*HEAD[:3], "予算額（千円）\n上段：R8当初\n下段：R7当初")


@pytest.mark.parametrize(("word", "read"), [("line1", [1200, 300, 5]), ("line2", [1100, None, 5])])
def test_of_two_amounts_in_a_cell_a_person_says_which_is_read(engine, word, read):
    rows = [(*TAX, f"甲{word}", "1,200\n1,100"), (*ROADS, "乙", "300\n－"), (*GENERAL, "丙", 5)]
    file = staged(engine, LEGEND, *rows)
    (asked,) = file.view().open_questions
    assert (asked.key, asked.data["legend"]) == ("amount_lines", "上段：R8当初、下段：R7当初")
    assert dict(asked.choices[0].data) == {"typed": ["1,200", "300"]}

    file.do(exchange.answer, {"amount_lines": word})

    assert (amounts(file), file.view().problems) == (read, ())


def test_three_amounts_in_a_cell_are_named_where_none_is_chosen(engine):
    file = staged(engine, LEGEND, (*TAX, "甲", "1,200\n(1,100)\n50"))
    (asked,) = file.view().open_questions
    assert [one.word for one in asked.choices] == ["line1", "line2", "line3", "none"]

    file.do(exchange.answer, {"amount_lines": "none"})

    assert [(one.cell, one.key) for one in file.view().problems] == [("D2", "money_unreadable")]


def test_both_questions_are_sentences_on_the_page(sign_in_as, submit):
    browser = sign_in_as("soumu")
    head, first = "部局名\t課名\t事業名\t予算額（千円）\n", "総務部\t税務課\t甲\t調整中\n"
    cells = f'{head}{first}総務部\t税務課\t乙\t"1,200\n1,100"\n'
    staged = submit(browser, "/exchange/paste", {"cells": cells}, "/exchange/").location

    page = browser.get(staged).text

    assert "数字でない金額が1件あります（2行目「調整中」）。どのように読みますか。" in page
    assert "金額なしで取り込む" in page
    assert "一つのセルにいくつもの金額があるものが1件あります（3行目）。どれを読みますか。" in page
