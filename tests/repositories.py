"""Real git repositories in temporary folders, alike on every machine: pinned people, dates, configuration."""

import os
import subprocess
from pathlib import Path

AUTHOR = "Ada Author <ada@example.org>"
DATE = "2026-11-20T10:00:00+00:00"

_ISOLATED = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class Repo:
    """One repository that a test shapes. In paths, lone surrogates stand for bytes not UTF-8."""

    def __init__(self, folder: Path, *, create: bool = True, bare: bool = False) -> None:
        self.folder = folder
        if create:
            folder.mkdir(parents=True, exist_ok=True)
            self.git("init", "-q", "-b", "main", *(["--bare"] if bare else []))

    def git(self, *args: str, given: bytes | None = None, check: bool = True, **environment: str) -> bytes:
        """Run git in the repository and return what it says."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        people: dict[str, str] = {}
        for part in ("AUTHOR", "COMMITTER"):
            name, _, email = AUTHOR.rstrip(">").partition(" <")
            people |= {f"GIT_{part}_NAME": name, f"GIT_{part}_EMAIL": email, f"GIT_{part}_DATE": DATE}
        return subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *args],
            cwd=self.folder,
            env={**kept, **_ISOLATED, **people, **environment},
            input=given,
            check=check,
            capture_output=True,
        ).stdout

    def id(self, name: str = "HEAD") -> str:
        """The id that a revision expression names."""
        return self.git("rev-parse", "--verify", name).decode().strip()

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file, making its folders."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def link(self, path: str, target: str) -> None:
        """Make a symbolic link."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)

    def remove(self, path: str) -> None:
        """Delete a file."""
        (self.folder / path).unlink()

    def move(self, old: str, new: str) -> None:
        """Rename a file, making the new folder."""
        (self.folder / new).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / old).rename(self.folder / new)

    def commit(
        self, message: str = "Change", *, author: str = AUTHOR, committer: str = AUTHOR, date: str = DATE
    ) -> str:
        """Commit all that lies in the folder; returns the commit's id. People are `Name <address>`."""
        name, _, email = committer.rstrip(">").partition(" <")
        self.git("add", "--all")
        self.git(
            "commit", "-q", "--allow-empty", "--allow-empty-message", f"--author={author}", f"--date={date}",
            "-F", "-", given=message.encode(),
            GIT_COMMITTER_NAME=name, GIT_COMMITTER_EMAIL=email, GIT_COMMITTER_DATE=date,
        )  # fmt: skip
        return self.id()

    def branch(self, name: str, at: str = "HEAD") -> None:
        """Make a branch without leaving the present one."""
        self.git("branch", name, at)

    def checkout(self, name: str, *, new: bool = False) -> None:
        """Switch to a branch, tag or commit, or to a new branch."""
        self.git("checkout", "-q", *(["-b"] if new else []), name)

    def merge(self, name: str, message: str = "Merge") -> str:
        """Merge with a merge commit; returns its id."""
        self.git("merge", "-q", "--no-ff", "-m", message, name)
        return self.id()

    def clone(self, folder: Path, *options: str) -> "Repo":
        """Clone into a folder, through the protocol so that depth and filters apply."""
        self.git("config", "uploadpack.allowFilter", "true")
        self.git("config", "uploadpack.allowAnySHA1InWant", "true")
        self.git("clone", "-q", *options, f"file://{self.folder}", str(folder))
        return Repo(folder, create=False)

    def state(self) -> dict[str, bytes]:
        """Every file of the repository, git's own included, and what git says of them."""
        files = {str(path): path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}
        return {**files, "status": self.git("status", "--porcelain", "--ignored", GIT_OPTIONAL_LOCKS="0")}
