"""The search over 100,000 items with all that was written about them, against LIKE."""

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from statistics import median
from typing import Final

from sqlalchemy import select, text

from tests.benchmarks.batches import MANY
from tests.benchmarks.crowd import CHUNK, fill
from tests.benchmarks.durable import opened
from tests.benchmarks.measuring import Figure, interleaved, ratio, seconds
from tests.support.databases import Databases
from tests.support.office import Office, open_office
from tests.support.similarity import REAL
from workflow.models import Item, SearchText
from workflow.search import find, index_query
from workflow.textindex import index
from workflow.textindex.copies import Copy, of_sheet
from workflow.values.listing import SearchKind
from workflow.values.sheet import Sheet
from workflow.values.text import search_key

TIMES: Final = 5
"""Searches a run."""

SUBJECTS: Final = ("税務", "防災", "学校", "病院", "道路", "河川", "観光", "農地", "福祉", "人事")
THINGS: Final = ("総合システム", "情報基盤", "台帳", "ネットワーク", "相談窓口", "予約サイト")
DOINGS: Final = ("改修", "更新", "構築", "再構築", "賃借", "保守", "実証", "導入支援")

ASKED: Final = {
    "a word of two letters in many": ("reviewer", "改修"),
    "a word in nearly all": ("reviewer", "事業"),
    "two words": ("reviewer", "河川 再構築"),
    "a mistyped word": ("reviewer", "ネットワ一ク"),
    "a word of one item": ("reviewer", "整理番号04711"),
    "a word that is nowhere": ("reviewer", "潜水艦"),
    "an officer's word in many": ("officer", "改修"),
    "an officer's word of another's item": ("officer", "整理番号04711"),
}
"""Who asks for what."""


def search_in_many(databases: Databases, kind: str) -> list[Figure]:
    """How long a search takes, page and all, and LIKE over the same texts over it."""
    figures = []
    with opened(databases, preparation) as office:
        for name, (login, words) in ASKED.items():
            asks = {"index": _search(office, login, words), "like": _like(office, words)}
            times = interleaved(
                {one: lambda _run, ask=ask: seconds(ask) for one, ask in asks.items()}
            )
            taken = median(times["index"]) / TIMES * 1_000
            figures.append(Figure(f"search: {name}", kind, taken, "ms", 50, at_least=False))
            faster = ratio(times, "like", "index") * TIMES
            figures.append(Figure(f"search: {name}, LIKE over it (time)", kind, faster, "×"))
    return figures


def _search(office: Office, login: str, words: str) -> Callable[[], object]:
    actor = office.person(login)
    return lambda: [office.look(actor, find, words) for _ in range(TIMES)]


def _like(office: Office, words: str) -> Callable[[], object]:
    """The floor: the ids only, for somebody who sees everything."""
    query = (
        select(SearchText.item_id)
        .where(*(SearchText.folded.contains(word) for word in search_key(words).split()))
        .order_by(SearchText.id.desc())
    )

    def ask() -> list[int]:
        with office.engine.database.reading() as session:
            return list(dict.fromkeys(session.scalars(query)))[: index_query.MOST]

    return ask


def preparation(url: str) -> None:
    """As many items as the other measurements have, each with words of its own."""
    fill(url, MANY)
    office = open_office(url)
    with office.engine.database.writing() as session:
        ids = list(session.scalars(select(Item.id).order_by(Item.id)))
        copies = _copies(ids)
        while chunk := list(islice(copies, CHUNK)):
            index.put(session, chunk)
    with office.engine.database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    office.engine.close()


def _copies(ids: list[int]) -> Iterator[Copy]:
    """The name and the sheet of each item, findings and a reason for each second."""
    for number, item_id in enumerate(ids):
        yield from of_sheet(item_id, _sheet(number))
        if number % 2:
            yield Copy(item_id, SearchKind.FINDINGS, 0, f"積算は妥当である。整理番号{number:05}")
            yield Copy(item_id, SearchKind.REASON, 3, "見積の根拠を記入してください。")


def _sheet(number: int) -> Sheet:
    subject = SUBJECTS[number % len(SUBJECTS)]
    thing = THINGS[number // len(SUBJECTS) % len(THINGS)]
    doing = DOINGS[number // 7 % len(DOINGS)]
    real = _summaries()[number % len(_summaries())]
    return Sheet(name=f"{subject}{thing}{doing}事業", summary=f"{real}（{subject}{doing}）")


@cache
def _summaries() -> list[str]:
    told = tomllib.loads(REAL.read_text(encoding="utf-8"))
    return [item["summary"] for item in told["item"]]
