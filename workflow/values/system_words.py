"""The words of the inventory of systems on paper and in files: what stands for its codes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from workflow.values.paper_words import ENTRIES as ENTRIES_OF_SHEETS
from workflow.values.systems import (
    Assessment,
    Hosting,
    PersonalData,
    ReviewState,
    StandardTask,
)
from workflow.values.vocabulary import Network, SystemForm

ENTRIES: Final[Mapping[type[StrEnum], Mapping[Any, str]]] = {
    SystemForm: ENTRIES_OF_SHEETS[SystemForm],
    Network: ENTRIES_OF_SHEETS[Network],
    Hosting: {
        Hosting.OWN_SERVER: "庁内サーバー",
        Hosting.DATA_CENTER: "データセンター",
        Hosting.CLOUD: "クラウド",
        Hosting.GOVERNMENT_CLOUD: "ガバメントクラウド",
    },
    PersonalData: {
        PersonalData.NONE: "なし",
        PersonalData.PERSONAL: "個人情報あり",
        PersonalData.MY_NUMBER: "特定個人情報あり",
    },
    StandardTask: {
        StandardTask.RESIDENTS: "住民基本台帳",
        StandardTask.FAMILY_REGISTER: "戸籍",
        StandardTask.REGISTER_ADDENDUM: "戸籍の附票",
        StandardTask.SEAL_REGISTRATION: "印鑑登録",
        StandardTask.VOTERS: "選挙人名簿管理",
        StandardTask.PROPERTY_TAX: "固定資産税",
        StandardTask.RESIDENT_TAX: "個人住民税",
        StandardTask.CORPORATE_TAX: "法人住民税",
        StandardTask.VEHICLE_TAX: "軽自動車税",
        StandardTask.HEALTH_INSURANCE: "国民健康保険",
        StandardTask.LATE_ELDERLY: "後期高齢者医療",
        StandardTask.CARE_INSURANCE: "介護保険",
        StandardTask.PENSION: "国民年金",
        StandardTask.DISABILITY: "障害者福祉",
        StandardTask.PUBLIC_ASSISTANCE: "生活保護",
        StandardTask.HEALTH: "健康管理",
        StandardTask.CHILD_ALLOWANCE: "児童手当",
        StandardTask.CHILD_REARING_ALLOWANCE: "児童扶養手当",
        StandardTask.CHILD_SUPPORT: "子ども・子育て支援",
        StandardTask.SCHOOL_ENROLMENT: "就学",
    },
    Assessment: {
        Assessment.KEEP: "継続",
        Assessment.RENEW: "更新",
        Assessment.MERGE: "統合",
        Assessment.STOP: "廃止",
    },
    ReviewState: {
        ReviewState.SURVEY: "調査",
        ReviewState.STUDY: "検討",
        ReviewState.POLICY: "方針決定",
        ReviewState.DONE: "実施済",
        ReviewState.RETIRED: "廃止済",
    },
}
