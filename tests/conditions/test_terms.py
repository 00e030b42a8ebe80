"""A condition with its day and who meets it: kept, shown, reminded of, answered with files."""

from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.support.attached import PDF
from tests.support.conditions import answer, judge
from tests.support.ledger import ledger_breaks
from tests.support.office import SEPTEMBER, Office
from tests.support.search import found
from workflow import conditions, documents, items
from workflow.conditions import ConditionFilter
from workflow.files import AttachmentRefused
from workflow.files.storage import FolderStorage
from workflow.items.orders import ActionInput
from workflow.items.views import ItemFilter
from workflow.models import Notice
from workflow.values.conditions import ConditionLine
from workflow.values.errors import InputRefused, NotFound, NotPermitted

SIX_LINES = (
    "積算の根拠を示すこと。\n　(1) 保守費は3年分とすること。\n　(2) 単価の出典を付すこと。\n"
    "ただし、既存の契約によるものを除く。"
)
DUE = date(2021, 8, 18)
LISTED = (
    ConditionLine(SIX_LINES, DUE, "税務課 情報担当"),
    ConditionLine("契約の前に再協議すること。"),
)
ON_PAPER = (
    f"1. {SIX_LINES}（期限 令和3年8月18日・担当 税務課 情報担当）\n2. 契約の前に再協議すること。"
)


def decide(office: Office, item_id: int, listed=LISTED) -> None:
    given = ActionInput("conditional", "所見のとおり。", listed=listed)
    seen = office.row(item_id).content_hash
    office.engine.perform(item_id, "evaluate", office.person("evaluator"), seen, particulars=given)


@pytest.fixture
def decided(office: Office, tmp_path) -> tuple[Office, int]:
    office.engine.storage = FolderStorage(tmp_path)
    item_id = office.an_item("reviewed")
    decide(office, item_id)
    return office, item_id


def test_a_condition_of_several_lines_is_one_and_is_never_cut(decided):
    office, item_id = decided

    first, second = office.look("reviewer", conditions.of, item_id)

    assert (first.number, first.text, first.due_on, first.who) == (
        1, SIX_LINES, DUE, "税務課 情報担当",
    )  # fmt: skip
    assert (second.number, second.text, second.due_on, second.who) == (
        2, "契約の前に再協議すること。", None, "",
    )  # fmt: skip
    assert found(office, "単価の出典") == [item_id]


def test_screen_paper_and_record_have_the_same_numbers(decided):
    office, item_id = decided
    wanted = ItemFilter(cycle_id=SEPTEMBER)

    detail = office.look("reviewer", items.get, item_id)
    report = office.look("secretariat", documents.report, wanted)

    assert detail.evaluation.conditions == ON_PAPER == report.rows[0].conditions
    told = office.entries(item_id)[-1].particulars
    assert told["conditions"] == ON_PAPER
    assert told["listed"][0] == {
        "text": SIX_LINES, "due_on": "2021-08-18", "who": "税務課 情報担当",
    }  # fmt: skip
    assert ledger_breaks(office.engine) == ()


def test_a_text_of_numbered_conditions_is_numbered_anew_and_kept_whole(office):
    item_id = office.an_item("reviewed")
    typed = f"１．{SIX_LINES}\n２．再協議すること。"

    office.act(item_id, "evaluate", "evaluator", verdict="conditional", conditions=typed)

    listed = office.look("reviewer", conditions.of, item_id)
    assert [one.text for one in listed] == [SIX_LINES, "再協議すること。"]
    evaluation = office.look("reviewer", items.get, item_id).evaluation
    assert evaluation.conditions == f"1. {SIX_LINES}\n2. 再協議すること。"


@pytest.mark.parametrize(
    "listed",
    [
        [ConditionLine("", DUE)],
        [ConditionLine("甲\x07")],
        [ConditionLine("甲", None, "乙\n丙")],
        [ConditionLine("甲" * 2001)],
        [ConditionLine("甲")] * 51,
    ],
)
def test_conditions_that_cannot_be_kept_are_refused(office, listed):
    item_id = office.an_item("reviewed")

    with pytest.raises(InputRefused) as refused:
        decide(office, item_id, tuple(listed))

    assert {one.field for one in refused.value.problems} == {"conditions"}
    assert office.row(item_id).state == "reviewed"


def test_the_same_order_twice_is_one_evaluation(office):
    item_id = office.an_item("reviewed")
    seen = office.row(item_id).content_hash
    given = ActionInput("conditional", "所見", listed=LISTED)
    who = office.person("evaluator")

    receipts = {
        office.engine.perform(item_id, "evaluate", who, seen, key="once", particulars=given)
        for _ in range(2)
    }

    assert len(receipts) == 1


# ------------------------------------------------------------------------- the day


def test_what_is_past_its_day_is_counted_and_can_be_asked_for(decided):
    office, _ = decided
    assert office.look("reviewer", conditions.page).overdue == 0
    office.clock.advance(timedelta(days=17))

    page = office.look("reviewer", conditions.page, ConditionFilter(overdue=True))

    assert (page.overdue, [one.number for one in page.rows]) == (1, [1])
    assert (page.rows[0].overdue, page.rows[0].days_left) == (True, -1)


def test_what_is_answered_is_not_late(decided):
    office, item_id = decided
    office.clock.advance(timedelta(days=17))
    answer(office, office.look("officer", conditions.of, item_id)[0].id)

    assert office.look("reviewer", conditions.page).overdue == 0


