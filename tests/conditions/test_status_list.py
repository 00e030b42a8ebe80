"""Answers come with files, and the list for the headquarters says how conditions stand."""

from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.support.attached import PDF
from tests.support.conditions import SIX_LINES, decide
from tests.support.office import INITIAL, SEPTEMBER, Office
from tests.support.pdf import words
from workflow import conditions, documents
from workflow.conditions import ConditionFilter
from workflow.files import AttachmentRefused
from workflow.values.errors import NotFound, NotPermitted


@contextmanager
def stored(office: Office, condition_id: int, by: str = "officer", name: str = "証拠.pdf"):
    with (
        office.engine.read(office.person(by)) as work,
        conditions.stored(work, condition_id, name, BytesIO(PDF)) as new,
    ):
        yield new


def test_an_answer_comes_with_files_that_everybody_who_reads_it_may_have(decided):
    office, item_id = decided
    first = office.look("officer", conditions.of, item_id)[0]

    with stored(office, first.id) as file:
        for _ in range(2):
            office.do("officer", conditions.answer, first.id, "示しました。", first.seen, [file])

    (given,) = office.look("reviewer", conditions.one, first.id).answer.files
    with office.engine.read(office.person("viewer")) as work:
        found_file, source = conditions.open_file(work, first.id, given.id)
        with source:
            assert (found_file.name, source.read()) == ("証拠.pdf", PDF)


def test_files_are_not_for_those_who_do_not_see_the_item(decided):
    office, item_id = decided
    first = office.look("officer", conditions.of, item_id)[0]
    with stored(office, first.id) as file:
        office.do("officer", conditions.answer, first.id, "示した。", 0, [file])
    (given,) = office.look("reviewer", conditions.one, first.id).answer.files

    for login, number in (("neighbour", given.id), ("reviewer", given.id + 1)):
        with office.engine.read(office.person(login)) as work, pytest.raises(NotFound):
            conditions.open_file(work, first.id, number)


def test_nobody_but_who_answers_stores_a_file_and_an_answer_takes_ten(decided):
    office, item_id = decided
    first = office.look("officer", conditions.of, item_id)[0]

    with pytest.raises(NotPermitted), stored(office, first.id, by="reviewer"):
        pass
    with pytest.raises(AttachmentRefused), stored(office, first.id, name="証拠.exe"):
        pass
    with stored(office, first.id) as file, pytest.raises(AttachmentRefused):
        office.do("officer", conditions.answer, first.id, "示した。", 0, [file] * 11)
    assert office.look("reviewer", conditions.one, first.id).steps == ()


def status(office: Office, form: str, by: str = "secretariat", **wanted):
    return office.look(by, documents.conditions_document, ConditionFilter(**wanted), form)


def test_the_list_for_the_headquarters_has_every_condition_with_its_number_and_answer(decided):
    office, item_id = decided
    first = office.look("officer", conditions.of, item_id)[0]
    with stored(office, first.id) as file:
        office.do("officer", conditions.answer, first.id, "積算書を出した。", 0, [file])

    book = load_workbook(BytesIO(status(office, "xlsx", cycle_id=SEPTEMBER).content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=3)]

    assert rows[0][3:6] == ["番号", "条件", "履行期限"]
    assert rows[1][3:] == [
        "1", SIX_LINES, "令和3年8月18日", "税務課 情報担当", "確認待ち",
        "積算書を出した。\n添付 証拠.pdf", "令和3年8月2日",
    ]  # fmt: skip
    assert rows[2][3:5] == ["2", "契約の前に再協議すること。"]
    assert "計 2件（回答待ち 1件、確認待ち 1件）" in book.active["A2"].value


def test_every_cell_of_the_workbook_wraps_and_its_row_is_high_enough(decided):
    office, _ = decided

    sheet = load_workbook(BytesIO(status(office, "xlsx").content)).active

    assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=3) for cell in row)
    assert sheet.row_dimensions[4].height >= 4 * 15


def test_an_answer_longer_than_a_row_can_be_high_goes_on_in_the_next_one(decided):
    office, item_id = decided
    first = office.look("officer", conditions.of, item_id)[0]
    answer = "".join(f"第{n:04}項を確かめた。" for n in range(90))
    office.do("officer", conditions.answer, first.id, answer, first.seen)

    sheet = load_workbook(BytesIO(status(office, "xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    of_first = [row for row in rows if row[3] in ("1", "1 続き")]

    assert len(of_first) > 1
    assert "".join(row[8] for row in of_first) == answer
    assert {row[2] for row in of_first} == {rows[0][2]}
    assert all(sheet.row_dimensions[n].height <= 409 for n in range(4, 4 + len(rows)))
    assert rows[-1][3] == "2"


def test_it_says_what_is_late_and_narrows_like_the_page(decided):
    office, _ = decided
    office.clock.advance(timedelta(days=17))

    late = status(office, "csv", overdue=True).content.decode("utf-8-sig")

    assert "回答待ち（期限超過）" in late
    assert "契約の前に再協議すること" not in late


def test_it_is_a_pdf_of_the_same_bytes_twice_and_of_no_other_form(decided):
    office, _ = decided

    first, second = (status(office, "pdf") for _ in range(2))

    assert first.content == second.content
    assert first.content.startswith(b"%PDF")
    assert first.name == "評価に付した条件の履行状況一覧 令和3年8月2日現在.pdf"
    with pytest.raises(NotFound):
        status(office, "doc")


def test_a_department_finds_its_own_conditions_on_it_only(decided):
    office, _ = decided

    assert "契約の前に" in status(office, "csv", by="officer").content.decode()
    assert "契約の前に" not in status(office, "csv", by="neighbour").content.decode()


def test_conditions_of_two_budgets_are_a_block_each_with_its_count(decided, tmp_path):
    office, _ = decided
    decide(office, office.an_item("reviewed", cycle=INITIAL))

    page = office.look("secretariat", conditions.page)
    sheet = load_workbook(BytesIO(status(office, "xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    lines = status(office, "csv").content.decode("utf-8-sig").splitlines()
    (tmp_path / "list.pdf").write_bytes(status(office, "pdf").content)
    paper = words(tmp_path / "list.pdf")

    assert {one: sum(counts.values()) for one, counts in page.by_cycle.items()} == {
        SEPTEMBER: 2,
        INITIAL: 2,
    }
    headings = [row[0] for row in rows if str(row[0]).startswith("【")]
    assert headings == [f"【{one}】計 2件（回答待ち 2件）" for one in dict.fromkeys(
        row.cycle_id for row in page.rows
    )]  # fmt: skip
    assert [rows.index(row) for row in rows if row[0] in headings] == [0, 3]
    assert "計 4件（回答待ち 4件）" in sheet["A2"].value
    assert lines[0].endswith(",予算")
    assert sum(line.endswith(f",{INITIAL}") for line in lines) == 2
    assert all("".join(heading.split()) in paper for heading in headings)
