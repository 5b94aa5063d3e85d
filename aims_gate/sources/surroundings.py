"""What a repository shows of itself to somebody who begins: where PRDs lie, what looks like AI, which forge, who asks.

Guesses to offer, never facts to judge by.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from aims_gate.facts.covering import covering, held_by
from aims_gate.facts.patterns import file_pattern, folder_pattern
from aims_gate.facts.testing import is_test
from aims_gate.sources.git import Repository
from aims_gate.sources.git_process import Git
from aims_gate.sources.looking import looking_by
from aims_gate.sources.ordinary_file import read_ordinary

FILE_AT_MOST = 512 * 1024
"""Bytes of a file that is looked through."""

TOTAL_AT_MOST = 32 * 1024 * 1024
"""Bytes of all files that are looked through."""

_PRDS = re.compile(r"(?:prds?|rfcs?|proposals|product-requirements|product_requirements)", re.IGNORECASE)
_NOREPLY = re.compile(r"(?:\d+\+)?([A-Za-z0-9-]+)@users\.noreply\.github\.com")
_PROMPTS = re.compile(r"(?:system[-_])?prompts?(?:[-_]templates)?", re.IGNORECASE)
_WRITTEN_IN = (
    ".py",
    ".ts",
    ".js",
    ".txt",
    ".md",
    ".j2",
    ".jinja",
    ".jinja2",
    ".yaml",
    ".yml",
    ".json",
    ".prompt",
    ".toml",
)
"""What prompts are written in; a folder of that name with other files only may hold an interface for them."""

_TOGETHER_FROM = 3
"""Folders beside each other from which the one around them is named in their place: the next one will lie there too."""

_NO_CODE = ("package", "image")
"""Kinds of signal that stand in files of the whole repository, which belong to no one system."""


class Surroundings(NamedTuple):
    """`prds` are folders, `usage` files that look like AI, `name`, `email` and `login` whoever git would commit as.

    `forge` is empty where nothing tells it. `begun` is false where there is no commit yet. `whole` is false where not
    everything was looked through. `prompts` are folders called so, `models` path, vendor, name and version of each model
    that a file names. What tests use is in neither `usage` nor `models`.
    """

    files: tuple[str, ...]
    prds: tuple[str, ...]
    usage: tuple[str, ...]
    forge: str
    name: str
    email: str
    login: str
    whole: bool = True
    prompts: tuple[str, ...] = ()
    models: tuple[tuple[str, str, str, str], ...] = ()
    begun: bool = True

    @property
    def paths(self) -> tuple[str, ...]:
        """Globs that own what looks like AI: the folders it lies in, or where little of one does, only that."""
        prompts = self.prompts if self.usage else ()
        folders = _outermost({folder for folder in (*map(os.path.dirname, self.usage), *prompts) if folder})
        around = Counter(parent for folder in folders if (parent := os.path.dirname(folder)))
        folders |= {parent for parent, number in around.items() if number >= _TOGETHER_FROM}
        top = [path for path in self.usage if "/" not in path]
        held = held_by(self.files)
        covered = (one for folder in sorted(_outermost(folders)) for one in self._covering(folder, held))
        return (*covered, *map(file_pattern, sorted(top)))

    def _covering(self, folder: str, held: Counter[str]) -> tuple[str, ...]:
        meant = [path for path in self.usage if path.startswith(f"{folder}/")]
        return covering(meant, folder, held) if meant else (folder_pattern(folder),)


def _outermost(folders: set[str]) -> set[str]:
    return {one for one in folders if not any(one.startswith(f"{other}/") for other in folders)}


def look_around(repository: Repository) -> Surroundings:
    """Looks at what is there, uncommitted files included, and at git's configuration. Raises SourceError."""
    git = Git(repository.folder)
    listed = git.demand("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = dict.fromkeys(os.fsdecode(name) for name in listed.split(b"\0") if name)
    # A name that is no UTF-8 can be written into no YAML file.
    files = tuple(name for name in names if name.isprintable() and _encodes(name))
    author = repository.author()
    login = _NOREPLY.fullmatch(author.email)
    usage, models, whole = _usage(repository.folder, files)
    return Surroundings(
        files,
        _prds(files),
        usage,
        _forge(git.ask("remote", "get-url", "origin").out.decode("utf-8", "replace"), files),
        author.name,
        author.email,
        login[1] if login else "",
        whole,
        _prompts(files),
        models,
        not git.ask("rev-parse", "--quiet", "--verify", "HEAD").code,
    )


def _encodes(name: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _prds(files: Iterable[str]) -> tuple[str, ...]:
    """The outermost folders whose name says that change proposals lie there."""
    found = set()
    for path in files:
        if not path.endswith(".md"):
            continue
        parts = path.split("/")[:-1]
        place = next((at for at, part in enumerate(parts) if _PRDS.fullmatch(part)), None)
        if place is not None:
            found.add("/".join(parts[: place + 1]))
    return tuple(sorted(found))


def _prompts(files: Iterable[str]) -> tuple[str, ...]:
    """Folders that are called prompts and hold what prompts are written in."""
    found = {os.path.dirname(path) for path in files if path.endswith(_WRITTEN_IN) and not is_test(path)}
    return tuple(sorted(folder for folder in found if _PROMPTS.fullmatch(os.path.basename(folder))))


def _forge(remote: str, files: tuple[str, ...]) -> str:
    host = re.sub(r"^(?:\w+://)?(?:[^@/]*@)?", "", remote.strip()).split("/")[0].split(":")[0].lower()
    for forge in ("github", "gitlab"):
        if forge in host:
            return forge
    if ".gitlab-ci.yml" in files:
        return "gitlab"
    return "github" if any(path.startswith(".github/") for path in files) else ""


def _usage(folder: str, files: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, str, str, str], ...], bool]:
    """The files that look like AI, the models they name, and whether all that could show it were looked through. No tests."""
    looking, left, found, models, whole = looking_by({}), TOTAL_AT_MOST, [], [], True
    catalogue = cache(looking.catalogue)
    for path in files:
        detectors = looking.reading(path)
        if not detectors or is_test(path) or path.startswith((".aims/", ".github/")):
            continue
        content = read_ordinary(os.path.join(folder, path), FILE_AT_MOST)
        if content is None or len(content) > left:
            whole = False
            continue
        left -= len(content)
        hits = [hit for detector in detectors for hit in detector.hits(path, content, catalogue())]
        if any(hit.kind not in _NO_CODE for hit in hits):
            found.append(path)
        models += [(path, hit.vendor, hit.model, hit.version) for hit in hits if hit.model and hit.vendor]
    return tuple(found), tuple(models), whole
