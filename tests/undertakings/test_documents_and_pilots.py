"""Documents with their comments, pilots, and the items that belong to an undertaking."""

from datetime import date

import pytest

from tests.support.calendar import ROW
from tests.support.undertakings import refused
from workflow import documents, undertakings
from workflow.undertakings import CommentDraft, DocumentDraft, PilotDraft, UndertakingChanged
from workflow.values.errors import NotFound
from workflow.values.promotion import CommentOutcome, Conclusion, DocumentStage


def test_a_document_goes_through_its_stages_with_comments_and_answers(office, row_id):
    def add(stage, outline="", dated_on=date(2021, 8, 1)):
        given = DocumentDraft("DX推進計画", stage, dated_on, outline)
        return office.do("reviewer", undertakings.add_document, row_id, given)

    first = add(DocumentStage.OUTLINE)
    assert add(DocumentStage.OUTLINE) == first, "the same sent twice is one version"
    second = add(DocumentStage.OUTLINE, "目標を書き足した。")
    draft = add(DocumentStage.DRAFT)
    said = CommentDraft("県民", date(2021, 8, 2), "高齢者への支援を。", draft)
    comment_id = office.do("reviewer", undertakings.add_comment, row_id, said)
    assert office.do("reviewer", undertakings.add_comment, row_id, said) == comment_id
    asked = CommentDraft("コンソーシアム", date(2021, 8, 2), "人材を育てること。")
    recommendation = office.do("secretariat", undertakings.add_comment, row_id, asked)
    seen = office.look("viewer", undertakings.document, draft)[0].seen
    period = (date(2021, 8, 1), date(2021, 8, 31))
    office.do("reviewer", undertakings.set_comment_period, draft, *period, seen)
    seen = office.look("viewer", undertakings.comment, comment_id).seen
    for _twice in range(2):
        office.do(
            "reviewer",
            undertakings.answer_comment,
            comment_id,
            CommentOutcome.TAKEN_UP,
            "加えた。",
            seen,
        )
    with pytest.raises(UndertakingChanged):
        office.do(
            "reviewer", undertakings.answer_comment, comment_id, CommentOutcome.NOTED, "参考", seen
        )

    found = office.look("viewer", undertakings.one, row_id)
    assert [(one.id, one.stage, one.version) for one in found.documents] == [
        (draft, "draft", 1), (second, "outline", 2), (first, "outline", 1),
    ]  # fmt: skip
    assert (found.documents[0].comments, found.documents[0].answered) == (1, 1)
    assert found.documents[0].open_for_comment(date(2021, 8, 31))
    assert [one.id for one in found.recommendations] == [recommendation]
    _document, (comment,) = office.look("viewer", undertakings.document, draft)
    assert (comment.outcome, comment.answer) == (CommentOutcome.TAKEN_UP, "加えた。")

    file = office.look("viewer", documents.comments_document, draft, "csv")
    assert file.name == "DX推進計画（素案 第1版）への意見と考え方 令和3年8月2日現在.csv"
    assert "1,県民,令和3年8月2日,高齢者への支援を。,反映する,加えた。" in file.content.decode()

    other = office.do("secretariat", undertakings.add_row, 2021, ROW)
    with pytest.raises(NotFound):
        office.do("reviewer", undertakings.add_comment, other, said)
    nothing = CommentDraft("", date(2099, 1, 1), "")
    assert refused(office, "reviewer", undertakings.add_comment, row_id, nothing) == {
        "said_by": "required", "received_on": "day_ahead", "text": "required",
    }  # fmt: skip
    seen = office.look("viewer", undertakings.comment, recommendation).seen
    answer = (undertakings.answer_comment, recommendation, None, "", seen)
    assert refused(office, "reviewer", *answer) == {"outcome": "required", "answer": "required"}
    half = (undertakings.set_comment_period, draft, None, date(2021, 8, 2), "")
    assert refused(office, "reviewer", *half) == {"since": "required"}


def test_pilots_have_results_and_items_are_linked_both_ways(office, row_id):
    pilot_id = office.do("reviewer", undertakings.add_pilot, row_id, PilotDraft("遠隔診療"))
    assert office.do("reviewer", undertakings.add_pilot, row_id, PilotDraft("遠隔診療")) == pilot_id
    pilot = office.look("viewer", undertakings.pilot, pilot_id)
    half = PilotDraft("遠隔診療", outcome="できた。")
    change = (undertakings.change_pilot, pilot_id)
    assert refused(office, "reviewer", *change, half, pilot.seen) == {"conclusion": "required"}
    over = PilotDraft("遠隔診療", "医師会", None, None, Conclusion.PARTLY, "二地区でできた。")
    office.do("reviewer", *change, over, pilot.seen)
    item_id = office.an_item("submitted")
    number = office.row(item_id).number

    for _twice in range(2):
        office.do("reviewer", undertakings.link_item, row_id, number)

    found = office.look("reviewer", undertakings.one, row_id)
    assert [(one.theme, one.conclusion) for one in found.pilots] == [("遠隔診療", "partly")]
    assert [one.id for one in found.items] == [item_id]
    assert office.look("reviewer", undertakings.of_item, item_id) == ((row_id, "DX推進計画"),)
    assert office.look("neighbour", undertakings.one, row_id).items == ()
    unknown = (undertakings.link_item, row_id, "なし")
    assert refused(office, "reviewer", *unknown) == {"number": "linked_item_unknown"}
    office.do("reviewer", undertakings.unlink_item, row_id, item_id)
    assert office.look("reviewer", undertakings.of_item, item_id) == ()
