"""Whatever is typed and however long the texts are, a search compares only so often."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.support.search import found, near, search
from workflow.search import excerpts

LONG = "基幹情報システム標準化対応及びガバメントクラウド移行支援業務委託"
MISTYPED = LONG.replace("及び", "並び")


@contextmanager
def comparisons(office) -> Iterator[list[int]]:
    """How many times each statement compares texts with LIKE."""
    counted: list[int] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        counted.append(statement.count(" LIKE "))

    event.listen(office.engine.database.engine, "before_cursor_execute", note)
    yield counted
    event.remove(office.engine.database.engine, "before_cursor_execute", note)


def test_words_of_32_characters_are_still_known_with_a_mistake_and_longer_ones_are_not(office):
    assert len(LONG) == 32
    item_id = office.an_item("submitted", office.a_sheet(name=f"{LONG}費"))

    assert near(office, MISTYPED) == [item_id]
    assert near(office, f"{MISTYPED}費") == []
    assert found(office, f"{LONG}費") == [item_id]


@pytest.mark.parametrize(
    "typed",
    [
        "あいうえお" * 40,
        " ".join(["あいうえ", "かきくけ", "さしすせ", "たちつて"] * 10),
        "あい" * 16,
    ],
)
def test_two_hundred_characters_are_compared_a_bounded_number_of_times(office, typed):
    office.an_item("submitted", office.a_sheet(summary="あいうえお" * 300))

    with comparisons(office) as counted:
        search(office, typed)

    assert max(counted) <= 200


def test_the_words_in_a_long_text_are_shown_without_looking_at_each_of_its_letters(monkeypatch):
    text = "前" * 300_000 + "改修" + "後" * 300_000
    folds = []
    folded = excerpts.folded
    monkeypatch.setattr(excerpts, "folded", lambda one: folds.append(len(one)) or folded(one))

    told = excerpts.excerpt(text, excerpts.exactly(["改修"]))

    assert "".join(f"[{one.text}]" if one.marked else one.text for one in told) == (
        "…" + "前" * excerpts.BEFORE + "[改修]" + "後" * excerpts.AFTER + "…"
    )
    assert len(folds) < 2 * excerpts.WINDOW


def test_of_many_texts_of_an_item_few_are_shown(office):
    item_id = office.an_item("submitted", office.a_sheet(summary="庁内の台帳を電子にする。"))
    for number in range(12):
        office.act(item_id, "receive", "reviewer")
        office.act(item_id, "send_back", "reviewer", note=f"台帳の根拠がない。{number}")
        office.act(item_id, "submit", "officer")

    hits = search(office, "台帳").hits

    assert [(hit.row.id, len(hit.places)) for hit in hits] == [(item_id, 3)]
