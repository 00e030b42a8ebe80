"""The sheet of an item on paper: what it says, and who may have it."""

import pytest

from tests.support.attached import PDF, attach
from tests.support.office import FINDINGS, NOTE
from tests.support.substitutes import stand_in
from tests.support.units import do
from workflow import documents, items, substitutes
from workflow.files.storage import FolderStorage
from workflow.values.errors import NotFound
from workflow.values.sheet import SPECS, FundingLine, Kind
from workflow.values.vocabulary import FundingSource, Role


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
