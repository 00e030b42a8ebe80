"""Items whose opinions are asked for by a process that the test writes."""

from collections.abc import Callable

import pytest

from tests.items.test_opinions import NOVEMBER, a_cycle
from tests.support.office import Office
from tests.support.processes import with_departments


@pytest.fixture
def asked_by(office: Office) -> Callable[..., int]:
    """An item of 10,000 千円, carried with `joint`, whose opinions are `asked` for."""

    def make(asked: str, joint: tuple[str, ...] = ()) -> int:
        office.engine.publish(with_departments(asked=asked), "ninth")
        a_cycle(office)
        sheet = office.a_sheet(amount_kyen=10_000, joint_departments=joint)
        item_id = office.an_item("under_review", sheet, cycle=NOVEMBER)
        assert office.act(item_id, "approve", "reviewer").state == "concurring"
        return item_id

    return make
