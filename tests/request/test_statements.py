"""A page asks the database for each thing once: in one transaction, in so many statements."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.support.units import look
from workflow import items
from workflow.engine import Engine

CYCLE = "?cycle=2021-09"
UNDER_REVIEW = "急性期診療ネットワーク推進事業"
REVIEWED = "デジタルリテラシー普及事業"


@contextmanager
def _counting(engine: Engine) -> Iterator[Counter[str]]:
    """How many transactions are begun meanwhile, and how many statements they hold."""
    counted: Counter[str] = Counter()

    def begin(_connection) -> None:
        counted["transactions"] += 1

    def note(_connection, _cursor, statement, *_rest) -> None:
        counted["statements"] += not statement.startswith("BEGIN")

    event.listen(engine.database.engine, "begin", begin)
    event.listen(engine.database.engine, "before_cursor_execute", note)
    yield counted
    event.remove(engine.database.engine, "begin", begin)
    event.remove(engine.database.engine, "before_cursor_execute", note)


def _address(engine: Engine, path: str) -> str:
    for name in (UNDER_REVIEW, REVIEWED):
        if name in path:
            return path.replace(name, str(look(engine, None, items.find, name)))
    return path


@pytest.mark.parametrize(
    ("login", "path", "statements"),
    [
        ("soumu", f"/{CYCLE}", 12),
        ("reviewer", f"/{CYCLE}", 13),
        ("reviewer", f"/items/{CYCLE}", 11),
        ("reviewer", f"/items/{UNDER_REVIEW}", 22),
        ("evaluator", f"/items/{REVIEWED}", 23),
        ("evaluator", f"/evaluation/{CYCLE}", 20),
        ("viewer", f"/headquarters/{CYCLE}", 12),
    ],
)
def test_a_page_is_one_transaction_of_few_statements(
    shared_demo_engine, shared_sign_in_as, login, path, statements
):
    browser, address = shared_sign_in_as(login), _address(shared_demo_engine, path)
    browser.get(address)  # masters, processes and templates are read once, until one changes

    with _counting(shared_demo_engine) as counted:
        assert browser.get(address).status_code == 200

    assert counted == {"transactions": 1, "statements": statements}


TOKEN = re.compile(r'"[\w.-]{32,}"|draft=\w+')


@pytest.mark.parametrize("path", ["/", "/items/", f"/items/{UNDER_REVIEW}", "/search/?words=事業"])
def test_what_is_kept_for_one_person_is_shown_to_nobody_else(
    shared_demo_engine, shared_sign_in_as, path
):
    address = _address(shared_demo_engine, path)
    browsers = [shared_sign_in_as(login) for login in ("soumu", "reviewer", "reviewer2", "viewer")]

    rounds = [[TOKEN.sub("", one.get(address).text) for one in browsers] for _ in range(3)]

    assert rounds[0] == rounds[1] == rounds[2]
    assert len(set(rounds[0])) > 2  # who may not see the item are refused alike
