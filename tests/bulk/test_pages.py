"""One action on many items through the pages, with and without script."""

from datetime import timedelta

import pytest

from tests.support.people import person_named
from tests.support.units import look
from workflow import bulk
from workflow import items as workflow_items
from workflow.bulk import moves
from workflow.items.list_views import ItemFilter

LIST = "/items/?cycle=2021-09"
SUBMITTED = "家庭養護推進体制整備事業"
UNDER_REVIEW = "急性期診療ネットワーク推進事業"


def choose(submit, browser, action, *items, **more):
    data = {"action": action, "scope": "some", "item": [str(one) for one in items]} | more
    return submit(browser, "/bulk/?cycle=2021-09", data, LIST)


def state(demo_engine, name):
    return look(
        demo_engine,
        person_named(demo_engine, "reviewer"),
        workflow_items.get,
        look(demo_engine, None, workflow_items.find, name),
    ).row.state


def page(demo_engine, path, login="reviewer"):
    with demo_engine.read(person_named(demo_engine, login)) as work:
        return bulk.page(work, int(path.split("/")[-1]))


def seal(demo_engine, path, login="reviewer"):
    return page(demo_engine, path, login).run.seal


def test_ticked_items_are_previewed_received_and_reported(sign_in_as, submit, demo_engine):
    browser, item_id = (
        sign_in_as("reviewer"),
        look(demo_engine, None, workflow_items.find, SUBMITTED),
    )

    path = choose(
        submit,
        browser,
        "receive",
        item_id,
        look(demo_engine, None, workflow_items.find, UNDER_REVIEW),
    ).location
    assert "21,403千円" in browser.get(path).text
    assert state(demo_engine, SUBMITTED) == "submitted"
    submit(browser, f"{path}/commit", {"seal": seal(demo_engine, path)}, path)

    report = browser.get(path).text
    assert state(demo_engine, SUBMITTED) == "under_review"
    assert "完了" in report
    assert "案件の今の状態では、この操作はできません。" in report
    assert path in browser.get("/bulk/").text


def test_reporting_before_the_meeting_is_warned_of(sign_in_as, submit):
    browser = sign_in_as("secretariat")

    path = choose(submit, browser, "report", scope="all").location

    assert "会議はまだ開かれていません（9/" in browser.get(path).text


def test_a_preview_is_there_for_nobody_else(sign_in_as, submit, demo_engine):
    path = choose(submit, sign_in_as("reviewer"), "receive", scope="all").location
    other = sign_in_as("reviewer2")

    assert other.get(path).status_code == 404
    for part in ("commit", "words", "advance", "leave-out"):
        assert submit(other, f"{path}/{part}", {"seal": "x"}, "/").status_code == 404
    assert path not in other.get("/bulk/").text


def test_whoever_can_order_nothing_sees_no_boxes_and_is_refused(sign_in_as, submit, demo_engine):
    viewer = sign_in_as("viewer")

    assert 'name="item"' not in viewer.get(LIST).text
    assert submit(viewer, "/bulk/", {"action": "receive", "scope": "all"}, LIST).status_code == 403
    assert choose(submit, sign_in_as("evaluator"), "evaluate", scope="all").status_code == 403


def test_nothing_ticked_leads_back_to_the_list_with_a_word(sign_in_as, submit):
    browser = sign_in_as("reviewer")

    answer = choose(submit, browser, "receive", "x", "-3")

    assert answer.location.startswith("/items/")
    assert "案件を1件以上選んでください。" in browser.get(answer.location).text


def test_the_filter_of_the_list_says_what_all_is(sign_in_as, submit, demo_engine):
    address = "/bulk/?cycle=2021-09&state=submitted"

    path = submit(
        sign_in_as("reviewer"), address, {"action": "receive", "scope": "all"}, LIST
    ).location

    assert [row.name for row in page(demo_engine, path).rows] == [SUBMITTED]


