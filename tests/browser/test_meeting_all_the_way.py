"""A meeting in a real browser: prepared, held, minuted, its task followed up at the next one."""

from datetime import datetime
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.support.bodies import a_pdf
from workflow.files.storage import FolderStorage
from workflow.values.clock import JAPAN

TASK = "申請様式の案を作る"


@pytest.fixture
def site(site, tmp_path):
    """A site whose files lie in a folder of this test."""
    site.engine.storage = FolderStorage(tmp_path / "files")
    return site


def press(page: Page, button: str, said: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text(said)


def call(page: Page, number: str, day: str) -> None:
    """Call a meeting from the page of the body."""
    page.get_by_role("link", name="会議を登録").click()
    page.locator("main").get_by_label("回").fill(number)
    page.get_by_label("開催日").fill(day)
    page.get_by_label("議題").fill("検討の進め方\nその他")
    press(page, "保存する", "会議を登録しました。")


def test_a_working_group_meets_and_follows_its_task_up_at_the_next_meeting(sign_in, site):
    secretariat, member, owner = map(sign_in, ("secretariat", "mirai", "kenko"))
    secretariat.goto("/bodies/new")
    secretariat.get_by_label("会議体名").fill("窓口改善WG")
    secretariat.get_by_label("種類").select_option(label="ワーキンググループ")
    press(secretariat, "保存する", "会議体を登録しました。")
    secretariat.get_by_role("link", name="構成員を追加").click()
    secretariat.get_by_label("ログイン名", exact=True).fill("mirai")
    press(secretariat, "保存する", "構成員を登録しました。")
    call(secretariat, "1", "R3.8.17")

    secretariat.get_by_role("link", name="資料番号を編集").click()
    secretariat.locator("[name=number]").first.fill("1")
    secretariat.locator("[name=title]").first.fill("WGの進め方")
    press(secretariat, "保存する", "資料番号を保存しました。")
    secretariat.get_by_text("登録", exact=True).click()
    pdf = {"name": "進め方.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    secretariat.get_by_label("資料1-1のファイル").set_input_files(pdf)
    press(secretariat, "このファイルを登録", "資料を登録しました。")

    member.goto("/bodies/")
    member.get_by_role("link", name="令和3年8月17日").click()
    address = member.get_by_role("link", name="会議資料一式").get_attribute("href")
    papers = PdfReader(BytesIO(member.request.get(f"{site.address}{address}").body()))
    assert (len(papers.pages), papers.outline[1].title) == (3, "資料1-1　WGの進め方")

    secretariat.get_by_role("link", name="議事録を書く").click()
    secretariat.locator("select[name^=presence]").select_option(label="出席")
    secretariat.get_by_label("議事の要旨").fill("進め方を確認した。")
    secretariat.get_by_label("決定事項").fill("月に一度集まる")
    press(secretariat, "保存する", "議事録を保存しました。")
    secretariat.get_by_text("課題を追加").click()
    secretariat.locator("main").get_by_label("課題").last.fill(TASK)
    secretariat.get_by_label("担当（構成員以外）").fill("kenko")
    secretariat.get_by_label("期限").fill("R3.9.3")
    press(secretariat, "登録する", "課題を登録しました。")
    press(secretariat, "議事録を確定", "議事録を確定しました。")

    owner.goto("/")
    owner.get_by_role("link", name="会議の課題1件があなたの担当です").click()
    owner.get_by_role("link", name=TASK).click()
    owner.get_by_label("対応中").check()
    owner.get_by_role("textbox", name="経過").fill("案を作成中。")
    press(owner, "登録する", "課題の経過を登録しました。")

    site.engine.clock.set(datetime(2021, 9, 10, 9, 0, tzinfo=JAPAN))
    secretariat.get_by_role("link", name="← 窓口改善WG").click()
    call(secretariat, "2", "R3.9.10")
    earlier = secretariat.get_by_role("region", name="前回までの課題")
    expect(earlier).to_contain_text("案を作成中。")
    earlier.get_by_role("link", name=TASK).click()
    secretariat.get_by_label("完了").check()
    secretariat.get_by_role("textbox", name="経過").fill("会議で案を確認した。")
    press(secretariat, "登録する", "課題の経過を登録しました。")
    expect(earlier).to_contain_text("会議で案を確認した。")
    member.reload()
    expect(member.locator("main")).to_contain_text("完了")
