"""Headings that no table has word for word, by what they are made up of: デジタル関連事業名."""

import re
from typing import Final

from workflow.exchange.columns import PLACE
from workflow.values.text import search_key


def _any_of(*words: str) -> str:
    return f"(?:{'|'.join(map(search_key, words))})"


_WHAT: Final = _any_of(
    "事業", "案件", "業務", "取組", "システム", "サービス", "プロジェクト", "事項", "調達", "委託",
)  # fmt: skip
_OTHER: Final = _any_of(
    "旧", "前", "現", "上位", "統合", "変更前", "関連事業", "関係事業", "国の", "会計"
)
_NAME: Final = re.compile(
    f"(?!{_OTHER})[^0-9]{{0,14}}{_WHAT}(?:件?名|{_any_of('メニュー', 'タイトル')}名?)"
)
"""What an item is called: 予算書上の事業名, 事業名・システム名, but no 旧事業名."""
_ROLE: Final = _any_of(
    "担当", "主担当", "所管", "主管", "主務", "要求", "予算要求", "実施", "執行", "予算執行",
    "起案", "回答", "提出", "記入", "作成", "報告", "入力", "照会", "事業実施", "取りまとめ",
    "とりまとめ", "調達", "調達担当", "発注", "契約", "契約担当", "運用", "管理", "システム所管",
    "システム担当", "導入", "実施担当",
)  # fmt: skip
_SECTION: Final = re.compile(
    f"{_ROLE}の?(?:課|室|所|係|班|{_any_of('かい', 'グループ', 'チーム')}){{1,3}}名?"
)
"""Who has to do with an item: 回答課, 担当課・室・所."""
_PLACE: Final = re.compile(f"{_ROLE}(?:部局|所属|部署|部課|組織|機関)(?:課|課室|室)?名?")


_TITLES: Final = tuple(search_key(word) for word in ("メニュー", "タイトル"))
_ENDS: Final = frozenset("名課室所係班局属署織関" + search_key("いプムール"))
"""With what these end."""


def likely(key: str) -> str | None:
    """The column that a folded heading is likely to mean; None for any other text."""
    if key[-1:] not in _ENDS:
        return None
    if key.endswith(("名", *_TITLES)) and _NAME.fullmatch(key):
        return "name"
    if _SECTION.fullmatch(key):
        return "section"
    return PLACE if _PLACE.fullmatch(key) else None
