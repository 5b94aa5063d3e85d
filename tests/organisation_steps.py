"""Steps of a made-up history, and how they are written for git."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import yaml


class Step(NamedTuple):
    """One merge to main: the files that it writes. A path without text is removed."""

    day: date
    message: str
    files: dict[str, str]
    by: str = "octo-owner"


def commit(step: Step) -> bytes:
    """One step for `git fast-import`."""
    seconds = int(datetime(step.day.year, step.day.month, step.day.day, 10, tzinfo=UTC).timestamp())
    who = f"{step.by} <{step.by}@users.noreply.github.com> {seconds} +0000"
    lines = [f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n".encode(), data(step.message)]
    for path, text in step.files.items():
        lines += [f"M 100644 inline {path}\n".encode(), data(text)]
    return b"".join([*lines, b"\n"])


def data(text: str) -> bytes:
    """A text with its length before it."""
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)


def tag(name: str) -> bytes:
    """A tag at what was committed last, for `git fast-import`."""
    return f"reset refs/tags/{name}\nfrom refs/heads/main\n\n".encode()


def front(aims: dict[str, Any]) -> str:
    """A document with nothing but its front matter."""
    return f"---\n{text({'aims': aims})}---\n# {aims['id']}\n"


def text(value: dict[str, Any]) -> str:
    """A value as YAML."""
    return yaml.safe_dump(value, sort_keys=False, width=1000)
