"""Somebody else acts in the middle of a unit of work, and either waits for its end or does not."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from types import ModuleType
from typing import Any, Final
from unittest.mock import patch

A_MOMENT: Final = 1.0
"""Seconds in which whoever need not wait is through."""


@contextmanager
def acting_before(
    module: ModuleType, name: str, task: Callable[[], object]
) -> Iterator[list[bool]]:
    """Have `task` begun where a function of a module is called; gives whether it waited."""
    done, waited = Event(), list[bool]()
    usual = getattr(module, name)

    def act() -> None:
        task()
        done.set()

    with ThreadPoolExecutor(1) as other:

        def in_between(*given: Any) -> Any:
            other.submit(act)
            waited.append(not done.wait(A_MOMENT))
            return usual(*given)

        with patch.object(module, name, in_between):
            yield waited
