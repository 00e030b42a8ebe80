"""Files on the pages: added once, handed out safely, and nobody else's."""

import re
from io import BytesIO
from urllib.parse import quote

import pytest

from tests.support.attached import PDF
from tests.support.object_server import object_server
from tests.support.people import person_named
from tests.support.units import look
from workflow import attachments, items
from workflow.files.object_storage import ObjectStorage
from workflow.files.storage import FileLimits, FolderStorage
from workflow.items.list_views import ItemFilter

NAME = "見積書①（葛城）.pdf"


@pytest.fixture(autouse=True)
def folder(demo_engine, tmp_path):
    demo_engine.storage = FolderStorage(tmp_path / "files")


@pytest.fixture
def item_id(demo_engine):
    page = look(
        demo_engine, person_named(demo_engine, "soumu"), items.page, ItemFilter(cycle_id="2021-09")
    )
    return next(row.id for row in page.rows if row.state in ("draft", "returned"))


def attach(submit, browser, item_id, content=PDF, name=NAME):
    return submit(browser, f"/items/{item_id}/files", {"files": (BytesIO(content), name)})


def test_a_file_comes_in_once_and_goes_out_under_its_own_name(
    sign_in_as, submit, demo_engine, item_id
):
    browser = sign_in_as("soumu")

    answers = [attach(submit, browser, item_id).status_code for _ in range(2)]

    assert answers == [302, 302]
    (file,) = look(demo_engine, "soumu", attachments.of, item_id).files
    with browser.get(f"/items/{item_id}/files/{file.id}") as answer:
        assert answer.data == PDF
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert quote(NAME, safe="") in answer.headers["Content-Disposition"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    for login in ("mirai", "reviewer", "viewer"):
        assert sign_in_as(login).get(f"/items/{item_id}/files/{file.id}").status_code == 404


def test_a_file_that_answers_a_return_is_a_change_in_the_count_and_in_the_comparison(
    sign_in_as, submit, demo_engine
):
    browser = sign_in_as("mirai")
    page = look(demo_engine, "mirai", items.page, ItemFilter(cycle_id="2021-09"))
    returned = next(row.id for row in page.rows if row.state == "returned")
    before = browser.get(f"/items/{returned}").text

    attach(submit, browser, returned)

    assert "前回から変更 0 件" in before
    for where in ("", "/submit", "/edit"):
        assert "前回から変更 1 件" in browser.get(f"/items/{returned}{where}").text, where
    shown = browser.get(f"/items/{returned}/changes?before=1&after=0").text
    differing = shown.partition('<dl class="differences">')[2].partition("</dl>")[0]
    assert "<dt>添付ファイル</dt>" in differing
    assert NAME in differing.partition("<ins")[2]
    none = browser.get(f"/items/{returned}/changes?before=1&after=1").text
    assert NAME not in none


def test_the_same_file_again_is_said_to_be_there_and_not_added(sign_in_as, submit, item_id):
    browser = sign_in_as("soumu")
    page = f"/items/{item_id}/files"

    attach(submit, browser, item_id)
    first = browser.get(page).text
    attach(submit, browser, item_id)
    again = browser.get(page).text

    assert "1件のファイルを添付しました" in first
    assert f"{NAME}は添付済みです" in again
    assert "添付しました" not in again


def test_the_size_and_number_are_said_before_anything_is_chosen(sign_in_as, item_id):
    text = sign_in_as("soumu").get(f"/items/{item_id}/files").text

    assert "1件20MBまで、全部で50件まで" in text
    assert "一太郎（.jtd）" in text


def test_leaving_a_file_out_is_asked_about_first(sign_in_as, submit, item_id):
    browser = sign_in_as("soumu")
    attach(submit, browser, item_id)

    text = browser.get(f"/items/{item_id}/files").text

    folded = re.search(r"<details class=\"declare\">.*?</details>", text, re.DOTALL)[0]
    assert "/take-off" in folded
    assert f"{NAME}を次の提出から外しますか。" in folded
    assert text.count("/take-off") == 1


def test_two_files_of_one_name_are_told_apart_by_when_they_came(
    sign_in_as, submit, demo_engine, item_id
):
    browser = sign_in_as("soumu")
    attach(submit, browser, item_id)
    alone = browser.get(f"/items/{item_id}/files").text
    attach(submit, browser, item_id, content=PDF + b"\n%%EOF\n")

    both = browser.get(f"/items/{item_id}/files").text
    beside = browser.get(f"/items/{item_id}").text

    assert "（その" not in alone
    for page in (both, beside):
        assert len(re.findall(r"（その[12]、8/17 [0-9:]{5}に添付）", page)) == 2
    assert f"{len(PDF)}バイト" in beside


def test_more_files_at_once_than_an_item_takes_are_refused_unread(
    sign_in_as, submit, demo_engine, item_id
):
    demo_engine.file_limits = FileLimits(most=2)
    files = [(BytesIO(PDF), f"{number}.pdf") for number in range(3)]

    answer = submit(sign_in_as("soumu"), f"/items/{item_id}/files", {"files": files})

    assert answer.status_code == 422
    assert "一度に選べるのは2件までです。" in answer.text
    assert look(demo_engine, "soumu", attachments.of, item_id).files == ()


def test_who_decides_finds_the_files_beside_the_sheet(sign_in_as, submit, demo_engine, item_id):
    browser = sign_in_as("soumu")
    attach(submit, browser, item_id)
    soumu = person_named(demo_engine, "soumu")
    demo_engine.perform(
        item_id, "submit", soumu, look(demo_engine, soumu, items.get, item_id).content_hash
    )
    reviewer = sign_in_as("reviewer")

    for page in (f"/items/{item_id}", f"/items/{item_id}/receive"):
        assert NAME in reviewer.get(page).text
    assert NAME not in sign_in_as("mirai").get(f"/items/{item_id}").text


def test_a_refused_file_is_said_in_words(sign_in_as, submit, item_id):
    answer = attach(submit, sign_in_as("soumu"), item_id, b"MZ\x90\0")

    assert answer.status_code == 422
    assert "添付できる種類のファイルではありません" in answer.text


def test_a_file_taken_off_is_gone_from_the_next_submission(
    sign_in_as, submit, demo_engine, item_id
):
    browser, page = sign_in_as("soumu"), f"/items/{item_id}/files"
    attach(submit, browser, item_id)
    (file,) = look(demo_engine, "soumu", attachments.of, item_id).files

    answer = submit(browser, f"{page}/{file.id}/take-off", {}, page)

    assert answer.status_code == 302
    assert look(demo_engine, "soumu", attachments.of, item_id).now == ()


def test_a_file_in_a_bucket_comes_in_and_goes_out_alike(sign_in_as, submit, demo_engine, item_id):
    browser = sign_in_as("soumu")
    with object_server() as server:
        demo_engine.storage = ObjectStorage(server.bucket())
        assert attach(submit, browser, item_id).status_code == 302
        (file,) = look(demo_engine, "soumu", attachments.of, item_id).files
        with browser.get(f"/items/{item_id}/files/{file.id}") as answer:
            assert (answer.status_code, answer.data) == (200, PDF)

    refused = attach(submit, browser, item_id, name="次の見積書.pdf")
    missing = browser.get(f"/items/{item_id}/files/{file.id}")

    assert (refused.status_code, missing.status_code) == (503, 503)
    assert "ファイルの保管場所が応答しません。" in refused.text
    assert "ファイルの保管場所に届きません" in missing.text
    assert missing.headers["Retry-After"] == "30"
    assert [one.id for one in look(demo_engine, "soumu", attachments.of, item_id).files] == [
        file.id
    ]


def test_a_file_that_was_replaced_in_the_bucket_or_is_gone_is_told_and_not_handed_out(
    sign_in_as, submit, demo_engine, item_id
):
    browser = sign_in_as("soumu")
    with object_server() as server:
        demo_engine.storage = ObjectStorage(server.bucket())
        attach(submit, browser, item_id)
        (file,) = look(demo_engine, "soumu", attachments.of, item_id).files
        (key,) = server.objects
        server.put(key, PDF + b"and more")
        replaced = browser.get(f"/items/{item_id}/files/{file.id}")
        server.take_away(key)
        gone = browser.get(f"/items/{item_id}/files/{file.id}")

    assert (replaced.status_code, gone.status_code) == (422, 503)
    assert "保管されている内容が保存したときと違います" in replaced.text
    assert "ファイルの保管場所に届きません" in gone.text


def test_a_script_that_drops_files_is_told_the_same_and_the_page_says_nothing_later(
    sign_in_as, item_id
):
    browser = sign_in_as("soumu")
    page, wants = f"/items/{item_id}/files", {"Accept": "application/json"}

    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(page).text)[1]

    def dropped(content: bytes, name: str):
        sent = {"csrf_token": token, "files": (BytesIO(content), name)}
        return browser.post(page, data=sent, headers=wants)

    answers = [
        dropped(content, name) for content, name in ((PDF, NAME), (PDF, NAME), (b"MZ", "a.exe"))
    ]

    assert [one.status_code for one in answers] == [200, 200, 422]
    said = [" ".join(one.json["said"]) for one in answers]
    assert "1件のファイルを添付しました" in said[0]
    assert "添付済み" in said[1]
    assert said[2]
    assert {one.json["attached"] for one in answers} == {"添付 1 件"}
    assert "添付済み" not in browser.get(page).text.partition("<main")[2]
