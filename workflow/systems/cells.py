"""What the cells of a file of systems may say, as different offices write it."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from workflow.values.money import parse_kyen
from workflow.values.system_words import ENTRIES
from workflow.values.systems import Assessment, Hosting, PersonalData, StandardTask
from workflow.values.text import search_key
from workflow.values.vocabulary import Network, SystemForm

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
    """A whole number, full-width or with commas, 人 or 千円 behind it. Raises MoneyUnreadable."""
    plain = _COUNTED.sub("", typed.strip())
    return parse_kyen(plain) if plain else None


def words_of(column: str) -> str:
    """What may stand in a column, in the words that are written."""
    if column == "networks":
        return "、".join(ENTRIES[Network].values())
    known = ASSESSMENTS if column == "assessment" else CHOICES[column]
    codes = dict.fromkeys(known.values())
    return "、".join(ENTRIES[type(one)][one] for one in codes)
