"""What tests expect of every refusal."""

from collections.abc import Callable

import pytest

from aims_gate.errors import ForgeError
from tests.forges.gitlab.stand_in import JOB_TOKEN, TOKEN


def refused(ask: Callable[[], object]) -> ForgeError:
    """The error of something that must fail: it says a way out and never a token."""
    with pytest.raises(ForgeError) as raised:
        ask()
    said = f"{raised.value.message} {raised.value.hint}"
    assert TOKEN not in said
    assert JOB_TOKEN not in said
    assert raised.value.hint
    assert raised.value.exit_code == 3
    return raised.value
