"""The columns of a list of people: one row a person and role, in the file's own Japanese words.

And the roles that a list gives to people for whom it names none: everybody's, or by job title.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workflow.files.headed import HeadedRow
from workflow.values.office import Office
from workflow.values.paper_words import ROLE_WORDS, role_word
from workflow.values.place import DEPARTMENT, SECTION, headed_by
from workflow.values.place import PLACE as PLACES
from workflow.values.text import folded, search_key
from workflow.values.vocabulary import AnyRole, Role

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "login": (
        "ログインID",
        "ログイン",
        "ログイン名",
        "ユーザーID",
        "ユーザID",
        "利用者ID",
        "アカウント",
        "アカウント名",
        "login",
    ),
    "staff_number": ("職員番号", "職員コード", "職員ID", "職員No", "staff_number"),
    "name": ("氏名", "名前", "職員氏名", "職員名", "漢字氏名", "利用者名", "ユーザー名", "name"),
    "kana": ("フリガナ", "カナ", "ふりがな", "カナ氏名", "氏名カナ", "氏名（カナ）", "kana"),
    "name_en": ("英語名", "英字氏名", "name_en"),
    "department": (*headed_by("所属部局", DEPARTMENT), "department"),
    "section": (*headed_by("課室", SECTION), "section"),
    "email": ("メールアドレス", "メール", "電子メール", "E-mail", "email"),
    "active": ("利用", "active"),
    "role": ("役割", "権限", "ロール", "role"),
    "role_department": ("対象部局", "役割の部局", "role_department"),
    "from_on": ("開始日", "from"),
    "until_on": ("終了日", "until"),
}
"""By column the words that may stand over it; the first is what is written."""

NEEDED: Final = ("login", "name")
NUMBERED: Final = ("staff_number", "name")
"""What is enough where a list of the personnel section has no logins: the number is the login."""

PLACE: Final = "place"
TITLE: Final = "title"
READ: Final[Mapping[str, tuple[str, ...]]] = {
    **HEADINGS,
    PLACE: PLACES,
    TITLE: ("職名", "職名称", "役職", "役職名", "役職名称", "職位", "補職名", "補職", "職"),
}
"""What is read besides: department and section in one cell, as personnel sections write them, and
the job title, by which roles may be given."""

USUAL_ROLES: Final = (Role.OFFICER, Role.VIEWER)
"""What everybody may be given of a list that has no column for roles."""

TITLE_ROLES: Final = tuple(one for one in Role if one is not Role.ADMIN)
"""What people may be given by their job titles."""


DUTIES: Final[Mapping[Role, tuple[str, str]]] = {
    Role.OFFICER: ("各課担当", "起案と提出"),
    Role.REVIEWER: ("審査担当", "受付と審査"),
    Role.EVALUATOR: ("評価担当", "採点と評価の確定"),
    Role.SECRETARIAT: ("事務局", "日程・評価会・報告の確定"),
    Role.VIEWER: ("閲覧者", "読むだけ"),
    Role.ADVISOR: ("アドバイザー", "助言"),
    Role.ADMIN: ("管理者", "利用者と設定"),
}
"""What the form to fill in says of each role: a short word for it, and what it does."""


ALSO_SAID: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.OFFICER: ("担当", "担当者", "各課", "各課担当者", "担当課"),
    Role.REVIEWER: ("審査", "審査者", "審査担当者"),
    Role.EVALUATOR: ("評価", "評価者", "評価担当者"),
    Role.SECRETARIAT: ("本部事務局", "事務局担当"),
    Role.VIEWER: ("閲覧", "本部員", "財政", "財政担当", "財政課", "財政課担当"),
    Role.ADVISOR: ("助言者",),
    Role.ADMIN: ("管理", "システム管理者"),
}
"""What offices write besides: the headquarters and those of finance read only."""

_BETWEEN: Final = re.compile(r"(?:[、,・/／;；&＆+＋，､･\s]|兼|及び|並びに)+")
"""What stands between several roles of a cell."""


def roles_said(said: str, office: Office) -> tuple[AnyRole, ...]:
    """Every role that a cell names, each once; () where any part of it is none."""
    whole = role_said(said, office)
    if whole is not None:
        return (whole,)
    found = [role_said(part, office) for part in _BETWEEN.split(said) if part]
    known = [one for one in found if one is not None]
    return tuple(dict.fromkeys(known)) if len(known) == len(found) else ()


def role_said(said: str, office: Office) -> AnyRole | None:
    """The one role that is called so in a file: by its whole name, with blanks or without."""
    key = folded(said)
    own = {folded(word): one.name for one in office.roles for word in (one.title.ja, one.name)}
    return own.get(key) or _of_office(office).get(key) or _ROLES.get(key)


def _of_office(office: Office) -> dict[str, Role]:
    """What names hold by which the headquarters and finance go here."""
    finance, named = office.finance.ja, (office.headquarters.ja, office.headquarters_short.ja)
    secretariats = (office.secretariat, *(f"{one}事務局" for one in named))
    readers = (finance, f"{finance}担当", *(f"{one}員" for one in named))
    return {
        **{folded(one): Role.VIEWER for one in readers},
        **{folded(one): Role.SECRETARIAT for one in secretariats},
    }


def role_words(office: Office) -> tuple[str, ...]:
    """What a role is called in files: the program's, then those of the office in use."""
    own = (one.title.ja for one in office.roles if one.active)
    return (*(role_word(role, office) for role in ROLE_WORDS), *own)


