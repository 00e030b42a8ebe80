"""The three files opened by LibreOffice: the same rows and the same sums as were written.

LibreOffice is asked for, not looked for: `make test` installs it (20 seconds), and where it is
missing these tests fail. A quiet skip would leave nobody knowing that Excel files still open.
"""

import csv
from pathlib import Path

import pytest

from tests.support.demonstration import NOW, prepare
from tests.support.libreoffice import convert
from tests.support.pdf import words
from workflow import documents, reports
from workflow.engine import Engine
from workflow.items.list_views import ItemFilter
from workflow.values.actor import OPERATOR
from workflow.values.clock import SettableClock

CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
"""Commas, quotes, UTF-8, from the first row; numbers as they are kept, not as they look."""
AMOUNTS = [60_016, 3_725, 9_570, 11_833, 17_696, 21_725]
TOTAL = 124_565
SEPTEMBER = ItemFilter(cycle_id="2021-09")


@pytest.fixture(scope="module")
def files(sqlite_databases, tmp_path_factory) -> Path:
    """A folder with the list, and the list for 財政課, in every form."""
    folder = tmp_path_factory.mktemp("files")
    url = sqlite_databases.copy_of(prepare)
    engine = Engine(url, SettableClock(NOW))
    with engine.read(OPERATOR) as work:
        for form in ("pdf", "xlsx", "csv"):
            made = reports.list_file(work, SEPTEMBER, form)
            (folder / f"list.{form}").write_bytes(made.content)
            made = documents.finance_document(work, SEPTEMBER, form)
            (folder / f"finance.{form}").write_bytes(made.content)
    engine.close()
    sqlite_databases.drop(url)
    return folder


@pytest.fixture(scope="module")
def opened(files, tmp_path_factory) -> Path:
    """What LibreOffice makes of them: `from_xlsx/list.csv`, `printed_pdf/list.pdf` and so on."""
    folder = tmp_path_factory.mktemp("opened")
    for form, target, into in (
        ("xlsx", CSV, "from_xlsx"),
        ("csv", CSV, "from_csv"),
        ("xlsx", "pdf", "printed_xlsx"),
        ("pdf", "pdf", "printed_pdf"),
    ):
        convert(sorted(files.glob(f"*.{form}")), target, folder / into, folder / "profile")
    return folder


@pytest.mark.parametrize("paper", ["list", "finance"])
def test_the_workbook_opens_with_the_same_rows_and_sums(paper, opened):
    made = opened / f"from_xlsx/{paper}.csv"
    with made.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    amount = rows[2].index("事業費\n（千円）")
    items = [row for row in rows if row[0].isdigit()]

    assert [int(row[amount]) for row in items] == AMOUNTS
    assert [row[amount] for row in rows if row[0] == "健康福祉部 小計"] == ["21403"]
    assert [row[amount] for row in rows if row[0] == "計"] == [str(TOTAL)]


@pytest.mark.parametrize("paper", ["list", "finance"])
def test_the_csv_opens_with_the_same_rows_and_sum(paper, opened):
    made = opened / f"from_csv/{paper}.csv"
    with made.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [int(row["amount_kyen"]) for row in rows] == AMOUNTS
    assert rows[0]["department"] == "総務部"


@pytest.mark.parametrize("paper", ["list", "finance"])
@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_what_is_printed_from_it_holds_every_row_and_the_sum(form, paper, opened):
    said = words(opened / f"printed_{form}/{paper}.pdf")

    for kyen in (*AMOUNTS, TOTAL):
        assert f"{kyen:,}" in said
