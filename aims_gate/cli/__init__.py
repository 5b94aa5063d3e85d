"""The way in: readies the process for a short run, and hands over to the commands."""

import atexit
import gc

_GARBAGE_FROM = 100_000
"""Values that a run makes before garbage is looked for. A check of a small change makes half of them, and drops few."""


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # To look through all values again and again, and once more at the end, is a tenth of a short run's time.
    gc.set_threshold(_GARBAGE_FROM)
    atexit.register(gc.freeze)
    from aims_gate.cli.group import run

    run()
