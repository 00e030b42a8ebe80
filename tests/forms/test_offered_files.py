"""What a browser lets people choose from where a page asks for a file."""

import re
from pathlib import Path

from webapp.forms.attributes import OFFERED
from workflow.files import attachments, workbooks

ASKS = re.compile(
    r"""<input [^>]*type="file"[^>]*>|\{\{ part\.field_row\(\w+\.(?:files?|logo),.*?\) \}\}"""
)


def test_every_page_that_asks_for_a_file_says_which_kinds_are_read():
    asked = {
        f"{path}: {control}"
        for path in Path("webapp").rglob("*.html")
        for control in ASKS.findall(path.read_text(encoding="utf-8"))
    }

    assert len(asked) > 10
    assert {one for one in asked if "accept=" not in one} == set()


def test_every_kind_that_is_read_is_offered():
    tables, attached = OFFERED["tables"].split(","), OFFERED["attachments"].split(",")

    assert workbooks.ENDINGS.keys() == set(workbooks.WorkbookKind)
    assert sorted(tables) == [".csv", ".ods", ".txt", ".xls", ".xlsx"]
    assert OFFERED["workbooks"].split(",") == [".xlsx", ".xls", ".ods"]
    assert attachments.ENDINGS.keys() == set(attachments.FileKind)
    assert {".pdf", ".jtd", ".tif", ".tiff", ".jpeg"} < set(attached)
