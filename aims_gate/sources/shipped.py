"""Tables that ship beside the rules: written anew, or only held against what they are made from. Makes none of them."""

import os
import sys
from collections.abc import Callable, Mapping

from aims_gate.sources import pack


def renew(stale: Mapping[str, Callable[[], str]], now: str, arguments: list[str]) -> int:
    """Write the tables that are out of date, by name, or with `--check` only name them: 1 if there are some.

    `now` says what they are not, as in `what the rules say now`.
    """
    if arguments == ["--check"]:
        sys.stderr.writelines(f"policies/{name} is not {now}\n" for name in stale)
        return 1 if stale else 0
    for name, text in stale.items():
        with open(os.path.join(pack.folder(), name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text())
    return 0
