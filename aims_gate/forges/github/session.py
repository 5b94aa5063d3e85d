"""github3's session, signed in as an app's installation. Knows no URL and makes no request.

Of github3 the session is all that is used, and its package imports every model of the API and a library of
cryptography before it gives it: half a second of a job that has nothing compiled yet. So the package's own code is left
out here, and its modules are imported one by one.
"""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any

_PACKAGE = "github3"


def session(token: str, connect: float, read: float) -> Any:
    """A session for a token. `connect` and `read` are seconds, for each connection and each piece of an answer."""
    made = _module().GitHubSession(default_connect_timeout=connect, default_read_timeout=read)
    # github3 lets only an app's installation make check runs. The job's own token is one, and lives as long as the job.
    made.app_installation_token_auth({"token": token, "expires_at": "9999-12-31T00:00:00Z"})
    return made


def _module() -> Any:
    """The module `github3.session`, imported into a package that stands empty for as long as that takes."""
    spec = None if _PACKAGE in sys.modules else find_spec(_PACKAGE)
    if spec is None:
        return import_module(f"{_PACKAGE}.session")
    empty: Any = module_from_spec(spec)
    sys.modules[_PACKAGE] = empty
    try:
        empty.__version__ = import_module(f"{_PACKAGE}.__about__").__version__
        return import_module(f"{_PACKAGE}.session")
    except ImportError:
        return _whole()
    finally:
        if sys.modules.get(_PACKAGE) is empty:
            del sys.modules[_PACKAGE]


def _whole() -> Any:
    """As everybody imports it: for a version whose session needs more of the package."""
    for name in [name for name in sys.modules if name.partition(".")[0] == _PACKAGE]:
        del sys.modules[name]
    return import_module(f"{_PACKAGE}.session")
