"""What tests of the YAML reader share: both parsers that it may stand on."""

import pytest
import yaml

from aims_gate.sources import strict_yaml


@pytest.fixture(params=["C", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The parser written in C, then the one written in Python."""
    if request.param == "pure":
        monkeypatch.setattr(strict_yaml, "_LOADER", yaml.BaseLoader)
    return str(request.param)
