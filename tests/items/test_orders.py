"""An order's fingerprint: what a key is good for; and the hash that an entry must carry."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from workflow import ledger
from workflow.items.orders import ActionInput, Order
from workflow.models import LedgerEntry
from workflow.values.vocabulary import Role


@pytest.fixture
def order(an_actor) -> Order:
    return Order(5, "evaluate", an_actor(Role.EVALUATOR), "seen", "note", "key")


def test_the_same_order_is_the_same_whatever_was_seen_and_by_which_key(order):
    assert replace(order, seen="else", key=None).fingerprint == order.fingerprint


@pytest.mark.parametrize(
    "change",
    [
        {"item_id": 6},
        {"action": "reopen"},
        {"note": "else"},
        {"actor": None},
        {"particulars": ActionInput(verdict="deferred")},
        {"particulars": ActionInput(meeting_id=1)},
    ],
)
def test_another_order_has_another_fingerprint(order, change):
    assert replace(order, **change).fingerprint != order.fingerprint


def test_another_person_s_order_is_another_order(order, an_actor):
    other = replace(order, actor=an_actor(Role.EVALUATOR, person=8))

    assert other.fingerprint != order.fingerprint


AT = datetime(2021, 8, 2, 0, 0, tzinfo=UTC)
ENTRY = {
    "item_id": 5,
    "sequence": 2,
    "at": AT,
    "action": "submit",
    "from_state": "draft",
    "to_state": "submitted",
    "actor_id": 7,
    "actor_login": "officer",
    "round": 1,
    "note": "",
    "particulars": {},
    "content_hash": "c" * 64,
    "previous_hash": ledger.BEGINNING,
}


@pytest.mark.parametrize("name", list(ENTRY))
def test_every_word_of_an_entry_is_in_its_hash(name):
    value = ENTRY[name]
    changes = {str: "other", int: 99, dict: {"verdict": "x"}}
    other = AT + timedelta(microseconds=1) if name == "at" else changes[type(value)]

    before = ledger.entry_hash(LedgerEntry(**ENTRY))
    after = ledger.entry_hash(LedgerEntry(**(ENTRY | {name: other})))

    assert before != after


def test_a_moment_is_the_same_in_every_time_zone():
    japan = AT.astimezone(timezone(timedelta(hours=9)))

    assert ledger.entry_hash(LedgerEntry(**(ENTRY | {"at": japan}))) == ledger.entry_hash(
        LedgerEntry(**ENTRY)
    )
