"""Letters about results, and the list for 財政課: what they say, and who may have them."""

from dataclasses import replace

import pytest

from tests.support.office import FINDINGS, JUNE, SEPTEMBER
from tests.support.units import look
from workflow import documents, items
from workflow import office as named
from workflow.documents.results import head_of
from workflow.items.list_views import ItemFilter
from workflow.values.errors import NotFound, OtherDepartment, Refusal, WrongRole

WANTED = ItemFilter(cycle_id=SEPTEMBER)


def answer(ask) -> str:
    try:
        ask()
    except Refusal as refusal:
        return type(refusal).__name__
    return "given"


def test_the_notice_is_a_letter_that_tells_an_opinion(office, read):
    item_id = office.an_item("reviewed")
    office.act(item_id, "evaluate", "evaluator", verdict="conditional", findings=FINDINGS,
               conditions="共同利用を検討すること")  # fmt: skip
    said = read(office.look("officer", documents.result_document, item_id))

    for expected in ("soumu長様", "令和3年8月2日", "事前協議の結果について（通知）", "記", "以上",
                     "60,016", "conditional", FINDINGS, "共同利用を検討すること",
                     "御報告くださいますよう", "可否を決定するものではありません。"):  # fmt: skip
        assert expected in said
    assert "承認" not in said
    assert "査定" not in said


def test_the_notice_of_a_department_tells_of_its_evaluated_items_only(office, read):
    for state in ("evaluated", "reported", "reviewed", "draft"):
        office.an_item(state, office.a_sheet(name=f"事業{state}"))
    office.an_item("evaluated", department="kensetsu")
    said = read(office.look("secretariat", documents.results_document, "soumu", SEPTEMBER))

    assert "事業evaluated" in said
    assert "事業reported" in said
    assert "事業reviewed" not in said
    assert "計120,032" in said


def test_a_letter_names_at_its_foot_who_answers_questions_where_the_office_says_so(office, read):
    item_id = office.an_item("evaluated")
    silent = read(office.look("officer", documents.result_document, item_id))
    there = office.look("admin", named.profile)
    said = replace(there.office, inquiries="情報政策班 内線1234")
    office.do("admin", named.change, said, there.version)

    letter = read(office.look("officer", documents.result_document, item_id))

    assert letter.endswith("以上（問合せ先）情報政策班内線1234")
    assert silent.endswith("以上")


def test_the_notices_of_two_items_of_a_department_are_not_saved_over_each_other(office):
    items_of_one = [office.an_item("evaluated") for _ in range(2)]
    ask = documents.result_document

    names = {office.look("officer", ask, item_id).name for item_id in items_of_one}
    whole = office.look("secretariat", documents.results_document, "soumu", SEPTEMBER).name

    numbers = [office.row(item_id).number for item_id in items_of_one]
    stem = whole.removesuffix(".pdf")
    assert names == {f"{stem}_{number}.pdf" for number in numbers}


@pytest.mark.parametrize(
    ("login", "of_item", "of_department"),
    [
        ("officer", "given", "given"),
        ("secretariat", "given", "given"),
        ("neighbour", "NotFound", "NotFound"),
        ("viewer", "WrongRole", "WrongRole"),
        (None, "NotFound", "NotSignedIn"),
    ],
)
def test_who_may_have_a_notice(login, of_item, of_department, shared_office, evaluated):
    office = shared_office

    assert answer(lambda: office.look(login, documents.result_document, evaluated)) == of_item
    assert (
        answer(lambda: office.look(login, documents.results_document, "soumu", SEPTEMBER))
        == of_department
    )
    row = look(office.engine, office.person("admin"), items.get, evaluated).row
    offered = office.look(login, documents.result_departments, [row])
    assert bool(offered) == (of_department == "given")


def test_a_department_that_only_joins_is_not_the_one_written_to(office):
    sheet = office.a_sheet(joint_departments=("kikaku",))
    item_id = office.an_item("evaluated", sheet)

    with pytest.raises(OtherDepartment):
        office.look("planner", documents.result_document, item_id)


def test_a_consultation_without_an_evaluation_ends_with_a_letter_too(office, read):
    office.an_item("under_review", office.a_sheet(name="未了の事業"), cycle=JUNE)
    item_id = office.an_item("under_review", office.a_sheet(name="協議した事業"), cycle=JUNE)
    office.act(item_id, "approve", "reviewer", note="共同利用を検討されたい。")

    letters = [
        read(office.look("officer", documents.result_document, item_id)),
        read(office.look("secretariat", documents.results_document, "soumu", JUNE)),
    ]

    row = office.look("officer", items.get, item_id).row
    assert office.look("officer", documents.result_departments, [row])
    for said in letters:
        for expected in ("協議した事業", "協議済", "審査意見", "共同利用を検討されたい。",
                         "下記のとおり協議を終えました", "結果"):  # fmt: skip
            assert expected in said
        assert "未了の事業" not in said
        assert "評価" not in said


@pytest.mark.parametrize("state", ["draft", "reviewed", "returned"])
def test_there_is_no_notice_before_there_is_a_result(state, office):
    item_id = office.an_item(state)

    with pytest.raises(NotFound):
        office.look("reviewer", documents.result_document, item_id)
    with pytest.raises(NotFound):
        office.look("reviewer", documents.results_document, "soumu", SEPTEMBER)


def test_an_evaluation_that_was_taken_back_is_no_result(office):
    item_id = office.an_item("evaluated")
    office.act(item_id, "reopen", "evaluator")

    with pytest.raises(NotFound):
        office.look("reviewer", documents.result_document, item_id)


def test_the_list_for_the_finance_division_is_given_to_its_readers(shared_office, evaluated):
    file = shared_office.look("viewer", documents.finance_document, WANTED, "csv")

    assert file.content.count(b"\r\n") >= 2


def test_the_list_for_the_finance_division_is_given_to_nobody_else(shared_office):
    with pytest.raises(WrongRole):
        shared_office.look("officer", documents.finance_document, WANTED, "csv")


@pytest.mark.parametrize(
    ("department", "head"),
    [
        ("総務部", "総務部長"), ("教育庁", "教育長"), ("教育委員会", "教育長"),
        ("消防本部", "消防長"), ("警察本部", "警察本部長"), ("議会事務局", "議会事務局長"),
        ("選挙管理委員会", "選挙管理委員会委員長"),
    ],
)  # fmt: skip
def test_a_letter_is_addressed_to_whoever_heads_the_department(department, head):
    assert head_of(department) == head
