"""What the tests of every forge need."""

import pytest

from tests.forges.clock import Time


@pytest.fixture
def time() -> Time:
    """The time of clients made by `connect`."""
    return Time()
