"""An amount is said in words while it is typed."""

from playwright.sync_api import expect

from tests.support.units import look
from workflow import items
from workflow.files.storage import FolderStorage


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


def test_how_much_it_grew_and_how_long_a_text_is_are_said_live_and_files_are_dropped(
    sign_in, site, tmp_path
):
    site.engine.storage = FolderStorage(tmp_path)
    item_id = look(site.engine, None, items.find, "税務総合システム大規模改修業務委託事業")
    officer = sign_in("soumu")
    officer.goto(f"/items/{item_id}/edit")

    amount, before = (
        officer.locator(f"#{name}") for name in ("amount_kyen", "previous_amount_kyen")
    )
    amount.fill("5,000,000")
    officer.evaluate("document.querySelector('#part-money').open = true")
    before.fill("２５，０００")
    expect(officer.locator("output.amount-times")).to_have_text("前年度の 200 倍")
    before.fill("600,000")
    expect(officer.locator("output.amount-times")).to_have_text("")

    count = officer.locator("output.char-count[for='summary']")
    for typed, said in (("あ\n𠮷", "3/2000"), ("字" * 2_001, "2001/2000 （1字多い）")):
        officer.locator("#summary").fill(typed)
        expect(count).to_have_text(said)

    officer.evaluate(
        """([name, text]) => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([text], name, { type: "text/plain" }));
            document.querySelector("[data-drop-to]").dispatchEvent(
                new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
        }""",
        ["積算.txt", "積算の根拠"],
    )
    expect(officer.locator("[data-attached]")).to_have_text("添付 1 件")
    expect(officer.locator("[data-dropped]")).to_have_text("1件のファイルを添付しました。")
    assert officer.locator("#summary").input_value() == "字" * 2_001, "what was typed stays"
