"""Plans of transfers out of lists: who moves, how a list is made, and how its page answers."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.units import do, look
from workflow import rosters, transfers
from workflow.engine import Engine
from workflow.transfers import TransferView

DAY: Final = date(2022, 4, 1)

USERS: Final = """
ログインID,氏名,職員番号,所属部局,課室,役割
sato,佐藤 健,1001,総務部,税務課,各課担当
suzuki,鈴木 一郎,1002,企画振興部,デジタル政策推進課,審査担当
takahashi,高橋 花子,,健康福祉部,医務薬事課,各課担当・閲覧者
ito,伊藤 誠,1004,建設部,技術管理課,各課担当
kato,加藤 恵,1005,産業労働部,雇用労働政策課,各課担当
watanabe1,渡辺 明,,総務部,総務課,各課担当
watanabe2,渡辺 明,,建設部,技術管理課,各課担当
""".strip()
"""Who uses the program, as a list of people."""

MOVES: Final = {
    "sato": ["-総務部 officer", "+健康福祉部 officer", "健康福祉部 医務薬事課"],
    "suzuki": ["- reviewer", "建設部 技術管理課"],
    "takahashi": [],
    "ito": ["-建設部 officer", "off"],
    "kato": ["+企画振興部 officer"],
}
"""What each list comes to for those of them who are in it."""


def settle(engine: Engine) -> None:
    """Set the users up where they work and with what they hold."""
    file = look(engine, "admin", rosters.bring, "people.csv", USERS.encode("utf-8-sig"))
    roster_id = do(engine, "admin", rosters.stage, file)
    seen = look(engine, "admin", rosters.view, roster_id).seen
    do(engine, "admin", rosters.commit, roster_id, seen)


def written(engine: Engine, content: bytes, day: date = DAY) -> int:
    """The plan that a list becomes."""
    lines = transfers.read_lines(content, None).lines
    return do(engine, "admin", transfers.write, None, "4月1日付け人事異動", day, lines)


def shown(engine: Engine, plan_id: int) -> TransferView:
    """The plan as its page has it."""
    return look(engine, "admin", transfers.plan, plan_id)


def moves(view: TransferView) -> dict[str, list[str]]:
    """What a plan does with each person, as `MOVES` says it."""
    found: dict[str, list[str]] = {}
    for one in view.moves:
        mine = found.setdefault(one.login, [])
        mine += [f"-{role.department} {role.role}" for role in one.loses]
        mine += [f"+{role.department} {role.role}" for role in one.gets]
        mine += [one.place] * bool(one.place) + ["off"] * one.off
    return found


# ------------------------------------------------------------------------- the lists

DX, WORK = "企画振興部 デジタル政策推進課", "産業労働部 雇用労働政策課"
CARE = "健康福祉部 医務薬事課"

Rows = Sequence[Sequence[Any]]


def book(*tabs: Rows, merges: Sequence[str] = ()) -> bytes:
    """A workbook with these sheets; `merges` are of the first."""
    made = Workbook()
    for number, rows in enumerate(tabs):
        sheet: Worksheet = made.worksheets[0] if number == 0 else made.create_sheet()
        for row in rows:
            sheet.append(list(row))
        for cells in merges if number == 0 else ():
            sheet.merge_cells(cells)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def text(rows: Rows, between: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """The same as a text."""
    return "\r\n".join(between.join(map(str, row)) for row in rows).encode(encoding)


HEAD: Final = ("異動区分", "氏名", "旧所属", "新所属")
DAYS: Final = ("発令日", "氏名", "旧所属", "新所属")
TAX, ROADS = "総務部税務課", "建設部技術管理課"
SATO: Final = ("転任", "佐藤 健", TAX, CARE)


def plan_of(
    engine: Engine, *rows: Sequence[Any], head: Sequence[str] = HEAD
) -> tuple[int, TransferView]:
    """A plan of a short list, by its id and as its page shows it."""
    plan_id = written(engine, text([head, *rows]))
    return plan_id, shown(engine, plan_id)


def answered(engine: Engine, plan_id: int, *answers: str) -> TransferView:
    """The plan after its questions were answered."""
    do(engine, "admin", transfers.answer, plan_id, shown(engine, plan_id).seen, answers)
    return shown(engine, plan_id)


def wrong(view: TransferView) -> list[tuple[int, str, str]]:
    """What is wrong with a plan: row, column and what it is."""
    return [(one.row, one.column, one.key) for one in view.problems]
