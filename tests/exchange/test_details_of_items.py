"""Rows for every 節 of an item, as systems of finance put them out: asked, then added up."""

import pytest

from tests.support.exchange import brought
from tests.support.rows_of_offices import Read, read
from workflow import exchange
from workflow.exchange import asking, understanding
from workflow.exchange.asking_amounts import Question

HEAD = ("部局名", "課名", "事業名", "節", "予算額（千円）")
ONE = ("総務部", "税務課", "申告")
OTHER = ("総務部", "総務課", "文書")
ROWS = [HEAD, (*ONE, "旅費", 40), (*ONE, "委託料", 260), (*OTHER, "委託料", 200)]
SUMMED = {"details": "sum"}


def asked(sheet: Read) -> list[Question]:
    head = understanding.head_of(sheet.reading.tab, sheet.reading.how)
    return list(asking.of_rows(head, sheet.reading))


def amounts(sheet: Read) -> list[object]:
    return [line.values["amount_kyen"] for line in sheet.lines]


@pytest.mark.parametrize("heading", ["節", "細節名", "費目", "品　名", "明細番号"])
def test_it_is_asked_whether_the_details_of_an_item_are_added_up(heading):
    rows = [(*HEAD[:3], heading, HEAD[4]), *ROWS[1:]]

    (question,) = asked(read(rows))

    assert (question.kind, [word for word, _ in question.choices]) == ("details", ["sum", "each"])
    assert question.data["count"] == 1
    assert amounts(read(rows, answers=SUMMED)) == [300, 200]


def test_details_come_in_as_one_item_with_their_sum(office):
    text = (
        "所属コード,部局名,課室名,事業名,節,予算額（円）,国庫支出金（円）,一般財源（円）\n"
        + "".join(
            f"0101,soumu,税務課,申告,{of},{amount},{amount},0\n"
            for of, amount in (("旅費", 40_000), ("委託料", 260_000))
        )
    )
    file = brought(office.engine, office.person("officer"), text.encode())
    assert [one.key for one in file.view().open_questions] == ["details"]

    file.do(exchange.answer, {"details": "sum"})
    while asked_next := file.view().open_questions:
        file.do(exchange.answer, {one.key: one.choices[0].word for one in asked_next})

    (line,) = file.view().lines
    assert (line.name, line.amount_kyen) == ("申告", 300)
    assert file.commit().created == 1


def test_the_sum_of_details_beside_them_is_not_added_once_more():
    rows = [HEAD, (*ONE, "旅費", 40), (*ONE, "委託料", 260), (*ONE, "計", 300), *ROWS[3:]]

    assert amounts(read(rows, answers=SUMMED)) == [300, 200]


@pytest.mark.parametrize(
    "rows",
    [
        [(*ONE, None, 300), (*ONE, "旅費", 40), (*ONE, "委託料", 260)],
        [(*ONE, None, 300), (None, None, None, "旅費", 40), (None, None, None, "委託料", 260)],
        [(*ONE, "旅費", 40), (*ONE, "委託料", 260), (*ONE, None, 300)],
    ],
)
def test_the_row_of_an_item_that_says_no_detail_is_the_sum_of_its_details(rows):
    sheet = read([HEAD, *rows, (*OTHER, None, 200), (None, None, None, "委託料", 200)])
    (question,) = asked(sheet)

    assert (question.kind, question.data["count"]) == ("details", 2)
    answered = read([HEAD, *rows, *ROWS[3:]], answers=SUMMED)
    assert (answered.names, amounts(answered)) == (["申告", "文書"], [300, 200])


def test_details_of_details_are_not_added_once_more():
    head = (*HEAD[:4], "細節", HEAD[4])
    rows = [
        (*ONE, None, None, 300), (*ONE, "委託料", None, 260), (*ONE, None, "保守", 200),
        (*ONE, None, "改修", 60), (*ONE, "旅費", None, 40), (*OTHER, None, None, 200),
    ]  # fmt: skip

    assert amounts(read([head, *rows], answers=SUMMED)) == [300, 200]


def test_details_beneath_a_name_that_stands_once_are_added_to_it():
    without = (None, None, None)
    rows = [
        *(HEAD, (*ONE, "旅費", 40), (*without, "委託料", 260), (*without, "備品", 7)),
        (*OTHER, "委託料", 200),
    ]

    assert amounts(read(rows, answers=SUMMED)) == [307, 200]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, (*ONE, "旅費", 40), (*ONE, "委託料", 40)],
        [HEAD, (*ONE, "旅費", 40), (*ONE, "委託料", "未定")],
        [HEAD, (*ONE, "旅費", 40), ("総務部", "総務課", "申告", "旅費", 50)],
        [(*HEAD[:3], "備考", HEAD[4]), *ROWS[1:]],
        [("年度", *HEAD), ("R2", *ONE, "旅費", 40), ("R3", *ONE, "旅費", 50)],
        [("番号", "款", *HEAD), (1, "2", *ONE, "旅費", 40), (2, "3", *ONE, "旅費", 50)],
        [HEAD, (*ONE, "旅費", 40), (*ONE, "委託料", 260), (*ONE, "計", 900)],
        [HEAD, (*ONE, None, 900), (*ONE, "旅費", 40), (*ONE, "委託料", 260)],
        [HEAD, (*ONE, None, 40), (*ONE, None, 260)],
    ],
    ids=[
        "one amount",
        "unreadable",
        "sections",
        "remarks",
        "years",
        "accounts",
        "wrong sum",
        "wrong sum above",
        "no details",
    ],
)
def test_rows_that_may_be_items_of_their_own_are_not_added_up(rows):
    assert asked(read(rows)) == []
    assert len(read(rows, answers=SUMMED).lines) > 1


def test_every_row_stays_where_it_was_answered_so():
    assert amounts(read(ROWS, answers={"details": "each"})) == [40, 260, 200]
