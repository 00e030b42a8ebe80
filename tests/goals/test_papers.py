"""The papers of goals have every word and figure of the prefecture's, as poppler reads them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from seeds.paper import read_paper
from tests.support import pdf
from tests.support.people import person_named
from tests.support.units import look
from workflow import documents
from workflow.documents import Document
from workflow.values.errors import NotFound

PRINTED = Path(__file__).parents[1] / "fixtures"
GOALS, MATRIX = PRINTED / "printed_goals.tsv", PRINTED / "printed_matrix.tsv"
"""What the prefecture printed, but for its overviews: without blanks and what the scanner broke."""


def rows_of(table: Path) -> list[list[str]]:
    """The cells of a printed table, row by row."""
    return [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]


def squeezed(text: str) -> str:
    return "".join(text.split())


def listed(cell: str, indicators: Sequence[str]) -> str:
    """The indicators as they are printed; the prefecture's cell has no other word than these."""
    rest = cell
    for one in map(squeezed, indicators):
        assert one in rest, one
        rest = rest.replace(one, "|", 1)
    assert set(rest.split("|")) <= {"", "・", "、", "と", "と、", "並びに"}, rest
    dot = "・" if len(indicators) > 1 or cell.startswith("・") else ""
    return "".join(f"{dot}{squeezed(one)}" for one in indicators)


@pytest.fixture
def printed(shared_demo_engine, tmp_path):
    """`printed(verb, ...)`: the document that the secretariat gets, and its file."""

    def make(verb, *args) -> tuple[Document, str]:
        found = look(
            shared_demo_engine, person_named(shared_demo_engine, "secretariat"), verb, *args
        )
        file = tmp_path / "paper.pdf"
        file.write_bytes(found.content)
        assert pdf.is_a4(file, landscape=True)
        return found, pdf.words(file)

    return make


def test_the_paper_of_the_goals_has_every_word_and_figure_of_the_prefectures(printed):
    document, said = printed(documents.goals_document, 2021, "pdf")
    names = {one.code: one.name for one in read_paper().departments}

    assert document.name == "令和3年度DX推進目標 令和3年8月17日現在.pdf"
    for heading in (
        "各部署のDX推進目標（令和3年度設定：プロジェクト）の概要", "No.", "部署名", "目標",
        "設定した目標の概要", "成果指標等", "令和3年度末", "令和4年度以降",
    ):  # fmt: skip
        assert heading in said
    assert "1/2" in said
    assert "2/2" in said
    place = 0
    for goal, (number, *cells, this_year, later) in zip(
        read_paper().goals, rows_of(GOALS)[1:], strict=True
    ):
        carriers = "・".join(names[code] for code in goal.departments)
        assert cells == [carriers, squeezed(goal.title)]
        years = (listed(this_year, goal.indicators_2021), listed(later, goal.indicators_later))
        row = "".join((number, *cells, squeezed(goal.overview), *years))
        found = said.find(row, place)
        assert found >= 0, row
        place = found + len(row)


def test_the_matrix_has_every_word_of_the_prefectures_in_its_cell(printed):
    _document, said = printed(documents.matrix_document, 2021, "pdf")
    head, *rows = rows_of(MATRIX)

    assert "DX実現に向けたデジタル化の推進について＜主なDX推進目標と9月補正予算検討予定＞" in said
    assert "目標14件（ほかに分野・ステップの定めのない目標10件）" in said
    place = 0
    for cells in ([head[0], *(one.replace("(DX)", "（DX）") for one in head[1:])], *rows):
        row = "".join(cells).replace("暮らし", "くらし")  # one field, as 資料1-6 writes it
        assert row in said[place:], row
        place = said.index(row, place) + len(row)


def test_the_progress_says_what_was_reached_by_the_day_and_what_it_rests_on(printed):
    _document, said = printed(documents.goals_document, 2021, "pdf", date(2021, 8, 4))

    assert "目標24件成果指標達成1件未達1件未測定34件" in said
    assert (
        "未達12件避難所、公共施設など（令和3年8月4日、根拠：オープンデータカタログの登録記録）"
        in said
    )
    assert "310人" not in said
    assert (
        "＜幹事会報告＞" in printed(documents.team_goals_document, 2021, "pdf", date(2021, 8, 4))[1]
    )


def test_tables_hold_the_same_and_another_form_is_not_found(printed, shared_demo_engine):
    actor = person_named(shared_demo_engine, "secretariat")
    ask = (shared_demo_engine, actor)

    table = look(*ask, documents.goals_document, 2021, "csv", date(2021, 8, 17)).content.decode()
    assert (
        "10,企画振興部,高齢者のデジタルデバイド対策の推進,操作体験会の受講者数（1,500人）"
        in table.replace('"', "")
    )
    cells = look(*ask, documents.matrix_document, 2021, "csv").content.decode()
    assert cells.count("\r\n") == 1 + len(read_paper().matrix)
    assert look(*ask, documents.matrix_document, 2021, "xlsx").content[:2] == b"PK"
    for verb in (documents.goals_document, documents.matrix_document):
        with pytest.raises(NotFound):
            look(*ask, verb, 2021, "doc")
