"""A file of 10,000 rows: read, checked and committed, in how much time and memory."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from tests.benchmarks.measuring import Figure, most_memory, seconds
from tests.support.databases import Databases
from tests.support.exchange import brought
from tests.support.office import Office, open_office
from tests.support.prepared import prepare
from webapp.app.memory import keep_small
from workflow import exchange

ROWS: Final = 10_000
AIM: Final = {"sqlite": 8, "postgresql": 12}
"""Seconds."""
HEADINGS: Final = (
    "NO.", "部局名", "課室名", "分野", "類型", "事業（事業内訳）名", "事業費（千円）", "財源",
    "概要", "財源内訳", "連絡先", "積算の根拠", "スケジュール", "契約満了日",
)  # fmt: skip
SUMMARY: Final = "法人課税の制度の変更に対応するため、税務総合システムを改修する。" * 4


def import_of_many_rows(databases: Databases, kind: str) -> list[Figure]:
    """10,000 rows in a workbook, from the upload to the last receipt."""
    url = databases.copy_of(prepare)
    taken, memory = _in_another_process(url, workbook(ROWS))
    databases.drop(url)
    return [
        Figure("import of 10,000 rows", kind, taken, "s", AIM[kind], at_least=False),
        Figure("memory while 10,000 rows come in", kind, memory, "MB", 250, at_least=False),
    ]


def workbook(rows: int) -> bytes:
    """A workbook as an office would bring it, with all of what 資料1-6 asks and more."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("様式")
    sheet.append(["令和3年度9月補正予算"])
    sheet.append(HEADINGS)
    for number in range(1, rows + 1):
        sheet.append(
            [
                number, "soumu", "税務課", "行政", "procedure", f"税務システム改修事業 {number}",
                number, "一般財源", SUMMARY, f"一般財源 {number:,}", "税務課 担当 内線1234",
                SUMMARY, SUMMARY, "令和5年3月31日",
            ]
        )  # fmt: skip
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def bring_in(office: Office, content: bytes) -> None:
    """Stage, read to the end, commit."""
    file = brought(office.engine, office.person("officer"), content, "many.xlsx")
    while not file.do(exchange.advance):
        pass
    view = file.view()
    assert view.is_ready, view.problems[:3]
    assert file.commit().created == ROWS


def _in_another_process(url: str, content: bytes) -> tuple[float, float]:
    """Seconds, and the most MB that a process of its own had, with everything of Jizen in it."""
    path = Path("build/bench/many.xlsx")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    words = [sys.executable, "-m", "tests.benchmarks.workbooks", url, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    taken, memory = map(float, done.stdout.split())
    return taken, memory


if __name__ == "__main__":
    keep_small()  # as the process that serves
    of_others = open_office(sys.argv[1])
    taken = seconds(lambda: bring_in(of_others, Path(sys.argv[2]).read_bytes()))
    of_others.engine.close()
    sys.stdout.write(f"{taken} {most_memory()}\n")
