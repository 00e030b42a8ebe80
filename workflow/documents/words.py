"""The Japanese words of the papers: the same as on the Japanese screen, which a test compares."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from workflow.clock import JAPAN
from workflow.documents.listing import FIELDS, FUNDING
from workflow.fiscal import FIRST_YEAR, era_date
from workflow.sheet import Group
from workflow.vocabulary import (
    Action,
    Classification,
    DxStep,
    Field,
    FundingSource,
    Network,
    Procurement,
    Role,
    SystemForm,
)

LABELS: Final[Mapping[str, str]] = {
    "section": "課室名",
    "field": "分野",
    "category": "類型",
    "name": "事業（事業内訳）名",
    "amount_kyen": "事業費（千円）",
    "funding": "財源",
    "summary": "概要",
    "joint_departments": "共同の部局",
    "goal_number": "DX推進目標",
    "dx_step": "DXのステップ",
    "classification": "区分",
    "contact": "連絡先",
    "amount_confirmed": "事業費は千円単位で正しい",
    "funding_lines": "財源内訳",
    "initial_cost_kyen": "初期費用（千円）",
    "running_cost_kyen": "年間運用費（千円）",
    "five_year_cost_kyen": "5年間の総額（千円）",
    "previous_amount_kyen": "前年度額（千円）",
    "debt_burden_period": "債務負担行為の期間",
    "debt_burden_limit_kyen": "債務負担行為の限度額（千円）",
    "quotes_count": "見積の数",
    "quotes_basis": "見積・積算の根拠",
    "procurement": "調達方式",
    "system_form": "システムの形態",
    "networks": "ネットワーク",
    "personal_data": "個人情報",
    "current_system": "現行システム",
    "contract_ends_on": "契約満了日",
    "support_ends_on": "サポート終了日",
    "alternatives": "代替案・共同利用",
    "data_standards": "データ標準・オープンデータ",
    "lock_in": "ベンダロックイン",
    "kpi": "KPI",
    "effect_kyen": "効果額（千円）",
    "hours_saved": "年間の削減時間",
    "schedule": "スケジュール",
}
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
    Field: FIELDS,
    FundingSource: FUNDING,
    Role: {
        Role.OFFICER: "各課担当",
        Role.REVIEWER: "審査担当",
        Role.EVALUATOR: "評価担当",
        Role.SECRETARIAT: "本部事務局",
        Role.VIEWER: "閲覧者",
        Role.ADVISOR: "DX推進アドバイザー",
        Role.ADMIN: "管理者",
    },
    DxStep: {
        DxStep.DIGITIZATION: "① デジタイゼーション",
        DxStep.DIGITALIZATION: "② デジタライゼーション",
        DxStep.TRANSFORMATION: "③ デジタル・トランスフォーメーション（DX）",
    },
    Classification: {
        Classification.NEW: "新規",
        Classification.EXPANDED: "拡充",
        Classification.CONTINUED: "継続",
        Classification.RENEWED: "更新",
        Classification.LAW_CHANGE: "制度改正",
    },
    Procurement: {
        Procurement.OPEN_BID: "一般競争入札",
        Procurement.DESIGNATED_BID: "指名競争入札",
        Procurement.PROPOSAL: "公募型プロポーザル",
        Procurement.SINGLE_SOURCE: "随意契約",
        Procurement.SUBSIDY: "補助",
        Procurement.UNDECIDED: "未定",
    },
    SystemForm: {
        SystemForm.SCRATCH: "スクラッチ",
        SystemForm.PACKAGE: "パッケージ",
        SystemForm.SAAS: "SaaS",
        SystemForm.NONE: "システムなし",
    },
    Network: {
        Network.MY_NUMBER: "番号系",
        Network.LGWAN: "LGWAN系",
        Network.INTERNET: "インターネット系",
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
