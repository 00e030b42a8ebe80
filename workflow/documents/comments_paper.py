"""意見と県の考え方: the comments on a document and the answers, to be published."""

from typing import Final

from workflow import undertakings
from workflow.documents.columns import day
from workflow.documents.goals_forms import Table, table_file
from workflow.documents.rendering import Document
from workflow.undertakings import CommentView
from workflow.values.undertakings import CommentOutcome, DocumentStage
from workflow.work import Work

STAGES: Final = {
    DocumentStage.OUTLINE: "骨子案",
    DocumentStage.DRAFT: "素案",
    DocumentStage.PROPOSAL: "案",
    DocumentStage.ADOPTED: "策定",
}
OUTCOMES: Final = {
    CommentOutcome.TAKEN_UP: "反映する",
    CommentOutcome.PARTLY: "一部を反映する",
    CommentOutcome.THERE_ALREADY: "既に盛り込んでいる",
    CommentOutcome.NOTED: "今後の参考とする",
    CommentOutcome.DECLINED: "反映しない",
}
HEADINGS: Final = ("番号", "意見をした人", "受けた日", "意見", "対応", "考え方")
WIDTHS: Final = (6, 24, 16, 60, 18, 60)


def comments_document(work: Work, document_id: int, form: str) -> Document:
    """The comments on a version of a document with their answers, as `xlsx` or `csv`.

    Raises NotSignedIn, NotFound (document, form).
    """
    found, comments = undertakings.document(work, document_id)
    name = f"{found.title}（{STAGES[found.stage]} 第{found.version}版）への意見と考え方"
    rows = tuple(_line(number, one) for number, one in enumerate(comments, 1))
    return table_file(Table(name, HEADINGS, WIDTHS, rows), form)


def _line(number: int, one: CommentView) -> tuple[str | int, ...]:
    outcome = OUTCOMES[one.outcome] if one.outcome else ""
    return (number, one.said_by, day(one.received_on), one.text, outcome, one.answer)
