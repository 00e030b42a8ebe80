"""All lists of choices as a file: what is taken comes back, what is changed comes in whole."""

import html
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.support.item_form import COMPLETE, NEW
from tests.support.units import do, look
from workflow import items, ledger, masters, office
from workflow.values import FundingLine, InputRefused, Master, Title

PAGE = "/masters/file/"
GOOD = (
    "一覧,コード,名称,英語名,条件が必要,利用\n"
    "財源の種類,lottery,宝くじ交付金,Lottery,,\n"
    "財源の種類,general,一般財源,General revenue,,利用中\n"
    "財源の種類,other,その他特財,Other,,停止\n"
    "類型,procedure,手続き等,Procedures,,\n"
)
BAD = (
    "一覧,コード,名称,条件が必要,利用\n"
    "分類,x,なにか,,\n"
    "財源の種類,Ｂａｄ,悪い,,\n"
    "財源の種類,a,同じ名,,\n"
    "財源の種類,b,同じ名,,多分\n"
    "類型,procedure,,,\n"
    "評価区分,conditional,条件付き妥当,いいえ,\n"
    "類型,procedure,手続き,はい,\n"
)


def _brought(submit, browser, text, name="a.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return submit(browser, PAGE, {"file": (io.BytesIO(content), name)})


def _turned(book: bytes) -> str:
    """The kinds of funding of a workbook, the last one first."""
    rows = list(load_workbook(io.BytesIO(book)).worksheets[0].values)
    kinds = [row for row in rows[1:] if row[0] == "財源の種類"]
    return "\n".join(",".join(one or "" for one in row) for row in (rows[0], *kinds[::-1]))


def _cells(page: str) -> dict[str, list[str]]:
    """What the page of a preview would send to have all of it changed."""
    form = page.rpartition("<form")[2]
    found: dict[str, list[str]] = {}
    for part in form.split("<input")[1:]:
        name, value = (part.partition(f'{one}="')[2].partition('"')[0] for one in ("name", "value"))
        found.setdefault(name, []).append(html.unescape(value))
    return found


def test_the_lists_come_back_as_they_were_taken_and_are_changed_whole(
    sign_in_as, submit, demo_engine
):
    browser = sign_in_as("secretariat")
    for form in ("csv", "xlsx"):
        taken = browser.get(f"{PAGE}lists.{form}")
        same = _brought(submit, browser, taken.data, f"a.{form}")
        assert (same.status_code, "apply" in same.text) == (200, False)
    book = load_workbook(io.BytesIO(taken.data)).worksheets[0]
    assert [cell.value for cell in book[1]][:3] == ["一覧", "コード", "名称"]

    reordered = _brought(submit, browser, _turned(taken.data))
    looked = _brought(submit, browser, GOOD)
    new = _brought(submit, browser, "一覧,コード,名称,条件が必要,備考\n評価区分,redo,別案,○,済\n")
    assert "条件が必要：<ins>はい</ins>" in new.text
    assert '読まなかった列： <span lang="ja">備考</span>' in new.text
    assert "読まなかった列" not in looked.text
    assert "条件が必要なら「○」、不要なら空欄" in browser.get(PAGE).text
    sent = _cells(looked.text)
    before = look(demo_engine, "admin", masters.listed)
    done = browser.post(f"{PAGE}apply", data=sent)
    again = browser.post(f"{PAGE}apply", data=sent)
    title = ["別の名", *sent["title_ja"][1:]]
    late = browser.post(f"{PAGE}apply", data={**sent, "title_ja": title})
    with demo_engine.read() as work:
        kinds = office.office(work).funding_kinds
        broken = ledger.audit_changes(work.session).breaks
        names = items.masters(work, 2021).names[Master.CATEGORY]
    version = look(demo_engine, "admin", masters.history, Master.FUNDING, "other").versions[0]

    assert "<del>5</del> → <ins>1</ins>" in reordered.text
    codes = [one.status_code for one in (looked, done, again, late)]
    assert codes == [200, 302, 302, 409]
    assert [(one.code, one.title.ja, one.active) for one in kinds] == [
        ("general", "一般財源", True), ("national", "国庫支出金", True),
        ("transfer", "繰入金", True), ("bond", "県債", True), ("other", "その他特財", False),
        ("lottery", "宝くじ交付金", True),
    ]  # fmt: skip
    assert (names["procedure"], version.active) == (Title("手続き等", "Procedures"), False)
    assert broken == ()
    assert "lottery" not in {one.code for one in before}


def test_every_wrong_cell_is_named_and_nothing_is_changed(sign_in_as, submit, demo_engine):
    browser = sign_in_as("admin")
    before = look(demo_engine, "admin", masters.listed)

    wrong = _brought(submit, browser, BAD)
    lost = _brought(submit, browser, "コード,名称\na,b\n")
    entry = {"master": "x", "code": "a", "title_ja": "あ", "title_en": "", "how": ""}
    token = _cells(lost.text)["csrf_token"]
    forged = browser.post(f"{PAGE}apply", data={**entry, "csrf_token": token})

    page = html.unescape(wrong.text)
    assert (wrong.status_code, lost.status_code, forged.status_code) == (422, 422, 422)
    assert [row for row in range(2, 9) if f"{row}行目" in page] == [2, 3, 5, 6, 7, 8]
    assert look(demo_engine, "admin", masters.listed) == before
    assert sign_in_as("reviewer").get(PAGE).status_code == 403


def test_a_kind_of_funding_of_the_offices_own_is_in_forms_sums_files_and_lists(
    sign_in_as, send_form, demo_engine, named
):
    do(
        demo_engine,
        "admin",
        masters.add,
        Master.FUNDING,
        "lottery",
        Title("宝くじ交付金", "Lottery"),
    )
    do(demo_engine, "admin", masters.retire, Master.FUNDING, "transfer")
    do(demo_engine, "admin", masters.rename, Master.FUNDING, "other", Title("その他特財", ""), 1)
    officer = sign_in_as("soumu")
    page = officer.get(NEW).text
    lines = {"source": ["lottery", "other"], "label": ["", ""], "amount": ["60,000", "16"]}
    typed = COMPLETE | {f"funding_lines-{name}": given for name, given in lines.items()}
    sent = send_form(officer, NEW, typed, page=page)
    item = named("申告システム")
    shown = html.unescape(officer.get(f"/items/{item.row.id}").text)
    center = sign_in_as("reviewer")
    finance = center.get("/headquarters/finance.csv?cycle=2021-09").text
    figures = html.unescape(center.get("/headquarters/?cycle=2021-09").text)

    assert ["宝くじ交付金" in page, 'value="transfer"' in page] == [True, False]
    assert sent.status_code == 302
    assert ["宝くじ交付金 60,000" in shown, "その他特財 16" in shown] == [True, True]
    assert ["宝くじ交付金（千円）" in finance, "繰入金（千円）" in finance] == [True, True]
    assert ["宝くじ交付金" in figures, "繰入金" in figures] == [True, True]
    for code in ("transfer", "=1+1"):
        unknown = replace(item.sheet, name="別の事業", funding_lines=(FundingLine(code, 60_016),))
        with pytest.raises(InputRefused) as refused:
            do(demo_engine, "soumu", items.save, item_id=item.row.id, sheet=unknown,
               seen=item.written_hash)  # fmt: skip
        assert [one.key for one in refused.value.problems] == ["funding_not_in_use"]
    assert [line.source for line in item.sheet.funding_lines] == ["lottery", "other"]
