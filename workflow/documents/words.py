"""What only printed papers say beside `paper_words`: parts, events, roles, days.

A test compares the words with those of the Japanese screen.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from workflow.values.clock import JAPAN
from workflow.values.fiscal import FIRST_YEAR, era_date
from workflow.values.headings import ENTRIES
from workflow.values.sheet import Group
from workflow.values.vocabulary import Action, Role

NOT_EVALUATED: Final = "未評価"

GROUPS: Final[Mapping[Group, str]] = {
    Group.CORE: "協議の内容",
    Group.PLACE: "計画上の位置付け",
    Group.MONEY: "経費",
    Group.SYSTEM: "システム",
    Group.EFFECT: "効果とスケジュール",
}
EVENTS: Final[Mapping[str, str]] = {
    Action.CREATE: "起案",
    Action.SUBMIT: "提出",
    Action.PULL_BACK: "引戻し",
    Action.RECEIVE: "受付",
    Action.SEND_BACK: "差戻し",
    Action.APPROVE: "審査完了",
    Action.EVALUATE: "評価の確定",
    Action.REOPEN: "評価の取消し",
    Action.REPORT: "本部報告",
    Action.WITHDRAW: "取下げ",
    Action.CARRY_OVER: "次回へ繰越",
}
CHOICES: Final[Mapping[type[StrEnum], Mapping[Any, str]]] = {
    **ENTRIES,
    Role: {
        Role.OFFICER: "各課担当",
        Role.REVIEWER: "審査担当",
        Role.EVALUATOR: "評価担当",
        Role.SECRETARIAT: "本部事務局",
        Role.VIEWER: "閲覧者",
        Role.ADVISOR: "DX推進アドバイザー",
        Role.ADMIN: "管理者",
    },
}


def choice(value: StrEnum) -> str:
    """The word for one value of a vocabulary enum."""
    return CHOICES[type(value)][value]


def day(value: date) -> str:
    """令和3年8月20日; one from before the calendar in digits."""
    return era_date(value) if value.year >= FIRST_YEAR else value.isoformat()


def day_of(moment: datetime) -> str:
    """The day of a moment, in Japan."""
    return day(moment.astimezone(JAPAN).date())
