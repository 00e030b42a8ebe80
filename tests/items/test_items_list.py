"""The list: filters that are spelled out, sums of what is shown, and no more than one may see."""

import html
import re

import pytest
from sqlalchemy import event

from workflow.items import lists

LIST = "/items/?cycle=2021-09"


def listed(page: str) -> list[str]:
    """The names on the list, in its order."""
    return re.findall(r'<td class="name"[^>]*><a [^>]*>([^<]+)</a>', page)


def figures(page: str) -> tuple[int, str]:
    """Count and sum of what is shown."""
    found = re.search(r'class="list-sum"[^>]*>(\d+)件.*?<span class="number">([^<]+)千円', page)
    return int(found[1]), found[2]


@pytest.fixture
def reviewer(sign_in_as):
    return sign_in_as("reviewer")


def test_the_center_sees_the_six_items_in_the_official_order_with_their_sums(reviewer, names):
    page = reviewer.get(LIST).text

    assert listed(page) == [
        names[state]
        for state in ("draft", "returned", "submitted", "under_review", "reviewed", "evaluated")
    ]
    assert figures(page) == (6, "124,565")
    assert "健康福祉部 小計" in page
    assert "21,403" in page
    assert "計（6件）" in page


@pytest.mark.parametrize(
    ("asked", "states", "total"),
    [
        ("department=kenko", {"submitted", "under_review"}, "21,403"),
        ("field=living", {"returned", "submitted", "under_review"}, "25,128"),
        ("category=procedure", {"draft", "evaluated"}, "81,741"),
        ("state=draft", {"draft"}, "60,016"),
        ("verdict=appropriate", {"evaluated"}, "21,725"),
        (
            "verdict=none",
            {"draft", "returned", "submitted", "under_review", "reviewed"},
            "102,840",
        ),
        ("amount_from=１１，８３３&amount_to=21,725", {"under_review", "reviewed", "evaluated"},
         "51,254"),
        ("words=ネットワーク", {"under_review"}, "11,833"),
        ("field=living&amount_to=5000&words=子育て", {"returned"}, "3,725"),
    ],
)  # fmt: skip
def test_a_filter_narrows_rows_and_sums_alike(reviewer, names, asked, states, total):
    page = reviewer.get(f"{LIST}&{asked}").text

    assert set(listed(page)) == {names[state] for state in states}
    assert figures(page) == (len(states), total)


def test_what_is_active_is_spelled_out_and_can_be_taken_off(reviewer):
    page = reviewer.get(f"{LIST}&field=living&verdict=none&amount_from=5,000").text
    chips = re.findall(r'<a class="chip" href="([^"]+)">([^<]+)<', page)

    assert [text for _address, text in chips] == [
        "分野：くらし", "評価区分：未評価", "事業費の下限：5,000",
    ]  # fmt: skip
    without_field = reviewer.get(html.unescape(chips[0][0])).text
    assert "分野：くらし" not in without_field
    assert "評価区分：未評価" in without_field


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("department=nowhere", "一覧から選んでください"),
        ("field=x", "一覧から選んでください"),
        ("state=' OR 1=1", "一覧から選んでください"),
        ("verdict=maybe", "一覧から選んでください"),
        ("sort=sideways", "一覧から選んでください"),
        ("amount_from=たくさん", "金額として読み取れません"),
        ("amount_to=" + "9" * 5000, "金額が大きすぎます"),
        ("amount_from=9&amount_to=1", "下限より小さい"),
        ("words=" + "語" * 101, "この語句では検索できません"),
        ("words=%00", "この語句では検索できません"),
        ("words=%ED%A0%80", "この語句では検索できません"),
        ("after=nonsense", "最初のページ"),
        ("after=W10=", "最初のページ"),
        ("after=WzEsIDEsIDk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTld", "最初のページ"),
    ],
)
def test_a_filter_that_cannot_be_used_is_named_and_left_out(reviewer, asked, message):
    answer = reviewer.get(f"{LIST}&{asked}")

    assert answer.status_code == 200
    assert message in answer.text
    assert len(listed(answer.text)) == 6


def test_sorted_by_amount_there_are_no_subtotals(reviewer, names):
    page = reviewer.get(f"{LIST}&sort=amount").text

    assert listed(page)[0] == names["draft"]
    assert "小計" not in page


@pytest.mark.parametrize("sort", ["organisation", "amount", "recent"])
def test_the_pages_of_a_long_list_hold_every_item_once(reviewer, sort, monkeypatch):
    shown, address = [], f"{LIST}&sort={sort}"
    monkeypatch.setattr(lists, "A_PAGE", 2)
    while address:
        page = reviewer.get(address).text
        shown += listed(page)
        found = re.search(r'href="([^"]+)" rel="next"', page)
        address = html.unescape(found[1]) if found else None

    assert len(shown) == len(set(shown)) == 6


def test_a_list_without_a_match_says_what_to_do(reviewer):
    page = reviewer.get(f"{LIST}&words=存在しない事業").text

    assert "この条件に合う案件はありません" in page
    assert "この回の案件をすべて表示" in page


def test_an_empty_cycle_invites_an_officer_to_begin(sign_in_as):
    page = sign_in_as("soumu").get("/items/?cycle=2022-initial").text

    assert "まだ見られる案件がありません" in page


def test_an_officer_sees_the_own_department_alone_in_rows_and_sums(sign_in_as, names):
    page = sign_in_as("kensetsu").get(LIST).text

    assert listed(page) == [names["evaluated"]]
    assert figures(page) == (1, "21,725")
    assert 'name="department"' not in page


def test_asking_for_another_department_shows_nothing_of_it(sign_in_as, names):
    page = sign_in_as("kensetsu").get(f"{LIST}&department=soumu").text

    assert listed(page) == []
    assert "60,016" not in page


def test_a_reader_does_not_see_a_first_draft(sign_in_as, names):
    page = sign_in_as("viewer").get(LIST).text

    assert names["draft"] not in page
    assert figures(page) == (5, "64,549")


def test_the_list_offers_itself_as_files_with_the_same_filters(reviewer):
    page = html.unescape(reviewer.get(f"{LIST}&field=living").text)

    for address in re.findall(r'href="(/headquarters/[^"]*field=living[^"]*)"', page):
        assert reviewer.get(address).status_code == 200


def test_the_list_and_a_page_ask_the_database_as_often_whatever_they_show(
    demo_engine, sign_in_as, item_named, names
):
    asked = []
    event.listen(
        demo_engine.database.engine, "before_cursor_execute", lambda *told: asked.append(told[2])
    )

    def queries(browser, path):
        asked.clear()
        assert browser.get(path).status_code == 200
        return len(asked)

    center = sign_in_as("reviewer")
    short, long = (item_named(names[state]).row.id for state in ("submitted", "under_review"))
    for address in (LIST, f"/items/{short}", f"/items/{long}"):
        center.get(address)

    assert queries(center, LIST) == queries(center, f"{LIST}&state=draft")
    assert queries(center, f"/items/{short}") == queries(center, f"/items/{long}")