@pytest.mark.parametrize("button", ["leave-out", "commit"])
def test_unticked_rows_are_shown_to_be_gone_before_anything_is_done(
    button, sign_in_as, submit, demo_engine
):
    browser, kept = sign_in_as("reviewer"), look(demo_engine, None, workflow_items.find, SUBMITTED)
    other = look(demo_engine, None, workflow_items.find, UNDER_REVIEW)
    path = choose(submit, browser, "receive", kept, other).location
    ticks = {"shown": [str(kept), str(other)], "keep": str(kept), "seal": seal(demo_engine, path)}

    answer = submit(browser, f"{path}/{button}", ticks, path)

    text = browser.get(answer.location).text
    assert answer.location == path
    assert "1 件を除きました。まだ何も実行していません。" in text.replace("\n", "")
    assert UNDER_REVIEW not in text
    assert state(demo_engine, SUBMITTED) == "submitted"


def test_one_row_is_left_at_least(sign_in_as, submit, demo_engine):
    browser, item_id = (
        sign_in_as("reviewer"),
        look(demo_engine, None, workflow_items.find, SUBMITTED),
    )
    path = choose(submit, browser, "receive", item_id).location

    submit(browser, f"{path}/leave-out", {"shown": str(item_id)}, path)

    text = browser.get(path).text
    assert "案件を1件以上選んでください。" in text
    assert SUBMITTED in text


def test_a_reason_that_cannot_be_kept_stays_in_sight(sign_in_as, submit, demo_engine):
    browser = sign_in_as("reviewer")
    path = choose(
        submit, browser, "send_back", look(demo_engine, None, workflow_items.find, UNDER_REVIEW)
    ).location

    answer = submit(browser, f"{path}/words", {"note": "あ" * 4001}, path)

    assert answer.status_code == 422
    assert "あ" * 4001 in answer.text


def test_an_old_preview_and_a_superseded_one_do_nothing_and_say_so(sign_in_as, submit, demo_engine):
    browser = sign_in_as("reviewer")
    path = choose(submit, browser, "receive", scope="all").location

    superseded = submit(browser, f"{path}/commit", {"seal": "another"}, path)
    assert "別の画面で確認し直されました" in browser.get(superseded.location).text
    demo_engine.clock.advance(timedelta(hours=2))

    expired = submit(browser, f"{path}/commit", {"seal": "another"}, "/")
    assert expired.status_code == browser.get(path).status_code == 409
    assert "1時間以上" in expired.text
    assert state(demo_engine, SUBMITTED) == "submitted"


@pytest.fixture
def few(monkeypatch):
    """Every run is a long one."""
    monkeypatch.setattr(moves, "AT_ONCE", 0)


def test_a_long_run_shows_how_far_it_is_and_looks_again_by_itself(
    sign_in_as, submit, demo_engine, few
):
    browser = sign_in_as("reviewer")
    path = choose(submit, browser, "receive", scope="all").location
    assert "Refresh" not in browser.get(path).headers
    submit(browser, f"{path}/commit", {"seal": seal(demo_engine, path)}, path)

    waiting = browser.get(path)
    assert waiting.headers["Refresh"]
    assert "1 件中 0 件" in waiting.text
    submit(browser, f"{path}/advance", {}, path)

    assert "Refresh" not in browser.get(path).headers
    assert state(demo_engine, SUBMITTED) == "under_review"


@pytest.mark.parametrize("at_once", [50, 0])
def test_listeners_hear_of_each_move_once_it_is_committed(
    at_once, sign_in_as, submit, demo_engine, monkeypatch
):
    monkeypatch.setattr(moves, "AT_ONCE", at_once)
    browser, heard = sign_in_as("reviewer"), []
    path = choose(submit, browser, "receive", scope="all").location
    demo_engine.listen(lambda *move: heard.append((*move, state(demo_engine, SUBMITTED))))

    submit(browser, f"{path}/commit", {"seal": seal(demo_engine, path)}, path)
    for _ in range(2):
        submit(browser, f"{path}/advance", {}, path)

    assert heard == [("receive", "done", "under_review")]


def test_items_that_are_not_visible_are_counted_and_not_named(sign_in_as, submit, demo_engine):
    soumu, own = person_named(demo_engine, "soumu"), ItemFilter(cycle_id="2021-09")
    mine = look(demo_engine, soumu, workflow_items.page, own).rows[0].id
    browser = sign_in_as("soumu")

    path = choose(
        submit, browser, "submit", mine, look(demo_engine, None, workflow_items.find, UNDER_REVIEW)
    ).location

    text = browser.get(path).text
    assert "選んだ案件のうち 1 件は" in text
    assert UNDER_REVIEW not in text
