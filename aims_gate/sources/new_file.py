"""Writes a file that is not there yet, below a repository's folder: never over another, never through a link.

Knows nothing of what is written.
"""

import os

from aims_gate.errors import UsageError


def is_there(folder: str, path: str) -> bool:
    """Whether anything, be it a link that leads nowhere, has this path already."""
    return os.path.lexists(os.path.join(folder, path))


def target_of(folder: str, path: str, hint: str) -> str:
    """Where a path leads, absolute, below the folder. `hint` says what to do instead.

    Raises UsageError for a path out of the folder or into git's own, and for one that leads through a link.
    """
    top = os.path.realpath(folder)
    target = os.path.normpath(os.path.join(top, path))
    inside = os.path.relpath(target, top).split(os.sep)
    if inside[0] == os.pardir or inside[0].lower() == ".git":
        raise UsageError(f"{path} is not among the repository's files", hint)
    if os.path.realpath(os.path.dirname(target)) != os.path.dirname(target):
        raise UsageError(f"{path} leads through a link, and links are not followed", hint)
    return target


def write_new(folder: str, path: str, text: str, hint: str) -> str:
    """Write a new file, making its folders; returns its path from the folder.

    Raises UsageError as `target_of` does, where the path is taken, and where the file cannot be written.
    """
    target = target_of(folder, path, hint)
    if os.path.lexists(target):
        raise UsageError(f"{path} is there already", hint)
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", hint) from None
    return os.path.relpath(target, os.path.realpath(folder))
