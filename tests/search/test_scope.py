"""Nobody finds, or counts, by the search what they could not open."""

from contextlib import suppress

import pytest

from tests.support.attached import PDF, attach
from tests.support.office import Office
from tests.support.people import PEOPLE
from tests.support.search import WORDS, an_item_of_many_words, found, near, search
from tests.support.units import do, look
from workflow import attachments, conditions, items, threads
from workflow.search import find
from workflow.values.errors import NotFound

pytestmark = pytest.mark.both_databases

EVERYBODY = sorted(PEOPLE)
"""Every role, some of them twice, and somebody with none."""


def readable(office: Office, item_id: int, login: str) -> set[str]:
    """The words of the item that this person reads on its pages."""
    actor, texts = office.person(login), ""
    with suppress(NotFound):
        item = look(office.engine, actor, items.get, item_id)
        texts += f"{item.sheet.name} {item.sheet.summary} {item.evaluation.findings}"
        texts += "".join(move.note for move in item.moves)
        texts += "".join(
            f"{one.text}{[step.text for step in one.steps]}"
            for one in office.look(actor, conditions.of, item_id)
        )
        texts += "".join(one.name for one in office.look(actor, attachments.of, item_id).files)
    with suppress(NotFound):
        for thread in office.look(actor, threads.of, item_id).threads:
            texts += "".join(post.text for post in thread.posts)
    return {what for what, word in WORDS.items() if word in texts}


def test_everybody_finds_just_what_the_pages_show_them(office, tmp_path):
    item_id = an_item_of_many_words(office, tmp_path)

    finds = {
        login: {what for what, word in WORDS.items() if item_id in found(office, word, login)}
        for login in EVERYBODY
    }

    assert finds == {login: readable(office, item_id, login) for login in EVERYBODY}
    assert finds["reviewer"] == set(WORDS)
    assert finds["officer"] == set(WORDS) - {"note"}
    assert finds["viewer"] == set(WORDS) - {"note", "post"}
    assert finds["neighbour"] == finds["nothing"] == set()


def test_what_one_may_not_read_is_neither_counted_nor_quoted_nor_nearly_found(office, tmp_path):
    an_item_of_many_words(office, tmp_path)

    for words in (WORDS["note"], f"{WORDS['name']} {WORDS['note']}", "前年不止", "前年不正の疑"):
        page = search(office, words, "officer")
        assert (page.count, page.more, page.hits, page.near) == (0, False, (), ())

    (hit,) = search(office, WORDS["name"], "officer").hits
    assert "疑い" not in repr(hit)


def test_a_first_draft_is_its_departments_own_affair(office):
    item_id = office.an_item("draft", office.a_sheet(name="秘密の構想"))

    who = {login for login in EVERYBODY if found(office, "秘密の構想", login)}

    assert who == {login for login in EVERYBODY if sees(office, item_id, login)}
    assert not {"neighbour", "viewer", "advisor", "nothing"} & who
    assert near(office, "秘密の構造", "neighbour") == []


def sees(office: Office, item_id: int, login: str) -> bool:
    try:
        look(office.engine, office.person(login), items.get, item_id)
    except NotFound:
        return False
    return True


def test_a_department_that_joins_finds_the_item_and_one_that_leaves_no_more(office):
    item_id = office.an_item("returned", office.a_sheet(name="共同の基盤"))
    assert found(office, "共同の基盤", "neighbour") == []

    share(office, item_id, ("kensetsu",))
    assert found(office, "共同の基盤", "neighbour") == [item_id]
    assert found(office, "理由はこのとおり", "neighbour") == [item_id]

    share(office, item_id, ())
    assert found(office, "共同の基盤", "neighbour") == []
    assert found(office, "理由はこのとおり", "neighbour") == []
    assert found(office, "共同の基盤", "officer") == [item_id]


def share(office: Office, item_id: int, departments: tuple[str, ...]) -> None:
    """Carry it jointly from the next submission on, after which it is sent back once more."""
    sheet = office.a_sheet(name="共同の基盤", joint_departments=departments)
    seen = office.row(item_id).content_hash
    do(office.engine, office.person("officer"), items.save, item_id=item_id, sheet=sheet, seen=seen)
    for action, by in (("submit", "officer"), ("receive", "reviewer"), ("send_back", "reviewer")):
        office.act(item_id, action, by)


def test_a_file_that_no_submission_had_is_the_departments_own(office, tmp_path):
    item_id = an_item_of_many_words(office, tmp_path)
    office.act(item_id, "reopen", "evaluator")
    office.act(item_id, "send_back", "reviewer")
    add(office, item_id, "未提出の試算.pdf")

    assert {who for who in EVERYBODY if found(office, "未提出", who)} == {
        "officer",
        "colleague",
        "everything",
    }


def add(office: Office, item_id: int, name: str) -> None:
    attach(office.engine, office.person("officer"), item_id, name, PDF + b"\n")


def test_nobody_at_all_finds_nothing(office):
    office.an_item("submitted")

    assert office.look(None, find, "税務").count == 0


def test_what_others_have_does_not_tell_by_its_number(office):
    for _ in range(3):
        office.an_item("draft", office.a_sheet(name="秘密の構想" + str(office.count_items())))
    mine = office.an_item("submitted", department="kensetsu")

    for login in ("viewer", "neighbour"):
        page = search(office, "税務", login)
        assert ([hit.row.id for hit in page.hits], page.count) == ([mine], 1)
