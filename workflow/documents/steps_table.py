"""The steps of a year's undertakings as a workbook or csv, to be changed and brought back."""

from collections.abc import Mapping
from typing import Final

from workflow import undertakings
from workflow.documents.goals_forms import Table, table_file
from workflow.documents.rendering import Document
from workflow.files.stamps import MARK, stamped
from workflow.values.fiscal import era_year
from workflow.work import Work

WIDTHS: Final[Mapping[str, int]] = {
    "undertaking": 28, "text": 28, "people": 20, "cycle_ids": 14, "said": 36, "mark": 5,
}  # fmt: skip
OTHERS_WIDE: Final = 11


def steps_document(work: Work, fiscal_year: int, form: str) -> Document:
    """The steps of a year, as `xlsx` or `csv`. Raises WrongRole; NotFound for another form."""
    rows = undertakings.file_rows(work, fiscal_year)
    headings = undertakings.HEADINGS
    return table_file(
        Table(
            f"{era_year(fiscal_year)}_取組の工程",
            tuple(words[0] for words in headings.values()),
            tuple(WIDTHS.get(name, OTHERS_WIDE) for name in headings),
            tuple(one.cells for one in rows),
            stamps=(
                (MARK, undertakings.STAMP),
                *(stamped([str(one.step_id)], one.stamp) for one in rows),
            ),
        ),
        form,
    )
