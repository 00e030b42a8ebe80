"""An administrator adds fields to the sheet: they are wherever a built-in field is."""

import html
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.support.exchange import brought, taken_out
from tests.support.item_form import COMPLETE, NEW, beside
from tests.support.pdf import pages
from tests.support.people import person_named
from tests.support.units import do, look
from workflow import exchange, items, ledger, office, search, threads
from workflow.items import FormIncomplete
from workflow.values import InputRefused, NotFound, OwnField, OwnKind, Title

PEOPLE = {"title_ja": "対象人数", "title_en": "People", "kind": "number", "group": "effect",
          "unit": "人", "required": "y", "help_ja": "住民の数です。"}  # fmt: skip
PLACE = {"title_ja": "=設置場所", "kind": "choice", "group": "system", "choices": "本庁\n支所"}
DAY = {"title_ja": "議会報告日", "kind": "day", "group": "place"}
WORDS = {"title_ja": "特記事項", "kind": "text", "group": "core"}


@pytest.fixture
def added(sign_in_as, submit, demo_engine):
    """The administrator's browser, once four fields were added on the page."""
    admin = sign_in_as("admin")
    for version, typed in enumerate((PEOPLE, PLACE, DAY, WORDS), 1):
        answer = submit(admin, "/office/fields/", {**typed, "seen": str(version)})
        assert answer.status_code == 302, answer.text
    return admin


def test_a_field_of_its_own_is_typed_shown_asked_about_printed_and_required(
    added, sign_in_as, send_form, demo_engine, named, tmp_path
):
    officer = sign_in_as("soumu")
    page = officer.get(NEW).text
    bad = {"own_1": "多数", "own_2": "出張所", "own_3": "2022-02-30", "own_4": "字" * 1_001}
    refused = send_form(officer, NEW, COMPLETE | bad, page=page)
    late = {"own_1": "", "own_2": "支所", "own_3": "来年", "own_4": "急ぐ。"}
    kept = send_form(officer, NEW, COMPLETE | late, page=page)
    item = named("申告システム")
    here = f"/items/{item.row.id}"

    at = {name: page.index(f'name="{name}"') for name in ("own_4", "goal_number", "own_3")}
    assert [one in page for one in ("対象人数（人）", "住民の数です。", "=設置場所")] == [True] * 3
    assert at["own_4"] < at["goal_number"] < at["own_3"]
    assert refused.status_code == 422
    assert {name: bool(beside(refused.text, name)) for name in bad} == dict.fromkeys(bad, True)
    assert 'value="多数"' in refused.text
    assert kept.status_code == 302
    assert (item.sheet.own, item.as_typed) == (
        {"own_2": "支所", "own_4": "急ぐ。"},
        {"own_3": "来年"},
    )
    send_form(officer, f"{here}/edit", {"own_3": "R4.3.31"})
    seen = named("申告システム").content_hash
    with pytest.raises(FormIncomplete) as missing:
        demo_engine.perform(item.row.id, "submit", person_named(demo_engine, "soumu"), seen)
    assert missing.value.data["fields"] == ("own_1",)
    back = send_form(officer, f"{here}/edit", {"then": "submit"})
    assert "入力してください" in beside(officer.get(back.location).text, "own_1")
    send_form(officer, f"{here}/edit", {"own_1": "１，２００人"})
    shown = html.unescape(officer.get(here).text)
    assert [one in shown for one in ("1,200人", "令和4年3月31日", "支所", "特記事項")] == [True] * 4
    content = named("申告システム")
    do(demo_engine, "soumu", threads.ask, item.row.id, "何人ですか。", field="own_1")
    asked = html.unescape(officer.get(f"{here}/threads").text)
    assert "対象人数（人）" in asked
    with pytest.raises(InputRefused):
        do(demo_engine, "soumu", threads.ask, item.row.id, "何ですか。", field="own_9")
    assert content.sheet.own["own_1"] == "1200"
    for words in ("1,200", "急ぐ。", "令和4年3月31日", "2022/3/31"):
        hits = look(demo_engine, "soumu", search.find, words).hits
        assert item.row.id in {one.row.id for one in hits}, words
    paper = tmp_path / "sheet.pdf"
    paper.write_bytes(officer.get(f"{here}/sheet.pdf").data)
    assert "1,200人" in "".join(pages(paper))


