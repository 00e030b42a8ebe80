"""Each action's own page: it says what will happen, asks the reason, and keeps what was typed."""

import pytest

MOVES = {
    "submit": ("soumu", "draft", {"note": ""}, "submitted", "を提出しました"),
    "resubmit": ("mirai", "returned", {"note": "直しました"}, "submitted", "提出しました（第2回）"),
    "pull_back": ("kenko", "submitted", {}, "draft", "引き戻しました"),
    "receive": ("reviewer", "submitted", {}, "under_review", "受け付けました"),
    "send_back": ("reviewer", "under_review", {"note": "根拠を"}, "returned", "差し戻しました"),
    "approve": ("reviewer", "under_review", {}, "reviewed", "審査を完了しました"),
    "evaluate": (
        "evaluator",
        "reviewed",
        {
            "verdict": "conditional",
            "findings": "所見です",
            "conditions": "条件です",
            "override": "評価会の前に結果を要する",
        },
        "evaluated",
        "評価を確定しました",
    ),
    "reopen": ("evaluator", "evaluated", {"note": "見直す"}, "reviewed", "評価を取り消しました"),
    "report": ("secretariat", "evaluated", {}, "reported", "本部報告済としました"),
    "withdraw": ("soumu", "draft", {"note": "不要に"}, "withdrawn", "取り下げました"),
    "carry_over": (
        "reviewer",
        "under_review",
        {"note": "次回に", "cycle_id": "2021-12"},
        "under_review",
        "次回へ繰り越しました",
    ),
}


@pytest.mark.parametrize(("name", "move"), MOVES.items(), ids=MOVES)
def test_an_action_is_taken_from_its_own_page(sign_in_as, send_form, item_named, names, name, move):
    login, state, typed, becomes, said = move
    item, browser = item_named(names[state]).row.id, sign_in_as(login)
    path = f"/items/{item}/{name.removeprefix('re') if name == 'resubmit' else name}"
    if name == "report":
        typed = {"meeting_id": str(item_named(names[state]).cycle.meetings[0].id)}

    answer = send_form(browser, path, typed)

    assert (answer.status_code, answer.location) == (302, f"/items/{item}")
    assert item_named(names[state]).row.state == becomes
    page = browser.get(answer.location).text
    assert said in page
    assert ("次の番：" in page) is (becomes not in ("reported", "withdrawn"))
    assert becomes != "reviewed" or "次の番：評価担当。" in page


@pytest.mark.parametrize(
    ("login", "state", "action", "typed", "message"),
    [
        ("reviewer", "under_review", "send_back", {"note": "　 "}, "理由を入力してください"),
        ("soumu", "draft", "withdraw", {"note": ""}, "理由を入力してください"),
        ("evaluator", "reviewed", "evaluate", {"findings": "よい"}, "選択してください"),
        (
            "evaluator",
            "reviewed",
            "evaluate",
            {"verdict": "conditional", "findings": "よい"},
            "入力してください",
        ),
        ("evaluator", "reviewed", "evaluate", {"verdict": "superb", "findings": "よい"},
         "一覧から選んでください"),
        ("secretariat", "evaluated", "report", {"meeting_id": "99", "note": "済"},
         "一覧から選んでください"),
        ("reviewer", "under_review", "carry_over", {"note": "次へ"}, "繰越先となる"),
        ("reviewer", "under_review", "carry_over", {"note": "次へ", "cycle_id": "2021-06"},
         "一覧から選んでください"),
        ("reviewer", "under_review", "send_back", {"note": "長" * 4001}, "4,000字以内"),
        ("reviewer", "under_review", "send_back", {"note": "制\u0000御"}, "U+0000"),
    ],
)  # fmt: skip
def test_a_refusal_shows_the_page_again_with_all_that_was_typed(
    sign_in_as, send_form, controls, item_named, names, login, state, action, typed, message
):
    before = item_named(names[state])

    answer = send_form(sign_in_as(login), f"/items/{before.row.id}/{action}", typed)

    assert answer.status_code == 422
    assert message in answer.text
    kept = dict(controls(answer.text))
    assert {k: v for k, v in typed.items() if kept.get(k) != v} == {}
    assert item_named(names[state]).moves == before.moves


