"""Rules of a cycle on pages: set by the secretariat, said on the sheet's form before submitting."""

import html
import re

from tests.support.item_form import COMPLETE
from tests.support.units import look
from workflow import items

PATH = "/timetable/cycles/2021-09/tracks"
NEW = "/items/new?cycle=2021-09&department=soumu"
SMALL = {"tracks-below": "１０，０００", "tracks-process": "simple"}


def words(page) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def fields(page) -> dict[str, str]:
    return dict(re.findall(r'<input[^>]*name="(seen)"[^>]*value="([^"]*)"', page.text))


def rows(*given: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    every = [f"tracks-{name}" for name in ("at_least", "below", "process")]
    ticked = {
        f"{name}-{number}": codes
        for number, row in enumerate(given, 1)
        for name, codes in row.items()
        if name not in every
    }
    return {name: [row.get(name, "") for row in given] for name in every} | ticked


def place(page, typed: str) -> int:
    """Where something typed stands on the page."""
    return page.text.index(typed)


def test_a_rule_is_set_and_the_form_says_by_which_process_a_sheet_goes(
    sign_in_as, submit, send_form
):
    browser = sign_in_as("secretariat")
    seen = fields(browser.get(PATH))
    law = {"tracks-classification": "law_change", "tracks-process": "consultation_only"}

    more = submit(browser, PATH, seen | rows(SMALL) | {"add_row": "1"})
    assert (more.status_code, "決まり2" in words(more)) == (200, True)
    assert re.findall(r'aria-label="(決まり\d)" tabindex="-1" autofocus', more.text) == ["決まり2"]
    up = submit(browser, PATH, seen | rows(law, SMALL) | {"move_up": "2"})
    assert place(up, "１０，０００") < place(up, 'value="law_change" checked')
    assert re.findall(r'aria-label="(決まり\d)" tabindex="-1" autofocus', up.text) == ["決まり1"]
    several = law | {
        "tracks-classification": ["renewed", "law_change"], "tracks-field": ["living", "industry"],
        "tracks-funding": ["national", "bond"],
    }  # fmt: skip
    assert submit(browser, PATH, seen | rows(several)).status_code == 302
    page = browser.get(PATH)
    assert (
        "分野：くらしまたは産業・区分：更新または制度改正・財源内訳：国庫支出金と県債→協議のみ"
        in words(page)
    )
    assert page.text.count(" checked>") == 6
    assert submit(browser, PATH, fields(page) | rows(SMALL, law)).status_code == 302

    saved = words(browser.get(PATH))
    assert "事業費10,000千円未満→簡易協議" in saved
    assert "決まり1と2の両方に当てはまる案件（例：事業費9,999千円・区分：制度改正）" in saved
    page = words(browser.get("/timetable/cycles/2021-09"))
    assert "区分：制度改正→協議のみ" in page
    assert "手続の使い分け" in words(browser.get("/timetable/"))
    assert "2021-09" in words(sign_in_as("admin").get("/audit/?subject=tracks"))
    officer = sign_in_as("soumu")
    assert "いまの内容では、この案件は「簡易協議」で進みます" in words(officer.get(NEW))
    answer = submit(officer, NEW, COMPLETE | {"then": "draft", "amount_kyen": "9,999"})
    item = answer.location
    told = "いまの内容では、この案件は「簡易協議」で進みます（事業費10,000千円未満）。"
    assert told in words(officer.get(item))
    assert told in words(officer.get(f"{item}/submit"))
    listed = words(officer.get("/items/?cycle=2021-09&track=simple"))
    assert "手続：簡易協議" in listed
    assert COMPLETE["name"] in listed
    assert COMPLETE["name"] not in words(officer.get("/items/?cycle=2021-09&track=standard"))
    reviewer = sign_in_as("reviewer")
    simple = words(reviewer.get("/process/simple?cycle=2021-09"))
    assert "この手続で進む案件" in simple
    assert "各課担当03開庁日――" in simple, "the days of other processes' returns are not its own"
    assert "審査担当12開庁日22" in words(reviewer.get("/process/standard"))
    figures = words(officer.get("/headquarters/figures?cycle=2021-09"))
    assert "手続ごとの案件" in figures
    assert "簡易協議19,9990" in figures
    answer = send_form(officer, f"{item}/edit", {"then": "draft", "amount_kyen": "10,000"})
    changed = words(officer.get(answer.location))
    assert "内容の変更により、手続が変わりました。" in changed
    assert "「標準協議」で進みます（別の手続の決まりに当てはまらないため）" in changed


def test_a_rule_that_cannot_be_and_a_page_that_is_stale_save_nothing(
    sign_in_as, submit, demo_engine
):
    browser = sign_in_as("secretariat")
    seen = fields(browser.get(PATH))
    wrong = submit(browser, PATH, seen | rows(SMALL, SMALL, {"tracks-below": "たくさん"}))
    assert wrong.status_code == 422
    assert "この決まりの手続を選んでください。" in words(wrong)
    assert "たくさん" in wrong.text
    never = submit(browser, PATH, seen | rows(SMALL, SMALL))
    assert never.status_code == 422
    assert "決まり2に当てはまる案件は、すべて上の決まりに当てはまるため" in words(never)
    long = submit(browser, PATH, seen | rows(SMALL | {"tracks-field": ["長" * 10_000]}))
    assert long.status_code == 422
    assert look(demo_engine, None, items.cycle, "2021-09").tracks == ()

    assert submit(browser, PATH, seen | rows(SMALL)).status_code == 302
    stale = submit(browser, PATH, seen | rows({**SMALL, "tracks-below": "500"}))
    assert stale.status_code == 409
    assert 'value="500"' in stale.text
    (kept,) = look(demo_engine, None, items.cycle, "2021-09").tracks
    assert kept.when.below == 10_000
