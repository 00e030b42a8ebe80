"""The organisation: departments in their official order, year by year, and their sections."""

from workflow.organisation.changing import OrganisationChanged, Preview, YearIsOver, change, preview
from workflow.organisation.differences import (
    Difference,
    WantedDepartment,
    WantedSection,
    is_code,
    wanted_of,
)
from workflow.organisation.places import (
    copy_year,
    end_department,
    end_section,
    missing_in,
    place_departments,
    place_sections,
)
from workflow.organisation.queries import (
    DepartmentOfYear,
    Organisation,
    SectionOfYear,
    department_named,
    department_names,
    of,
    section_names,
    today,
    years,
)
from workflow.organisation.record import has_department, keep, lock, recorded
from workflow.organisation.setup import add_department, add_section

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
    "department_names",
    "end_department",
    "end_section",
    "has_department",
    "is_code",
    "keep",
    "lock",
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
