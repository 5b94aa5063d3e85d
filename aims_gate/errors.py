"""What a user or an operator can put right. Anything else that is raised is our bug.

AimsGateError            exit 2
├── UsageError           exit 2   the command line asks for something that cannot be done
├── ConfigError          exit 2   a register file at the trusted ref cannot be used
├── PolicyError          exit 2   a rule cannot be loaded
└── SourceError          exit 3   facts could not be had (git)
    └── ForgeError       exit 3   … from the forge

There is no class for bad evidence: that is a finding in the report.
"""

TO_REPORT = "report it, with this text, to the maintainers (see SECURITY.md for anything sensitive)"
"""What to do about our bug."""

BUG = ("this is a bug in aims-gate", TO_REPORT, 4)
"""What is said of it, what to do next, and the exit code."""


class AimsGateError(Exception):
    """An error with a way out: `message` says what is wrong, `hint` what to do next."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(AimsGateError):
    """The command line asks for something that cannot be done."""


class ConfigError(AimsGateError):
    """A register file at the trusted ref cannot be used, so nothing was judged."""


class PolicyError(AimsGateError):
    """A rule cannot be loaded, so nothing was judged."""


class SourceError(AimsGateError):
    """Facts could not be had, so the change stays undecided."""

    exit_code = 3


class ForgeError(SourceError):
    """The forge did not give what was asked of it. `status` is the HTTP status, 0 when there was no answer."""

    def __init__(self, message: str, hint: str = "", status: int = 0) -> None:
        super().__init__(message, hint)
        self.status = status
