"""Transfer lists as personnel sections make them, each in another shape, of the same few moves."""

from collections.abc import Callable, Sequence
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


def one_cell_each() -> bytes:
    head = [
        "No",
        "異動区分",
        "新所属",
        "新職名",
        "氏名",
        "ふりがな",
        "職員番号",
        "旧所属",
        "旧職名",
    ]
    return book([
        ["令和4年4月1日付け人事異動"],
        [],
        head,
        [1, "転任", CARE, "副主幹", "佐藤　健", "さとう けん", 1001, "総務部 税務課", "主査"],
        [2, "転任", "建設部 技術管理課", "主査", "鈴木 一郎", "", 1002, DX, "主任"],
        [3, "昇任", CARE, "主査", "高橋花子", "", 1003, CARE, "主任"],
        [4, "退職", "", "", "伊藤 誠", "", 1004, "建設部 技術管理課", "課長"],
        [5, "併任", DX, "主任", "加藤 恵", "", 1005, WORK, "主任"],
        [6, "採用", "総務部 総務課", "主事", "山田 太郎", "", 2001, "", ""],
        [7, "転任", "北秋田地域振興局", "主査", "中村 学", "", 2002, "総務部 総務課", "主任"],
        ["", "", "", "", "計 7名", "", "", "", ""],
    ])  # fmt: skip


def two_rows_of_head() -> bytes:
    return book(
        [
            ["新", "", "", "氏名", "旧", "", "", "備考"],
            ["部局", "課室", "職名", "", "部局", "課室", "職名", ""],
            ["健康福祉部", "医務薬事課", "副主幹", "佐藤 健", "総務部", "税務課", "主査", ""],
            ["", "医務薬事課", "主査", "高橋 花子", "健康福祉部", "医務薬事課", "主任", "昇任"],
            ["建設部", "技術管理課", "主査", "鈴木 一郎", *DX.split(), "", ""],
            ["", "技術管理課", "主事", "吉田 実", "総務部", "総務課", "主事", ""],
            ["", "", "", "伊藤 誠", "建設部", "技術管理課", "課長", "定年退職"],
        ],
        merges=["A1:C1", "E1:G1", "D1:D2", "H1:H2", "A3:A4", "A5:A6"],
    )  # fmt: skip


def headings_of_departments() -> bytes:
    return book([
        ["人事異動名簿（課長級以下）"],
        ["新課名", "新職名", "氏名", "旧所属"],
        ["【健康福祉部】"],
        ["医務薬事課", "副主幹", "佐藤 健", "総務部税務課主査"],
        ["医務薬事課", "主査", "高橋 花子", "健康福祉部医務薬事課主任"],
        ["【建設部】"],
        ["技術管理課", "主査", "鈴木 一郎", "企画振興部デジタル政策推進課主任"],
        ["道路課", "主査", "小林 直子", "建設部河川砂防課主任"],
        ["【退職者】"],
        ["", "", "伊藤 誠", "建設部技術管理課長"],
    ])  # fmt: skip


def places_in_titles() -> bytes:
    return book([
        ["新　職", "氏　名", "旧　職"],
        ["■部次長級"],
        ["健康福祉部医務薬事課副主幹", "佐藤　健", "総務部税務課主査"],
        ["建設部技術管理課主査", "鈴木　一郎", "企画振興部デジタル政策推進課主任"],
        ["健康福祉部医務薬事課主査", "高橋　花子", "健康福祉部医務薬事課主任"],
        ["健康福祉部次長", "山本　翔", "総務部参事"],
        ["■退職（3月31日付け）"],
        ["", "伊藤　誠", "建設部技術管理課長"],
    ])  # fmt: skip


def columns_and_ditto() -> bytes:
    return text([
        ["異動種別", "新部", "新課", "新役職", "氏名", "旧部", "旧課", "旧役職"],
        ["配置換", "健康福祉部", "医務薬事課", "副主幹", "佐藤健", "総務部", "税務課", "主査"],
        ["昇任", "", "医務薬事課", "主査", "高橋花子", "健康福祉部", "医務薬事課", "主任"],
        ["配置換", "建設部", "技術管理課", "主査", "鈴木一郎", *DX.split(), ""],
        ["〃", "〃", "〃", "主任", "中村学", "〃", "〃", "主任"],
        ["定年退職", "", "", "", "伊藤誠", "建設部", "技術管理課", "課長"],
    ], encoding="cp932")  # fmt: skip


def a_sheet_a_grade() -> bytes:
    head = ["新所属・職名", "氏名", "旧所属・職名"]
    return book(
        [["課長級"], head, ["建設部技術管理課長", "吉田 実", "建設部道路課長"]],
        [
            ["主査級"],
            head,
            ["健康福祉部医務薬事課副主幹", "佐藤 健", "総務部税務課主査"],
            ["建設部技術管理課主査", "鈴木 一郎", "企画振興部デジタル政策推進課主任"],
        ],
        [
            ["退職者名簿"],
            ["退職区分", "所属", "職名", "氏名"],
            ["定年", "建設部技術管理課", "課長", "伊藤 誠"],
            ["勧奨", "建設部道路課", "主幹", "小林 直子"],
        ],
    )  # fmt: skip


