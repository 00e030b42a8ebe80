"""The organisation and a plan's lines by file: out, and back as what they were."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from workflow import organisation, reorganisation
from workflow.files.workbooks import FileRefused
from workflow.reorganisation import Line


def brought(office, content: bytes):
    wanted = office.look("admin", reorganisation.read_organisation, content).departments
    return wanted, office.look("admin", organisation.preview, 2022, wanted)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_was_taken_out_comes_back_as_nothing_to_change(shared_office, form):
    file = shared_office.look("admin", reorganisation.organisation_file, 2022, form)

    _, looked = brought(shared_office, file.content)

    assert (looked.differences, looked.problems) == ((), ())


def test_an_empty_workbook_says_the_rule_of_codes_and_is_read_with_it(shared_office):
    empty = shared_office.look("admin", reorganisation.organisation_file, 2030, "xlsx").content
    book = load_workbook(BytesIO(empty))
    page = book.worksheets[0]
    assert "部局コードは半角英小文字で始め" in page["A1"].value
    page.append(["shin", "新部", None, None, "新課"])
    filled = BytesIO()
    book.save(filled)

    wanted, _ = brought(shared_office, filled.getvalue())

    assert [(one.code, one.sections[0].name) for one in wanted] == [("shin", "新課")]


def test_the_form_to_fill_in_is_explained_and_departments_need_no_code(office):
    book = load_workbook(BytesIO(office.look("admin", reorganisation.blank_organisation).content))
    page, told = book.worksheets
    assert page["A2"].value == "（例）総務部"
    said = {row[0].value: row[2].value for row in told.iter_rows()}
    assert "自動で付き" in said["部局コード"]
    for row in (["新部", "一課"], [None, "二課"], ["soumu", "税務課"], ["次の部", "三課"]):
        page.append(row)
    filled = BytesIO()
    book.save(filled)

    wanted, _ = brought(office, filled.getvalue())

    assert [(one.code, [part.name for part in one.sections]) for one in wanted] == [
        ("d01", ["一課", "二課"]), ("soumu", ["税務課"]), ("d02", ["三課"]),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["部,課", "部名,課名", "部署,所属課"])
def test_an_offices_own_headings_are_read_and_what_is_not_read_is_named(shared_office, head):
    read = shared_office.look(
        "admin", reorganisation.read_organisation, f"{head},建物\n新部,一課,本館\n".encode()
    )

    assert [one.sections[0].name for one in read.departments] == ["一課"]
    assert read.unread == ("建物",)


def test_a_section_counts_once_however_many_rows_it_has_and_a_sum_is_none(shared_office):
    rows = "新部,一課,庶務係\n,一課,文書係\n,二課,係\n合計,2課,\n"
    read = shared_office.look(
        "admin", reorganisation.read_organisation, f"部　等,課等名,係\n{rows}".encode()
    )

    found = [(one.name.ja, [part.name for part in one.sections]) for one in read.departments]
    assert found == [("新部", ["一課", "二課"])]


def test_an_edited_file_is_what_it_changes_and_each_mistake_has_its_row(office):
    file = office.look("admin", reorganisation.organisation_file, 2022, "csv").content.decode()
    edited = file.replace("財産活用課", "資産課") + "shin,新部,New,,新課,\r\n"

    wanted, looked = brought(office, edited.encode())
    assert [(one.what, one.kind, one.row) for one in looked.differences] == [
        ("section", "rename", 3), ("department", "add", 6), ("section", "add", 6),
    ]  # fmt: skip
    assert looked.problems == ()
    office.do("admin", organisation.change, 2022, wanted, looked.seen)
    assert office.look("admin", organisation.of, 2022).departments[-1].name == ("新部", "New")

    _, looked = brought(office, (edited + "soumu,総務,,,,\r\nB b,二,,,,\r\n").encode())
    assert [(one.field, one.key, one.data["row"]) for one in looked.problems] == [
        ("code", "department_code", 8),
    ]  # fmt: skip


def test_a_plan_is_brought_and_taken_out_as_a_table_of_old_and_new(office):
    lines = (Line("soumu", "", "総務企画部", "", "soukatsu"), Line("kikaku", "", "総務企画部"))
    plan_id = office.do(
        "admin", reorganisation.write, None, "改編", office.clock.today().replace(month=10), lines
    )
    for form in reorganisation.FORMS:
        file = office.look("admin", reorganisation.plan_file, plan_id, form)
        assert office.look("admin", reorganisation.read_lines, file.content).lines == lines
    with pytest.raises(FileRefused):
        office.look("admin", reorganisation.read_lines, b"a,b\r\n1,2\r\n")
