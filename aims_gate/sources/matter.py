"""What of a change an approval covers: the paths that count towards its sign-off digest."""

from aims_gate.facts.build import Facts
from aims_gate.facts.evidence import linked_paths
from aims_gate.facts.measured import measured_files
from aims_gate.facts.ownership import Ownership
from aims_gate.facts.proposed import CODEOWNERS
from aims_gate.facts.touched import entries
from aims_gate.model.collected import Collected
from aims_gate.model.document import Json
from aims_gate.model.vocabulary import tier_rank
from aims_gate.sources.contribution import Matter

_REGISTER = ".aims/"


def matter_of(side: Collected, facts: Facts) -> Matter:
    """What decides of a change: systems' files, the register, who must review, rules, pipelines, linked evidence.

    For systems of tier high and above it is also the linked evidence that the change leaves alone. `facts` are built
    from `side`.
    """
    trusted, head = entries(side.trusted), entries(side.head)
    ownership = Ownership(trusted, head)
    linked: dict[str, list[str]] = {}
    for item in facts["systems"]:
        key = str(item["system"]["id"])
        linked[key] = linked_paths(key, item["system"], side.records) + linked_paths(key, trusted.get(key, {}), ())
        linked[key] += _results(item["evidence"])
    strict = {
        item["system"]["id"] for item in facts["systems"] if tier_rank(item["system"]["tier"]) >= tier_rank("high")
    }
    named = {path for paths in linked.values() for path in paths} | _of_the_gate(side)
    named |= {signal["path"] for signal in facts["signals"] if signal["certain"] or signal["kind"] == "unread"}
    return Matter(
        decides=lambda path: path.startswith(_REGISTER) or path in named or bool(ownership.relevant_to(path)),
        unedited=tuple(sorted({path for key in strict for path in linked[key]})),
    )


def _of_the_gate(side: Collected) -> set[str]:
    """What decides about the gate itself and need not lie in the register."""
    return {*CODEOWNERS, *side.gate_workflows, *side.trusted.rules, *side.head.rules, *side.trusted.schemas}


def _results(evidence: dict[str, Json]) -> list[str]:
    """Files of results that a system's evidence names: the numbers in them are judged, so they are signed for."""
    pieces = [piece for value in evidence.values() for piece in (value if isinstance(value, list) else [value])]
    return [path for piece in pieces for path in measured_files(piece)]
