"""What one object finds out keeps nobody waiting who asks another."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from workflow.values import cached_property

TOGETHER = Barrier(2)


class _Page:
    asked = 0

    @cached_property
    def waiting(self) -> int:
        """Found only while somebody else's is looked for."""
        TOGETHER.wait(timeout=10)
        self.asked += 1
        return self.asked


def test_two_objects_are_asked_at_the_same_time_and_each_of_them_once():
    pages = _Page(), _Page()

    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(lambda page: (page.waiting, page.waiting), pages))

    assert found == [(1, 1), (1, 1)]
    assert isinstance(_Page.waiting, cached_property)
