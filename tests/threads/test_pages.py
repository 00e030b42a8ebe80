"""Questions and answers on the pages: what each side finds, and what an attacker does not."""

import re
from functools import partial

import pytest

from tests.support import pdf
from tests.support.fixtures.sites import submit
from tests.support.people import person_named
from tests.support.units import do, look
from workflow import items, threads

ITEM = "急性期診療ネットワーク推進事業"
QUESTION = "回線数の根拠となる見積書を示してください。"
SECRET = "昨年度の積算には重大な疑いがあった。"


@pytest.fixture
def item_id(demo_engine):
    return look(demo_engine, None, items.find, ITEM)


@pytest.fixture
def talk(demo_engine, item_id):
    """A question on the amount, and an internal note beside it: their ids."""
    asked = partial(do, demo_engine, "reviewer", threads.ask, item_id)
    question = asked(QUESTION, field="amount_kyen", answer_in=3)
    evaluator = person_named(demo_engine, "evaluator").person_id
    return question, asked(SECRET, internal=True, mentioned=[evaluator])


def fields_of(text: str, prefix: str) -> dict[str, str]:
    """The hidden fields of the form with this prefix, as the page holds them."""
    names = re.findall(rf'<input[^>]*name="({prefix}-(?:key|seen))"[^>]*value="([^"]*)"', text)
    return dict(names)


def send(browser, address: str, page: str, prefix: str, **typed):
    held = fields_of(browser.get(page).text, prefix)
    data = held | {f"{prefix}-{name}": value for name, value in typed.items()}
    return submit(browser, address, data, page=page)


def test_a_question_is_asked_answered_corrected_and_settled_on_the_page(
    demo_engine, item_id, sign_in_as
):
    reviewer, officer = sign_in_as("reviewer"), sign_in_as("kenko")
    page = f"/items/{item_id}/threads"

    asked = send(reviewer, page, page, "ask", text=QUESTION, about="amount_kyen", answer_in="３")
    assert asked.headers["Location"] == f"{page}#thread-1"
    assert "照会に回答" in officer.get("/").text
    assert "照会・回答に新しい発言があります" in officer.get("/notices/").text

    send(officer, f"{page}/1", page, "say1", text="見積書を添付しました。")
    correcting = f"{page}/1/2/correct"
    send(officer, correcting, correcting, "say1", text="見積書は二通です。")
    assert "回答待ちの照会" not in officer.get("/").text
    assert "照会への回答を確認" in reviewer.get("/").text
    assert "照会に回答" not in reviewer.get("/").text

    send(reviewer, f"{page}/1/close", page, "close1", remark="確認しました。")
    shown = officer.get(page).text
    for words in (QUESTION, "見積書を添付しました。", "見積書は二通です。", "確認しました。"):
        assert words in shown
    assert "発言2の訂正" in shown
    turns = look(demo_engine, "reviewer", items.home).turns
    assert [ask for turn in turns for ask in turn.asks] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "  "}, "入力してください"),
        ({"text": "@viewer へ"}, "@viewer は、これを見られる人ではありません。"),
        ({"text": "？", "answer_in": "61"}, "60"),
        ({"text": "？", "answer_in": "たくさん"}, "整数"),
        ({"text": "？", "about": "no_such"}, "から選んでください"),
        ({"text": "？", "mentioned": ["999"]}, "から選んでください"),
    ],
)
def test_what_is_typed_wrongly_stays_on_the_page_with_the_reason(
    demo_engine, item_id, sign_in_as, typed, said
):
    page = f"/items/{item_id}/threads"

    answer = send(sign_in_as("reviewer"), page, page, "ask", **typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert look(demo_engine, "reviewer", threads.of, item_id).threads == ()


def test_an_answered_question_waits_on_every_page_and_on_paper_for_a_look_of_the_asker(
    demo_engine, item_id, talk, sign_in_as, tmp_path
):
    do(demo_engine, "kenko", threads.say, talk[0], "見積書を添付しました。")
    reviewer, officer = sign_in_as("reviewer"), sign_in_as("kenko")

    for page in (f"/items/{item_id}", f"/items/{item_id}/threads"):
        assert "回答あり・こちらの確認待ち" in reviewer.get(page).text, page
    assert (
        "回答あり・こちらの確認待ち" in sign_in_as("evaluator").get(f"/evaluation/{item_id}").text
    )
    for page in (f"/items/{item_id}", f"/items/{item_id}/threads"):
        assert "回答済・センターの確認待ち" in officer.get(page).text, page
    sheet = reviewer.get(f"/items/{item_id}/sheet.pdf?threads=1").data
    (tmp_path / "sheet.pdf").write_bytes(sheet)
    assert "回答済・センターの確認待ち" in pdf.words(tmp_path / "sheet.pdf")


def test_fields_of_the_sheet_lead_to_their_questions(item_id, talk, sign_in_as):
    shown = sign_in_as("kenko").get(f"/items/{item_id}").text

    assert f"/items/{item_id}/threads?field=summary#ask" in shown
    assert f"/items/{item_id}/threads#thread-{talk[0]}" in shown
    assert "こちらの回答待ち" in shown


def test_no_page_or_file_shows_an_internal_note_to_the_department(
    app, item_id, talk, sign_in_as, tmp_path
):
    officer, given = sign_in_as("kenko"), {"item_id": item_id, "thread_id": talk[1], "sequence": 1}
    asked = 0
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or not rule.arguments <= given.keys() | {"action"}:
            continue
        values = {name: given.get(name, "withdraw") for name in rule.arguments}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **values)
        for suffix in ("", "?threads=1", "?words=疑い"):
            answer = officer.get(address + suffix)
            asked += 1
            words = answer.data
            if answer.mimetype == "application/pdf":
                (tmp_path / "one.pdf").write_bytes(words)
                words = pdf.words(tmp_path / "one.pdf").encode()
            assert SECRET.encode() not in words, address
            assert "内部メモ".encode() not in words, address
    assert asked > 100


