"""Steps of the default branch with the change records that each of them brought, as they were then."""

from collections.abc import Iterator

from aims_gate.facts.evidence import content
from aims_gate.facts.patterns import Patterns
from aims_gate.model.collected import Landed, Register, StatedRecord
from aims_gate.sources.documents import MARKDOWN
from aims_gate.sources.front_matter import read_front_matter
from aims_gate.sources.git import Repository
from aims_gate.sources.git_history import Step
from aims_gate.sources.records import CHANGES
from aims_gate.sources.register import document_globs
from aims_gate.sources.strict_yaml import read_yaml

_LIMIT = 262_144


def landed(repository: Repository, steps: tuple[Step, ...], register: Register) -> tuple[Landed, ...]:
    """Steps of the first-parent history with the change records that each of them brought."""
    patterns = Patterns(document_globs(register))
    wanted = {oid: path for step in steps for path, oid in step.files.items() if oid and _may_record(path, patterns)}
    blobs = repository.read_blobs(wanted, limit=_LIMIT) if wanted else {}
    texts = {oid: blob.data for oid, blob in blobs.items() if blob is not None and not blob.truncated}
    return tuple(Landed(s.commit, s.at, s.author, tuple(s.files), tuple(_records(s, texts))) for s in steps)


def _records(step: Step, texts: dict[str, bytes]) -> Iterator[StatedRecord]:
    for path, oid in step.files.items():
        data = texts.get(oid)
        if data is None:
            continue
        if path.startswith(CHANGES):
            parsed = read_yaml(data, path)
            if isinstance(parsed.value, dict):
                yield StatedRecord(path, "", "change", parsed.value, parsed)
        elif b"aims:" in data and b"kind:" not in data.partition(b"\n---")[0]:
            found = read_front_matter(data, path)
            value = content(found)
            if found is not None and value is not None and "kind" not in value:
                yield StatedRecord(path, "aims", "prd", value, found)


def _may_record(path: str, patterns: Patterns) -> bool:
    if path.startswith(CHANGES):
        return path.endswith((".yaml", ".yml"))
    return path.endswith(MARKDOWN) and patterns.match(path)
