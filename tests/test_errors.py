import pytest

from aims_gate.errors import AimsGateError, ConfigError, PolicyError, SourceError, UsageError


@pytest.mark.parametrize(
    ("kind", "exit_code"),
    [(AimsGateError, 2), (UsageError, 2), (ConfigError, 2), (PolicyError, 2), (SourceError, 3)],
)
def test_an_error_carries_its_way_out_and_its_exit_code(kind: type[AimsGateError], exit_code: int) -> None:
    error = kind("the base is not there", "Fetch it: `git fetch origin main`.")
    assert (str(error), error.hint) == ("the base is not there", "Fetch it: `git fetch origin main`.")
    assert (error.exit_code, isinstance(error, AimsGateError)) == (exit_code, True)
