"""The pages of the inventory: the list and its files, one system, what ends, the way to items."""

import html
import io
import re

from python_calamine import CalamineWorkbook

from tests.support.staged import bring, carry_out


def words(text: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def numbers(page) -> set[int]:
    return {int(one) for one in re.findall(r'href="/systems/(\d+)"', page.text)}


def test_the_inventory_of_210_systems_is_listed_narrowed_and_kept_within_its_scope(
    shared_sign_in_as, client
):
    center, own = shared_sign_in_as("reviewer"), shared_sign_in_as("kikaku")

    page = center.get("/systems/")
    shown = words(page.text)
    assert "210件" in shown
    counts = re.search(r"調査(\d+).検討(\d+).方針決定(\d+).実施済(\d+)", shown).groups()
    assert sum(map(int, counts)) == 210
    assert len(numbers(page)) == 50
    assert shown.index("総務部") < shown.index("企画振興部")
    last = center.get("/systems/?page=5")
    assert len(numbers(last)) == 10
    seen = own.get("/systems/")
    assert (len(numbers(seen)), numbers(center.get("/systems/?department=kikaku"))) == (
        14, numbers(seen),
    )  # fmt: skip
    found = center.get("/systems/?network=my_number&state=policy&words=管理システム")
    assert numbers(found) < numbers(center.get("/systems/?network=my_number&words=管理")) | {1}
    wrong = center.get("/systems/?form=x&ends=99999&words=%00&page=-3&network=%D9%A1")
    assert wrong.status_code == 200
    assert len(numbers(wrong)) == 50
    other = min(numbers(page) - numbers(seen))
    for path in (f"/systems/{other}", f"/systems/{other}/edit", "/systems/999"):
        assert own.get(path).status_code == 404, path
    assert own.get("/systems/ending?year=1").status_code == 404
    assert shared_sign_in_as("viewer").get("/systems/new").status_code == 403
    assert client.get("/systems/").status_code == 302
    assert 'href="/systems/1"' in center.get("/search/?words=県税管理").text
    assert 'href="/systems/1"' not in own.get("/search/?words=県税管理").text


def test_one_system_says_what_may_be_done_with_it(shared_sign_in_as):
    officer = shared_sign_in_as("soumu").get("/systems/1").text

    assert "調査を終える" in officer
    assert "令和3年度9月補正予算の案件を起案する" in officer
    assert "/systems/1/assess" not in officer
    decided = shared_sign_in_as("reviewer").get("/systems/3").text
    assert "/systems/3/assess" in decided
    assert "/systems/3/item" not in decided
    merged = words(shared_sign_in_as("reviewer").get("/systems/2").text)
    taking = words(shared_sign_in_as("soumu").get("/systems/10").text)
    assert "・統合先公有財産台帳システム" in merged
    assert "このシステムに統合されるもの公有財産管理システム" in taking
    renewed = words(shared_sign_in_as("soumu").get("/systems/21").text)
    assert "税務総合システム大規模改修業務委託事業" in renewed
    ask = shared_sign_in_as("reviewer").get("/systems/round?department=soumu")
    assert re.search(r"\d+件の回答を求める", words(ask.text))
    assert "/systems/round?department=soumu" in ask.text
    assert shared_sign_in_as("soumu").get("/systems/round").status_code == 403
    assert "期限を迎えるシステム" in shared_sign_in_as("soumu").get("/").text
    assert "期限を迎えるシステム" not in shared_sign_in_as("viewer").get("/").text


def test_a_day_that_will_not_do_is_said_beside_it_in_the_open_form(sign_in_as, submit):
    browser = sign_in_as("reviewer")

    for day in ("2021-03-31", "いつか", ""):
        page = submit(browser, "/systems/1/ask", {"seen": "1", "answer_by": day}, "/systems/1")
        assert page.status_code == 422
        assert re.search(r"<details[^>]* open>\s*<summary>調査の回答を求める", page.text)
        assert 'href="#answer_by"' in page.text
    past = submit(browser, "/systems/round", {"answer_by": "2021-03-31"})
    assert (past.status_code, 'id="answer_by-error"' in past.text) == (422, True)


def test_the_list_goes_out_as_excel_and_comes_in_all_or_nothing(sign_in_as):
    browser = sign_in_as("soumu")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(browser.get("/systems/systems.xlsx").data))
    head, *rows = sheet.get_sheet_by_index(0).to_python()
    assert (len(rows), head[:4]) == (24, ["番号", "部局名", "課室名", "システム名"])
    unchanged = bring(browser, "/systems/file", browser.get("/systems/systems.csv").data).text
    assert 'name="shown"' not in unchanged

    wrong = (
        "番号,所管部局,システム名称,形態,契約終期,令和3年度,連携先\n"
        "22,企画振興部,横取り,,,,\n"
        ",総務部,新しい仕組み,手作り,いつか,百円,999 データ\n"
    ).encode()
    told = bring(browser, "/systems/file", wrong)
    said = words(told.text)
    assert "あなたが書けるシステムに、この番号のものはありません。" in said
    assert "この部局のシステムは書けません。" in said
    assert "次のどれかを書いてください：スクラッチ、パッケージ、SaaS" in said
    assert 'name="shown"' not in told.text

    good = (
        "所管課,部署,システム名称,形態,ネットワーク,個人情報の有無,利用者数,契約終期,令和3年度,連携先\n"
        "税務課,総務部,県税管理システム,ＳａａＳ,LGWAN/番号系,有,１，２００人,R6.3.31,1500,208 文\n"
        ",soumu,新しい仕組み,パッケージ,,,,,,\n"
    )
    page = bring(browser, "/systems/file", good)
    assert "<del>東北情報システム㈱</del>" not in page.text
    assert "<ins>令和6年3月31日</ins>" in page.text
    for _ in range(2):
        done = carry_out(browser, page)
        assert done.status_code == 200
        assert "追加1件、変更1件" in words(done.text)
    first = words(browser.get("/systems/1").text)
    assert "番号系、LGWAN系" in first
    assert "1,200" in first
    assert "文書管理・電子決裁システム総務部文" in first
    assert max(numbers(browser.get("/systems/?words=新しい仕組み"))) == 211


def test_a_cell_that_cannot_be_read_is_left_out_on_the_page_by_whoever_brings_the_file(sign_in_as):
    browser = sign_in_as("soumu")
    file = "部局名,システム名,契約終期\n総務部,新しい仕組み,いつか\n"
    page = bring(browser, "/systems/file", file)
    value = re.search(r'name="left" value="(\w+:いつか)"', page.text)[1]
    assert 'name="shown"' not in page.text

    without = browser.get(page.request.path, query_string={"left": [value, "nothing:x"]})
    assert re.search(f'name="left" value="{value}" checked', without.text)
    assert 'value="nothing:x"' not in without.text

    assert "追加1件、変更0件" in words(carry_out(browser, without).text)
