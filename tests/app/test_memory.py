"""What is given back while the server runs, and how seldom all of its memory is looked through."""

from itertools import count
from types import SimpleNamespace

import pytest

from webapp.app import memory


class _Over(Exception):
    """The server has ended."""


def test_free_memory_goes_back_often_and_circles_are_looked_for_once_a_minute(monkeypatch):
    turns, happened = count(1), []

    def sleep(seconds):
        if next(turns) > 24:
            raise _Over
        happened.append(seconds)

    monkeypatch.setattr(memory, "sleep", sleep)
    monkeypatch.setattr(memory.gc, "collect", lambda: happened.append("circles"))
    library = SimpleNamespace(malloc_trim=lambda _kept: happened.append("given back"))

    with pytest.raises(_Over):
        memory._give_back(library)

    assert happened.count("given back") == 24
    assert sum(one for one in happened if isinstance(one, float)) == 120
    assert happened.count("circles") == 2
