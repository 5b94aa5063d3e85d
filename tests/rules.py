"""The pack's rules, and one example of a rule judged as the gate judges a change: by the real engine, nothing replaced."""

from functools import cache

from aims_gate.engine.examples import EXPECTED, NOW, examples, judged
from aims_gate.model.rule import Rule
from aims_gate.sources.pack import PACK, rule_files
from aims_gate.sources.rules import read_rule

__all__ = ["EXPECTED", "NOW", "examples", "judged", "rules"]


@cache
def rules() -> dict[str, Rule]:
    """Every rule of the pack, by the name of its file."""
    return {path: read_rule(data, path, PACK) for path, data in rule_files().items()}
