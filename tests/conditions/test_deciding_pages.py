"""Conditions are typed one a row when it is decided, and followed up with days and files."""

import re
from io import BytesIO

import pytest

from tests.support.attached import PDF
from tests.support.units import look
from workflow import conditions
from workflow.files.storage import FolderStorage

TEXT = "積算の根拠を示すこと。\nただし、既存の契約を除く。"
ROWS = {
    "verdict": "conditional",
    "findings": "おおむね妥当。",
    "override": "評価会なし",
    "conditions-text": [TEXT, "", "再協議すること。"],
    "conditions-due": ["2021-12-28", "", ""],
    "conditions-who": ["税務課", "", ""],
}


@pytest.fixture
def waiting(item_named, names):
    """The number of an item that waits for its evaluation."""
    return item_named(names["reviewed"]).row.id


def listed(demo_engine, item_id):
    return [
        (one.number, one.text, str(one.due_on or ""), one.who)
        for one in look(demo_engine, "evaluator", conditions.of, item_id)
    ]


def test_each_row_is_one_condition_with_its_day_and_who(
    demo_engine, sign_in_as, send_form, waiting
):
    browser = sign_in_as("evaluator")
    assert "例：2022-03-31" in browser.get(f"/items/{waiting}/evaluate").text

    answer = send_form(browser, f"/items/{waiting}/evaluate", ROWS)

    assert answer.status_code == 302
    assert listed(demo_engine, waiting) == [
        (1, TEXT, "2021-12-28", "税務課"),
        (2, "再協議すること。", "", ""),
    ]
    page = browser.get(f"/items/{waiting}").text
    assert "1. 積算の根拠を示すこと。" in page
    assert "期限 令和3年12月28日・担当 税務課" in page


def test_the_preview_shows_what_goes_on_paper_and_decides_nothing(
    demo_engine, sign_in_as, send_form, waiting
):
    browser = sign_in_as("evaluator")

    page = send_form(browser, f"/items/{waiting}/evaluate", {**ROWS, "preview": "1"})

    assert page.status_code == 200
    assert "資料には次のとおり載ります" in page.text
    assert "2. 再協議すること。" in page.text
    assert "おおむね妥当。" in page.text
    assert listed(demo_engine, waiting) == []


def test_one_more_row_keeps_what_was_typed(sign_in_as, send_form, waiting):
    browser = sign_in_as("evaluator")

    page = send_form(browser, f"/items/{waiting}/evaluate", {**ROWS, "add_row": "1"})

    assert page.status_code == 200
    assert page.text.count('name="conditions-text"') == 4
    assert "既存の契約を除く" in page.text


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"conditions-due": ["年末", "", ""]}, "条件1："),
        (
            {"conditions-text": ["", "", "乙"], "conditions-who": ["", "税務課", ""]},
            "条件2：条件を入力してください",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_said_beside_it(
    demo_engine, sign_in_as, send_form, waiting, row, message
):
    browser = sign_in_as("evaluator")

    page = send_form(browser, f"/items/{waiting}/evaluate", {**ROWS, **row})

    assert page.status_code == 422
    assert message in page.text
    assert 'aria-invalid="true"' in page.text
    assert listed(demo_engine, waiting) == []


@pytest.fixture
def decided(demo_engine, sign_in_as, send_form, waiting, tmp_path):
    """The first condition of an evaluation that names a day."""
    demo_engine.storage = FolderStorage(tmp_path)
    send_form(sign_in_as("evaluator"), f"/items/{waiting}/evaluate", ROWS)
    return look(demo_engine, "evaluator", conditions.of, waiting)[0]


def test_the_officer_answers_with_a_file_and_the_center_opens_it(
    demo_engine, decided, sign_in_as, submit
):
    browser, here = sign_in_as("sangyo"), f"/conditions/{decided.id}"
    typed = {"answer": "示しました。", "seen": "0", "files": (BytesIO(PDF), "積算書.pdf")}

    answer = submit(browser, f"{here}/answer", typed, page=here)
    page = sign_in_as("reviewer").get(f"/conditions/{decided.id}").text
    link = re.search(r'href="(/conditions/\d+/files/\d+)"', page)[1]

    assert answer.status_code == 302
    assert "積算書.pdf" in page
    with sign_in_as("reviewer").get(link) as file:
        assert (file.status_code, file.data) == (200, PDF)
        assert file.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert sign_in_as("kensetsu").get(link).status_code == 404


def test_a_file_that_is_not_taken_is_said_and_nothing_is_answered(
    demo_engine, decided, sign_in_as, submit
):
    here = f"/conditions/{decided.id}"
    typed = {"answer": "示しました。", "seen": "0", "files": (BytesIO(b"MZ"), "積算書.exe")}

    page = submit(sign_in_as("sangyo"), f"{here}/answer", typed, page=here)

    assert page.status_code == 422
    assert "積算書.exe" in page.text
    assert "示しました。" in page.text
    assert look(demo_engine, "reviewer", conditions.one, decided.id).steps == ()


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv"])
def test_the_list_is_handed_out_as_paper_and_workbook(decided, sign_in_as, form):
    browser = sign_in_as("secretariat")

    page = browser.get("/conditions/").text
    file = browser.get(f"/conditions/status.{form}")

    assert f"/conditions/status.{form}" in page
    assert "12/28" in page
    assert file.status_code == 200
    assert len(file.data) > 100