def accepted_words(office: Office) -> tuple[str, ...]:
    """The same, with what else may be written: 審査担当（審査、審査者、審査担当者）."""
    own = role_words(office)[len(ROLE_WORDS) :]
    readers = dict.fromkeys((*ALSO_SAID[Role.VIEWER], office.finance.ja))
    others: Mapping[Role, Iterable[str]] = {**ALSO_SAID, Role.VIEWER: readers}
    known = (_with_others(role_word(role, office), others[role]) for role in ROLE_WORDS)
    return (*known, *own)


def _with_others(word: str, others: Iterable[str]) -> str:
    more = "、".join(one for one in others if one != word)
    return f"{word}（{more}）" if more else word


_ROLES: Final[Mapping[str, Role]] = {
    folded(word): role
    for role, said in ROLE_WORDS.items()
    for word in (said, DUTIES[role][0], role.value, *ALSO_SAID[role])
}

ACTIVE, SWITCHED_OFF = "利用中", "停止"
_ON, _OFF = (ACTIVE, "はい", "○", "1", "yes", "on"), (SWITCHED_OFF, "いいえ", "×", "0", "no", "off")
SWITCHES: Final[Mapping[str, bool]] = {
    search_key(word): words is _ON for words in (_ON, _OFF) for word in words
}
"""What may be said of whether somebody signs in."""

PERSONAL: Final = ("staff_number", "name", "kana", "name_en", "department", "section", "email")
"""The columns about the person themselves; the same in each of their rows, or left out there."""


# ------------------------------------------------------ roles that are not said


MOST_TITLES: Final = 40


@dataclass(frozen=True)
class Usual:
    """What is given where there is no column for roles, and by folded job title in any list."""

    everybody: Role | None = None
    by_title: Mapping[str, Role] | None = None

    def of(self, row: HeadedRow, speaks: frozenset[str]) -> Role | None:
        """What a row gives that names no role; `speaks` are the people that others name one for."""
        if whose(row) in speaks:
            return None
        titled = (self.by_title or {}).get(search_key(row.cells.get(TITLE, "")))
        return titled or (None if "role" in row.cells else self.everybody)


def usual(everybody: str, by_title: Sequence[str], titles: Sequence[tuple[str, int]]) -> Usual:
    """The same from what was sent, a role for each of `titles`; what is no such role is none."""
    known = {str(one): one for one in TITLE_ROLES}
    chosen = zip(titles, by_title, strict=False)
    given = {search_key(title): known[role] for (title, _count), role in chosen if role in known}
    return Usual(next((one for one in USUAL_ROLES if one == everybody), None), given)


def whose(row: HeadedRow) -> str:
    """The login of a row, or the number that is taken for it."""
    return (row.cells.get("login") or row.cells.get("staff_number", "")).lower()


def speaking(rows: Iterable[HeadedRow]) -> frozenset[str]:
    """The people for whom some row names a role."""
    return frozenset(whose(row) for row in rows if row.cells.get("role"))


def titles(rows: Sequence[HeadedRow], speaks: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """The job titles of the people without a role, each with how many have it, as in the file."""
    first = {whose(row): row.cells.get(TITLE, "") for row in reversed(rows)}
    left = [first[login] for login in reversed(first) if login not in speaks and first[login]]
    return tuple(Counter(left).items())[:MOST_TITLES]
