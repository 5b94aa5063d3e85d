"""github3's session comes alone, and anybody else still finds the whole package."""

import subprocess
import sys

import pytest

_ALONE = """
import sys
from aims_gate.forges.github.session import session

made = session("t0ken", 1.0, 2.0)
assert type(made).__module__ == "github3.session", type(made)
assert made.has_auth() and made.default_connect_timeout == 1.0 and made.default_read_timeout == 2.0
"""

_LEFT_OUT = """
assert "github3" not in sys.modules and "cryptography" not in sys.modules and "jwt" not in sys.modules
import github3
assert issubclass(github3.GitHub, object) and github3.GitHub().session is not None
"""

_LOADED_BEFORE = "import github3\n"

_MORE_NEEDED = """
from importlib.abc import MetaPathFinder
import sys

class Refuses(MetaPathFinder):
    left = 1
    def find_spec(self, name, path=None, target=None):
        if name == "github3.exceptions" and self.left:
            self.left = 0
            raise ImportError("the session of this version needs its package")

sys.meta_path.insert(0, Refuses())
"""


@pytest.mark.parametrize(
    "program",
    [_ALONE + _LEFT_OUT, _LOADED_BEFORE + _ALONE, _MORE_NEEDED + _ALONE + "assert 'github3.github' in sys.modules"],
    ids=["alone", "loaded-before", "whole-where-more-is-needed"],
)
def test_a_session_is_made(program: str) -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
