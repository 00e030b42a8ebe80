"""The organisation: departments in their official order, year by year, and their sections."""

from workflow.organisation.changing import OrganisationChanged, Preview, YearIsOver, change, preview
from workflow.organisation.commands import (
    add_department,
    add_section,
    copy_year,
    department_named,
    missing_in,
    section_names,
)
from workflow.organisation.record import recorded
from workflow.organisation.table import (
    Difference,
    WantedDepartment,
    WantedSection,
    is_code,
    wanted_of,
)
from workflow.organisation.years import (
    DepartmentOfYear,
    Organisation,
    SectionOfYear,
    end_department,
    end_section,
    of,
    place_departments,
    place_sections,
    today,
    years,
)

__all__ = [
    "DepartmentOfYear",
    "Difference",
    "Organisation",
    "OrganisationChanged",
    "Preview",
    "SectionOfYear",
    "WantedDepartment",
    "WantedSection",
    "YearIsOver",
    "add_department",
    "add_section",
    "change",
    "copy_year",
    "department_named",
    "end_department",
    "end_section",
    "is_code",
    "missing_in",
    "of",
    "place_departments",
    "place_sections",
    "preview",
    "recorded",
    "section_names",
    "today",
    "wanted_of",
    "years",
]
