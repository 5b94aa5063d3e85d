"""Evidence documents and change records, from the bytes of a tree to checked values."""

import re
from collections.abc import Iterable
from functools import lru_cache

from aims_gate.errors import ConfigError
from aims_gate.facts.evidence import content
from aims_gate.facts.ownership import meaningful
from aims_gate.facts.patterns import Patterns
from aims_gate.model.collected import Register
from aims_gate.model.document import Parsed, Problem
from aims_gate.model.vocabulary import EVIDENCE_DATES
from aims_gate.sources.checked import shape_and_placeholders
from aims_gate.sources.front_matter import carries_aims, read_front_matter
from aims_gate.sources.git import Repository
from aims_gate.sources.git_tree import TreeEntry
from aims_gate.sources.strict_yaml import read_yaml

MARKDOWN = (".md", ".markdown")
YAML = (".yaml", ".yml")

OTHER_KINDS = ("technical_documentation", "datasheet")
"""Kinds of evidence that files in other formats can stand for."""

_LIMIT = 262_144
_MANY = 100
"""Documents from which on a second process is worth its start."""

_MOST_OF_ANOTHER_FORMAT = 1_048_576
_AIMS_KEY = re.compile(rb"""(?:\A(?:\xef\xbb\xbf)?|[\s{,"'])aims["']?\s*(?::|\Z)""")
"""A key `aims` somewhere in YAML that cannot be read; `claims` is none."""


class Reader:
    """Reads documents of one tree; keeps what it has read. `schemas` are the organisation's, by kind."""

    def __init__(self, repository: Repository, tree: str, schemas: dict[str, tuple[str, str]]) -> None:
        self._repository = repository
        self._schemas = schemas
        self.tree = tree
        self.documents: dict[str, Parsed] = {}
        self.entries: dict[str, tuple[str, str]] = {}
        self.opened: set[str] = set()

    def look_up(self, paths: Iterable[str]) -> None:
        """Find out what stands at each path; ("", "") for nothing."""
        new = [path for path in dict.fromkeys(paths) if path not in self.entries]
        found = self._repository.entries(self.tree, new) if new else {}
        self.entries.update({path: _entry(found.get(path)) for path in new})

    def read(self, paths: Iterable[str]) -> None:
        """Read the documents at some paths. A path that is no ordinary file is looked up and left alone."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self.documents]
        self.look_up(wanted)
        files = {path: self.entries[path][1] for path in wanted if self.entries[path][0].startswith("100")}
        blobs = self._repository.read_blobs(files.values(), limit=_LIMIT) if files else {}
        self.opened.update(files)
        there = {path: blob.data for path, oid in files.items() if (blob := blobs.get(oid)) is not None}
        parsed = _documents(there, tuple(self._schemas.items()))
        for path in files:
            if path not in there:
                problem = Problem("the file cannot be had from git", 1, 1, hint="fetch it: `git fetch --refetch`")
                self.documents[path] = Parsed(path, None, problems=(problem,))
            elif (found := parsed[path]) is not None:
                self.documents[path] = found

    def draw(self, links: Iterable[tuple[str, str]]) -> None:
        """Read what is linked, as kind and path, in formats other than the gate's own: cards, bills of materials."""
        wanted = {path: kind for kind, path in links if kind in OTHER_KINDS and self._may_be_drawn(path)}
        self.look_up(wanted)
        files = {path: self.entries[path][1] for path in wanted if self.entries[path][0].startswith("100")}
        if not files:
            return
        from aims_gate.sources import other_formats

        blobs = self._repository.read_blobs(files.values(), limit=_MOST_OF_ANOTHER_FORMAT)
        for path, oid in files.items():
            blob = blobs.get(oid)
            self.opened.add(path)
            if blob is None or blob.truncated:
                message = "the file cannot be had from git" if blob is None else "the file is longer than 1 MiB"
                found: Parsed | None = Parsed(path, None, problems=(Problem(message, 1, 1),))
            elif path in self.documents:
                found = other_formats.fill(self.documents[path], blob.data, wanted[path])
            else:
                found = other_formats.draw(blob.data, path, wanted[path])
            if found is not None:
                self.documents[path] = _extended(found, wanted[path], self._schemas)

    def _may_be_drawn(self, path: str) -> bool:
        """Whether a file is no document of the gate's own, or one that has other keys than `aims`."""
        known = self.documents.get(path)
        if known is None:
            return path.endswith((*MARKDOWN, ".json"))
        return not known.format and isinstance(known.value, dict) and len(known.value) > 1


