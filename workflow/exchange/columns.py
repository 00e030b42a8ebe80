"""The columns of the template, in the order of 資料1-6, and the names people give them.

The fields of the sheet drive them: a new field appears at the end, under its own name.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from workflow.values import paper_words
from workflow.values.sheet import SPECS, Kind
from workflow.values.text import search_key

NUMBER, DEPARTMENT, ITEM = "no", "department", "item"
"""Columns that are no fields of the sheet: NO, 部局名, and the hidden one of the item's id."""

ORDER: Final = (NUMBER, DEPARTMENT, *SPECS, ITEM)
"""The columns of the template, from left to right."""

HEADINGS: Final[Mapping[str, str]] = {
    **paper_words.HEADINGS,
    NUMBER: "NO.",
    ITEM: "案件番号（変更しないでください）",
}

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    NUMBER: ("番号", "協議番号", "number", "連番", "通番", "項番", "整理番号", "№"),
    DEPARTMENT: ("部署名", "部局", "部署", "部名", "所管部局", "担当部局", "部局等", "部局庁名"),
    "section": ("課名", "課室", "所属", "所属名", "課所名", "担当課", "所管課", "課", "課・室名"),
    "field": ("分野名", "DX分野"),
    "category": ("類型名", "種類", "種別"),
    "name": (
        "事業名", "事業内訳名", "事業名称", "件名", "案件名", "細事業名", "事業・業務名",
        "事業の名称", "事業名（事業内訳）",
    ),
    "amount_kyen": (
        "事業費", "金額", "予算額", "要求額", "予算要求額", "見積額", "当初予算額", "補正額",
        "補正予算額", "所要額", "事業費計", "amount",
    ),
    "funding": ("財源の内容", "特定財源", "財源区分"),
    "summary": ("事業概要", "事業内容", "内容", "概要説明", "事業の概要", "説明"),
    "joint_departments": ("関係部局", "関係部局名", "共管部局", "共同部局"),
    "goal_number": ("目標番号", "目標", "DX目標"),
    "dx_step": ("DXの段階", "段階", "ステップ", "DX段階"),
    "classification": ("新規・継続", "新規継続の別", "新規/継続", "事業区分"),
    "contact": ("担当者", "担当", "連絡先（内線）", "内線"),
    "funding_lines": ("財源の内訳",),
    "initial_cost_kyen": ("初期費用", "導入費", "初期経費", "イニシャルコスト"),
    "running_cost_kyen": ("運用費", "年間運用費", "運用経費", "ランニングコスト"),
    "five_year_cost_kyen": ("5年総額", "5年間の総額", "総額"),
    "previous_amount_kyen": ("前年度額", "前年度予算額", "前年度当初予算額"),
    "debt_burden_period": ("債務負担期間",),
    "debt_burden_limit_kyen": ("債務負担行為の限度額", "債務負担限度額", "限度額"),
    "quotes_count": ("見積数", "見積件数"),
    "quotes_basis": ("積算根拠", "見積根拠", "積算の根拠"),
    "procurement": ("調達方法", "契約方法"),
    "system_form": ("形態",),
    "personal_data": ("個人情報の取扱い", "個人情報の有無"),
    "current_system": ("現行システム名",),
    "contract_ends_on": ("契約満了", "契約期限", "契約終了日"),
    "support_ends_on": ("サポート終了", "サポート期限"),
    "alternatives": ("代替案", "共同利用"),
    "data_standards": ("データ標準", "オープンデータ"),
    "kpi": ("成果指標", "指標"),
    "effect_kyen": ("効果額",),
    "hours_saved": ("削減時間",),
    "schedule": ("日程", "実施時期"),
    ITEM: ("案件番号",),
}  # fmt: skip

HINTS: Final[Mapping[Kind, str]] = {
    Kind.MONEY: "千円単位の整数で入力します。減額は △1,395 または -1395 とします。",
    Kind.COUNT: "整数で入力します。",
    Kind.DATE: "2022/3/31 のように入力します。",
    Kind.CHOICE: "一覧から選びます。",
    Kind.FLAG: "正しいときは「はい」を選びます。",
    Kind.FUNDING: "1行に1つ、「国庫支出金 1,000（交付金名）」のように入力します。",
}
"""The hint that is shown on entering a cell."""

SEVERAL_HINT: Final = "複数あるときは「、」で区切ります。"

LONGEST_HEADING: Final = 200
"""Characters; what is longer heads no column."""

_BRACKETS: Final = re.compile(r"[(（\[［【][^(（\[［【)）\]］】]*[)）\]］】]")
_MARKS: Final = re.compile(r"[\s・/.．:：*※■□●○\-]+")
_YEN: Final = re.compile(r"円[)\]】]?$")


class Heading(NamedTuple):
    """What a heading was taken for, and whether it says that amounts are in another unit."""

    column: str | None
    is_other_unit: bool


def heading(name: str) -> str:
    """What stands above a column."""
    return HEADINGS.get(name, name)


def kind(name: str) -> Kind:
    """What is typed into a column."""
    if name in (NUMBER, ITEM):
        return Kind.COUNT
    return Kind.LINE if name == DEPARTMENT else SPECS[name].kind


def recognised(typed: str) -> Heading:
    """What a heading means: with its brackets, and where nothing is called so, without."""
    if len(typed) > LONGEST_HEADING:
        return Heading(None, is_other_unit=False)
    column = _BY_KEY.get(_key(typed)) or _BY_KEY.get(_key(_without_brackets(typed)))
    is_money = column is not None and column in SPECS and SPECS[column].kind is Kind.MONEY
    return Heading(column, bool(is_money and _is_other_unit(typed)))


def _is_other_unit(typed: str) -> bool:
    plain = search_key(typed).replace("千円", "")
    return bool(_YEN.search(plain)) or "百万円" in plain or "万円" in plain


def _without_brackets(typed: str) -> str:
    """A heading without what stands in brackets, and in brackets within those."""
    return _BRACKETS.sub("", _BRACKETS.sub("", typed))


def _key(typed: str) -> str:
    return _MARKS.sub("", search_key(typed))


_BY_KEY: Final = {
    _key(word): name for name in ORDER for word in (name, heading(name), *_ALSO.get(name, ()))
}
