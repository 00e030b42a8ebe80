"""What personnel sections write in transfer lists: above columns, and of the kind of a move."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from workflow.rosters.columns import HEADINGS as PEOPLE
from workflow.rosters.columns import READ as ROSTER
from workflow.values.place import DEPARTMENT, PLACE, SECTION, headed_by
from workflow.values.text import folded

_NEW: Final = ("新", "異動後", "異動後の")
_OLD: Final = ("旧", "前", "現", "異動前", "異動前の")
_TITLES: Final = ("職名", "職名称", "職", "補職名", "補職", "役職", "役職名", "職位", "官職")


def _each(first: str, before: Iterable[str], words: tuple[str, ...], *more: str) -> tuple[str, ...]:
    every = (one for begins in before for one in headed_by(first, words, begins))
    return tuple(dict.fromkeys((first, *every, *more)))


LISTED: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": (
        "異動区分", "異動種別", "異動種類", "異動内容", "異動事由", "発令区分", "発令種別",
        "発令事由", "任用区分", "区分", "種別", "事由", "退職区分", "退職事由", "採用区分",
    ),
    "day": (
        "発令日", "発令年月日", "異動日", "異動年月日", "発令月日", "異動発令日", "退職日",
        "退職年月日", "施行日",
    ),
    "from_department": _each("旧所属部局", _OLD, DEPARTMENT),
    "from_section": _each("旧課室", _OLD, SECTION),
    "from_place": _each(
        "旧所属", _OLD, PLACE, "旧", "旧任", "前任", "前職", "現職", "旧職", "異動前", "旧勤務先",
        "旧所属・職名", "旧所属職名", "旧所属・旧職名", "前所属・職名", "現所属・職名", "旧補職",
    ),
    "from_title": _each("旧職名", _OLD, _TITLES),
    "to_place": _each(
        "新所属", _NEW, PLACE, "新", "新任", "新職", "異動後", "異動先", "配属先", "新配属先",
        "新勤務先", "出向先", "派遣先", "発令", "発令内容", "発令事項", "新所属・職名",
        "新所属職名", "新所属・新職名", "新補職",
    ),
    "to_title": _each("新職名", _NEW, _TITLES, "発令職名"),
    "heading": ("名簿の見出し",),
}  # fmt: skip
"""By column the words over it. New departments and sections have columns of their own in any list;
`heading` is what stood above a group of rows, as 【総務部】."""

TO_COLUMNS: Final = ("section_department", "section", "to_place", "to_title")
FROM_COLUMNS: Final = ("from_department", "from_section", "from_place", "from_title")

PLAIN: Final[Mapping[str, tuple[str, ...]]] = {
    "department": ROSTER["department"],
    "section_plain": ROSTER["section"],
    "place": PLACE,
    "title": ROSTER["title"],
}
"""Places without a word for old or new: new ones where nothing else in the list is."""

HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    **{one: PEOPLE[one] for one in ("login", "staff_number", "name")},
    "family": ("姓", "氏", "苗字"),
    "given": ("名",),
    **PLAIN,
    **{one: words for one, words in LISTED.items() if one != "heading"},
    "section_department": _each("新所属部局", _NEW, DEPARTMENT),
    "section": _each("新課室", _NEW, SECTION),
    "note": ("備考", "摘要", "適用", "その他", "特記事項"),
}
"""Every word over a column of such a list."""


class Kind(StrEnum):
    """What becomes of somebody."""

    MOVE = "move"
    RETIRE = "retire"
    AWAY = "away"
    """Gone to another body."""
    COME = "come"
    """Taken on, or back from another body."""
    ADD = "add"
    """併任: a post beside the one that is kept."""
    END = "end"
    """併任解除: such a post ends."""


_KINDS: Final = (
    (
        re.compile(
            "(?:併任|兼務|兼任|兼職|事務取扱|事務従事).{0,6}[解免終]"
            "|[解免].{0,4}(?:併任|兼務|兼任|兼職|事務取扱|事務従事)"
        ),
        Kind.END,
    ),
    (re.compile("復帰|帰任|復職|帰庁|(?:派遣|出向|研修)(?:解除|終了)"), Kind.COME),
    (re.compile("役職定年|再任用(?!満了)|任期更新"), Kind.MOVE),
    (re.compile("退職|辞職|免職|失職|死亡|定年|任期満了|再任用満了"), Kind.RETIRE),
    (re.compile("採用|受入|転入"), Kind.COME),
    (
        re.compile(
            "昇[任格進]|降[任格]|転任|配置[換替]|異動|配転|転補|任命|配属|担当替|部内|部局間"
        ),
        Kind.MOVE,
    ),
    (re.compile("併任|兼務|兼任|兼職|事務取扱|事務従事"), Kind.ADD),
    (re.compile("出向|派遣|転出|割愛"), Kind.AWAY),
)
"""What a cell means that has these words; the first counts."""
LONGEST_KIND: Final = 60
_TITLE: Final = re.compile(
    "(退職|採用|転入|転出|出向|派遣|併任|兼務)(?:職員|者)?(?:の?(?:名簿|一覧表?|内示|発令))?$"
)
_LONGEST_TITLE: Final = 60
_LONGEST_WORD: Final = 10
_AROUND: Final = " 【】〔〕[]()<>《》■□◆◇●○◎★☆※・*-〇:"


def kind_of(said: str) -> Kind | None:
    """What a cell for the kind of a move means; None for words that are not known."""
    key = folded(said[:LONGEST_KIND])
    return next((kind for words, kind in _KINDS if words.search(key)), None)


def kind_said(said: str) -> Kind | None:
    """The same of a cell or heading that is for other things, where it says nothing besides."""
    key = bare(said)
    is_word = len(key) <= _LONGEST_WORD and "級" not in key
    return kind_of(key) if is_word else None


def kind_of_title(said: str) -> str:
    """The kind of which everybody in a list is by its title, 退職者名簿; "" for any other title."""
    found = _TITLE.search(folded(said[-_LONGEST_TITLE:]))
    return found[1] if found and "異動" not in said else ""


def bare(said: str) -> str:
    """A heading without its brackets and marks, folded."""
    return folded(said).strip(_AROUND)
