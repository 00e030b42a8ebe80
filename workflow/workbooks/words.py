"""What people write in workbooks for an entry of a list, and for yes and no."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from workflow.paper_words import ENTRIES
from workflow.text import search_key
from workflow.vocabulary import (
    Classification,
    DxStep,
    Field,
    FundingSource,
    Network,
    Procurement,
    SystemForm,
)

_ALSO: Final[Mapping[type[StrEnum], Mapping[str, StrEnum]]] = {
    Field: {"暮らし": Field.LIVING},
    DxStep: {
        "①": DxStep.DIGITIZATION, "②": DxStep.DIGITALIZATION, "③": DxStep.TRANSFORMATION,
        "デジタイゼーション": DxStep.DIGITIZATION, "デジタライゼーション": DxStep.DIGITALIZATION,
        "デジタルトランスフォーメーション": DxStep.TRANSFORMATION,
    },
    Classification: {"新": Classification.NEW, "拡": Classification.EXPANDED},
    FundingSource: {"一般": FundingSource.GENERAL, "国庫": FundingSource.NATIONAL,
                    "起債": FundingSource.BOND, "基金繰入金": FundingSource.TRANSFER},
    Network: {"LGWAN": Network.LGWAN, "インターネット": Network.INTERNET,
              "マイナンバー利用事務系": Network.MY_NUMBER},
    Procurement: {"プロポーザル": Procurement.PROPOSAL, "一般競争": Procurement.OPEN_BID,
                  "指名競争": Procurement.DESIGNATED_BID, "随契": Procurement.SINGLE_SOURCE},
    SystemForm: {},
}  # fmt: skip
"""What else is written for them."""

YES: Final = "はい"
_YES: Final = frozenset(search_key(word) for word in (YES, "○", "〇", "◯", "有", "true", "1", "済"))
_NO: Final = frozenset(
    search_key(word) for word in ("いいえ", "×", "無", "false", "0", "-", "―", "なし")
)


def entry_named(kind: type[StrEnum], typed: str) -> StrEnum | None:
    """The entry that is written so, whatever its width; None for another word."""
    return _BY_KEY[kind].get(search_key(typed))


def is_yes(typed: str) -> bool | None:
    """Whether a mark means yes; None for one that says nothing."""
    key = search_key(typed)
    return True if key in _YES else False if key in _NO else None


def _keys(kind: type[StrEnum]) -> dict[str, StrEnum]:
    return {
        **{search_key(entry.value): entry for entry in kind},
        **{search_key(word): entry for entry, word in ENTRIES[kind].items()},
        **{search_key(word): entry for word, entry in _ALSO[kind].items()},
    }


_BY_KEY: Final = {kind: _keys(kind) for kind in ENTRIES}
