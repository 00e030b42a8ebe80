"""The main job in a real browser: from the officer's draft to the headquarters' list."""

from playwright.sync_api import Page, expect

ITEM = "税務総合システム大規模改修業務委託事業"


def act(page: Page, button: str, **typed: str) -> None:
    """Press a button of the item's page, type what its own page asks for, and press again."""
    page.get_by_role("link", name=button, exact=True).click()
    for label, text in typed.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name=button, exact=True).click()


def open_item(page: Page, name: str = ITEM) -> None:
    """Find an item on the home page, where it waits for this person."""
    page.goto("/")
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def stands(page: Page, state: str) -> None:
    """The item's page says where it stands."""
    expect(page.locator("main .badge-state, main [class*=state]").first).to_contain_text(state)


def sit(secretariat: Page) -> None:
    """Open an evaluation session of both evaluators."""
    secretariat.goto("/evaluation/sessions/new?cycle=2021-09")
    secretariat.get_by_label("名称").fill("9月補正の評価会")
    scorers = secretariat.get_by_role("group", name="採点する評価者")
    boxes = scorers.get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    for box in boxes.all():
        box.check()
    secretariat.get_by_role("button", name="評価会を保存").click()
    secretariat.get_by_role("button", name="開会する").click()
    expect(secretariat.get_by_role("status")).to_contain_text("評価会を開会しました。")


def score(evaluator: Page) -> None:
    """Submit a sheet about the item."""
    evaluator.goto("/evaluation/?cycle=2021-09")
    evaluator.get_by_role("link", name=f"採点する {ITEM}").click()
    evaluator.get_by_label("総合コメント").fill("計画に沿う。")
    evaluator.get_by_role("button", name="評価票を提出する").click()
    expect(evaluator.get_by_role("status")).to_contain_text("評価票を提出しました。")


def test_an_item_is_sent_back_corrected_approved_evaluated_and_reported(sign_in):
    officer, reviewer = sign_in("soumu"), sign_in("reviewer")
    open_item(officer)
    act(officer, "提出する")
    stands(officer, "提出済")

    open_item(reviewer)
    act(reviewer, "受付する")
    stands(reviewer, "審査中")
    reviewer.get_by_role("link", name="差戻し", exact=True).click()
    reviewer.get_by_role("button", name="差戻し", exact=True).click()
    expect(reviewer.get_by_role("alert").first).to_be_visible()
    reviewer.get_by_label("理由").fill("改修の範囲と見積の根拠を示してください。")
    reviewer.get_by_role("button", name="差戻し", exact=True).click()
    stands(reviewer, "差戻し")

    open_item(officer)
    expect(officer.get_by_text("改修の範囲と見積の根拠を示してください。").first).to_be_visible()
    officer.get_by_role("link", name="修正する").click()
    officer.get_by_label("事業費（千円）").first.fill("５９，９００")
    officer.get_by_role("group", name="財源内訳").get_by_label("金額（千円）").first.fill("59,900")
    officer.get_by_role("button", name="保存して提出へ").click()
    officer.get_by_role("button", name="再提出する").click()
    stands(officer, "提出済")

    open_item(reviewer)
    act(reviewer, "受付する")
    reviewer.get_by_role("link", name="差分を見る").first.click()
    expect(reviewer.locator("del").first).to_contain_text("60,016")
    expect(reviewer.locator("ins").first).to_contain_text("59,900")
    open_item(reviewer)
    act(reviewer, "審査完了")
    stands(reviewer, "評価待ち")

    sit(sign_in("secretariat"))
    score(sign_in("evaluator2"))
    evaluator = sign_in("evaluator")
    score(evaluator)
    open_item(evaluator)
    evaluator.get_by_role("link", name="評価を確定する").click()
    evaluator.get_by_label("条件付き妥当").check()
    evaluator.get_by_label("所見").fill("制度改正に伴う改修であり必要と認める。")
    evaluator.get_by_role("button", name="評価を確定する").click()
    expect(evaluator.get_by_role("alert").first).to_be_visible()
    evaluator.get_by_role("textbox", name="条件 1").fill("保守の引継ぎ計画を示すこと。")
    evaluator.get_by_role("button", name="評価を確定する").click()
    stands(evaluator, "評価済")

    secretariat = sign_in("secretariat")
    open_item(secretariat)
    act(secretariat, "本部報告済とする")
    stands(secretariat, "本部報告済")

    reader = sign_in("viewer")
    reader.goto("/headquarters/?stage=evaluated")
    row = reader.get_by_role("row", name=ITEM)
    expect(row).to_contain_text("59,900")
    expect(row).to_contain_text("条件付き妥当")
    expect(row).to_contain_text("保守の引継ぎ計画を示すこと。")


def test_a_june_item_of_reiwa_3_ends_with_the_consultation(sign_in):
    officer, reviewer = sign_in("kikaku"), sign_in("reviewer")
    name = "オープンデータ基盤整備事業"
    officer.goto("/items/new?cycle=2021-06")
    officer.get_by_label("課室名").select_option(label="デジタル政策推進課")
    officer.get_by_label("分野").select_option(label="行政")
    officer.get_by_label("類型").select_option(label="情報発信")
    officer.get_by_label("事業（事業内訳）名").fill(name)
    officer.get_by_label("事業費（千円）").first.fill("△１，３９５")
    officer.get_by_label("財源", exact=False).first.fill("一般財源")
    officer.get_by_label("概要").fill("登録データの増加に備え、公開基盤の契約を見直す。")
    officer.get_by_role("button", name="保存して提出へ").click()
    officer.get_by_role("button", name="提出する").click()
    stands(officer, "提出済")
    expect(officer.get_by_text("△1,395千円").first).to_be_visible()

    open_item(reviewer, name)
    act(reviewer, "受付する")
    act(reviewer, "審査完了")

    stands(reviewer, "協議済")
    expect(reviewer.get_by_role("link", name="評価を確定する")).to_have_count(0)
    reviewer.goto("/headquarters/?cycle=2021-06")
    expect(reviewer.get_by_role("row", name=name)).to_contain_text("△1,395")
