"""Undertakings are found by all that is written about them, by everybody signed in."""

from datetime import date

import pytest
from sqlalchemy import delete

import migrations
from workflow import search, undertakings
from workflow.models import UndertakingText
from workflow.undertakings import (
    CommentDraft,
    DocumentDraft,
    Entry,
    PilotDraft,
    RowDraft,
    StepReport,
)
from workflow.values.errors import InputRefused
from workflow.values.promotion import CommentOutcome, DocumentStage, StepState

PLAN = RowDraft("デジタル推進計画", "条例", False, ((), (Entry("□", "骨子案"),), (), ()))


def found(office, who, words):
    hits = office.look(who, search.find_undertakings, words)
    return ["".join(part.text for part in one.title) for one in hits]


def test_an_undertaking_is_found_by_its_steps_documents_comments_and_pilots(office):
    row = office.do("secretariat", undertakings.add_row, 2021, PLAN)
    (step,) = office.look("viewer", undertakings.one, row).steps
    report = StepReport(StepState.UNDER_WAY, "庁内照会を実施中")
    office.do("reviewer", undertakings.report_step, step.id, report, step.seen)
    draft = DocumentDraft("計画素案", DocumentStage.DRAFT, date(2021, 8, 2), "人材の章を追加")
    office.do("reviewer", undertakings.add_document, row, draft)
    said = CommentDraft("コンソーシアム", date(2021, 8, 2), "高齢者に配慮すること")
    comment = office.do("reviewer", undertakings.add_comment, row, said)
    seen = office.look("viewer", undertakings.comment, comment).seen
    given = (CommentOutcome.TAKEN_UP, "講習会を開く", seen)
    office.do("reviewer", undertakings.answer_comment, comment, *given)
    office.do("reviewer", undertakings.add_pilot, row, PilotDraft("遠隔診療の実証"))

    for words in (
        "でじたる",
        "骨子案",
        "庁内照会 人材",
        "こんそーしあむ",
        "高齢者",
        "講習会",
        "遠隔",
    ):
        assert found(office, "neighbour", words) == ["デジタル推進計画"], words
    (hit,) = office.look("viewer", search.find_undertakings, "講習会")
    assert [part.text for part in hit.words if part.marked] == ["講習会"]
    assert found(office, None, "骨子案") == found(office, "viewer", "骨子案 存在しない") == []
    with pytest.raises(InputRefused):
        found(office, "viewer", "あ" * 201)

    with office.engine.database.writing() as session:
        session.execute(delete(UndertakingText))
    assert found(office, "viewer", "骨子案") == []
    migrations.upgrade(office.engine.database.engine)
    assert found(office, "viewer", "骨子案 遠隔") == ["デジタル推進計画"]
    assert office.do("admin", search.rebuild) == 2

    office.do("secretariat", undertakings.remove_row, row)
    assert found(office, "secretariat", "骨子案") == []
