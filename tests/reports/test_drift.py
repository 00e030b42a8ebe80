"""The report's page says where the frozen edition and the list of now differ."""

from workflow import reports
from workflow.values.vocabulary import Stage


def changes(office, headquarters, login: str = "secretariat") -> list[tuple[Stage, str, str]]:
    found = office.look(login, reports.drifts, headquarters.meeting)
    return [(one.edition.stage, row.item, row.column) for one in found for row in one.changes]


def test_nothing_differs_where_nothing_has_moved(headquarters, office):
    office.an_item("evaluated")
    headquarters.freeze(Stage.PLANNED)
    headquarters.freeze()

    found = office.look("viewer", reports.drifts, headquarters.meeting)

    assert [(one.edition.stage, one.count, one.changes) for one in found] == [
        (Stage.PLANNED, 1, ()),
        (Stage.EVALUATED, 1, ()),
    ]


def test_a_withdrawal_after_the_planned_list_was_frozen_is_told(headquarters, office):
    gone = office.an_item("submitted", office.a_sheet(name="やめる事業"))
    office.an_item("submitted")
    headquarters.freeze(Stage.PLANNED)
    office.act(gone, "withdraw", "officer")

    found = office.look("viewer", reports.drifts, headquarters.meeting)[0]

    assert [(row.item, row.column) for row in found.changes] == [
        ("soumu 税務課 やめる事業", "削除")
    ]
    assert (found.edition.count, found.count, found.kyen) == (2, 1, 60_016)


def test_only_the_newest_edition_is_compared(headquarters, office):
    office.an_item("submitted", office.a_sheet(name="初めの事業"))
    headquarters.freeze(Stage.PLANNED)
    office.an_item("submitted", office.a_sheet(name="加わる事業"))
    headquarters.freeze(Stage.PLANNED, note="追加")

    assert changes(office, headquarters) == []


def test_a_reader_is_told_of_no_draft_neither_new_nor_pulled_back(headquarters, office):
    back = office.an_item("submitted")
    headquarters.freeze(Stage.PLANNED)
    office.act(back, "pull_back", "officer")
    office.an_item("draft", office.a_sheet(name="書きかけの事業"))

    assert changes(office, headquarters, "viewer") == []
    assert "書きかけの事業" in repr(changes(office, headquarters))


def test_that_an_item_on_the_list_was_reported_is_no_change_of_the_list(headquarters, office):
    held = office.an_item("evaluated")
    headquarters.freeze()

    office.act(held, "report", "secretariat")

    assert changes(office, headquarters) == []