@pytest.mark.parametrize(
    ("login", "state", "action", "status"),
    [
        ("viewer", "under_review", "approve", 403),
        ("kenko", "under_review", "approve", 403),
        ("evaluator", "under_review", "evaluate", 409),
        ("reviewer", "submitted", "approve", 409),
        ("reviewer", "reviewed", "evaluate", 403),
    ],
)
def test_an_action_that_is_not_possible_says_why(
    sign_in_as, send_form, item_named, names, login, state, action, status
):
    before = item_named(names[state])
    browser = sign_in_as(login)
    path = f"/items/{before.row.id}/{action}"

    shown = browser.get(path)
    note_page = browser.get(f"/items/{before.row.id}/send_back").text
    sent = send_form(browser, path, {"note": "書いた理由"}, page=note_page)

    assert shown.status_code == status
    assert 'class="notice notice-danger' in shown.text
    assert 'type="submit"' not in shown.text
    assert sent.status_code in (status, 400)
    assert item_named(names[state]).moves == before.moves


@pytest.mark.parametrize("action", ["create", "explode", "approve "])
def test_an_unknown_action_is_not_found(sign_in_as, item_named, names, action):
    item = item_named(names["under_review"]).row.id

    assert sign_in_as("reviewer").get(f"/items/{item}/{action}").status_code == 404


def test_the_same_action_delivered_twice_happens_once(sign_in_as, send_form, item_named, names):
    item, browser = item_named(names["returned"]).row.id, sign_in_as("mirai")
    page = browser.get(f"/items/{item}/submit").text

    first = send_form(browser, f"/items/{item}/submit", {}, page=page)
    second = send_form(browser, f"/items/{item}/submit", {}, page=page)

    assert first.status_code == second.status_code == 302
    assert item_named(names["returned"]).row.round == 2
    assert "（第3回）" not in browser.get(f"/items/{item}").text


def test_what_is_missing_for_a_submission_leads_to_each_field(
    demo_engine, sign_in_as, send_form, item_named, names
):
    browser = sign_in_as("soumu")
    item = item_named(names["draft"]).row.id
    send_form(browser, f"/items/{item}/edit", {"summary": "", "funding": ""})

    answer = send_form(browser, f"/items/{item}/submit", {"note": "よろしく"})

    assert answer.status_code == 422
    for field, label in (("funding", "財源"), ("summary", "概要")):
        assert f"#{field}" in answer.text
        assert f"{label}：入力してください" in answer.text
    assert "よろしく" in answer.text


def test_lines_that_do_not_sum_to_the_amount_are_named(sign_in_as, send_form, item_named, names):
    browser = sign_in_as("soumu")
    item = item_named(names["draft"]).row.id
    send_form(browser, f"/items/{item}/edit", {"amount_kyen": "60,017"})

    answer = send_form(browser, f"/items/{item}/submit", {})

    assert answer.status_code == 422
    assert "財源内訳の合計（60,016千円）が、事業費（60,017千円）と合いません" in answer.text


def test_approving_what_changed_in_the_meantime_shows_the_change(
    demo_engine, sign_in_as, send_form, item_named, names
):
    browser = sign_in_as("reviewer")
    item = item_named(names["under_review"])
    page = browser.get(f"/items/{item.row.id}/approve").text
    earlier = page.replace(item.content_hash, item.revisions[0].content_hash)

    answer = send_form(browser, f"/items/{item.row.id}/approve", {"note": "よい"}, page=earlier)

    assert answer.status_code == 409
    assert "この画面を開いた後に変わった箇所" in answer.text
    assert "(医療介護基金(国2/3、県1/3))" in answer.text
    assert ">よい<" in answer.text.replace("\r\n", "").replace("\n", "")
    again = send_form(browser, f"/items/{item.row.id}/approve", {}, page=answer.text)
    assert again.status_code == 302
