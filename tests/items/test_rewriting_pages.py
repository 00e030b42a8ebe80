"""On no page and in no file does anybody but the department read a text before it is submitted."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.support.pdf import words
from tests.support.units import do, look
from workflow import items

NEW = "広域連携基盤"
FILES = ("/headquarters/list.xlsx", "/headquarters/list.csv", "/headquarters/list.json")


@pytest.fixture
def rewritten(demo_engine, item_named, names):
    """The number of a returned item that its department is rewriting."""
    item_id = item_named(names["returned"]).row.id
    now = look(demo_engine, "mirai", items.get, item_id)
    sheet = replace(now.sheet, name=f"{NEW}の整備", summary=f"{NEW}を整える。")
    do(demo_engine, "mirai", items.save, item_id=item_id, sheet=sheet, seen=now.content_hash)
    return item_id


def everything(browser, item_id: int, folder) -> str:
    """What is on every page and in every file about the item."""
    here = f"/items/{item_id}"
    pages = (
        "/",
        "/items/",
        here,
        f"{here}/changes",
        f"{here}/files",
        "/headquarters/",
        "/notices/",
    )
    said = [browser.get(page).text for page in pages]
    for file in FILES:
        data = browser.get(f"{file}?cycle=2021-09").data
        said.append(_unpacked(data) if file.endswith("xlsx") else data.decode("utf-8-sig"))
    paper = folder / "paper.pdf"
    paper.write_bytes(browser.get(f"{here}/sheet.pdf").data)
    return "\n".join((*said, words(paper)))


def _unpacked(workbook: bytes) -> str:
    with ZipFile(BytesIO(workbook)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("login", ["reviewer", "secretariat", "viewer"])
def test_readers_find_the_last_submission_everywhere(rewritten, names, sign_in_as, tmp_path, login):
    said = everything(sign_in_as(login), rewritten, tmp_path)

    assert NEW not in said
    assert names["returned"] in said


def test_the_department_finds_its_own_text(rewritten, sign_in_as, tmp_path):
    browser = sign_in_as("mirai")

    for page in ("/items/", f"/items/{rewritten}", "/headquarters/list.csv?cycle=2021-09"):
        assert f"{NEW}の整備" in browser.get(page).text
    assert f"{NEW}の整備" in everything(browser, rewritten, tmp_path)
