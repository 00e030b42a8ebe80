"""A draft is taken from an earlier item in a real browser, and is shown what it is like."""

import re

from playwright.sync_api import expect

SOURCE = "急性期診療ネットワーク推進事業"


def test_an_earlier_item_is_quoted_one_field_changed_and_similar_items_named(sign_in):
    officer = sign_in("kenko")
    officer.goto("/items/?cycle=2021-09")
    officer.get_by_role("link", name="過去の案件から起案").click()
    officer.get_by_label("語句").fill("急性期")
    officer.get_by_role("button", name="絞り込む").click()
    officer.get_by_role("row", name=SOURCE).get_by_role("link", name="引用して起案").click()

    name = officer.get_by_label("事業（事業内訳）名")
    expect(name).to_have_value(SOURCE)
    expect(officer.get_by_text("引用のまま").first).to_be_visible()
    name.fill("急性期診療ネットワーク更新事業")
    officer.get_by_role("button", name="下書きを保存する").last.dblclick()

    expect(officer).to_have_url(re.compile(r"/items/\d+$"))
    quoted = officer.get_by_role("region", name="引用元")
    expect(quoted.get_by_role("link", name=SOURCE)).to_be_visible()
    quoted.get_by_text("引用元から変えた欄：1").click()
    expect(quoted.get_by_text("更新", exact=False).last).to_be_visible()
    similar = officer.get_by_role("region", name="似た案件")
    expect(similar.get_by_role("link", name=SOURCE)).to_be_visible()
    expect(similar).to_contain_text("名称がほぼ同じ：急性期診療ネットワーク")

    officer.get_by_role("link", name="協議書を編集").click()
    expect(officer.get_by_text("引用元から変更。引用元の内容：")).to_be_visible()
    expect(officer.get_by_role("region", name="似た案件")).to_contain_text(SOURCE)
    officer.goto("/items/?cycle=2021-09")
    expect(officer.get_by_role("link", name="急性期診療ネットワーク更新事業")).to_have_count(1)