def heads_again() -> bytes:
    head = ["所属", "職名", "氏名", "前所属", "前職名"]
    return book([
        ["〔主査級〕"],
        head,
        ["健康福祉部医務薬事課", "副主幹", "佐藤 健", "総務部税務課", "主査"],
        [],
        ["〔主任級〕"],
        head,
        ["建設部技術管理課", "主査", "鈴木 一郎", "企画振興部デジタル政策推進課", "主任"],
        ["建設部技術管理課", "主任", "中村 学", "建設部道路課", "主事"],
        ["〔退職〕"],
        head,
        ["", "", "伊藤 誠", "建設部技術管理課", "課長"],
    ])  # fmt: skip


def two_columns_of_names() -> bytes:
    return book([
        ["職員コード", "姓", "名", "異動前所属", "異動後所属", "摘要"],
        ["", "佐藤", "健", "総務部税務課", "健康福祉部医務薬事課", ""],
        ["", "鈴木", "一郎", "企画振興部デジタル政策推進課", "建設部技術管理課", "昇任"],
        ["", "加藤", "恵", "産業労働部雇用労働政策課", "企画振興部デジタル政策推進課", "併任"],
        ["", "伊藤", "誠", "建設部技術管理課", "", "退職"],
        ["", "山田", "太郎", "", "総務部総務課", "新規採用"],
    ])  # fmt: skip


def days_of_their_own() -> bytes:
    return book([
        ["発令年月日", "発令区分", "氏名", "新所属名", "旧所属名"],
        [DAY, "転任", "佐藤 健", "健康福祉部医務薬事課", "総務部税務課"],
        ["R4.4.1", "転任", "鈴木 一郎", "建設部技術管理課", "企画振興部デジタル政策推進課"],
        ["令和4年3月31日", "辞職", "伊藤 誠", "", "建設部技術管理課"],
        ["", "昇任", "高橋 花子", "健康福祉部医務薬事課", "健康福祉部医務薬事課"],
        ["R4.4.1", "転任", "山本 翔", "東京事務所", "総務部総務課"],
    ])  # fmt: skip


def names_with_notes() -> bytes:
    return book([
        ["現所属", "職", "氏名", "異動先", "異動先職名"],
        ["総務部・税務課", "主査", "佐藤 健\nさとう けん", "健康福祉部・医務薬事課", "副主幹"],
        ["企画振興部\nデジタル政策推進課", "主任", "◎鈴木 一郎", "建設部\n技術管理課", "主査"],
        [CARE, "主任", "高橋　花子（旧姓 木村）", CARE, "主査"],
        ["建設部・技術管理課", "課長", "伊藤　誠※", "退職", ""],
        ["生活環境部自然保護課", "主任", "中村 学（なかむら まなぶ）", "総務部総務課", "主査"],
    ])  # fmt: skip


def pasted() -> bytes:
    return text([
        ["氏名", "新任", "旧任"],
        ["佐藤 健", "健康福祉部医務薬事課 副主幹", "総務部税務課 主査"],
        ["鈴木 一郎", "建設部技術管理課 主査", "企画振興部デジタル政策推進課 主任"],
        ["伊藤 誠", "（退職）", "建設部技術管理課長"],
        ["小林 直子", "農林水産部水産漁港課 主査", "総務部総務課 主任"],
    ], between="\t")  # fmt: skip


def with_the_offices_name() -> bytes:
    return book([
        ["異動内容", "氏名", "異動前の所属", "異動後の所属"],
        ["部局間異動", "佐藤 健", "秋田県総務部税務課", "秋田県健康福祉部医務薬事課"],
        ["部局間異動", "鈴木 一郎", f"知事部局{DX}", "知事部局 建設部 技術管理課"],
        ["兼務", "加藤 恵", "産業労働部雇用労働政策課", "企画振興部デジタル政策推進課"],
        ["死亡退職", "伊藤 誠", "建設部技術管理課", "―"],
        ["再任用", "吉田 実", "教育庁", "総務部総務課"],
    ])  # fmt: skip


LISTS: Final[dict[Callable[[], bytes], tuple[str, list[str]]]] = {
    one_cell_each: ("sato suzuki takahashi ito kato", ["山田 太郎", "中村 学"]),
    two_rows_of_head: ("sato takahashi suzuki ito", ["吉田 実"]),
    headings_of_departments: ("sato takahashi suzuki ito", ["小林 直子"]),
    places_in_titles: ("sato suzuki takahashi ito", ["山本　翔"]),
    columns_and_ditto: ("sato takahashi suzuki ito", ["中村学"]),
    a_sheet_a_grade: ("sato suzuki ito", ["吉田 実", "小林 直子"]),
    heads_again: ("sato suzuki ito", ["中村 学"]),
    two_columns_of_names: ("sato suzuki kato ito", ["山田 太郎"]),
    days_of_their_own: ("sato suzuki ito takahashi", ["山本 翔"]),
    names_with_notes: ("sato suzuki takahashi ito", ["中村 学（なかむら まなぶ）"]),
    pasted: ("sato suzuki ito", ["小林 直子"]),
    with_the_offices_name: ("sato suzuki kato ito", ["吉田 実"]),
}
"""Each list with the users whom it names, and with who is left out."""


HEAD: Final = ("異動区分", "氏名", "旧所属", "新所属")
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
    """What stands against a plan: row, column and what it is."""
    return [(one.row, one.column, one.key) for one in view.problems]
