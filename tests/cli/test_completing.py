"""What a shell is offered for a half written word, as the shell asks for it."""

from pathlib import Path

import pytest

from tests.e2e.command import installed
from tests.e2e.example import example


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("explain impact-assessment-", "impact-assessment-exists"),
        ("new monitoring_", "monitoring_plan"),
        ("declare prompt dep", "dependency"),
        ("schema ri", "risk-method"),
        ("new audit --system s", "support-assistant"),
        ("declare prompt Shorter. --system s", "support-assistant"),
        ("inv", "inventory"),
    ],
)
def test_a_shell_is_offered_what_completes_a_word(words: str, offered: str, tmp_path: Path) -> None:
    typed = f"aims-gate {words}"
    at = str(len(typed.split()) - 1)
    asked = {"_AIMS_GATE_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": at}
    said = installed(example(tmp_path / "repo").folder, **asked)
    begun = typed.split()[-1]
    words_said = [line.removeprefix("plain,") for line in said.out.splitlines()]
    assert offered in words_said
    assert all(word.startswith(begun) for word in words_said)
