"""Searching in tests: what was found, and an item about which much was written."""

from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from tests.support import conditions
from tests.support.attached import attach
from tests.support.office import Office
from workflow import threads
from workflow.files.storage import FolderStorage
from workflow.models import GoalText, SearchText
from workflow.search import Hit, SearchPage, find

WORDS: Final = {
    "name": "橋梁台帳",
    "sheet": "紙図面",
    "findings": "重複投資",
    "condition": "相互運用",
    "answer": "接続試験",
    "reason": "見積根拠",
    "post": "保守期間",
    "note": "前年不正",
    "file": "仕様書案",
}
"""A word for each text of the item, found nowhere else."""


def search(office: Office, words: str, by: str = "reviewer", page: int = 1) -> SearchPage:
    return office.look(by, find, words, page)


def found(office: Office, words: str, by: str = "reviewer") -> list[int]:
    """The ids of the items found, in order; none of them by other words."""
    return [hit.row.id for hit in search(office, words, by).hits]


def near(office: Office, words: str, by: str = "reviewer") -> list[int]:
    return [hit.row.id for hit in search(office, words, by).near]


def told(hit: Hit) -> str:
    """The name with what was found in brackets."""
    return "".join(f"[{one.text}]" if one.marked else one.text for one in hit.name)


def an_item_of_many_words(office: Office, folder: Path) -> int:
    """Drafted with a file, asked about, noted on, sent back, evaluated, and answered."""
    office.engine.storage = FolderStorage(folder)
    sheet = office.a_sheet(name=f"{WORDS['name']}整備", summary=f"{WORDS['sheet']}を電子にする。")
    item_id = office.an_item("draft", sheet)
    officer, reviewer = office.person("officer"), office.person("reviewer")
    attach(office.engine, officer, item_id, f"{WORDS['file']}.pdf")
    office.act(item_id, "submit", "officer")
    office.act(item_id, "receive", "reviewer")
    office.do(reviewer, threads.ask, item_id, f"{WORDS['post']}は何年ですか。")
    office.do(reviewer, threads.ask, item_id, f"{WORDS['note']}の疑い。", internal=True)
    office.act(item_id, "send_back", "reviewer", note=f"{WORDS['reason']}がない。")
    for action, by in (("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer")):
        office.act(item_id, action, by, despite_questions=action == "approve")
    office.act(
        item_id,
        "evaluate",
        "evaluator",
        verdict="conditional",
        findings=f"{WORDS['findings']}ではない。",
        conditions=f"{WORDS['condition']}を確かめること。",
    )
    first = conditions.first_of(office, item_id)
    conditions.answer(office, first.id, words=f"{WORDS['answer']}をしました。")
    return item_id


def goals_kept(office: Office) -> int:
    """How many goals are looked in besides."""
    with office.engine.database.reading() as session:
        return session.scalars(select(func.count()).select_from(GoalText)).one()


def kept(office: Office) -> list[tuple]:
    """All that is looked in, without the order in which it came to be there."""
    text = SearchText
    query = select(text.item_id, text.kind, text.ref, text.text, text.folded, text.tokens)
    with office.engine.database.reading() as session:
        return sorted(map(tuple, session.execute(query)))
