"""Papers of items: what they say, and who may have them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.attached import PDF, attach
from tests.support.office import FINDINGS, JUNE, NOTE, SEPTEMBER, Office
from tests.support.pdf import fonts_in_it, is_a4, words
from tests.support.substitutes import stand_in
from tests.support.units import do, look
from workflow import documents, items, substitutes
from workflow import office as named
from workflow.documents import Document
from workflow.documents.results import head_of
from workflow.files.storage import FolderStorage
from workflow.items.list_views import ItemFilter
from workflow.values.errors import NotFound, OtherDepartment, Refusal, WrongRole
from workflow.values.sheet import SPECS, FundingLine, Kind
from workflow.values.vocabulary import FundingSource, Role

WANTED = ItemFilter(cycle_id=SEPTEMBER)


@pytest.fixture
def read(tmp_path: Path):
    """`read(document)`: the words of a PDF, after its form was looked at."""

    def text_of(document: Document) -> str:
        path = tmp_path / "paper.pdf"
        path.write_bytes(document.content)
        assert is_a4(path, landscape=False)
        assert all(fonts_in_it(path))
        return words(path)

    return text_of


@pytest.fixture(scope="module")
def evaluated(shared_office: Office) -> int:
    """An item of soumu with its evaluation, twice submitted."""
    office = shared_office
    item_id = office.an_item("returned")
    for action, login in (
        ("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer"),
        ("evaluate", "evaluator"),
    ):  # fmt: skip
        office.act(item_id, action, login, note="")
    return item_id


def answer(ask) -> str:
    try:
        ask()
    except Refusal as refusal:
        return type(refusal).__name__
    return "given"


def test_the_sheet_says_what_was_asked_found_and_done(shared_office, evaluated, read):
    office = shared_office
    document = office.look("officer", documents.item_document, evaluated)
    said = read(document)

    number = office.row(evaluated).number
    assert document.name.startswith(f"事前協議書_{number}_税務総合システム改修事業")
    assert document.name.endswith("_第2回提出.pdf")
    for expected in ("事前協議書", "第2回提出", "評価済", "税務課", "60,016", "一般財源",
                     "法人課税の制度の変更に対応する。", FINDINGS, NOTE,
                     "令和3年8月2日", "提出（第1回）", "差戻し", "提出（第2回）", "評価の確定",
                     "審査担当", "評価担当"):  # fmt: skip
        assert expected in said
    events = ["起案", "提出（第1回）", "受付", "差戻し", "提出（第2回）", "審査完了", "評価の確定"]
    history = said[said.index("経過") :]
    assert sorted(events, key=history.index) == events


def test_the_sheet_names_a_substitute_with_the_absent_person(office, read):
    stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    item_id = office.an_item("submitted")
    office.act(item_id, "receive", "viewer")

    said = read(office.look("officer", documents.item_document, item_id))

    assert "viewer（reviewer代理）後閲未了" in "".join(said.split())
    office.do("reviewer", substitutes.acknowledge)
    said = read(office.look("officer", documents.item_document, item_id))
    assert "viewer（reviewer代理）後閲令和3年8月" in "".join(said.split())


def test_the_sheet_prints_every_field_that_is_filled_in(office, read):
    filled = {
        name: {Kind.LINE: f"一行{name}", Kind.BLOCK: f"段落{name}", Kind.MONEY: 60_016}.get(
            spec.kind
        )
        for name, spec in SPECS.items()
        if spec.kind in (Kind.LINE, Kind.BLOCK, Kind.MONEY)
    }
    kept = {"section": "税務課", "field": "living", "category": "procedure", "name": "事業"}
    lines = (FundingLine(FundingSource.NATIONAL, 60_000, "補助率1/2"),
             FundingLine(FundingSource.GENERAL, 16))  # fmt: skip
    sheet = office.a_sheet(**(filled | kept | {"funding_lines": lines}))
    item_id = office.an_item("draft", sheet)
    said = read(office.look("officer", documents.item_document, item_id))

    for name, value in filled.items():
        if name not in kept and isinstance(value, str):
            assert value in said
    amounts = [spec for spec in SPECS.values() if spec.kind is Kind.MONEY]
    assert said.count("60,016") == len(amounts) + len(["the sum of the lines"])
    assert "補助率1/2" in said
    assert "未提出" in said


def test_the_sheet_lists_the_attached_files_in_the_order_of_the_page(office, read, tmp_path):
    office.engine.storage = FolderStorage(tmp_path / "files")
    item_id = office.an_item("draft")
    names = ("見積書（第２版）.pdf", "#strong[内訳]_①.pdf", "い" * 116 + ".pdf")
    for name in names:
        attach(office.engine, office.person("officer"), item_id, name)

    said = read(office.look("officer", documents.item_document, item_id))

    listed = said[said.index("添付ファイル") : said.index("経過")]
    assert sorted(names, key=listed.index) == list(names)
    assert listed.count("45バイト") == len(names)
    assert listed.count("令和3年8月2日officer") == len(names)


def test_the_sheet_lists_those_files_only_that_its_reader_finds_on_the_page(office, read, tmp_path):
    office.engine.storage = FolderStorage(tmp_path / "files")
    item_id = office.an_item("draft")
    officer = office.person("officer")
    attach(office.engine, officer, item_id, "第一回.pdf")
    for action, login in (("submit", "officer"), ("receive", "reviewer")):
        office.act(item_id, action, login)
    office.act(item_id, "send_back", "reviewer", note=NOTE)
    attach(office.engine, officer, item_id, "次回.pdf", PDF + b"%")

    of_the_center = read(office.look("reviewer", documents.item_document, item_id))
    of_the_department = read(office.look("officer", documents.item_document, item_id))

    assert "第一回.pdf" in of_the_center
    assert "次回.pdf" not in of_the_center
    assert "第一回.pdf" in of_the_department
    assert "次回.pdf" in of_the_department


def test_a_sheet_without_files_has_no_list_of_them(shared_office, evaluated, read):
    said = read(shared_office.look("officer", documents.item_document, evaluated))

    assert "添付" not in said


def test_a_change_since_the_submission_is_said(office, read):
    item_id = office.an_item("returned")
    officer = office.person("officer")
    row = office.row(item_id)
    do(
        office.engine,
        officer,
        items.save,
        item_id=item_id,
        sheet=office.a_sheet(name="直した名称"),
        seen=row.content_hash,
    )

    assert "第1回提出（提出後に修正中）" in read(
        office.look(officer, documents.item_document, item_id)
    )


@pytest.mark.parametrize("login", ["colleague", "reviewer", "viewer"])
def test_the_sheet_is_for_whoever_may_see_the_item(login, shared_office, evaluated):
    assert shared_office.look(login, documents.item_document, evaluated).content


def test_the_sheet_of_another_departments_item_is_not_found(shared_office, evaluated):
    with pytest.raises(NotFound):
        shared_office.look("neighbour", documents.item_document, evaluated)
    with pytest.raises(NotFound):
        shared_office.look(None, documents.item_document, evaluated)


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
