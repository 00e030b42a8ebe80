"""A meeting on pages: prepared by the secretariat, read by members, its task reported on."""

import re
from io import BytesIO

import pytest

from tests.support.bodies import a_board, a_meeting, a_pdf, minuted
from tests.support.units import look
from workflow import bodies
from workflow.files.storage import FolderStorage
from workflow.values import BodyKind


@pytest.fixture
def board(demo_engine, tmp_path):
    """A board with kikaku, and its first meeting, which has been held."""
    demo_engine.storage = FolderStorage(tmp_path / "files")
    board = a_board(demo_engine, "kikaku")
    minuted(demo_engine, a_meeting(demo_engine, board))
    return look(demo_engine, "secretariat", bodies.body, board)


@pytest.fixture
def meeting(board):
    """The page of that meeting."""
    return f"/bodies/meetings/{board.meetings[0].id}"


def seen(page):
    return re.search(r'name="seen"[^>]*value="(\d+)"', page)[1]


def test_minutes_and_tasks_are_kept_beside_what_is_wrong_with_them(
    board, meeting, sign_in_as, submit
):
    secretariat, owner = sign_in_as("secretariat"), sign_in_as("kenko")
    page = f"{meeting}/minutes"
    typed = {"seen": seen(secretariat.get(page).text), "minutes": "要旨"}
    member = board.members[0].id
    typed[f"presence-{member}"] = "proxy"

    refused = submit(secretariat, page, typed)
    assert refused.status_code == 422
    assert f'id="proxy-{member}-error"' in refused.text
    kept = submit(
        secretariat, page, typed | {f"proxy-{member}": "代理 花子", "decisions": "甲\n乙"}
    )
    assert kept.location == meeting
    assert "代理 花子" in secretariat.get(meeting).text
    stale = submit(secretariat, page, typed | {f"proxy-{member}": "別人"})
    assert (stale.status_code, "別人" in stale.text) == (409, True)
    again = typed | {f"proxy-{member}": "別人", "seen": seen(stale.text)}
    assert submit(secretariat, page, again).status_code == 302
    wrong = submit(secretariat, f"{meeting}/tasks", {"text": "", "who": ""}, meeting)
    assert (wrong.status_code, wrong.text.count("field-error")) == (422, 1)
    task = {"text": "効果を整理する", "who": "kenko", "due_on": "R3.8.31"}
    assert submit(secretariat, f"{meeting}/tasks", task, meeting).status_code == 302

    assert "会議の課題1件があなたの担当です" in owner.get("/").text
    page = re.search(r'href="(/bodies/tasks/\d+)"', owner.get("/notices/").text)[1]
    assert "効果を整理する" in owner.get("/bodies/").text
    assert owner.get(meeting).status_code == 404
    done = {"state": "done", "text": "整理した。", "seen": "1"}
    assert submit(owner, page, done).location == page
    assert "整理した。" in secretariat.get(meeting).text


def test_a_file_is_laid_out_and_fetched_by_those_who_read_the_meeting(
    board, meeting, sign_in_as, submit
):
    secretariat, member = sign_in_as("secretariat"), sign_in_as("kikaku")
    page, number = f"{meeting}/papers/1-1/file", "0"

    for content, name in ((b"%PDF-1.7\n%%EOF", "壊.pdf"), (b"", "空.pdf")):
        sent = {"seen": number, "file": (BytesIO(content), name)}
        refused = submit(secretariat, page, sent, meeting)
        assert refused.status_code == 302
    assert "空です" in secretariat.get(meeting).text
    sent = {"seen": number, "file": (BytesIO(a_pdf()), "名簿.pdf")}
    submit(secretariat, page, sent, meeting)

    shown = member.get(meeting).text
    assert "名簿.pdf" in shown
    assert "/papers/1-1/file" not in shown
    (address,) = re.findall(r'href="(/bodies/papers/\d+)"', shown)
    fetched = member.get(address, buffered=True)
    assert fetched.data == a_pdf()
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert sign_in_as("kenko").get(address).status_code == 404
    assert sign_in_as("reviewer").post(page).status_code in (400, 403)


