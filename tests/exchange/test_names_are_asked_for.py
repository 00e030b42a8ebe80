"""Headings that may be those of names where no other is: one question, never a guess."""

import pytest

from tests.support.exchange import brought
from workflow import exchange


def staged(office, heading, *rows):
    lines = [f"部局名,課室名,{heading},予算額（千円）", *rows]
    return brought(office.engine, office.person("officer"), "\n".join(lines).encode())


ROWS = ("soumu,税務課,税務改修,60016", "soumu,税務課,窓口改修,5")


@pytest.mark.parametrize("heading", ["項目", "施策", "事業内容", "項 目 名", "取組内容"])
def test_a_heading_that_may_be_that_of_names_is_asked_about(office, heading):
    file = staged(office, heading, *ROWS)
    (asked,) = file.view().open_questions
    assert (asked.key, asked.kind, file.view().problems) == ("column:name", "no_name", ())
    assert [one.word for one in asked.choices] == ["C", "none"]

    file.do(exchange.answer, {"column:name": "C"})

    assert [(one.name, one.amount_kyen) for one in file.view().lines] == [
        ("税務改修", 60_016),
        ("窓口改修", 5),
    ]
    assert file.commit().created == 2


def test_where_none_of_them_is_it_the_columns_are_chosen_on_the_page(office):
    file = staged(office, "事業内容", *ROWS)

    file.do(exchange.answer, {"column:name": "none"})

    assert [one.key for one in file.view().problems] == ["no_name_column"]


def test_it_is_not_asked_where_names_have_a_heading_of_their_own(office):
    file = staged(office, "事業名,事業内容", "soumu,税務課,税務改修,あれこれ,60016")

    assert file.view().open_questions == ()
    assert file.commit().created == 1
