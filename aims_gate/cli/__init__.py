"""The command line: options in, reports out, and the one place that turns errors into exit codes.

Every option has an environment twin, `AIMS_GATE_<COMMAND>_<OPTION>`; of one that may be repeated, a value a line.
"""

import os
import sys

import click

from aims_gate import __version__
from aims_gate.cli.beginning import init
from aims_gate.cli.check import check
from aims_gate.cli.demo import ISSUES, demo
from aims_gate.cli.doctor import doctor
from aims_gate.cli.inventory import inventory
from aims_gate.cli.looking_up import explain, rules, schema
from aims_gate.cli.readiness import readiness
from aims_gate.cli.recheck import recheck
from aims_gate.cli.writing import declare, new
from aims_gate.commands.ending import Ending
from aims_gate.commands.invocation import Gate, NobodyReadsError
from aims_gate.errors import AimsGateError

INTERNAL_ERROR = 4
INTERRUPTED = 130
NOBODY_READS = 141


@click.group(
    cls=Gate,
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


for command in (init, check, recheck, declare, rules, explain, schema, inventory, readiness, doctor, new, demo):
    cli.add_command(command)


def main() -> None:
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
        sys.exit(ending.failed("this is a bug in aims-gate", ISSUES, INTERNAL_ERROR))
