"""The words for what the sheet and the inventory say of a system."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import LazyString

from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from workflow.values import (
    Assessment,
    Hosting,
    Network,
    PersonalData,
    ReviewState,
    StandardTask,
    SystemForm,
)

ENUMS: Final[Mapping[type[StrEnum], Mapping[Any, LazyString]]] = {
    SystemForm: {
        SystemForm.SCRATCH: _l("Made to order"),
        SystemForm.PACKAGE: _l("Package"),
        SystemForm.SAAS: _l("SaaS"),
        SystemForm.NONE: _l("No system"),
    },
    Network: {
        Network.MY_NUMBER: _l("My Number network"),
        Network.LGWAN: _l("LGWAN"),
        Network.INTERNET: _l("Internet"),
    },
    Hosting: {
        Hosting.OWN_SERVER: _p("hosting", "Own server"),
        Hosting.DATA_CENTER: _p("hosting", "Data center"),
        Hosting.CLOUD: _p("hosting", "Cloud"),
        Hosting.GOVERNMENT_CLOUD: _p("hosting", "Government cloud"),
    },
    PersonalData: {
        PersonalData.NONE: _p("personal data", "None"),
        PersonalData.PERSONAL: _p("personal data", "Personal data"),
        PersonalData.MY_NUMBER: _p("personal data", "With individual numbers"),
    },
    StandardTask: {
        StandardTask.RESIDENTS: _p("task", "Register of residents"),
        StandardTask.FAMILY_REGISTER: _p("task", "Family register"),
        StandardTask.REGISTER_ADDENDUM: _p("task", "Addendum to the family register"),
        StandardTask.SEAL_REGISTRATION: _p("task", "Seal registration"),
        StandardTask.VOTERS: _p("task", "Voters' list"),
        StandardTask.PROPERTY_TAX: _p("task", "Property tax"),
        StandardTask.RESIDENT_TAX: _p("task", "Resident tax of persons"),
        StandardTask.CORPORATE_TAX: _p("task", "Resident tax of corporations"),
        StandardTask.VEHICLE_TAX: _p("task", "Light vehicle tax"),
        StandardTask.HEALTH_INSURANCE: _p("task", "National health insurance"),
        StandardTask.LATE_ELDERLY: _p("task", "Medical care of the late elderly"),
        StandardTask.CARE_INSURANCE: _p("task", "Care insurance"),
        StandardTask.PENSION: _p("task", "National pension"),
        StandardTask.DISABILITY: _p("task", "Welfare of the disabled"),
        StandardTask.PUBLIC_ASSISTANCE: _p("task", "Public assistance"),
        StandardTask.HEALTH: _p("task", "Health management"),
        StandardTask.CHILD_ALLOWANCE: _p("task", "Child allowance"),
        StandardTask.CHILD_REARING_ALLOWANCE: _p("task", "Child-rearing allowance"),
        StandardTask.CHILD_SUPPORT: _p("task", "Support of children and child-rearing"),
        StandardTask.SCHOOL_ENROLMENT: _p("task", "School enrolment"),
    },
    Assessment: {
        Assessment.KEEP: _p("assessment", "Keep"),
        Assessment.RENEW: _p("assessment", "Renew"),
        Assessment.MERGE: _p("assessment", "Merge"),
        Assessment.STOP: _p("assessment", "Stop"),
    },
    ReviewState: {
        ReviewState.SURVEY: _p("review of a system", "Survey"),
        ReviewState.STUDY: _p("review of a system", "Study"),
        ReviewState.POLICY: _p("review of a system", "Decided"),
        ReviewState.DONE: _p("review of a system", "Carried out"),
        ReviewState.RETIRED: _p("review of a system", "Retired"),
    },
}
