"""An amount is said in words while it is typed."""

from playwright.sync_api import expect


def test_fifty_hundred_millions_are_seen_before_anything_is_sent(sign_in):
    officer = sign_in("soumu")
    officer.goto("/items/new?cycle=2021-09")
    amount = officer.get_by_role("textbox", name="事業費（千円）").first
    said = officer.locator("output.amount-words[for='amount_kyen']")

    for typed, words in (
        ("5,000,000", "＝50億円"),
        ("△１，３９５", "＝△139万5千円"),
        ("未定", ""),
        ("60016", "＝6,001万6千円"),
    ):
        amount.fill(typed)
        expect(said).to_have_text(words)
