"""All lists of choices (fields, categories, criteria, verdicts, kinds of funding) as a file."""

from workflow.master_files.files import FORMS, HEADINGS, read, workbook

__all__ = ["FORMS", "HEADINGS", "read", "workbook"]