def test_a_field_of_its_own_goes_through_a_workbook_and_back(added, demo_engine):
    officer = person_named(demo_engine, "soumu")
    with demo_engine.read(officer) as work:
        item_id = items.find(work, "税務総合システム大規模改修業務委託事業")
        before = items.get(work, item_id)
    own = {"own_1": "12.5", "own_2": "本庁", "own_3": "2022-03-31", "own_4": "=1+1"}
    sheet = replace(before.sheet, own=own)
    do(demo_engine, "soumu", items.save, item_id=item_id, sheet=sheet, seen=before.written_hash)

    content = taken_out(demo_engine, officer)
    book = load_workbook(io.BytesIO(content))
    head = {cell.value: cell.column for cell in book["様式"][3]}
    again = brought(demo_engine, officer, content).view()
    row = next(
        r
        for r in range(4, 30)
        if book["様式"].cell(r, head["事業（事業内訳）名"]).value == sheet.name
    )
    cells = {
        name: book["様式"].cell(row, head[name])
        for name in ("対象人数（人）", "=設置場所", "議会報告日", "特記事項")
    }
    was = [cells[name].value for name in cells]
    cells["対象人数（人）"].value, cells["=設置場所"].value = 20, "出張所"
    wrong = brought(demo_engine, officer, _saved(book)).view()
    cells["=設置場所"].value = "支所"
    do(demo_engine, "soumu", items.save, item_id=item_id,
       sheet=replace(sheet, own={**own, "own_4": "此処で変更"}),
       seen=look(demo_engine, officer, items.get, item_id).written_hash)  # fmt: skip
    cells["特記事項"].value = "外で変更"
    merged = brought(demo_engine, officer, _saved(book))

    assert was[:2] + was[3:] == [12.5, "本庁", "=1+1"]
    assert cells["特記事項"].data_type == "s"
    assert (again.change, again.wrong) == (0, 0)
    assert [(one.column, one.key) for one in wrong.problems] == [("own_2", "own_not_in_list")]
    conflict = merged.view().conflicts[0]
    assert (conflict.column, conflict.ours, conflict.theirs) == ("own_4", "此処で変更", "外で変更")
    merged.do(exchange.choose, {(conflict.row, "own_4"): "theirs"})
    merged.commit()
    now = look(demo_engine, officer, items.get, item_id).sheet.own
    assert now == {"own_1": "20", "own_2": "支所", "own_3": "2022-03-31", "own_4": "外で変更"}


def test_a_field_is_switched_off_and_old_items_show_what_they_hold(added, submit, demo_engine):
    officer = person_named(demo_engine, "soumu")
    with demo_engine.read(officer) as work:
        item_id = items.find(work, "税務総合システム大規模改修業務委託事業")
        read = items.get(work, item_id)
        department = read.row.department_code
        department_id = next(d.id for d in items.departments(work, 2021) if d.code == department)
    own = {"own_2": "支所", "own_4": "残る言葉"}
    do(demo_engine, "soumu", items.save, item_id=item_id, sheet=replace(read.sheet, own=own),
       seen=read.written_hash)  # fmt: skip
    page = "/office/fields/"

    off = submit(added, f"{page}own_4/switch", {"seen": "5"}, page=page)
    stale = submit(added, f"{page}own_1/switch", {"seen": "5"}, page=page)
    moved = submit(added, f"{page}own_3/place", {"seen": "6", "before": "own_1"}, page=page)
    named = submit(added, f"{page}own_2", {**PLACE, "choices": "本庁\n本庁", "seen": "7"})
    fewer = submit(added, f"{page}own_2", {**PLACE, "choices": "本庁\n出張所", "seen": "7"})
    taken = submit(added, page, {**DAY, "title_ja": "概要", "seen": "8"})

    codes = [one.status_code for one in (off, stale, moved, named, fewer, taken)]
    assert codes == [302, 409, 302, 422, 302, 422]
    assert added.get(f"{page}own_9").status_code == 404
    assert "残る言葉" in added.get(f"/items/{item_id}").text
    record = html.unescape(added.get("/audit/?subject=own_field").text)
    assert [one in record for one in ("特記事項", "停止", "出張所")] == [True] * 3
    with demo_engine.read(officer) as work:
        offered = items.offer(work, item_id, "2021-12", department_id)
        assert ledger.audit_changes(work.session).breaks == ()
        assert [one.name for one in office.office(work).own] == ["own_3", "own_1", "own_2", "own_4"]
    assert offered.offered.own == {}
    assert {one.name for one in offered.lost} >= {"own_2", "own_4"}
    unknown = OwnField("own_9", OwnKind.TEXT, Title("無", ""))
    with pytest.raises(NotFound):
        do(demo_engine, "admin", office.change_field, unknown, 8)


def _saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
