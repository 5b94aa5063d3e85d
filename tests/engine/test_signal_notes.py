"""What is said of signals beside the rules."""

from typing import Any

from aims_gate.engine.signal_notes import notes, summary
from tests.engine.cases import facts, system

SIGNAL: dict[str, Any] = {
    "kind": "package",
    "path": "a.lock",
    "line": 4,
    "seen": "adds the package `cohere`",
    "certain": False,
    "declared": False,
    "implies": ["dependency"],
}
MUTE = {"pattern": "x/**", "owner": "rita", "review_by": "2026-12-01", "in_force": True, "signals": 2, "days_left": 10}


def said(*systems: Any, **given: Any) -> str:
    return " ".join(notes(facts(*systems, **given)))


def test_how_much_was_looked_through() -> None:
    assert "1 of 1 were looked through for known signs of AI usage" in said()
    assert said(system()) == ""


def test_what_is_likely_is_said() -> None:
    assert said(system(), signals=[SIGNAL]) == (
        "This may be AI usage, and blocks nothing: a.lock:4 adds the package `cohere` (`dependency`)."
    )
    many = said(system(), signals=[SIGNAL] * 8)
    assert (many.count("cohere"), many.endswith("; and 3 more.")) == (5, True)
    whole = {**SIGNAL, "line": 0, "implies": []}
    assert said(system(), signals=[whole]).endswith("a.lock:1 adds the package `cohere`.")


def test_what_is_certain_or_declared_with_its_types_is_not() -> None:
    assert said(system(), signals=[{**SIGNAL, "certain": True}]) == ""
    declared = {**SIGNAL, "declared": True}
    assert said(system(), signals=[declared], change={"types": ["dependency"]}) == ""
    assert "cohere" in said(system(), signals=[declared], change={"types": ["prompt"]})


def test_mutes() -> None:
    told = said(system(), mutes=[MUTE, {**MUTE, "days_left": 31, "signals": 0}])
    assert told == (
        "2 mutes in force, by which 2 signals of this change are not asked about. "
        "The mute `x/**` of rita lapses on 2026-12-01."
    )
    lapsed = {"pattern": "y", "in_force": False, "signals": 0, "why_not": "it lapsed on 2026-11-01"}
    assert said(system(), mutes=[lapsed]) == "The mute `y` is not in force: it lapsed on 2026-11-01."


def test_what_was_not_looked_through() -> None:
    unread = [{"path": "a.py", "reason": "it weighs 9 MiB"}, {"path": "b.py", "reason": "it weighs 9 MiB"}]
    element = {**SIGNAL, "kind": "unread", "path": "a.py"}
    assert (
        said(system(), unread=unread, signals=[element])
        == "b.py was not looked through, and need not be: it weighs 9 MiB."
    )


def test_summary() -> None:
    given = facts(
        signals=[SIGNAL, {**SIGNAL, "certain": True}, {**SIGNAL, "kind": "unread"}],
        mutes=[MUTE],
        unread=[{"path": "a", "reason": "b"}],
    )
    assert summary(given) == {"searched": 1, "certain": 1, "likely": 1, "muted": 2, "unread": 1, "mutes": [MUTE]}
