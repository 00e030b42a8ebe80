"""The number of an item on every paper and in every file; an old edition stays as it was."""

import io
import json

import pytest
from openpyxl import load_workbook

from tests.support import pdf
from tests.support.office import SEPTEMBER
from workflow import documents, reports
from workflow.documents import snapshot
from workflow.items import ItemFilter
from workflow.values.vocabulary import Stage

NUMBER = "9補-soumu-001"


@pytest.fixture(scope="module")
def evaluated(shared_office):
    return shared_office.an_item("evaluated")


def printed(tmp_path, content: bytes) -> str:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(content)
    return pdf.words(paper)


@pytest.mark.parametrize("stage", list(Stage))
def test_the_list_has_it_on_paper_and_in_every_file(shared_office, evaluated, tmp_path, stage):
    def file(form: str) -> bytes:
        wanted = ItemFilter(cycle_id=SEPTEMBER, stage=stage)
        return shared_office.look("secretariat", reports.list_file, wanted, form).content

    book = load_workbook(io.BytesIO(file("xlsx"))).worksheets[0]
    headings = [cell.value for cell in book[3]]

    assert NUMBER in printed(tmp_path, file("pdf"))
    assert NUMBER in file("csv").decode("utf-8-sig").splitlines()[1]
    assert json.loads(file("json"))[0]["number"] == NUMBER
    assert book.cell(4, headings.index("協議番号") + 1).value == NUMBER


def test_the_sheet_and_the_notice_of_the_result_have_it(shared_office, evaluated, tmp_path):
    for verb in (documents.item_document, documents.result_document):
        content = shared_office.look("officer", verb, evaluated).content
        assert NUMBER in printed(tmp_path, content), verb


def test_an_edition_from_before_there_were_numbers_is_made_anew_byte_for_byte(office):
    office.an_item("evaluated")
    meeting = office.meetings[SEPTEMBER]
    office.do("secretariat", reports.freeze, meeting, Stage.EVALUATED)
    edition = office.look("secretariat", reports.editions, meeting)[0]
    old = json.loads(json.dumps(edition.snapshot)) | {"format": 1}
    del old["listing"]["has_numbers"], old["listing"]["counted"]
    for group in old["listing"]["groups"]:
        for entry in group["entries"]:
            del entry["line"]["number"]

    files = snapshot.files(json.dumps(old, ensure_ascii=False).encode())
    headings = [cell.value for cell in load_workbook(io.BytesIO(files["xlsx"])).worksheets[0][3]]

    assert files["csv"].splitlines()[0].endswith(b"state,verdict")
    assert headings[-1] == "所見・条件"
    assert snapshot.changes(old, edition.snapshot) == ()
