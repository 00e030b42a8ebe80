"""An office whose September items are on their way to the headquarters meeting."""

import pytest

from tests.support.office import SEPTEMBER, Office
from workflow import reports
from workflow.reports import EditionView
from workflow.values.vocabulary import Stage


class Headquarters:
    """The meeting of September, and short ways to freeze and lift its report."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.meeting = office.meetings[SEPTEMBER]

    def freeze(self, stage: Stage = Stage.EVALUATED, **given: object) -> EditionView:
        """Freeze as the secretariat; `by`, `note`, `number` may be given."""
        by = str(given.pop("by", "secretariat"))
        return self.office.do(by, reports.freeze, self.meeting, stage, **given)

    def lift(self, reason: str = "所見の誤記を訂正するため", by: str = "secretariat") -> None:
        """Lift the freeze of the results."""
        self.office.do(by, reports.lift, self.meeting, reason)

    def evaluate_anew(self, item_id: int, findings: str) -> None:
        """Take an evaluation back and finalise another one."""
        self.office.act(item_id, "reopen", "evaluator")
        self.office.act(item_id, "evaluate", "evaluator", findings=findings)

    def files(self, edition: EditionView) -> dict[str, bytes]:
        """The files of an edition, as they were handed out."""
        return {
            form: self.office.look("viewer", reports.edition_file, edition, form).content
            for form in edition.files
        }


@pytest.fixture
def headquarters(office: Office) -> Headquarters:
    """An office of this test alone, on each kind of database."""
    return Headquarters(office)
