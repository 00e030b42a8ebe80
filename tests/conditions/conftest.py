"""An item that was decided with two conditions, one of them with a day."""

import pytest

from tests.support.conditions import decide
from tests.support.office import Office
from workflow.files.storage import FolderStorage


@pytest.fixture
def decided(office: Office, tmp_path) -> tuple[Office, int]:
    office.engine.storage = FolderStorage(tmp_path)
    item_id = office.an_item("reviewed")
    decide(office, item_id)
    return office, item_id
