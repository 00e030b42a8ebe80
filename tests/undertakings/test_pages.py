"""Undertakings on pages: who finds which form, bad input, stale pages, files in and out."""

import io
import re

from tests.support import undertakings as undertaken
from tests.support.attached import PDF
from tests.support.item_form import beside

NEW = {"title": "DX推進計画", "stage": "outline", "dated_on": "2021-08-16"}


def seen_on(page: str, action: str) -> str:
    """What the form with this address has seen."""
    form = next(one for one in page.split("<form") if f'action="{action}"' in one)
    return re.search(r'name="seen"[^>]*value="([^"]*)"', form)[1]


def upload(submit, browser, page: str, name: str, content: bytes, **typed):
    return submit(browser, page, NEW | typed | {"file": (io.BytesIO(content), name)})


def test_a_step_is_reported_by_whose_it_is_and_a_stale_page_changes_nothing(
    sign_in_as, submit, demo_engine
):
    responsible, officer, reviewer = map(sign_in_as, ("kikaku", "soumu", "reviewer"))
    page = undertaken.step(demo_engine)
    assert "取組の工程" in responsible.get("/").text
    assert f'action="{page}/report"' not in officer.get(page).text
    assert officer.get(undertaken.page(demo_engine)).text.count("<form") < 5
    report = {"state": "done", "said": "まとめた。", "seen": seen_on(
        responsible.get(page).text, f"{page}/report")}  # fmt: skip
    assert submit(officer, f"{page}/report", report, page).status_code == 403
    plan = {"due_on": "2021-09-10", "people": "kikaku\nsoumu", "seen": seen_on(
        reviewer.get(page).text, f"{page}/plan")}  # fmt: skip
    assert submit(reviewer, f"{page}/plan", plan, page).status_code == 302

    stale = submit(responsible, f"{page}/report", report, page)

    assert stale.status_code == 409
    assert "まとめた。" not in reviewer.get(page).text
    assert f'action="{page}/report"' in officer.get(page).text
    assert "取組の工程の担当者になりました" in officer.get("/notices/").text
    wrong = plan | {"people": "だれか", "due_on": "2021-13-01"}
    again = submit(reviewer, f"{page}/plan", wrong, page)
    assert again.status_code == 422
    assert beside(again.text, "due_on")
    assert "だれか" in again.text


def test_a_document_s_file_is_checked_kept_and_handed_out(sign_in_as, submit, demo_engine):
    browser, new = sign_in_as("reviewer"), undertaken.adding("documents")(demo_engine)

    for name, content in (("a.pdf", b"MZ\x90\x00"), ("a.exe", PDF), ("a.pdf", b"")):
        refused = upload(submit, browser, new, name, content)
        assert refused.status_code >= 400
        assert beside(refused.text, "file")
    long = upload(submit, browser, new, "a.pdf", PDF, title="題" * 10_000)
    assert long.status_code == 422
    assert "文書はまだありません。" in browser.get(new.removesuffix("/documents/new")).text

    made = upload(submit, browser, new, "骨子案.pdf", PDF)
    viewer = sign_in_as("viewer")
    item = re.search(r'href="(/items/\d+)"', browser.get(undertaken.linked(demo_engine)).text)[1]
    assert f'href="{undertaken.page(demo_engine)}"' in browser.get(item).text
    assert viewer.get(f"{made.location}/comments.xlsx").data.startswith(b"PK")
    for reader in (browser, viewer):
        with reader.get(f"{made.location}/file") as file:
            assert (file.data, file.mimetype) == (PDF, "application/pdf")
            assert file.headers["Content-Disposition"].startswith("attachment;")
    assert viewer.get(new).status_code == 403
