"""The columns of a file of systems: what is written over them, and what their cells may say."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from workflow.files.headed import HeadedRow
from workflow.files.row_reading import RowReader
from workflow.values.days import DayUnreadable, parse_day
from workflow.values.fiscal import era_year
from workflow.values.money import MoneyUnreadable, parse_kyen
from workflow.values.place import DEPARTMENT, SECTION, headed_by
from workflow.values.place import PLACE as PLACES
from workflow.values.systems import (
    COST_YEARS,
    ENTRIES,
    Assessment,
    Hosting,
    PersonalData,
    StandardTask,
)
from workflow.values.text import is_dash, search_key
from workflow.values.vocabulary import Network, SystemForm

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("番号", "台帳番号", "システム番号"),
    "department": headed_by("部局名", (*DEPARTMENT, "所管部局", "所管部", "担当部局", "担当部")),
    "section": headed_by("課室名", (*SECTION, "所管課", "所管課室", "担当課", "担当課室")),
    "name": (
        "システム名",
        "システム名称",
        "情報システム名",
        "情報システム名称",
        "業務システム名",
        "システムの名称",
        "名称",
    ),
    "purpose": ("目的", "概要", "業務内容", "業務概要", "システム概要", "利用目的", "用途"),
    "vendor": (
        "事業者",
        "事業者名",
        "ベンダー",
        "ベンダー名",
        "ベンダ",
        "ベンダ名",
        "契約相手",
        "契約相手方",
        "開発業者",
        "開発事業者",
        "保守業者",
        "保守事業者",
        "受託者",
        "受託業者",
    ),
    "form": ("形態", "システムの形態", "開発形態", "構築形態"),
    "networks": ("ネットワーク", "接続ネットワーク", "ネットワーク区分"),
    "personal_data": ("個人情報", "個人情報の有無"),
    "users": ("利用者数", "利用人数", "ユーザー数"),
    "hosting": ("設置場所", "稼働環境", "サーバー設置場所", "サーバ設置場所"),
    "task": ("標準化対象業務", "標準化業務", "標準化"),
    "holds": ("保有データ", "データ", "保有情報"),
    "contract_from": ("契約開始日", "契約開始", "契約始期", "契約期間開始", "契約期間始期"),
    "contract_until": (
        "契約満了日",
        "契約満了",
        "契約終了日",
        "契約期限",
        "契約終期",
        "契約期間終了",
        "契約期間満了",
        "契約期間終期",
        "リース満了日",
    ),
    "support_until": ("サポート終了日", "サポート終了", "サポート期限", "保守期限"),
    "interfaces": ("連携先", "データ連携先", "連携システム"),
}
"""By column the words that may stand over it; the first is what is written."""

DECISIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "assessment": ("方針", "見直し方針", "見直しの方針"),
    "act_by": ("期限", "実施期限", "方針の期限"),
    "merges_into": ("統合先", "統合先システム"),
    "reasons": ("方針の理由", "理由"),
}
"""What the center decides: the columns after those of the inventory."""

PLACE: Final = "place"
NEEDED: Final = (("department", "name"), (PLACE, "name"), ("section", "name"))
"""Any of these is enough: a section is of one department, where no other has one so called."""
FILLED_DOWN: Final = ("department", "section", PLACE)
COST: Final = "cost_"
SHOWN_ONLY: Final = ("見直しの段階", "回答期限")
"""Columns that are written, and that a file cannot change."""


def years(until: int) -> range:
    """The fiscal years whose costs a file has."""
    return range(until - COST_YEARS + 1, until + 1)


def headings(until: int) -> dict[str, tuple[str, ...]]:
    """All columns, with a column of costs for each of the fiscal years up to `until`."""
    costs = {}
    for year in years(until):
        era = era_year(year)
        words = tuple(f"{era}{what}" for what in ("費用（千円）", "費用", "経費", "（千円）", ""))
        costs[f"{COST}{year}"] = (*words, f"{year}年度費用（千円）", f"{year}年度")
    return {**HEADINGS, **costs, **DECISIONS}


def read_headings(until: int) -> dict[str, tuple[str, ...]]:
    """The same, with the column that says department and section in one cell."""
    words = (
        *PLACES,
        "所管",
        "所管部署",
        "所管部課",
        "所管所属",
        "担当部署",
        "担当部課",
        "主管部署",
    )
    return {**headings(until), PLACE: words}


# ------------------------------------------------------------------------ cells


_ALSO: Final[Mapping[type[StrEnum], Mapping[Any, tuple[str, ...]]]] = {
    SystemForm: {
        SystemForm.SCRATCH: ("スクラッチ開発", "独自開発", "個別開発", "オーダーメイド"),
        SystemForm.PACKAGE: ("パッケージソフト", "パッケージ製品", "市販パッケージ"),
        SystemForm.SAAS: ("クラウドサービス", "ASP", "ASP・SaaS"),
    },
    Hosting: {
        Hosting.OWN_SERVER: ("庁内", "庁内サーバ", "オンプレミス", "オンプレ", "自庁"),
        Hosting.DATA_CENTER: ("DC", "外部データセンター", "iDC"),
        Hosting.CLOUD: ("民間クラウド", "パブリッククラウド", "SaaS"),
        Hosting.GOVERNMENT_CLOUD: ("ガバクラ", "政府クラウド"),
    },
    PersonalData: {
        PersonalData.NONE: ("無", "無し", "×", "-", "0"),
        PersonalData.PERSONAL: ("有", "あり", "有り", "○", "〇", "個人情報"),
        PersonalData.MY_NUMBER: ("特定個人情報", "マイナンバー", "マイナンバーあり", "個人番号"),
    },
    Assessment: {
        Assessment.KEEP: ("存続", "維持", "現状維持", "現行継続"),
        Assessment.RENEW: ("刷新", "再構築"),
        Assessment.MERGE: ("集約", "統廃合"),
        Assessment.STOP: ("停止", "終了"),
    },
    Network: {
        Network.MY_NUMBER: ("マイナンバー利用事務系", "個人番号利用事務系", "基幹系"),
        Network.LGWAN: ("LGWAN", "LGWAN接続系", "情報系"),
        Network.INTERNET: ("インターネット", "インターネット接続系"),
    },
}
"""Other words for the same, besides those that are written."""


def _known(kind: type[StrEnum], codes: Any) -> dict[str, Any]:
    words = {one: (ENTRIES[kind][one], *_ALSO.get(kind, {}).get(one, ())) for one in codes}
    return {search_key(word): one for one, all_of in words.items() for word in all_of}


CHOICES: Final[Mapping[str, Mapping[str, Any]]] = {
    "form": _known(SystemForm, [one for one in SystemForm if one is not SystemForm.NONE]),
    "personal_data": _known(PersonalData, PersonalData),
    "hosting": _known(Hosting, Hosting),
    "task": _known(StandardTask, StandardTask),
}
"""By column the codes that folded words stand for."""
ASSESSMENTS: Final[Mapping[str, Any]] = _known(Assessment, Assessment)

_NETWORKS: Final = _known(Network, Network)
_BETWEEN: Final = re.compile(r"[、,，/／・\n]+")
_COUNTED: Final = re.compile(r"(?:千円|人|名)$")


def networks(typed: str) -> tuple[Network, ...] | None:
    """The networks that a cell names, with signs between them; None where one is unknown."""
    named = [search_key(one) for one in _BETWEEN.split(typed) if one.strip()]
    found = [_NETWORKS.get(one) for one in named]
    return tuple(one for one in found if one) if None not in found else None


def whole(typed: str) -> int | None:
    """A whole number, full-width or with commas, 人 or 千円 after it; － is none.

    Raises MoneyUnreadable.
    """
    plain = _COUNTED.sub("", typed.strip())
    return parse_kyen(plain) if plain and not is_dash(plain) else None


def words_of(column: str) -> str:
    """What may stand in a column, in the words that are written."""
    if column == "networks":
        return "、".join(ENTRIES[Network].values())
    known = ASSESSMENTS if column == "assessment" else CHOICES[column]
    codes = dict.fromkeys(known.values())
    return "、".join(ENTRIES[type(one)][one] for one in codes)


# -------------------------------------------------------------- cells as values


class CellReader(RowReader):
    """Reads the cells of rows one after the other."""

    def enum(self, row: HeadedRow, name: str, known: Mapping[str, Any]) -> Any:
        """The code that a cell's words stand for; None where it is empty."""
        typed = row.cells[name]
        found = known.get(search_key(typed)) if typed else None
        if typed and found is None and not is_dash(typed):
            self.wrong(row, name, "systems_choice", words=words_of(name))
        return found

    def networks_of(self, row: HeadedRow) -> Any:
        """The networks that a row names."""
        found = networks(row.cells["networks"])
        if found is None:
            self.wrong(row, "networks", "systems_choice", words=words_of("networks"))
        return found or ()

    def day(self, row: HeadedRow, name: str) -> date | None:
        """The day in a cell; None where it is empty."""
        typed = row.cells[name]
        try:
            return parse_day(typed) if typed and not is_dash(typed) else None
        except DayUnreadable as unread:
            self.wrong(row, name, unread.key, **unread.data)
            return None

    def number(self, row: HeadedRow, name: str) -> int | None:
        """The whole number in a cell; None where it is empty."""
        try:
            return whole(row.cells[name])
        except MoneyUnreadable:
            self.wrong(row, name, "system_cost" if name.startswith(COST) else "systems_number")
            return None
