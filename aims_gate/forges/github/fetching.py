"""Brings commits from the repository's own remote, by git: objects only, and nothing of them is checked out or run.

Knows which git commands do it, and to whom the token may be shown. Knows nothing of what a commit means.
"""

import base64
import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from aims_gate.errors import ForgeError
from aims_gate.forges.exchange import LOOPBACK
from aims_gate.forges.git_settings import git_settings
from aims_gate.forges.refusals import plain
from aims_gate.sources.git import Repository
from aims_gate.sources.git_process import Git

PATIENCE = 120.0
"""Seconds that fetching may take in all, for one change."""

PUBLIC = "https://github.com"

_REMOTE = "origin"
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_BRANCH = re.compile(r"(?!-)(?!.*\.\.)[^\x00-\x20\x7f~^:?*\[\\]+")

# No tags, no branch of the clone moved along, no submodule, no transport that runs a command of its own.
_FETCH = (
    "-c", "protocol.ext.allow=never", "fetch", "--quiet", "--no-tags", "--no-prune", "--no-write-fetch-head",
    "--recurse-submodules=no", "--refmap=", "--",
)  # fmt: skip


class Remote:
    """The remote `origin` of a clone. `server_url` is where GitHub keeps repositories, `patience` is in seconds.

    The token is shown to that server alone, over an encrypted connection, and to no other process of this machine: git
    reads it from its environment.
    """

    def __init__(
        self,
        repository: Repository,
        token: str = "",
        server_url: str = PUBLIC,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._repository = repository
        self._token = token.strip()
        self._server = server_url.rstrip("/")
        self._left = patience
        self._clock = clock

    def bring(self, commit: str, number: int = 0) -> None:
        """Fetches a commit, that of a pull request's head where a number is given, unless it is here.

        Raises ForgeError, with what to run instead.
        """
        if not _COMMIT.fullmatch(commit):
            raise ForgeError(f"{commit!r} is no commit", "run it again: GitHub names commits by their whole ids")
        wanted = [f"refs/pull/{number}/head", commit] if number else [commit]
        refused = ""
        for name in wanted:
            if self._repository.resolve(commit) is not None:
                return
            refused = self._fetched(name)
        if self._repository.resolve(commit) is None:
            named = f"pull/{number}/head" if number else commit
            why = refused or "the remote gave another"
            raise ForgeError(f"{commit[:12]} could not be fetched: {why}", f"run `git fetch {_REMOTE} {named}` before")

    def bring_branch(self, branch: str, tip: str) -> None:
        """Lets this clone know a branch as the remote has it, unless it knows that `tip`. Raises ForgeError."""
        if not _BRANCH.fullmatch(branch):
            raise ForgeError(f"{branch!r} is no branch", "run it again: GitHub names a branch that git does not know")
        tracked = f"refs/remotes/{_REMOTE}/{branch}"
        if self._repository.resolve(tracked) == tip:
            return
        spec = f"+refs/heads/{branch}:{tracked}"
        refused = self._fetched(spec)
        if refused:
            raise ForgeError(
                f"the tip of {branch} could not be fetched: {refused}", f"run `git fetch {_REMOTE} '{spec}'` before"
            )

    def _fetched(self, wanted: str) -> str:
        """Why the remote did not give something; empty where it did."""
        git = Git(self._repository.folder)
        url = git.ask("ls-remote", "--get-url", _REMOTE).out.decode("utf-8", "replace").strip()
        if not url or url == _REMOTE:
            return f"this clone has no remote {_REMOTE}"
        if self._left <= 0:
            return "fetching has taken too long already"
        git.overlay = {"GIT_TRACE_REDACT": "1", "GIT_CURL_VERBOSE": "0", **self._configuration(url)}
        started = self._clock()
        answer = git.ask(*_FETCH, _REMOTE, wanted, seconds=self._left)
        self._left -= self._clock() - started
        # The running process may not look again for objects that it has missed.
        self._repository.close()
        if not answer.code:
            return ""
        return "it took too long" if answer.code < 0 else self._said(answer.error)

    def _configuration(self, url: str) -> dict[str, str]:
        """Settings for one command; none where no token may be shown.

        An empty header first takes back one that a checkout has left: GitHub refuses two.
        """
        if not (self._token and _may_see_it(url, self._server)):
            return {}
        basic = base64.b64encode(f"x-access-token:{self._token}".encode()).decode()
        settings = (
            ("extraHeader", ""),
            ("extraHeader", f"Authorization: basic {basic}"),
            ("followRedirects", "false"),
        )
        return git_settings((f"http.{self._server}/.{key}", value) for key, value in settings)

    def _said(self, error: str) -> str:
        """Git's reason in one line, without what stands for a password in an address."""
        reasons = [line for line in error.splitlines() if line.startswith(("fatal:", "error:", "ERROR:", "remote:"))]
        said = reasons[0] if reasons else error or "git gave no reason"
        return plain(re.sub(r"//[^/@\s]*@", "//", said), self._token)


def _may_see_it(url: str, server: str) -> bool:
    """Whether an address is the server's own, without credentials of its own, and nobody reads along."""
    try:
        asked, owner = urlsplit(url), urlsplit(server)
    except ValueError:
        return False
    same = (asked.scheme, asked.netloc) == (owner.scheme, owner.netloc) and bool(owner.hostname)
    return same and "@" not in asked.netloc and (asked.scheme == "https" or asked.hostname in LOOPBACK)
