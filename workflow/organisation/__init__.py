"""The organisation: departments in their official order, year by year, and their sections."""

from workflow.organisation.commands import (
    add_department,
    add_section,
    department_named,
    section_names,
)

__all__ = ["add_department", "add_section", "department_named", "section_names"]