Schemas = tuple[tuple[str, tuple[str, str]], ...]
"""Kind, with path and text of the organisation's JSON Schema for it."""


def _documents(texts: dict[str, bytes], schemas: Schemas) -> dict[str, Parsed | None]:
    """Path → document."""
    if len(texts) < _MANY:
        return {path: _document(path, data, schemas) for path, data in texts.items()}
    from aims_gate.sources.side_by_side import each

    found = each(lambda row: _document(*row, schemas), [*texts.items()])
    return dict(zip(texts, found, strict=True))


@lru_cache(maxsize=128)  # most of what is linked is the same at both sides of a change
def _document(path: str, data: bytes, schemas: Schemas) -> Parsed | None:
    """A document, checked; None for a file that does not speak to the gate at all."""
    parsed = read_yaml(data, path) if path.endswith(YAML) else read_front_matter(data, path)
    if parsed is None:
        return None
    if parsed.value is None:
        speaks = _AIMS_KEY.search(data) is not None if path.endswith(YAML) else carries_aims(data)
        return parsed if speaks else None
    return checked(parsed, dict(schemas)) if "aims" in parsed.value else None


def checked(parsed: Parsed, schemas: dict[str, tuple[str, str]]) -> Parsed:
    """The document with every problem of its `aims` block: an evidence document by its kind, else a change record."""
    aims = content(parsed)
    if aims is None:
        return _add(parsed, [_at(parsed, "aims", "`aims` is no mapping", "write `aims:` and its keys below it")])
    kind = aims.get("kind")
    if kind is None:
        return _add(parsed, shape_and_placeholders(parsed, "change-record", "aims"))
    if not isinstance(kind, str) or kind not in EVIDENCE_DATES:
        known = ", ".join(EVIDENCE_DATES)
        return _add(parsed, [_at(parsed, "aims.kind", f"`{kind}` is no kind of evidence", f"write one of {known}")])
    problems = shape_and_placeholders(parsed, kind, "aims")
    if kind in schemas:
        from aims_gate.sources.extension import check_extension

        path, text = schemas[kind]
        problems += check_extension(parsed, "aims", text, path)
    return _add(parsed, problems)


def _extended(parsed: Parsed, kind: str, schemas: dict[str, tuple[str, str]]) -> Parsed:
    """What is drawn from another format, held against the organisation's own schema too."""
    if kind not in schemas or parsed.value is None or not parsed.format:
        return parsed
    from aims_gate.sources.extension import check_extension

    path, text = schemas[kind]
    return _add(parsed, check_extension(parsed, "aims", text, path))


def own_schemas(trusted: Register) -> dict[str, tuple[str, str]]:
    """Kind → (path, text) of the organisation's JSON Schemas. Raises ConfigError for one that is not there."""
    config = trusted.value("config")
    table = config.get("schemas") if isinstance(config, dict) else None
    found = {}
    for kind, path in (table if isinstance(table, dict) else {}).items():
        if not trusted.schemas.get(path):
            raise ConfigError(
                f".aims/config.yaml names {path} for {kind}, which is not at the trusted ref", "add it there"
            )
        found[str(kind)] = (str(path), trusted.schemas[path])
    return found


def candidates(paths: Iterable[str], globs: tuple[str, ...]) -> list[str]:
    """Changed paths that may be documents: Markdown anywhere, YAML where the configuration expects documents."""
    patterns = Patterns(meaningful(globs))
    return [
        path
        for path in paths
        if path.endswith(MARKDOWN) or (path.endswith(YAML) and not path.startswith(".aims/") and patterns.match(path))
    ]


def _entry(entry: TreeEntry | None) -> tuple[str, str]:
    return (entry.mode, entry.id) if entry is not None else ("", "")


def _at(parsed: Parsed, pointer: str, message: str, hint: str) -> Problem:
    span = parsed.spans.get(pointer, (1, 1, 1, 1))
    return Problem(message, span[0], span[1], pointer, hint, "shape")


def _add(parsed: Parsed, problems: Iterable[Problem]) -> Parsed:
    new = [problem for problem in problems if problem not in parsed.problems]
    return Parsed(parsed.path, parsed.value, parsed.spans, (*parsed.problems, *new), parsed.format)
