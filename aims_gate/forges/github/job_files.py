"""What a step of a job in GitHub Actions leaves in files for the job: its outputs and its part of the summary."""

import secrets
from collections.abc import Mapping

from aims_gate.errors import UsageError


def add_outputs(environment: Mapping[str, str], outputs: Mapping[str, str]) -> None:
    """Sets outputs of this step. Raises UsageError where the file cannot be written.

    The delimiter is drawn anew each time, so that no value can end itself and set another output.
    """
    lines = []
    for name, value in outputs.items():
        delimiter = f"end-{secrets.token_hex(16)}"
        lines.append(f"{name}<<{delimiter}\n{value}\n{delimiter}\n")
    _append(environment, "GITHUB_OUTPUT", "".join(lines))


def add_summary(environment: Mapping[str, str], markdown: str) -> None:
    """Adds to the summary of this step. Raises UsageError where the file cannot be written."""
    _append(environment, "GITHUB_STEP_SUMMARY", markdown)


def _append(environment: Mapping[str, str], name: str, text: str) -> None:
    path = environment.get(name)
    if not path:
        return
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", f"{name} names the file") from None
