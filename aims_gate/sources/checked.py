"""A file held against its schema and searched for template text, each place named once."""

from aims_gate.model.document import Parsed, Problem
from aims_gate.sources.shape import check_shape, placeholders


def shape_and_placeholders(parsed: Parsed, schema: str, at: str = "") -> list[Problem]:
    """Problems of the part of a file at the pointer `at`, in the order of its lines."""
    found: dict[str, Problem] = {}
    for problem in (*check_shape(parsed, schema, at), *placeholders(parsed, at)):
        key = problem.pointer if problem.cause == "placeholder" else f"{problem.pointer}\0{problem.message}"
        found.setdefault(key, problem)
    return sorted(found.values(), key=lambda problem: (problem.line, problem.column))
