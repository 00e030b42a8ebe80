"""Users who work where lists of transfers find them."""

import pytest

from tests.support.transfer_lists import settle


@pytest.fixture
def engine(demo_engine):
    """The demonstration with these users."""
    settle(demo_engine)
    return demo_engine
