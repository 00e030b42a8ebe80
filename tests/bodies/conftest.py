"""An office whose meetings have papers."""

import pytest

from workflow.files.storage import FolderStorage


@pytest.fixture
def office(office, tmp_path):
    """An office whose files lie in a folder of this test."""
    office.engine.storage = FolderStorage(tmp_path / "files")
    return office
