"""The list of now as a file, under the number that the agenda gives it."""

from workflow.documents import Document, Draft, report
from workflow.documents.rendering import draft
from workflow.items.list_views import ItemFilter
from workflow.reports.agendas import paper_number
from workflow.work import Work


def list_draft(work: Work, wanted: ItemFilter, form: str, *, codes: bool = True) -> Draft:
    """The list that `wanted` names as `csv`, `json`, `xlsx` or `pdf`.

    Without `codes` the csv's headings are in Japanese. Raises NotFound.
    """
    found = report(work, wanted)
    return draft(found, form, paper_number(work, wanted, found.stage), codes=codes)


def list_file(work: Work, wanted: ItemFilter, form: str, *, codes: bool = True) -> Document:
    """The same, written. Raises NotFound, PaperNotMade."""
    return list_draft(work, wanted, form, codes=codes).written()
