"""What offices write above columns of places: every reader of files knows the same words."""

import pytest

from workflow import goals, rosters, systems, transfers
from workflow.exchange.headings import recognised
from workflow.values.place import DEPARTMENT, PLACE, SECTION


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({*rosters.HEADINGS["department"]}, DEPARTMENT),
        ({*rosters.HEADINGS["section"]}, SECTION),
        ({*systems.HEADINGS["department"]}, DEPARTMENT),
        ({*systems.HEADINGS["section"]}, SECTION),
        ({*goals.HEADINGS["departments"]}, DEPARTMENT),
        (
            {word.removeprefix("新") for word in transfers.HEADINGS["section_department"]},
            DEPARTMENT,
        ),
        ({word.removeprefix("新") for word in transfers.HEADINGS["section"]}, SECTION),
    ],
)
def test_a_reader_of_files_knows_every_word_for_its_columns(known, words):
    assert set(words) <= known


def test_a_list_of_items_knows_them_too():
    unknown = [word for word in (*DEPARTMENT, *SECTION, *PLACE) if not recognised(word).column]

    assert unknown == []


def test_a_transfer_list_names_what_is_not_read_of_it():
    head, line = "ログインID,旧役割,新役割,新部,新課,備考", "soumu,各課担当,,総務部,税務課,4月から"

    read = transfers.read_lines(f"{head}\n{line}".encode(), None)

    assert read.unread == ("備考",)
    assert [one.said("section") for one in read.lines or ()] == ["税務課"]
