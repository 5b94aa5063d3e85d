"""Reads objects of one repository through a single long-lived git process.

Knows the answers of `cat-file --batch` and what an absent object means; knows nothing of trees, commits or
changes.
"""

import contextlib
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import IO, cast

from aims_gate.model.values import NamedTuple
from aims_gate.sources.git_partial import absent_after_fetching
from aims_gate.sources.git_process import Git

# A pipe holds at least this much on every system, so that many bytes of questions can be written at once
# without git and this process waiting for each other.
_WINDOW = 4096
_CHUNK = 1024 * 1024
_BUFFER = 256 * 1024

# Anything else would be read as an expression, or end the line and put every later answer off by one.
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class GitObject(NamedTuple):
    """One object. `kind` is commit, tree, blob or tag; `size` is its full length in bytes, `data` perhaps
    less.
    """

    id: str
    kind: str
    size: int
    data: bytes


class ObjectReader:
    """Objects by name, in one `cat-file --batch` that starts at the first question and ends with `close`.

    `partial` says that the clone may lack objects that its remote still has.
    """

    def __init__(self, git: Git, *, partial: bool) -> None:
        self._git = git
        self._partial = partial
        self._process: subprocess.Popen[bytes] | None = None
        self._ahead: tuple[tuple[str, ...], int | None] | None = None

    def read(self, ids: Iterable[str], *, limit: int | None = None) -> Iterator[tuple[str, GitObject | None]]:
        """Each id once with its object, or None where it is not to be had. `limit` cuts `data`, in bytes.

        A few dozen objects are held at a time, so that memory is bounded by the limit and not by the number
        of ids. While they are looked at, git already reads the next ones.
        """
        wanted = dict.fromkeys(ids)
        windows = tuple(_windows(tuple(filter(_ID.fullmatch, wanted))))
        for window, following in zip_longest(windows, windows[1:], fillvalue=()):
            found = self._answers(window, limit)
            self._ask_ahead(following, limit)
            yield from zip(window, found, strict=True)
        yield from ((oid, None) for oid in wanted if not _ID.fullmatch(oid))

    def read_fetched(self, ids: Iterable[str], *, limit: int) -> Iterator[tuple[str, GitObject | None]]:
        """As `read`; what a partial clone left out is first brought from its remote, in one request.

        One id that the remote does not have spoils the request for all, so ask for ids of files only.
        """
        wanted = tuple(dict.fromkeys(ids))
        asked = tuple(filter(_ID.fullmatch, wanted)) if self._partial else ()
        absent = absent_after_fetching(self._git, asked) if asked else frozenset()
        yield from self.read((oid for oid in wanted if oid not in absent), limit=limit)
        yield from ((oid, None) for oid in wanted if oid in absent)

    def find(self, name: str) -> GitObject | None:
        """The object that a revision expression names, or None where there is none or the name is
        ambiguous.
        """
        return None if "\n" in name else self._answers([name], None)[0]

    def close(self) -> None:
        """End the process. A later question starts a new one."""
        process, self._process = self._process, None
        if process is not None:
            if self._ahead is not None:
                process.kill()
            process.communicate()
        self._ahead = None

    def _answers(self, names: Sequence[str], limit: int | None) -> list[GitObject | None]:
        try:
            with self._talk():
                if self._ahead != (names, limit):
                    self._pass_over_ahead()
                    self._ask(names)
                self._ahead = None
                return [_answer(self._out(), limit) for _ in names]
        except (EOFError, BrokenPipeError):
            # Git ends at the first object that it neither has nor can fetch, or that is damaged: ask one by
            # one.
            return [None] if len(names) == 1 else [self._answers([name], limit)[0] for name in names]

    @contextlib.contextmanager
    def _talk(self) -> Iterator[None]:
        """Ends git where a talk with it breaks off, be it by an interrupt: what is left of an answer would be taken for
        that to the next question.
        """
        whole = False
        try:
            yield
            whole = True
        finally:
            if not whole:
                self._abandon()

    def _ask(self, names: Sequence[str]) -> None:
        question = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        pipe = cast(IO[bytes], self._running().stdin)
        pipe.write(question)
        pipe.flush()

    def _ask_ahead(self, names: tuple[str, ...], limit: int | None) -> None:
        """Let git read these while what it gave is looked at: `_answers` of the same takes what it says."""
        if names and self._ahead is None:
            with contextlib.suppress(BrokenPipeError), self._talk():
                self._ask(names)
                self._ahead = names, limit

    def _pass_over_ahead(self) -> None:
        """Read away what was asked ahead where another question comes before it; it will be asked again."""
        if self._ahead is None:
            return
        (names, limit), self._ahead = self._ahead, None
        try:
            for _ in names:
                _answer(self._out(), limit)
        except EOFError:
            self._abandon()

    def _out(self) -> IO[bytes]:
        return cast(IO[bytes], self._running().stdout)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch", stderr=subprocess.DEVNULL, buffer=_BUFFER)
            _widen(cast(IO[bytes], self._process.stdout))
        return self._process

    def _abandon(self) -> None:
        # Answers may still be in the pipe; whoever asks next would take them for their own.
        if self._process is not None:
            self._process.kill()
        self.close()


def _widen(pipe: IO[bytes]) -> None:
    """Let git write further ahead, where the system lets a pipe hold more: each change of sides costs time."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl  # Linux alone has it

        fcntl(pipe, F_SETPIPE_SZ, _BUFFER)


def _windows(ids: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not ids:
        return
    each = max(1, _WINDOW // (max(map(len, ids)) + 1))
    for start in range(0, len(ids), each):
        yield ids[start : start + each]


def _answer(pipe: IO[bytes], limit: int | None) -> GitObject | None:
    header = pipe.readline()
    if not header.endswith(b"\n"):
        raise EOFError
    if header.endswith((b" missing\n", b" ambiguous\n")):
        return None
    oid, kind, length = header.decode("ascii").split()
    size = int(length)
    if limit is not None and size > limit:
        data, ended = pipe.read(limit), _skipped(pipe, size - limit)
        whole = len(data) == limit and ended
    else:
        data = pipe.read(size)
        whole = len(data) == size
    if not whole or not pipe.read(1):
        raise EOFError
    return GitObject(oid, kind, size, data)


def _skipped(pipe: IO[bytes], rest: int) -> bool:
    """Whether so many bytes could be passed over."""
    while rest > 0:
        passed = len(pipe.read(min(rest, _CHUNK)))
        if not passed:
            return False
        rest -= passed
    return True