@pytest.mark.parametrize(("days", "reminded"), [(14, True), (15, False), (16, True), (17, True)])
def test_the_department_is_reminded_before_the_day_on_it_and_after_it(decided, days, reminded):
    office, item_id = decided
    office.clock.advance(timedelta(days=days))

    for _ in range(2):
        office.do(None, conditions.remind)

    people = {"officer", "colleague", "everything"}
    assert notices(office, item_id) == (sorted(people) if reminded else [])


def test_nobody_is_reminded_of_what_is_answered_or_void(decided):
    office, item_id = decided
    answer(office, office.look("officer", conditions.of, item_id)[0].id)
    office.clock.advance(timedelta(days=16))
    office.do(None, conditions.remind)
    assert notices(office, item_id) == []

    judge(office, office.look("officer", conditions.of, item_id)[0].id, "sent_back")
    office.act(item_id, "reopen", "evaluator")
    office.do(None, conditions.remind)
    assert notices(office, item_id) == []


def notices(office: Office, item_id: int) -> list[str]:
    """The logins of those who were reminded, once for each reminder."""
    with office.engine.read() as work:
        rows = work.session.query(Notice).filter_by(item_id=item_id, kind="condition_due")
        numbers = [one.person_id for one in rows]
    logins = ("officer", "colleague", "everything", "neighbour", "reviewer")
    known = {office.person(one).person_id: one for one in logins}
    return sorted(known[one] for one in numbers)


# ----------------------------------------------------------------------- the files


@contextmanager
def stored(office: Office, condition_id: int, by: str = "officer", name: str = "証拠.pdf"):
    with (
        office.engine.read(office.person(by)) as work,
        conditions.stored(work, condition_id, name, BytesIO(PDF)) as new,
    ):
        yield new


def test_an_answer_comes_with_files_that_everybody_who_reads_it_may_have(decided):
    office, item_id = decided
    first = office.look("officer", conditions.of, item_id)[0]

    with stored(office, first.id) as file:
        for _ in range(2):
            office.do("officer", conditions.answer, first.id, "示しました。", first.seen, [file])

    (given,) = office.look("reviewer", conditions.one, first.id).answer.files
    with office.engine.read(office.person("viewer")) as work:
        found_file, source = conditions.open_file(work, first.id, given.id)
        with source:
            assert (found_file.name, source.read()) == ("証拠.pdf", PDF)


def test_files_are_not_for_those_who_do_not_see_the_item(decided):
    office, item_id = decided
    first = office.look("officer", conditions.of, item_id)[0]
    with stored(office, first.id) as file:
        office.do("officer", conditions.answer, first.id, "示した。", 0, [file])
    (given,) = office.look("reviewer", conditions.one, first.id).answer.files

    for login, number in (("neighbour", given.id), ("reviewer", given.id + 1)):
        with office.engine.read(office.person(login)) as work, pytest.raises(NotFound):
            conditions.open_file(work, first.id, number)


def test_nobody_but_who_answers_stores_a_file_and_an_answer_takes_ten(decided):
    office, item_id = decided
    first = office.look("officer", conditions.of, item_id)[0]

    with pytest.raises(NotPermitted), stored(office, first.id, by="reviewer"):
        pass
    with pytest.raises(AttachmentRefused), stored(office, first.id, name="証拠.exe"):
        pass
    with stored(office, first.id) as file, pytest.raises(AttachmentRefused):
        office.do("officer", conditions.answer, first.id, "示した。", 0, [file] * 11)
    assert office.look("reviewer", conditions.one, first.id).steps == ()


# ------------------------------------------------------------------------- the list


def status(office: Office, form: str, by: str = "secretariat", **wanted):
    return office.look(by, documents.conditions_document, ConditionFilter(**wanted), form)


def test_the_list_for_the_headquarters_has_every_condition_with_its_number_and_answer(decided):
    office, item_id = decided
    first = office.look("officer", conditions.of, item_id)[0]
    file = stored(office, first.id)
    office.do("officer", conditions.answer, first.id, "積算書を出した。", 0, [file])

    book = load_workbook(BytesIO(status(office, "xlsx", cycle_id=SEPTEMBER).content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=3)]

    assert rows[0][3:6] == ["番号", "条件", "履行期限"]
    assert rows[1][3:] == [
        "1", SIX_LINES, "令和3年8月18日", "税務課 情報担当", "確認待ち",
        "積算書を出した。\n添付 証拠.pdf", "令和3年8月2日",
    ]  # fmt: skip
    assert rows[2][3:5] == ["2", "契約の前に再協議すること。"]
    assert "計 2件（回答待ち 1件、確認待ち 1件）" in book.active["A2"].value


def test_every_cell_of_the_workbook_wraps_and_its_row_is_high_enough(decided):
    office, _ = decided

    sheet = load_workbook(BytesIO(status(office, "xlsx").content)).active

    assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=3) for cell in row)
    assert sheet.row_dimensions[4].height >= 4 * 15


def test_it_says_what_is_late_and_narrows_like_the_page(decided):
    office, _ = decided
    office.clock.advance(timedelta(days=17))

    late = status(office, "csv", overdue=True).content.decode("utf-8-sig")

    assert "回答待ち（期限超過）" in late
    assert "契約の前に再協議すること" not in late


def test_it_is_a_pdf_of_the_same_bytes_twice_and_of_no_other_form(decided):
    office, _ = decided

    first, second = (status(office, "pdf") for _ in range(2))

    assert first.content == second.content
    assert first.content.startswith(b"%PDF")
    assert first.name == "評価に付した条件の履行状況一覧.pdf"
    with pytest.raises(NotFound):
        status(office, "doc")


def test_a_department_finds_its_own_conditions_on_it_only(decided):
    office, _ = decided

    assert "契約の前に" in status(office, "csv", by="officer").content.decode()
    assert "契約の前に" not in status(office, "csv", by="neighbour").content.decode()
