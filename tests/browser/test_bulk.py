"""Items are ticked on the list, previewed, received together, and reported one by one."""

from playwright.sync_api import expect


def test_items_are_chosen_previewed_received_and_reported(sign_in):
    officer, reviewer = sign_in("soumu"), sign_in("reviewer")
    reviewer.goto("/items/?cycle=2021-09")
    reviewer.get_by_label("この頁のすべてを選ぶ").check()
    expect(reviewer.get_by_role("checkbox", name="家庭養護推進体制整備事業")).to_be_checked()
    reviewer.get_by_role("checkbox", name="デジタルリテラシー普及事業").uncheck()
    reviewer.get_by_label("操作").select_option(label="受付する")
    reviewer.get_by_role("button", name="確認へ進む").click()

    expect(reviewer.get_by_role("heading", level=1)).to_contain_text("受付する：5 件")
    expect(reviewer.get_by_role("row", name="家庭養護推進体制整備事業")).to_contain_text(
        "実行できる"
    )
    expect(reviewer.get_by_role("row", name="税務総合システム")).to_contain_text("実行できない")
    assert reviewer.get_by_role("row", name="デジタルリテラシー").count() == 0
    preview = reviewer.url
    expect(reviewer.get_by_label("この頁のすべてを選ぶ")).to_be_checked()
    reviewer.get_by_role("checkbox", name="税務総合システム").press("Space")
    reviewer.get_by_role("button", name="受付する：1 件").click()
    expect(reviewer.get_by_role("status").first).to_contain_text("1 件を除きました。まだ何も")
    expect(reviewer.get_by_role("heading", level=1)).to_contain_text("受付する：4 件")
    assert reviewer.url == preview
    reviewer.get_by_role("button", name="受付する：1 件").dblclick()

    expect(reviewer.get_by_text("1 件を処理しました。")).to_be_visible()
    expect(reviewer.get_by_role("row", name="家庭養護推進体制整備事業")).to_contain_text("完了")
    reviewer.goto("/bulk/")
    expect(reviewer.get_by_role("row", name="受付する：4 件")).to_contain_text("実行済")
    assert officer.goto(preview).status == 404


def test_a_reason_is_given_once_for_all_with_the_keyboard(sign_in):
    reviewer = sign_in("reviewer")
    reviewer.goto("/items/?cycle=2021-09")
    reviewer.get_by_role("checkbox", name="急性期診療ネットワーク推進事業").press("Space")
    reviewer.get_by_label("操作").select_option(label="差戻し")
    reviewer.get_by_role("button", name="確認へ進む").press("Enter")
    expect(reviewer.get_by_role("row", name="急性期診療")).to_contain_text("上の入力待ち")

    reviewer.get_by_label("理由").fill("積算の根拠を示してください。")
    reviewer.get_by_role("button", name="この内容で確認する").press("Enter")
    expect(reviewer.get_by_role("row", name="急性期診療")).to_contain_text("実行できる")
    reviewer.get_by_role("button", name="差戻し：1 件").press("Enter")

    expect(reviewer.get_by_text("1 件を処理しました。")).to_be_visible()
    expect(reviewer.get_by_text("積算の根拠を示してください。").first).to_be_visible()
