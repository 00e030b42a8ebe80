"""A page that is behind: the move it sends is refused, and the person is told who did what."""

import pytest

from tests.support.bulk import committed, outcomes, shown
from workflow.values.errors import SomeoneElseActedFirst

STALE = ("approve", "send_back", "carry_over", "withdraw")


def test_a_stale_page_does_not_undo_what_a_colleague_decided(
    sign_in_as, send_form, item_named, names
):
    item, late = item_named(names["under_review"]).row.id, sign_in_as("reviewer2")
    page = late.get(f"/items/{item}/send_back").text
    send_form(sign_in_as("reviewer"), f"/items/{item}/approve", {})

    answer = send_form(late, f"/items/{item}/send_back", {"note": "根拠を"}, page=page)

    assert answer.status_code == 409
    assert item_named(names["under_review"]).row.state == "reviewed"
    assert "先にDXセンター 審査担当さんが「審査完了」を行いました（8/17 09:00）" in answer.text
    assert "この画面を開いた後に行われたこと" in answer.text


def test_whoever_has_read_what_came_first_may_still_send_it_back(
    sign_in_as, send_form, item_named, names
):
    item, late = item_named(names["under_review"]).row.id, sign_in_as("reviewer2")
    page = late.get(f"/items/{item}/send_back").text
    send_form(sign_in_as("reviewer"), f"/items/{item}/approve", {})
    told = send_form(late, f"/items/{item}/send_back", {"note": "根拠を"}, page=page).text

    answer = send_form(late, f"/items/{item}/send_back", {}, page=told)

    assert answer.status_code == 302
    assert item_named(names["under_review"]).moves[-1].note == "根拠を"


def test_the_pages_own_buttons_say_what_it_showed(sign_in_as, send_form, item_named, names):
    item, late = item_named(names["under_review"]), sign_in_as("reviewer2")
    opened = late.get(f"/items/{item.row.id}").text
    send_form(sign_in_as("reviewer"), f"/items/{item.row.id}/approve", {})
    way = f"/items/{item.row.id}/send_back?seen={item.last_move}"

    assert way in opened
    assert "この画面を開いた後に行われたこと" in late.get(way).text


@pytest.mark.parametrize("missing", ["seen", "last_move"])
def test_a_post_that_does_not_say_what_was_seen_moves_nothing(
    sign_in_as, controls, item_named, names, missing
):
    item, browser = item_named(names["submitted"]), sign_in_as("reviewer")
    path = f"/items/{item.row.id}/receive"
    sent = {name: value for name, value in controls(browser.get(path).text) if name != missing}

    assert browser.post(path, data=sent).status_code == 409
    assert item_named(names["submitted"]).moves == item.moves


def test_the_same_person_in_another_window_is_told_of_their_own_step(
    sign_in_as, send_form, item_named, names
):
    item, browser = item_named(names["under_review"]).row.id, sign_in_as("reviewer")
    page = browser.get(f"/items/{item}/send_back").text
    send_form(browser, f"/items/{item}/approve", {})

    answer = send_form(browser, f"/items/{item}/send_back", {"note": "根拠を"}, page=page)

    assert answer.status_code == 409
    assert "ご自身が「審査完了」を行っています" in answer.text
    assert item_named(names["under_review"]).row.state == "reviewed"


@pytest.mark.parametrize("action", STALE)
def test_an_order_on_an_older_history_is_refused_whatever_it_asks(office, action):
    item_id, by = office.an_item("under_review"), "officer" if action == "withdraw" else "reviewer2"
    behind = len(office.entries(item_id)) - 1

    with pytest.raises(SomeoneElseActedFirst) as refused:
        office.act(item_id, action, by, last_move=behind)

    assert (refused.value.data["who"].ja, refused.value.data["action"]) == ("reviewer", "receive")
    assert office.row(item_id).state == "under_review"


def test_a_row_of_many_that_was_overtaken_says_who_did_what(office):
    ids = [office.an_item("under_review") for _ in range(2)]
    preview = shown(office, "carry_over", ids)
    office.act(ids[1], "approve", "reviewer2")

    report = committed(office, preview)

    assert outcomes(report) == ["done", SomeoneElseActedFirst.key]
    assert report.rows[1].refusal.data["who"].ja == "reviewer2"
    assert report.rows[1].refusal.data["action"] == "approve"
