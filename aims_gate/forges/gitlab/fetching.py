"""Brings what a runner's clone leaves out: branches, heads of merge requests, single commits, older history.

Knows git's side of GitLab. The token is handed to git in its environment and stands in no argument and no file.
"""

import base64
from dataclasses import dataclass
from urllib.parse import urlsplit

from aims_gate.errors import ForgeError
from aims_gate.forges.clone import BRANCHES
from aims_gate.forges.exchange import LOOPBACK
from aims_gate.forges.git_settings import git_settings
from aims_gate.sources.git_process import Git

DEFAULT = "refs/aims-gate/default"
"""Where the tip of the default branch of another project is kept: a fork's own is not the one that binds."""

_STALLED = 30
"""Seconds without progress after which a fetch is given up."""

_FIXED = (
    ("credential.helper", ""),
    ("http.followRedirects", "false"),
    ("http.lowSpeedLimit", "1"),
    ("http.lowSpeedTime", str(_STALLED)),
    ("protocol.allow", "never"),
    ("protocol.https.allow", "always"),
    ("protocol.http.allow", "always"),
)


@dataclass(frozen=True, slots=True)
class Remote:
    """The project's repository on the server. `url` is the project's address, `secret` any token that may read it."""

    url: str
    user: str
    secret: str
    ca_file: str = ""

    def branches(self, folder: str, names: tuple[str, ...]) -> None:
        """Bring the tips of branches to `refs/remotes/origin/`. Raises ForgeError."""
        wanted = [f"+refs/heads/{name}:{BRANCHES}{name}" for name in dict.fromkeys(names)]
        self._fetch(folder, wanted, f"the tips of {', '.join(dict.fromkeys(names))}")

    def default(self, folder: str) -> None:
        """Bring the tip of the default branch, whatever it is called, to `DEFAULT`. Raises ForgeError."""
        self._fetch(folder, [f"+HEAD:{DEFAULT}"], "the tip of the default branch")

    def merge_request(self, folder: str, iid: int) -> None:
        """Bring every commit of a merge request; its source branch may be in a fork, or gone. Raises ForgeError."""
        wanted = f"+refs/merge-requests/{iid}/head:refs/aims-gate/merge-requests/{iid}"
        self._fetch(folder, [wanted], f"the commits of merge request !{iid}")

    def commit(self, folder: str, commit: str) -> None:
        """Bring one commit by its id: GitLab keeps the head of every version. Raises ForgeError."""
        self._fetch(folder, [commit], f"the commit {commit[:12]}")

    def history(self, folder: str, branch: str) -> None:
        """Bring the history that a shallow clone left out. Raises ForgeError."""
        wanted = f"+refs/heads/{branch}:{BRANCHES}{branch}" if branch else "HEAD"
        self._fetch(folder, ["--unshallow", wanted], "the history that this shallow clone leaves out")

    def _fetch(self, folder: str, wanted: list[str], what: str) -> None:
        options = [one for one in wanted if one.startswith("--")]
        refs = [one for one in wanted if not one.startswith("--")]
        git = Git(folder)
        git.overlay = self._environment()
        answer = git.ask(
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", *options,
            "--", self._address(), *refs,
        )  # fmt: skip
        if answer.code:
            raise ForgeError(
                f"{what} could not be fetched from GitLab: {self._said(answer.error)}",
                "check that the token may read the repository (`read_api` and `read_repository`), or fetch it in the "
                "job before the gate runs",
            )

    def _address(self) -> str:
        parts = urlsplit(self.url)
        local = parts.hostname in LOOPBACK
        if (
            not parts.hostname
            or "@" in parts.netloc
            or not (parts.scheme == "https" or (parts.scheme == "http" and local))
        ):
            raise ForgeError("CI_PROJECT_URL is no https URL of a project", "leave GitLab's own variables as they are")
        return f"{self.url.rstrip('/')}.git"

    def _environment(self) -> dict[str, str]:
        """Git's configuration for one fetch."""
        login = base64.b64encode(f"{self.user}:{self.secret}".encode()).decode()
        rows = [*_FIXED, (f"http.{self._address()}.extraHeader", f"Authorization: Basic {login}")]
        if self.ca_file:
            rows.append(("http.sslCAInfo", self.ca_file))
        return git_settings(rows)

    def _said(self, error: str) -> str:
        lines = [line for line in error.splitlines() if line.strip()]
        return (lines[-1] if lines else "git gave no reason").replace(self.secret, "[token]")[:200]
