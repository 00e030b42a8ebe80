"""The list for the headquarters: its figures, who sees what of it, and how it is asked."""

import html
import re

import pytest

SUMS = ("124,565", "85,466", "27,266", "11,833", "81,741", "25,128", "17,696")
NAMES_IN_ORDER = [
    "税務総合システム大規模改修業務委託事業",
    "子育て支援情報発信体制強化事業（仮称）",
    "家庭養護推進体制整備事業",
    "急性期診療ネットワーク推進事業",
    "デジタルリテラシー普及事業",
    "秋田県公共事業執行管理システム改修事業",
]
PLANNED = "/headquarters/?cycle=2021-09"
EVALUATED = "/headquarters/?cycle=2021-09&stage=evaluated"


def words(page) -> str:
    """What the page's content says, without its marks and blanks."""
    content = page.text.partition("<main")[2]
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())


def test_the_planned_list_shows_the_papers_figures_and_order(sign_in_as):
    page = sign_in_as("secretariat").get(PLANNED)

    shown = words(page)
    assert page.status_code == 200
    assert "令和3年度9月補正予算（デジタル化関連事業）検討予定一覧" in shown
    assert all(figure in shown for figure in SUMS)
    assert "健康福祉部小計21,403" in shown
    assert "計（6件）124,565" in shown
    table = shown.partition("（事業内訳）名")[2]
    assert sorted(NAMES_IN_ORDER, key=table.index) == NAMES_IN_ORDER


@pytest.mark.parametrize("address", [PLANNED, EVALUATED])
def test_the_figures_stand_before_the_files_and_the_files_before_the_rows(sign_in_as, address):
    page = sign_in_as("secretariat").get(address).text.partition("<main")[2]

    marks = ("案件数", "list.xlsx", "次第・確定した版", "finance.xlsx", 'scope="row"')
    figures, *files, rows = map(page.index, marks)
    assert figures < min(files)
    assert max(files) < rows


def test_an_empty_list_has_its_files_too(sign_in_as):
    page = sign_in_as("secretariat").get("/headquarters/?cycle=2021-12").text

    assert "まだ案件がありません。" in page
    assert "/headquarters/list.xlsx" in page


def test_the_evaluated_list_holds_only_what_was_evaluated_with_what_was_said(sign_in_as):
    shown = words(sign_in_as("viewer").get(EVALUATED))

    assert "評価結果一覧" in shown
    assert "計（1件）21,725" in shown
    assert "妥当" in shown
    assert "重複がない。" in shown
    assert NAMES_IN_ORDER[4] not in shown


def test_a_meetings_list_takes_the_items_of_its_cycles(sign_in_as):
    browser = sign_in_as("secretariat")

    assert "124,565" in words(browser.get("/headquarters/?meeting=2"))
    assert "124,565" not in words(browser.get("/headquarters/?meeting=3"))
    both = browser.get("/headquarters/?meeting=4&stage=evaluated").text
    conditions_of = re.findall(r'href="/conditions/\?only=([^"]+)"', both)
    assert sorted(conditions_of) == ["2021-02", "2022-initial"]


def test_an_officer_of_another_department_sees_nothing_of_the_others(sign_in_as):
    shown = words(sign_in_as("kenko").get(PLANNED))

    assert "計（2件）21,403" in shown
    assert "総務部" not in shown
    assert not any(name in shown for name in NAMES_IN_ORDER[:2] + NAMES_IN_ORDER[4:])
    assert not any(figure in shown for figure in ("124,565", "85,466", "27,266", "81,741"))


def test_a_reader_never_sees_a_first_draft_nor_its_sum(sign_in_as):
    shown = words(sign_in_as("viewer").get(PLANNED))

    assert "計（5件）64,549" in shown
    assert NAMES_IN_ORDER[0] not in shown


def test_an_officer_without_items_is_told_that_there_are_none(sign_in_as):
    assert "まだ案件がありません。" in words(sign_in_as("kikaku").get(PLANNED))


def test_nobody_reaches_the_list_without_signing_in(client):
    assert client.get(PLANNED).status_code == 302
    assert client.get("/headquarters/list.csv").status_code == 302


@pytest.mark.parametrize(
    "query",
    ["meeting=abc", "meeting=-1", "meeting=99", "meeting=99999999999999999999", "meeting=２",
     "stage=soon", "cycle=2021-99", "cycle=%00", "stage=%EF%BF%BD"],
)  # fmt: skip
def test_a_list_that_does_not_exist_is_not_found(query, sign_in_as):
    assert sign_in_as("secretariat").get(f"/headquarters/?{query}").status_code == 404


def test_the_page_reads_in_english(sign_in_as):
    browser = sign_in_as("secretariat")
    with browser.session_transaction() as kept:
        kept["language"] = "en"

    page = browser.get(PLANNED)

    assert "(digital projects): planned items" in page.text
    assert "Health and Welfare Department" in page.text


def test_the_page_names_a_file_of_each_form_with_the_same_filters(sign_in_as):
    page = sign_in_as("secretariat").get("/headquarters/?meeting=2&stage=evaluated")

    links = re.findall(r'href="(/headquarters/list[^"]+)"', page.text)
    assert [re.search(r"list\.(\w+)", link)[1] for link in links] == ["xlsx", "csv", "pdf", "csv"]
    assert all("meeting=2" in link and "stage=evaluated" in link for link in links)
