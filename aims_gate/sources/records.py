"""Every change record that speaks for a change: PRDs, `.aims/changes/`, the description and a label."""

import re
from collections.abc import Iterable

from aims_gate.facts.evidence import content
from aims_gate.model.change import Change
from aims_gate.model.collected import StatedRecord
from aims_gate.model.document import Json, Parsed, Problem
from aims_gate.sources.checked import shape_and_placeholders
from aims_gate.sources.documents import Reader
from aims_gate.sources.git import Repository
from aims_gate.sources.strict_yaml import read_yaml

CHANGES = ".aims/changes/"
DESCRIPTION = "(description)"
LABEL = "aims:none-material"

_PRD_LINE = re.compile(r"^PRD:[ \t]*+(\S.*)", re.MULTILINE)
_LIMIT = 65_536


def named_paths(change: Change) -> list[str]:
    """Paths that `PRD:` lines in the description or in commit messages name."""
    return named_in([change.body, *(commit.message for commit in change.commits)])


def named_in(texts: Iterable[str]) -> list[str]:
    """Paths that `PRD:` lines of some texts name, each once."""
    return list(dict.fromkeys(path.rstrip(" \t\r").strip("`<>") for text in texts for path in _PRD_LINE.findall(text)))


def stated_records(
    change: Change, repository: Repository, reader: Reader, changed: Iterable[str]
) -> list[StatedRecord]:
    """Records in the tree and in the description.

    `reader` has read the changed documents and those named; a record that cannot be read stands for nothing and is
    added to its documents, where its problems are found.
    """
    edited = set(changed)
    found = [
        StatedRecord(path, "aims", "prd", value, parsed, path in edited)
        for path, parsed in sorted(reader.documents.items())
        if (value := content(parsed)) is not None and "kind" not in value
    ]
    stated = [(parsed, "change") for parsed in _change_files(repository, reader, edited)]
    block = _block_in(change.body) if change.body else None
    if block is not None:
        stated.append((_checked(block), "description"))
    for parsed, source in stated:
        if parsed.value is None:
            reader.documents[parsed.path] = parsed
        else:
            found.append(StatedRecord(parsed.path, "", source, parsed.value, parsed))
    return found


def _block_in(description: str) -> Parsed | None:
    # Most local runs have no description, and the reader's patterns take long to compile.
    from aims_gate.sources.fenced_block import read_fenced_block

    return read_fenced_block(description, "aims", DESCRIPTION)


def label_record(change: Change, systems: Iterable[str]) -> StatedRecord | None:
    """The record that the label `aims:none-material` stands for: it names every touched system, None without any."""
    named = sorted(systems)
    if LABEL not in change.labels or not named:
        return None
    value: dict[str, Json] = {
        "systems": named,
        "change": ["none-material"],
        "summary": f"The label {LABEL} says that nothing material changes.",
    }
    return StatedRecord("(label)", "", "label", value, Parsed("(label)", value))


def read_earlier_records(repository: Repository, reader: Reader, changed: Iterable[str]) -> None:
    """Add the change records that stood at the changed paths before to a reader's documents."""
    reader.documents.update({parsed.path: parsed for parsed in _change_files(repository, reader, changed)})


def _change_files(repository: Repository, reader: Reader, changed: Iterable[str]) -> list[Parsed]:
    """The change records below `.aims/changes/` among some paths, as the reader's tree holds them."""
    paths = sorted(path for path in changed if path.startswith(CHANGES) and path.endswith((".yaml", ".yml")))
    reader.look_up(paths)
    files = {path: reader.entries[path][1] for path in paths if reader.entries[path][0].startswith("100")}
    blobs = repository.read_blobs(files.values(), limit=_LIMIT + 1) if files else {}
    found = []
    for path, oid in files.items():
        blob = blobs.get(oid)
        reader.opened.add(path)
        missing = Parsed(path, None, problems=(Problem("the file cannot be had from git", 1, 1),))
        found.append(_checked(read_yaml(blob.data, path)) if blob is not None else missing)
    return found


def _checked(parsed: Parsed) -> Parsed:
    if parsed.value is None:
        return parsed
    problems = (*parsed.problems, *shape_and_placeholders(parsed, "change-record"))
    return Parsed(parsed.path, parsed.value, parsed.spans, problems)
