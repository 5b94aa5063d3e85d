"""What a machine wrote of a measurement, as far as criteria are held against it."""

from aims_gate.model.document import Json
from aims_gate.model.values import NamedTuple


class Results(NamedTuple):
    """One file of results. `problem` says why it cannot be read, as the end of a sentence; else it is empty.

    `values` maps the name of a metric, property or test case, and every JSON pointer, to the different values found there.
    """

    values: dict[str, tuple[Json, ...]]
    problem: str = ""


class UnreadableResultsError(Exception):
    """Why a file is no results, as the end of a sentence that begins with its path."""
