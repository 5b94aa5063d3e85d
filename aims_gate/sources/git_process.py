"""Runs git for one repository: the environment, the fixed options, and what its refusals mean to a user.

Knows nothing of refs, objects or trees. No shell, no pager, no prompt, no hook, no file system monitor, no
external diff. Needs git 2.29 or later.
"""

import contextlib
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from typing import IO, cast

from aims_gate.errors import SourceError, UsageError
from aims_gate.model.values import NamedTuple

OUTPUT_AT_MOST = 256 * 1024 * 1024
"""Bytes of answer that one git command may give before the facts count as not to be had."""

_FIXED = (
    "git",
    "--no-pager",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.quotePath=false",
    "-c", "core.splitIndex=false",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
)  # fmt: skip

# A hook that starts the gate exports these. They name another index, object store or work tree than the
# folder asked for. The operator's own configuration (GIT_CONFIG_…) and identity (GIT_AUTHOR_…) are left as
# they are.
_MISLEADING = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_ATTR_SOURCE",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIFF_OPTS",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
    "LANGUAGE",
)

_SET = {
    "LC_ALL": "C",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


_A_MOMENT = 5  # milliseconds


class Answer(NamedTuple):
    """What one git command said. `error` is git's own text, at most its last 2,000 characters."""

    code: int
    out: bytes
    error: str


class Git:
    """How git is run: the folder it runs in and the environment it sees.

    `overlay` adds environment variables, which a temporary index and object directory need. `meanwhile` is called once,
    when git is first waited for longer than a moment; it raises nothing.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.overlay: dict[str, str] = {}
        self.meanwhile: Callable[[], None] | None = None
        kept = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
        self._environment = {**kept, **_SET}

    def start(
        self, *args: str, stderr: int = subprocess.PIPE, in_own_session: bool = False, buffer: int = -1
    ) -> subprocess.Popen[bytes]:
        """A running git with pipes for input and output, whose `buffer` is in bytes. Raises UsageError where there is
        no git.

        In a session of its own it has no terminal to ask at, and ends together with what it has started.
        """
        try:
            return subprocess.Popen(
                [*_FIXED, "-C", self.folder, *args],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env={**self._environment, **self.overlay},
                start_new_session=in_own_session,
                bufsize=buffer,
            )
        except FileNotFoundError:
            raise UsageError(
                "git was not found on the PATH", "install git 2.29 or later, or add its folder to PATH"
            ) from None
        except PermissionError as refused:
            raise UsageError(f"git cannot be run: {refused.strerror}", "check the git found on the PATH") from None
        except ValueError:
            raise UsageError("the folder or a name given to git holds a NUL character", "remove it") from None

    def ask(self, *args: str, given: bytes = b"", at_most: int = OUTPUT_AT_MOST, seconds: float = 0) -> Answer:
        """Run git once and wait. `given` is its standard input. Raises SourceError past `at_most` bytes of
        answer.

        With `seconds`, git is ended after so long, and its exit code is negative: for commands that ask a remote.
        """
        return Question(self, args, given=given, seconds=seconds).answer(at_most)

    def demand(self, *args: str, given: bytes = b"", at_most: int = OUTPUT_AT_MOST) -> bytes:
        """As `ask`, for a command that has no business failing: raises SourceError with git's own words."""
        return Question(self, args, given=given).demand(at_most)


class Question:
    """A git that has been started and runs while other things are done, until its answer is taken."""

    def __init__(self, git: Git, args: tuple[str, ...], *, given: bytes = b"", seconds: float = 0) -> None:
        self.command = args[0]
        self._given = given
        self._seconds = seconds
        self._git = git
        self._process = git.start(*args, in_own_session=bool(seconds))

    def answer(self, at_most: int = OUTPUT_AT_MOST) -> Answer:
        """Wait for the end; to be asked for once. Raises SourceError past `at_most` bytes."""
        said: list[bytes] = []
        self._use_the_wait()
        with self._process as process, _ended_after(process, self._seconds):
            # Three pipes, each of which can fill: one side of the talk a thread, so that none waits for
            # another.
            sides = [threading.Thread(target=_gather, args=(cast(IO[bytes], process.stderr), said))]
            if self._given:
                sides.append(threading.Thread(target=_give, args=(cast(IO[bytes], process.stdin), self._given)))
            else:
                _give(cast(IO[bytes], process.stdin), b"")
            out = None
            try:
                for side in sides:
                    side.start()
                out = cast(IO[bytes], process.stdout).read(at_most + 1)
            finally:
                if out is None or len(out) > at_most:
                    # Also after an interrupt: the threads end only when git does.
                    process.kill()
                for side in sides:
                    side.join()
        if len(out) > at_most:
            raise SourceError(
                f"git {self.command} answered with more than {at_most} bytes", "split the change into smaller ones"
            )
        return Answer(process.returncode, out, b"".join(said).decode("utf-8", "replace").strip()[-2000:])

    def demand(self, at_most: int = OUTPUT_AT_MOST) -> bytes:
        """As `answer`, of a command that has no business failing: raises SourceError with git's own words."""
        answer = self.answer(at_most)
        if answer.code:
            raise SourceError(f"git {self.command} failed: {_last_line(answer.error)}", _way_out(answer.error))
        return answer.out

    def _use_the_wait(self) -> None:
        """Do what is to be done while git works, where it does not answer soon."""
        meanwhile = self._git.meanwhile
        if meanwhile is not None and not self._given and _is_silent(cast(IO[bytes], self._process.stdout)):
            self._git.meanwhile = None
            meanwhile()

    def drop(self) -> None:
        """End git where nobody wants its answer any more."""
        if self._process.returncode is None:
            self._process.kill()
            self._process.communicate()


def _is_silent(pipe: IO[bytes]) -> bool:
    """Whether nothing comes within a moment; where the system has no way to ask that, something does."""
    import select

    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    return not poll.poll(_A_MOMENT)


@contextlib.contextmanager
def _ended_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """Ends a process, and all that it has started, where the context takes longer; 0 seconds are no limit."""
    if not seconds:
        yield
        return
    timer = threading.Timer(seconds, _end, (process,))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    import signal

    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _give(pipe: IO[bytes], given: bytes) -> None:
    # A git that has ended early leaves a broken pipe; its exit code tells the story.
    with contextlib.suppress(OSError):
        pipe.write(given)
    with contextlib.suppress(OSError):
        pipe.close()


def _gather(pipe: IO[bytes], said: list[bytes]) -> None:
    said.append(pipe.read())


def _last_line(error: str) -> str:
    fatal = [line for line in error.splitlines() if line.startswith(("fatal:", "error:"))]
    return fatal[-1].partition(":")[2].strip() if fatal else error or "it gave no reason"


def _way_out(error: str) -> str:
    if "promisor" in error or "could not fetch" in error:
        return "this clone leaves objects out: let git reach the remote, or clone without --filter"
    return "run `git fsck` in the repository and mend what it reports"
