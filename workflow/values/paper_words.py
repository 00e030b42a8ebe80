"""The words of paper, for printed papers and for workbooks: headings, and entries of lists.

Paper is Japanese whatever the language of the screen; a test holds these words against
those of the Japanese screen.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from workflow.values.office import LOCAL_GOVERNMENTS, Office
from workflow.values.vocabulary import (
    AnyRole,
    Classification,
    DxStep,
    FundingSource,
    Network,
    OwnRole,
    Procurement,
    Role,
    SystemForm,
)

HEADINGS: Final[Mapping[str, str]] = {
    "number": "協議番号",
    "department": "部局名",
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
    "quotes_count": "見積の数（社）",
    "quotes_basis": "見積・積算の根拠",
    "procurement": "調達方式",
    "system_form": "システムの形態",
    "networks": "ネットワーク",
    "personal_data": "個人情報",
    "current_system": "現行システム",
    "system_id": "システム台帳の番号",
    "contract_ends_on": "契約満了日",
    "support_ends_on": "サポート終了日",
    "alternatives": "代替案・共同利用",
    "data_standards": "データ標準・オープンデータ",
    "lock_in": "ベンダロックイン",
    "kpi": "KPI",
    "effect_kyen": "効果額（千円）",
    "hours_saved": "年間の削減時間（時間）",
    "schedule": "スケジュール",
}
"""The item's own number, 部局名, and every field of the sheet."""

ENTRIES: Final[Mapping[type[StrEnum], Mapping[Any, str]]] = {
    FundingSource: {
        FundingSource.GENERAL: "一般財源",
        FundingSource.NATIONAL: "国庫支出金",
        FundingSource.TRANSFER: "繰入金",
        FundingSource.BOND: "地方債",
        FundingSource.OTHER: "その他",
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
"""How each entry of the sheet's lists is written."""


_OF_LISTS: Final[Mapping[str, str]] = {
    "no": "NO.",
    "budget": "予算",
    "state": "状態",
    "verdict": "評価区分",
    "conditions": "条件",
    "planned_kyen": "検討予定の事業費（千円）",
    "evaluated_kyen": "評価結果の事業費（千円）",
    "change_kyen": "増減（千円）",
    "fate": "異動",
    "reason": "理由",
}
"""What lists have besides the sheet, by the columns of their csv."""


NO_SOURCES: Final[Mapping[str, str]] = {}

BONDS: Final = ("地方債", *(f"{last}債" for last in LOCAL_GOVERNMENTS))
"""What offices call a bond of theirs."""


def csv_headings(
    columns: Iterable[str], sources: Mapping[str, str] = NO_SOURCES
) -> tuple[str, ...]:
    """The Japanese headings of a csv's columns, as an import recognises them."""
    funded = {f"funding_{code}": f"{word}（千円）" for code, word in sources.items()}
    known = {**HEADINGS, **_OF_LISTS, **funded}
    return tuple(known.get(column, column) for column in columns)


ROLE_WORDS: Final[Mapping[Role, str]] = {
    Role.OFFICER: "各課担当",
    Role.REVIEWER: "審査担当",
    Role.EVALUATOR: "評価担当",
    Role.SECRETARIAT: "事務局",
    Role.VIEWER: "閲覧者",
    Role.ADVISOR: "DX推進アドバイザー",
    Role.ADMIN: "管理者",
}


def role_word(role: AnyRole, office: Office) -> str:
    """What paper and files call a role in this office: 審査担当, 本部事務局, 財政課."""
    if isinstance(role, OwnRole):
        return office.own_role(role).ja
    return office.secretariat if role is Role.SECRETARIAT else ROLE_WORDS[role]


def heading(name: str, office: Office) -> str:
    """What a field is called on paper, one that the office added too."""
    own = office.own_fields.get(name)
    return own.heading if own else HEADINGS.get(name, name)
