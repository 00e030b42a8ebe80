"""The empty list of people that a new office fills in: no column has to be looked up."""

from typing import Final

from workflow.documents import BlankColumn, Document, blank_form
from workflow.people.policy import require_administrator
from workflow.rosters.columns import ACTIVE, HEADINGS, NEEDED, SWITCHED_OFF, role_words
from workflow.rosters.listing import NAME, WIDTH, WIDTHS
from workflow.rosters.reading import Places, places
from workflow.work import Work

RULES: Final = (
    "1行が1人の1つの役割です。役割が2つある人は2行にします（2行目はログインIDと役割だけでかまいません）。"
    "「（例）」で始まる行は読み込みません。このシートも読み込みません。"
)
ABOUT: Final = {
    "login": "サインインに使うID。半角の英小文字・数字・. _ @ -。後から変えられません。",
    "staff_number": "なくてもかまいません。ログインIDの列を消すと、これがログインIDになります。",
    "name": "姓と名の間は空けても空けなくてもかまいません。",
    "kana": "並べ替えと検索に使います。",
    "name_en": "画面を英語にしたときの氏名。",
    "department": "所属する部局。組織にある名称を選びます（先に「組織」を入れてください）。",
    "section": "所属する課室。組織にある名称を選びます。",
    "email": "お知らせと初回パスワードのリンクを送る先。",
    "active": f"空欄なら{ACTIVE}。サインインさせない人は{SWITCHED_OFF}。",
    "role": (
        "一覧から選びます。役割のない人は空欄にします。各課担当は起案と提出、審査担当は受付と審査、評価担当は採点と評価の確定、"
        "事務局は日程・評価会・報告の確定、閲覧者は読むだけ、アドバイザーは助言、管理者は利用者と設定。"
        "1件を終わりまで進めるには、はじめの4つの役割が要ります。審査した人は、その案件の評価を確定できません。"
    ),
    "role_department": "各課担当などの部局ごとの役割の部局。空欄なら所属部局。全庁の役割は空欄。",
    "from_on": "役割の開始日（例：2026-04-01、R8.4.1）。空欄なら今日から。",
    "until_on": "役割の終了日。空欄なら期限なし。",
}
"""What is said of each column."""


def blank(work: Work) -> Document:
    """The workbook to fill in, with the office's own roles and departments. Raises WrongRole."""
    require_administrator(work.actor)
    known = places(work)
    choices = _choices(known)
    columns = [
        BlankColumn(
            words[0],
            WIDTHS.get(column, WIDTH),
            ABOUT[column],
            column in NEEDED,
            choices.get(column, ()),
        )
        for column, words in HEADINGS.items()
    ]
    return blank_form(NAME, columns, [_example(known, *one) for one in _EXAMPLES], RULES)


_EXAMPLES: Final = (
    ("yamada-t", "山田 太郎", "ヤマダ タロウ", "各課担当"),
    ("sato-h", "佐藤 花子", "サトウ ハナコ", "審査担当"),
)


def _example(known: Places, login: str, name: str, kana: str, role: str) -> list[str]:
    department_id, section = next(iter(known.section_names.values()), (0, "総務課"))
    department = known.department_names.get(department_id, "総務部")
    cells = {"login": login, "name": name, "kana": kana, "role": role,
             "department": department, "section": section}  # fmt: skip
    return [cells.get(column, "") for column in HEADINGS]


def _choices(known: Places) -> dict[str, tuple[str, ...]]:
    departments = tuple(dict.fromkeys(known.department_names.values()))
    return {
        "department": departments,
        "section": tuple(dict.fromkeys(name for _, name in known.section_names.values())),
        "active": (ACTIVE, SWITCHED_OFF),
        "role": role_words(known.office),
        "role_department": departments,
    }
