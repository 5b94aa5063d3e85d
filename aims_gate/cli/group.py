"""The group of all commands: options in, reports out, and the one place that turns errors into exit codes.

Every option has an environment twin, `AIMS_GATE_<COMMAND>_<OPTION>`; of one that may be repeated, a value a line.
"""

import os
import sys

import click

from aims_gate import __version__
from aims_gate.commands.ending import Ending
from aims_gate.commands.invocation import Commands, Gate, NobodyReadsError
from aims_gate.errors import BUG, AimsGateError

INTERRUPTED = 130
NOBODY_READS = 141

COMMANDS = {
    "init": ("beginning", "Write the first register, or the entry of a further system."),
    "check": ("check", "Judge a change in this repository and say what is missing."),
    "recheck": ("recheck", "Bring what pull or merge requests are shown up to date."),
    "declare": ("writing", "Write the change record of a change that has no PRD."),
    "rules": ("looking_up", "List the rules and the clauses and controls they cover."),
    "explain": ("looking_up", "Say what a rule wants, why, and what to do about it."),
    "test": ("looking_up", "Judge the examples of your own rules, which are their tests."),
    "schema": ("looking_up", "Print the JSON Schema of a file, or list the names."),
    "inventory": ("inventory", "Show what AI a tree uses, whose it is, what the register lacks."),
    "readiness": ("readiness", "Show what stands for each clause and control, what is missing."),
    "doctor": ("doctor", "Say what weakens the gate here, and what nobody could sign."),
    "new": ("writing", "Write an evidence document, to be filled in."),
    "demo": ("demo", "Show the gate refuse a real change, then let it through."),
}
"""Command → the module here that has it, and its short help: only the one that is asked for is loaded."""


@click.group(
    cls=Gate,
    commands=Commands("aims_gate.cli", COMMANDS),
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "AIMS_GATE",
        "max_content_width": 80,
    },
)
@click.version_option(__version__, prog_name="aims-gate")
def cli() -> None:
    """A merge gate for AI changes, after ISO/IEC 42001.

    Exit codes: 0 passed, 1 the change fails, 2 usage or policy error, 3 undecided, 4 a bug.
    """


def run() -> None:
    """Run the command line and end the process with its exit code."""
    ending = Ending()
    try:
        cli(standalone_mode=False, obj=ending)
    except AimsGateError as error:
        sys.exit(ending.failed(error.message, error.hint, error.exit_code))
    except click.exceptions.Abort:
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        sys.exit(ending.not_understood(error))
    except NobodyReadsError:
        # What is still buffered would be written once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOBODY_READS)
    except Exception:  # noqa: BLE001  the one handler of everything that is our fault
        import traceback

        traceback.print_exc()
        sys.exit(ending.failed(*BUG))
