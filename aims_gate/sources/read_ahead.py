"""Reads the shipped YAML ahead: `python -m aims_gate.sources.read_ahead` writes the table that ships.

Each value stands beside a digest of the text that it was read from. A file that differs from it is read when it is
needed: the table saves time and decides nothing. `--check` says whether it is current.
"""

import json
import sys
from collections.abc import Iterator
from functools import partial

from aims_gate.model.document import Json
from aims_gate.sources import pack
from aims_gate.sources.shipped import renew
from aims_gate.sources.strict_yaml import read_yaml

_LIMIT = 1_048_576


def read_ahead(of_programme: bool = False) -> dict[str, list[Json]]:
    """Path → [digest, value] of every file that a check reads of the pack, or of the programme's rules.

    Rules are without their examples.
    """
    return {
        path: [pack.text_digest(data), read_yaml(data, path, limit=_LIMIT).value]
        for path, data in _texts()
        if pack.is_of_programme(path) == of_programme
    }


def _texts() -> Iterator[tuple[str, bytes]]:
    for path, data in pack.rule_files().items():
        yield path, pack.without_examples(data)
    for path in ("changes.yaml", *pack.profile_files()):
        yield path, pack.text(path)


def main(arguments: list[str]) -> int:
    """Write the tables, or with `--check` only say whether one is out of date: 1 if it is."""
    # Order counts: change types are listed as their file has them.
    stale = {
        pack.table_name(pack.READ_AHEAD, which): partial(_text, which)
        for which in (False, True)
        if json.dumps(pack.read_ahead_table(which)) != json.dumps(read_ahead(which))
    }
    return renew(stale, "what the files say now", arguments)


def _text(of_programme: bool) -> str:
    return json.dumps(read_ahead(of_programme), separators=(",", ":")) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
