"""How one client waits, whichever forge it asks."""

import pytest

from aims_gate.forges.exchange import Answer
from aims_gate.forges.github.pace import SIGNS as GITHUB
from aims_gate.forges.gitlab.pace import SIGNS as GITLAB
from aims_gate.forges.pace import Pace, Signs, in_a_while
from tests.forges.clock import Time

each = pytest.mark.parametrize("signs", [GITHUB, GITLAB], ids=["github", "gitlab"])


@each
def test_patience_ends(signs: Signs) -> None:
    time = Time()
    pace = Pace(signs, time.sleep, time.clock, patience=10)
    for _ in range(3):
        assert pace.note(Answer(502, {}, b""))
        assert pace.wait()
    assert pace.note(Answer(502, {}, b""))
    assert not pace.wait()
    assert time.slept == [1.0, 2.0, 4.0]


@each
def test_a_success_ends_the_backoff(signs: Signs) -> None:
    time = Time()
    pace = Pace(signs, time.sleep, time.clock)
    pace.note(Answer(502, {}, b""))
    assert not pace.note(Answer(200, {}, b""))
    assert pace.wait()
    assert time.slept == []


@each
def test_a_pause_takes_of_the_same_patience(signs: Signs) -> None:
    time = Time()
    pace = Pace(signs, time.sleep, time.clock, patience=10)
    assert pace.pause(8)
    assert not pace.pause(3)
    assert time.slept == [8]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("17", "run it again in 17 seconds"),
        ("soon", "run it again in a few minutes"),
        ("", "run it again in a few minutes"),
    ],
)
def test_a_limit_says_when_to_come_back(after: str, said: str) -> None:
    assert in_a_while(Answer(429, {"retry-after": after}, b"")) == said
