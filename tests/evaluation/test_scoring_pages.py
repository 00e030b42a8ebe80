"""The evaluators' pages: a sheet of one's own, who has submitted, sessions."""

import html
import re
from io import BytesIO

import pytest

from tests.support.people import person_named
from tests.support.scoring import SECRET, scoring
from tests.support.units import look
from workflow import items
from workflow.evaluation import SheetStatus


def words(page) -> str:
    content = page.text.partition("<main")[2]
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())


def own(demo_engine, login: str, item_id: int):
    return scoring(demo_engine, login, item_id).own


def typed(demo_engine, item_id: int, login: str, **more) -> dict[str, object]:
    actor = person_named(demo_engine, login)
    sheet = own(demo_engine, login, item_id)
    return {
        "version": sheet.version if sheet else 0,
        "seen": look(demo_engine, actor, items.get, item_id).content_hash,
        "score-plan": "4",
        "score-kpi": "",
        "comment": "初めの意見",
        **more,
    }


def test_a_draft_is_saved_and_a_second_delivery_changes_nothing(
    demo_engine, item_id, sign_in_as, submit
):
    browser, path = sign_in_as("evaluator"), f"/evaluation/{item_id}"
    data = typed(demo_engine, item_id, "evaluator", save="1")

    for _ in range(2):
        assert submit(browser, path, data).status_code == 302

    assert own(demo_engine, "evaluator", item_id).status is SheetStatus.DRAFT
    shown = words(browser.get(path))
    assert "初めの意見" in shown
    assert "尺度：5、4、3、2、1（5が最も良い）" in shown


def test_a_sheet_is_submitted_once_and_taken_back(demo_engine, item_id, sign_in_as, submit):
    browser, path = sign_in_as("evaluator"), f"/evaluation/{item_id}"
    data = typed(demo_engine, item_id, "evaluator", submit="1")

    for _ in range(2):
        assert submit(browser, path, data).status_code == 302
    assert own(demo_engine, "evaluator", item_id).status is SheetStatus.SUBMITTED
    assert submit(browser, f"{path}/take-back", {}, page=path).status_code == 302
    assert own(demo_engine, "evaluator", item_id).status is SheetStatus.DRAFT

    data = typed(demo_engine, item_id, "evaluator", next="1")
    gone_on = submit(browser, path, data)
    assert gone_on.headers["Location"] == "/evaluation/?cycle=2021-09"
    assert own(demo_engine, "evaluator", item_id).status is SheetStatus.SUBMITTED


def test_a_draft_kept_while_it_is_written_tells_its_version_and_the_time(
    demo_engine, item_id, sign_in_as, submit
):
    browser, path = sign_in_as("evaluator"), f"/evaluation/{item_id}"

    answer = submit(browser, f"{path}/draft", typed(demo_engine, item_id, "evaluator"), page=path)

    version = own(demo_engine, "evaluator", item_id).version
    assert answer.json == {"version": version, "said": "09:00 に保存"}


def test_what_was_typed_stays_when_it_is_refused(demo_engine, item_id, sign_in_as, submit):
    browser, path = sign_in_as("evaluator"), f"/evaluation/{item_id}"

    changed = typed(demo_engine, item_id, "evaluator", submit="1", seen="0" * 64)
    answer = submit(browser, path, changed)
    assert answer.status_code == 409
    assert "初めの意見" in answer.text
    odd = typed(demo_engine, item_id, "evaluator", save="1") | {"score-plan": "9"}
    answer = submit(browser, path, odd)
    assert answer.status_code == 422
    empty = typed(demo_engine, item_id, "evaluator", submit="1", comment="") | {"score-plan": ""}
    assert submit(browser, path, empty).status_code == 422
    assert own(demo_engine, "evaluator", item_id).status is SheetStatus.AWAITED


@pytest.mark.parametrize(
    ("login", "status", "reads"),
    [
        ("evaluator", 200, True),
        ("evaluator2", 200, False),
        ("secretariat", 200, False),
        ("admin", 200, False),
        ("reviewer", 403, False),
        ("viewer", 403, False),
        ("advisor", 403, False),
        ("sangyo", 403, False),
    ],
)
def test_only_who_has_submitted_reads_the_sheets(submitted, sign_in_as, login, status, reads):
    browser = sign_in_as(login)

    page = browser.get(f"/evaluation/{submitted}")

    assert page.status_code == status
    assert (SECRET in page.text) is reads
    for other in (f"/items/{submitted}", f"/items/{submitted}/evaluate", "/evaluation/", "/"):
        shown = SECRET in browser.get(other).text
        assert shown is (reads and other.endswith("/evaluate"))


