"""The columns of a file of systems: what is written over them, and what else may stand there."""

from collections.abc import Mapping
from typing import Final

from workflow.values.fiscal import era_year
from workflow.values.systems import COST_YEARS

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("番号", "台帳番号", "システム番号", "No.", "NO", "No"),
    "department": ("部局名", "部局", "部署名", "所管部局", "部署"),
    "section": ("課室名", "所管課", "課室", "所管課室", "担当課"),
    "name": ("システム名", "システム名称", "情報システム名", "名称"),
    "purpose": ("目的", "概要", "業務内容", "システム概要", "利用目的"),
    "vendor": ("事業者", "ベンダー", "ベンダ", "契約相手", "契約相手方", "開発業者", "受託者"),
    "form": ("形態", "システムの形態", "開発形態", "構築形態"),
    "networks": ("ネットワーク", "接続ネットワーク", "ネットワーク区分"),
    "personal_data": ("個人情報", "個人情報の有無"),
    "users": ("利用者数", "利用人数", "ユーザー数"),
    "hosting": ("設置場所", "稼働環境", "サーバー設置場所", "サーバ設置場所"),
    "task": ("標準化対象業務", "標準化業務", "標準化"),
    "holds": ("保有データ", "データ", "保有情報"),
    "contract_from": ("契約開始日", "契約開始", "契約始期"),
    "contract_until": ("契約満了日", "契約満了", "契約終了日", "契約期限", "契約終期"),
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
"""What the center decides: the columns behind those of the inventory."""

NEEDED: Final = ("department", "name")
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
        words = (f"{era}費用（千円）", f"{era}費用", f"{era}経費", f"{era}（千円）", era)
        costs[f"{COST}{year}"] = (*words, f"{year}年度費用（千円）", f"{year}年度")
    return {**HEADINGS, **costs, **DECISIONS}
