"""Two windows on one draft: nothing is lost, and writing over the other is done knowingly."""

import pytest


@pytest.fixture
def draft(item_named, names):
    return item_named(names["draft"]).row.id


def test_the_second_window_sees_what_the_first_one_saved_beside_its_own(
    sign_in_as, send_form, controls, item_named, names, draft
):
    browser, path = sign_in_as("soumu"), f"/items/{draft}/edit"
    mine = browser.get(path).text
    send_form(browser, path, {"summary": "先に保存した概要", "contact": "内線1"})

    answer = send_form(browser, path, {"summary": "後から書いた概要"}, page=mine)

    assert answer.status_code == 409
    assert "別の画面で協議書が保存されました" in answer.text
    assert ("summary", "後から書いた概要") in controls(answer.text)
    assert answer.text.count('class="theirs"') == 2
    assert "先に保存した概要" in answer.text
    assert item_named(names["draft"]).sheet.summary == "先に保存した概要"


def test_saving_once_more_puts_mine_over_the_other(sign_in_as, send_form, item_named, names, draft):
    browser, path = sign_in_as("soumu"), f"/items/{draft}/edit"
    mine = browser.get(path).text
    send_form(browser, path, {"summary": "先に保存した概要"})
    warned = send_form(browser, path, {"summary": "後から書いた概要"}, page=mine).text

    answer = send_form(browser, path, {}, page=warned)

    assert answer.status_code == 302
    assert item_named(names["draft"]).sheet.summary == "後から書いた概要"


def test_the_same_content_in_both_windows_is_no_conflict(
    sign_in_as, send_form, item_named, names, draft
):
    browser, path = sign_in_as("soumu"), f"/items/{draft}/edit"
    page = browser.get(path).text

    for _window in range(2):
        assert send_form(browser, path, {"summary": "同じ概要"}, page=page).status_code == 302


def test_a_draft_submitted_in_the_other_window_cannot_be_written_on_but_stays_typed(
    sign_in_as, send_form, controls, draft
):
    browser, path = sign_in_as("soumu"), f"/items/{draft}/edit"
    mine = browser.get(path).text
    send_form(browser, f"/items/{draft}/submit", {})

    answer = send_form(browser, path, {"summary": "間に合わなかった概要"}, page=mine)

    assert answer.status_code == 409
    assert "協議書を編集できません" in answer.text
    assert ("summary", "間に合わなかった概要") in controls(answer.text)


def test_a_sheet_that_is_not_in_the_departments_hands_is_not_opened_for_writing(
    sign_in_as, item_named, names
):
    item = item_named(names["under_review"]).row.id

    assert sign_in_as("kenko").get(f"/items/{item}/edit").status_code == 409
    assert sign_in_as("reviewer").get(f"/items/{item}/edit").status_code == 403
