"""Lists of people: one that was brought in, as pages show it, and everybody as a file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.documents import BlankColumn, Document, blank_form, plain_table
from workflow.files.headed import CellProblem
from workflow.models import Person, RoleGrant
from workflow.people.particulars import particulars_of
from workflow.rosters.columns import (
    ACTIVE,
    DUTIES,
    HEADINGS,
    NEEDED,
    SWITCHED_OFF,
    role_words,
)
from workflow.rosters.commands import RosterNotReady, own, planned
from workflow.rosters.reading import Places, places
from workflow.rosters.views import PersonChange, cells, changes_of, seen_of
from workflow.values.actor import SYSTEM_KIND, require_administrator
from workflow.values.paper_words import role_word
from workflow.values.vocabulary import AnyRole, role_named
from workflow.work import Work

MOST_SHOWN: Final = 300
"""Changes of a page: a longer list is counted, and shown by its beginning."""


@dataclass(frozen=True, kw_only=True)
class RosterPreview:
    """What a list would change; counts are of people and roles. `seen` goes with the order."""

    problems: tuple[CellProblem, ...] = ()
    problem_count: int = 0
    changes: tuple[PersonChange, ...] = ()
    added: int
    changed: int
    given: int = 0
    given_by_role: tuple[tuple[AnyRole, int], ...] = ()
    ended: int = 0
    seen: str = ""
    has_roles: bool = True
    has_logins: bool = True
    unread: tuple[str, ...] = ()
    titles: tuple[tuple[str, int], ...] = ()
    without_role: int = 0
    without_section: int = 0


@dataclass(frozen=True, kw_only=True)
class RosterView(RosterPreview):
    """A list that is kept. Once it is carried out nothing but its counts is left."""

    id: int
    name: str
    staged_at: datetime
    committed_at: datetime | None = None

    @property
    def not_ready(self) -> RosterNotReady | None:
        """Why it cannot be carried out."""
        if self.committed_at:
            return RosterNotReady(reason="committed")
        if self.problem_count:
            return RosterNotReady(reason="problems")
        return None if self.changes else RosterNotReady(reason="nothing")


def view(
    work: Work, roster_id: int, everybody: str = "", by_title: Sequence[str] = ()
) -> RosterView:
    """An administrator's own list, with the roles it gives where it names none, as `planned`.

    Raises WrongRole, NotFound, FileRefused.
    """
    staged = own(work, roster_id)
    about: dict[str, Any] = {
        "id": staged.id,
        "name": staged.name,
        "staged_at": staged.staged_at,
        "committed_at": staged.committed_at,
    }
    if staged.committed_at is not None:
        added, changed = staged.added_count or 0, staged.changed_count or 0
        return RosterView(**about, added=added, changed=changed)
    looked = preview(work, staged.content or b"", everybody, by_title)
    return RosterView(**about, **{one.name: getattr(looked, one.name) for one in fields(looked)})


def preview(
    work: Work, cells: bytes, everybody: str = "", by_title: Sequence[str] = ()
) -> RosterPreview:
    """What the list with these cells would change as everything stands. Raises WrongRole."""
    require_administrator(work.actor)
    found = planned(work, cells, everybody, by_title)
    changes = changes_of(found, places(work))
    roles = [one for person in changes for one in person.roles]
    given = [one.role for one in roles if one.before is None]
    return RosterPreview(
        problems=tuple(found.problems),
        problem_count=len(found.problems),
        changes=changes[:MOST_SHOWN],
        added=sum(one.is_new for one in changes),
        changed=sum(not one.is_new for one in changes),
        given=len(given),
        given_by_role=tuple(Counter(given).most_common()),
        ended=sum(one.before is not None for one in roles),
        seen=seen_of(changes),
        has_roles=found.has_roles,
        has_logins=found.has_logins,
        unread=found.unread,
        titles=found.titles,
        without_role=found.without_role,
        without_section=found.without_section,
    )


# ---------------------------------------------------------- everybody as a file


NAME: Final = "利用者一覧"
WIDTH: Final = 14
"""Digits of a column that asks for no other."""
WIDTHS: Final = {"name": 20, "kana": 20, "name_en": 22, "section": 22, "email": 28}


def listed(work: Work) -> tuple[dict[str, str], ...]:
    """The rows of the list by column, by login. Raises WrongRole."""
    require_administrator(work.actor)
    return tuple(_rows(work))


def _rows(work: Work) -> Iterator[dict[str, str]]:
    known = places(work)
    everybody = select(Person).where(Person.kind != SYSTEM_KIND).order_by(Person.login)
    query = everybody.options(selectinload(Person.grants))
    for person in work.session.scalars(query):
        about = {"login": person.login} | cells(particulars_of(person), person.active, known)
        held = [one for one in person.grants if not one.period.is_over(work.today)]
        for grant in sorted(held, key=lambda one: one.id):
            yield about | _role(grant, known)
        if not held:
            yield about | dict.fromkeys(("role", "role_department", "from_on", "until_on"), "")


def workbook(work: Work, form: str) -> Document:
    """The list as `xlsx` or `csv`. Raises WrongRole, NotFound for another form."""
    rows = [[row[column] for column in HEADINGS] for row in listed(work)]
    heads = {words[0]: WIDTHS.get(column, WIDTH) for column, words in HEADINGS.items()}
    return plain_table(NAME, form, heads, rows, on=work.today, frozen=1)


def _role(grant: RoleGrant, known: Places) -> dict[str, str]:
    first, last = grant.period
    return {
        "role": role_word(role_named(grant.role), known.office),
        "role_department": known.department_names.get(grant.department_id or 0, ""),
        "from_on": first.isoformat() if first else "",
        "until_on": last.isoformat() if last else "",
    }


# ----------------------------------------------------------------- an empty one


RULES: Final = (
    "1行が1人の1つの役割です。役割が2つある人は2行にします（2行目はログインIDと役割だけでかまいません）。"
    "部局と期間が同じなら、1つのセルに「、」で区切って書けます。"
    "「（例）」で始まる行は読み込みません。このシートも読み込みません。"
)
ABOUT: Final = {
    "login": "サインインに使うID。半角の英小文字・数字・. _ @ -。後から変えられません。",
    "staff_number": "なくてもかまいません。ログインIDの列を消すと、これがログインIDになります。",
    "name": "姓と名の間は空けても空けなくてもかまいません。",
    "kana": "並べ替えと検索に使います。",
    "name_en": "画面を英語にしたときの氏名。",
    "department": "所属する部局。組織にある名称を選びます（先に「組織」を入れてください）。",
    "section": "所属する課室。組織にある名称を選びます。部長・次長など課室に属さない人は空欄。",
    "email": "お知らせと初回パスワードのリンクを送る先。",
    "active": f"空欄なら{ACTIVE}。サインインさせない人は{SWITCHED_OFF}。",
    "role": (
        "一覧から選びます。役割のない人は空欄にします。"
        f"{'、'.join(f'{word}は{duty}' for word, duty in DUTIES.values())}。"
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
