"""The words of the inventory of systems (庁内情報システム): enums of the stored strings."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from workflow.values.paper_words import ENTRIES as ENTRIES_OF_SHEETS
from workflow.values.vocabulary import Network, SystemForm

FORMS: Final = (SystemForm.SCRATCH, SystemForm.PACKAGE, SystemForm.SAAS)
"""What a system of the inventory may be: there is always one."""


class Hosting(StrEnum):
    """Where a system runs."""

    OWN_SERVER = "own_server"
    DATA_CENTER = "data_center"
    CLOUD = "cloud"
    GOVERNMENT_CLOUD = "government_cloud"
    """ガバメントクラウド."""


class PersonalData(StrEnum):
    """Whether a system holds personal data."""

    NONE = "none"
    PERSONAL = "personal"
    MY_NUMBER = "my_number"
    """特定個人情報: personal data with an individual number."""


class StandardTask(StrEnum):
    """The twenty tasks whose systems are standardised by law (標準化対象20業務)."""

    RESIDENTS = "residents"
    FAMILY_REGISTER = "family_register"
    REGISTER_ADDENDUM = "register_addendum"
    SEAL_REGISTRATION = "seal_registration"
    VOTERS = "voters"
    PROPERTY_TAX = "property_tax"
    RESIDENT_TAX = "resident_tax"
    CORPORATE_TAX = "corporate_tax"
    VEHICLE_TAX = "vehicle_tax"
    HEALTH_INSURANCE = "health_insurance"
    LATE_ELDERLY = "late_elderly"
    CARE_INSURANCE = "care_insurance"
    PENSION = "pension"
    DISABILITY = "disability"
    PUBLIC_ASSISTANCE = "public_assistance"
    HEALTH = "health"
    CHILD_ALLOWANCE = "child_allowance"
    CHILD_REARING_ALLOWANCE = "child_rearing_allowance"
    CHILD_SUPPORT = "child_support"
    SCHOOL_ENROLMENT = "school_enrolment"


class Assessment(StrEnum):
    """What becomes of a system after a round of review."""

    KEEP = "keep"
    RENEW = "renew"
    MERGE = "merge"
    STOP = "stop"


class ReviewState(StrEnum):
    """How far the present round of review of a system is: 調査 → 検討 → 方針 → 実施."""

    SURVEY = "survey"
    """The department says what there is."""
    STUDY = "study"
    """The center considers what becomes of it."""
    POLICY = "policy"
    """It is decided what becomes of it, and by when."""
    DONE = "done"
    """What was decided is carried out."""
    RETIRED = "retired"
    """The system is no longer there."""


class SystemAct(StrEnum):
    """What is done to a system of the inventory; each is an entry of the record."""

    ADD = "add"
    EDIT = "edit"
    ASK = "ask"
    """The department is asked to answer the survey by a day."""
    SURVEY = "survey"
    SEND_BACK = "send_back"
    ASSESS = "assess"
    CARRY_OUT = "carry_out"
    REVIEW = "review"
    """The next round of review begins."""
    RETIRE = "retire"


COST_YEARS: Final = 5
"""How many fiscal years of costs are asked for: the present one and those before it."""


# -------------------------------------------------------- on paper and in files


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