def test_the_finaliser_reads_the_sheets_beside_the_verdict(
    demo_engine, submitted, sign_in_as, submit
):
    browser, path = sign_in_as("evaluator2"), f"/evaluation/{submitted}"
    deciding = f"/items/{submitted}/evaluate"
    home = browser.get("/").text
    assert f'class="tag" href="{path}"' in home
    assert f'<a href="{deciding}">' in home
    full = {"score-plan": "5", "score-kpi": "4", "verdict": "appropriate", "submit": "1"}
    submit(browser, path, typed(demo_engine, submitted, "evaluator2", **full))
    asked = browser.get(deciding).text
    assert SECRET not in asked
    # Before the form: the button that opens the sheets would lose what is typed into it.
    assert asked.index(f'action="{path}/look"') < asked.index('name="findings"')
    looked = submit(browser, f"{path}/look", {"deciding": "1"}, page=deciding)
    assert looked.headers["Location"] == deciding

    shown = words(browser.get(deciding))

    assert SECRET in shown
    assert "評価票2人中2人が提出済" in shown
    assert "評価者全員が同じ評価区分を提案しているので" in shown
    page = browser.get(path).text
    assert f'href="{deciding}">この案件の評価を確定する' in page
    assert f'<h1><a href="/items/{submitted}">' in page
    assert "この案件の評価を確定する" not in sign_in_as("secretariat").get(path).text
    assert "9–9" in shown
    assert "4.00–4.50" in shown
    assert "E+" not in shown

    _finalise_with_others(browser, submit, demo_engine, submitted)
    assert look(demo_engine, "evaluator2", items.get, submitted).row.state == "evaluated"


def test_a_workbook_is_shown_cell_by_cell_before_anything_is_done(
    demo_engine, item_id, sign_in_as, submit
):
    browser, page = sign_in_as("evaluator"), "/evaluation/book?cycle=2021-09"
    assert browser.get("/evaluation/book.xlsx?cycle=2021-09").status_code == 200
    odd = (BytesIO("名前\nあ\n".encode()), "a.csv")
    assert "評価票の表がありません" in submit(browser, page, {"file": odd}).text
    rows = f"案件ID,総合コメント,1. 計画,私見\n{item_id},<b>よい,九,可\n".encode()
    rows = rows.replace("計画".encode(), _first_criterion(demo_engine, item_id).encode())
    sent = submit(browser, page, {"file": (BytesIO(rows), "<i>" * 50 + ".csv")})

    shown = browser.get(sent.headers["Location"])

    assert "尺度にない段階です。段階は5・4・3・2・1です。" in words(shown)
    assert "読まなかった列：私見" in words(shown)
    assert "<i>" not in shown.text
    assert browser.get("/evaluation/?cycle=2021-09").text.count("/evaluation/book") == 1
    for login in ("secretariat", "soumu"):
        assert sign_in_as(login).get(sent.headers["Location"]).status_code == 403
    assert sign_in_as("evaluator2").get(sent.headers["Location"]).status_code == 404


def _first_criterion(demo_engine, item_id: int) -> str:
    return scoring(demo_engine, "evaluator", item_id).criteria[0].title.ja


def _finalise_with_others(browser, submit, demo_engine, item_id: int) -> None:
    """Draft the verdict, see it among all, preview what would be decided, and decide."""
    every = "/evaluation/summary?cycle=2021-09"
    assert "書く" in words(browser.get(every))
    path = f"/evaluation/{item_id}"
    drafted = {
        "decided-seen": look(demo_engine, "evaluator2", items.get, item_id).content_hash,
        "decided-version": "0",
        "decided-verdict": "appropriate",
        "decided-findings": "=1+1 根拠あり",
    }
    assert submit(browser, f"{path}/verdict", drafted, page=path).status_code == 302
    stale = submit(browser, f"{path}/verdict", drafted | {"decided-findings": "別"}, page=path)
    assert (stale.status_code, "根拠あり" in stale.text, "別" in stale.text) == (409, True, True)
    assert "根拠あり" in browser.get(f"/items/{item_id}/evaluate").text
    summary = browser.get(every)
    shown = words(summary)
    assert summary.text.count('class="spread-one"') >= summary.text.count('class="spread"') > 0
    assert "変更" in shown
    assert "評価の案：1件中1件" in shown
    for form in ("pdf", "xlsx", "csv"):
        assert browser.get(f"/evaluation/summary.{form}?cycle=2021-09").status_code == 200

    sent = submit(browser, "/evaluation/finalise?cycle=2021-09", {"item": str(item_id)}, page=every)
    preview = browser.get(sent.headers["Location"])
    assert "=1+1根拠あり" in words(preview)
    seal = re.search(r'name="seal" value="(.*?)"', preview.text)[1]
    run = sent.headers["Location"]
    data = {"seal": seal, "shown": str(item_id), "keep": str(item_id)}
    assert submit(browser, f"{run}/commit", data, page=run).status_code == 302


def test_a_second_sheet_is_submitted_beside_the_first(demo_engine, submitted, sign_in_as, submit):
    browser, path = sign_in_as("evaluator"), f"/evaluation/{submitted}"
    assert "評価票を取り戻す" not in browser.get(path).text
    second = typed(demo_engine, submitted, "evaluator", comment="議論を受けた意見")

    assert submit(browser, f"{path}/second", second, page=path).status_code == 302

    shown = words(browser.get(path))
    assert SECRET in shown
    assert "議論を受けた意見" in shown
    assert "二通目（ほかの評価票を見た後）" in shown
    assert scoring(demo_engine, "evaluator", submitted).averages_afterwards is not None