def test_what_a_meeting_refuses_is_said_on_its_own_page_where_one_can_go_on(
    demo_engine, meeting, sign_in_as, submit
):
    secretariat = sign_in_as("secretariat")
    own = next(
        f"/bodies/meetings/{one.id}"
        for one in look(
            demo_engine, "secretariat", bodies.body, _headquarters(demo_engine)
        ).meetings
        if one.headquarters_id == 2
    )
    confirmed = {"seen": seen(secretariat.get(meeting).text.partition("/confirm")[2])}
    stale = submit(secretariat, f"{meeting}/confirm", {"seen": "1"}, meeting)
    submit(secretariat, f"{meeting}/confirm", confirmed, meeting)

    unfrozen = submit(secretariat, f"{own}/papers/1-6/own", {"seen": "0"}, own)
    answers = [
        (own, unfrozen),
        (meeting, stale),
        *((meeting, submit(secretariat, f"{meeting}/{step}", sent, meeting))
          for step, sent in (
              ("papers/1-1/file", {"seen": "0", "file": (BytesIO(a_pdf()), "名簿.pdf")}),
              ("papers/1-1/own", {"seen": "0"}),
              ("papers/1-1/take-off", {"seen": "0"}),
              ("tasks", {"text": "効果を整理する", "who": "kenko"}),
          )),
    ]  # fmt: skip

    assert "まだ確定していません" in unfrozen.text
    assert [answer.status_code for _, answer in answers] == [422, 409, 409, 409, 409, 409]
    for page, answer in answers:
        heading = re.search("<h1>(.*?)</h1>", secretariat.get(page).text)[1]
        assert f"<h1>{heading}</h1>" in answer.text
        assert 'role="alert"' in answer.text.partition("<h1>")[2]


def _headquarters(engine):
    """The body whose meetings are those of the calendar."""
    found = look(engine, "secretariat", bodies.bodies)
    return next(one.id for one in found if one.kind is BodyKind.HEADQUARTERS)


def test_every_form_of_a_body_opens_for_the_secretariat_and_for_nobody_else(
    board, meeting, sign_in_as, submit
):
    page, member_id = f"/bodies/{board.row.id}", board.members[0].id
    engine_pages = ("/bodies/new", f"{page}/change", f"{page}/members/new",
                    f"{page}/members/{member_id}", f"{page}/meetings/new",
                    f"{meeting}/change", f"{meeting}/papers", f"{meeting}/minutes")  # fmt: skip
    secretariat, member = sign_in_as("secretariat"), sign_in_as("kikaku")

    assert {secretariat.get(page).status_code for page in engine_pages} == {200}
    assert {member.get(page).status_code for page in engine_pages} == {403}
    assert member.get(page).status_code == 200
    wrong = {"name": "", "kind": "x", "number": "x", "held_on": "x", "from_on": "", "seen": "x"}
    wrong |= {"title": ["あ" * 10_000], "group": ["x"], "minutes": "あ" * 30_000}
    shown = [submit(secretariat, page, wrong) for page in engine_pages]
    assert {page.status_code for page in shown} <= {409, 422}
    assert all("notice-danger" in page.text or "field-error" in page.text for page in shown)
    confirmed = {"seen": seen(secretariat.get(meeting).text.partition("/confirm")[2])}
    assert submit(secretariat, f"{meeting}/confirm", confirmed, meeting).status_code == 302
    assert submit(secretariat, f"{meeting}/reopen", {"note": ""}, meeting).status_code == 422


def test_papers_of_a_year_are_frozen_once_and_only_of_years_there_are(board, sign_in_as, submit):
    secretariat, page = sign_in_as("secretariat"), "/editions/?year=2021"
    made = submit(secretariat, "/editions/2021/progress/freeze", {"number": "1"}, page)

    shown = secretariat.get(made.location).text
    assert "第1版" in shown
    proofs = re.findall("<code>([0-9a-f]{64})</code>", shown)
    assert len(proofs) >= 4, "of the content, of the ledger and of each file"
    twice = submit(secretariat, "/editions/2021/progress/freeze", {"number": "1"}, page)
    assert twice.location == made.location
    same = {"number": "2", "note": "もう一度"}
    refused = submit(secretariat, "/editions/2021/progress/freeze", same, page)
    assert (refused.status_code, "もう一度" in refused.text) == (409, True)
    nothing = submit(secretariat, "/editions/2021/goals/freeze", {"number": "1"}, page)
    assert nothing.status_code == 302
    wordless = submit(secretariat, "/editions/2021/goals/freeze", {"number": "2"}, page)
    assert wordless.status_code in (409, 422)
    for path in ("/editions/1999/goals/freeze", "/editions/2021/free/freeze"):
        assert submit(secretariat, path, {"number": "1"}, page).status_code == 404
    assert sign_in_as("viewer").get(f"{made.location}/file.pdf").data.startswith(b"%PDF-")
    assert sign_in_as("kenko").get(made.location).status_code == 403