def test_the_department_counts_no_internal_note(item_id, talk, sign_in_as):
    officer, reviewer = sign_in_as("kenko"), sign_in_as("reviewer")

    assert "全1件" in officer.get(f"/items/{item_id}/threads").text
    assert "全2件" in reviewer.get(f"/items/{item_id}/threads").text
    assert SECRET in reviewer.get(f"/items/{item_id}/threads").text
    assert "センターの内部メモがあります" in sign_in_as("evaluator").get("/notices/").text


def test_an_officer_cannot_write_into_an_internal_note_or_begin_one(
    demo_engine, item_id, talk, sign_in_as
):
    officer, page = sign_in_as("kenko"), f"/items/{item_id}/threads"
    note = f"{page}/{talk[1]}"

    for address in (note, f"{note}/close", f"{note}/1/correct"):
        typed = {f"say{talk[1]}-text": "見えた", "text": "見えた"}
        assert submit(officer, address, typed, page=page).status_code == 404
    assert submit(officer, f"{page}/notes", {"note-text": "x"}, page=page).status_code == 403
    assert submit(officer, page, {"ask-text": "x", "internal": "1"}, page=page).status_code == 302
    begun = look(demo_engine, "kenko", threads.of, item_id).threads[-1]
    assert not begun.internal


@pytest.mark.parametrize(
    ("login", "status"), [("kensetsu", 404), ("viewer", 403), ("advisor", 403), ("admin", 200)]
)
def test_who_belongs_to_neither_side(item_id, talk, sign_in_as, login, status):
    browser, page = sign_in_as(login), f"/items/{item_id}/threads"

    answer = browser.get(page)

    assert answer.status_code == status
    assert SECRET not in answer.text
    assert submit(browser, page, {"ask-text": "x"}, page="/").status_code in (403, 404)


def test_threads_of_another_item_are_not_reached_through_ones_own(
    demo_engine, item_id, talk, sign_in_as
):
    other = look(demo_engine, None, items.find, "家庭養護推進体制整備事業")

    address = f"/items/{other}/threads/{talk[0]}"

    assert submit(sign_in_as("kenko"), address, {"x": "y"}, page="/").status_code == 404


def test_the_paper_has_questions_when_asked_and_never_a_note(item_id, talk, sign_in_as, tmp_path):
    printed = {}
    for login in ("reviewer", "kenko", "viewer"):
        for suffix in ("", "?threads=1"):
            answer = sign_in_as(login).get(f"/items/{item_id}/sheet.pdf{suffix}")
            (tmp_path / "sheet.pdf").write_bytes(answer.data)
            printed[login, suffix] = pdf.words(tmp_path / "sheet.pdf"), answer.data

    assert all(SECRET not in words for words, _ in printed.values())
    assert {who for who, (words, _) in printed.items() if QUESTION in words} == {
        ("reviewer", "?threads=1"),
        ("kenko", "?threads=1"),
    }
    assert printed["reviewer", ""][1] == printed["viewer", "?threads=1"][1]
