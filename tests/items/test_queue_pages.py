"""The center's list on the screen: queues, heads that sort, the number, what is beside a row."""

import re
from dataclasses import replace

import pytest

from tests.support.people import person_named
from workflow import items, threads
from workflow.items import ActionInput

LIST = "/items/?cycle=2021-09"
NEW = "家庭養護推進体制整備事業"


def rows(page: str) -> list[str]:
    return re.findall(r"<a data-row-link[^>]*>([^<]+)</a>", page)


def test_the_center_narrows_its_list_to_a_queue_and_back(shared_sign_in_as):
    reviewer = shared_sign_in_as("reviewer")
    whole = reviewer.get(LIST).text
    address = re.search(r'href="([^"]+queue=unreceived[^"]*)"', whole)[1].replace("&amp;", "&")

    narrowed = reviewer.get(address).text

    assert rows(narrowed) == [NEW]
    assert re.search(r'aria-current="true">未受付 <strong[^>]*>1<', narrowed)
    assert "絞り込み：未受付" in narrowed


def test_a_department_has_no_queues_of_the_center(shared_sign_in_as):
    page = shared_sign_in_as("kenko").get(LIST).text

    assert "未受付" not in page
    assert "9補-健康福祉-002" in page


@pytest.mark.parametrize("sort", ["due", "number", "amount", "submitted", "organisation"])
def test_a_head_sorts_and_pressed_again_turns_the_order_round(shared_sign_in_as, sort):
    reviewer = shared_sign_in_as("reviewer")

    once = reviewer.get(f"{LIST}&sort={sort}").text
    head = rf'aria-sort="(\w+)"[^>]*><a class="sort" href="([^"]+sort={sort}[^"]*)"'
    again = re.search(head, once)
    twice = reviewer.get(again[2].replace("&amp;", "&")).text

    assert rows(twice) == rows(once)[::-1]
    assert {again[1], re.search(r'aria-sort="(\w+)"', twice)[1]} == {"ascending", "descending"}


def test_the_columns_say_when_who_and_what_is_open(demo_engine, sign_in_as, item_named, names):
    item = item_named(names["under_review"])
    with demo_engine.write(person_named(demo_engine, "reviewer")) as work:
        threads.ask(work, item.row.id, "対象の病院は何か所ですか。")

    page = sign_in_as("reviewer").get(LIST).text
    row = next(one for one in page.split("<tr") if names["under_review"] in one)

    for words in (
        "9補-健康福祉-001",
        "8/6（金）",
        "DXセンター 審査担当",
        f"/items/{item.row.id}/threads",
    ):
        assert words in row


def test_the_number_stands_on_the_items_page_and_on_its_action_pages(
    shared_sign_in_as, shared_demo_engine
):
    reviewer = shared_sign_in_as("reviewer")
    item = re.search(rf'href="(/items/\d+)">{NEW}<', reviewer.get(LIST).text)[1]

    for path in (item, f"{item}/receive"):
        assert "9補-健康福祉-002" in reviewer.get(path).text


def test_an_amount_is_compared_whole_with_the_change(demo_engine, sign_in_as, item_named, names):
    item = item_named(names["returned"])
    officer = person_named(demo_engine, "mirai")
    changed = replace(item.sheet, amount_kyen=item.sheet.amount_kyen - 200)
    with demo_engine.write(officer) as work:
        items.save(work, item_id=item.row.id, sheet=changed, seen=item.content_hash)

    page = sign_in_as("mirai").get(f"/items/{item.row.id}/changes").text

    assert "△200 千円" in page
    assert ">3,725千円</" in page
    assert ">3,525千円</" in page


def test_a_reviewer_compares_with_what_they_judged_last(
    demo_engine, sign_in_as, submit, item_named, names
):
    """Round 1 was sent back by the reviewer, round 2 by a colleague: 3 is compared with 1."""
    item = item_named(names["under_review"])
    for action, login in (("send_back", "reviewer2"), ("submit", "kenko")):
        seen = item_named(names["under_review"]).content_hash
        person = person_named(demo_engine, login)
        demo_engine.perform(item.row.id, action, person, seen, "もう一度", None, ActionInput())

    mine = sign_in_as("reviewer").get(f"/items/{item.row.id}/changes").text
    others = sign_in_as("evaluator").get(f"/items/{item.row.id}/changes").text

    assert re.search(r"<h2>第1回 → 第3回", mine)
    assert re.search(r"<h2>第2回 → 第3回", others)


def test_empty_fields_are_listed_and_asked_about_on_the_spot(sign_in_as, submit, item_named, names):
    reviewer, item = sign_in_as("reviewer"), item_named(names["under_review"])
    address = f"/items/{item.row.id}"
    page = reviewer.get(address).text
    key = re.search(r'name="ask-key" value="(\w+)"', page)[1]
    typed = {
        "ask-key": key,
        "ask-about": "kpi",
        "ask-text": "指標は何ですか。",
        "ask-answer_in": "3",
    }

    answer = submit(reviewer, f"{address}/threads", typed, page=address)

    assert re.search(r"未記入 \d+ 項目", page)
    assert answer.status_code == 302
    asked = reviewer.get(f"{address}/threads").text
    assert "指標は何ですか。" in asked


def test_a_question_about_a_field_shows_what_it_says_now(
    demo_engine, sign_in_as, item_named, names
):
    item = item_named(names["under_review"])
    with demo_engine.write(person_named(demo_engine, "reviewer")) as work:
        threads.ask(work, item.row.id, "積算の根拠は何ですか。", field="amount_kyen")
        threads.ask(work, item.row.id, "指標は何ですか。", field="kpi")

    page = sign_in_as("kenko").get(f"/items/{item.row.id}/threads").text
    now = re.findall(r'class="value-now">.*?preline">([^<]*)<', page)

    assert sorted(now) == ["11,833千円", "（空欄）"]
