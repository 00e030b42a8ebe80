"""Somebody remembers a word, finds the item by keyboard, and reads where it was said."""

import re

from playwright.sync_api import expect


def test_a_word_is_typed_in_the_head_and_leads_to_where_it_was_said(sign_in):
    reviewer = sign_in("reviewer")
    reviewer.goto("/")
    box = reviewer.get_by_role("searchbox", name="案件を検索")
    box.focus()
    reviewer.keyboard.type("共同利用の扱い")
    reviewer.keyboard.press("Enter")

    expect(reviewer).to_have_url(re.compile("/search/"))
    expect(reviewer.get_by_role("status")).to_contain_text("1件")
    expect(box).to_have_value("共同利用の扱い")
    expect(reviewer.locator("mark")).to_have_text(["共同利用の扱い"])
    reviewer.get_by_role("link", name="経過の記載").press("Enter")

    expect(reviewer).to_have_url(re.compile(r"/items/\d+#history$"))
    expect(reviewer.get_by_role("region", name="経過")).to_contain_text("共同利用の扱いを確認した")

    box.fill("公共事業執行菅理")
    box.press("Enter")
    expect(reviewer.get_by_role("region", name="近い語で見つかった案件")).to_contain_text(
        "公共事業執行管理"
    )
