"""What two versions of files make of each other: what comes, goes and becomes another, and what is no news."""

from collections.abc import Hashable
from typing import Any

import pytest

from aims_gate.model.signal import Hit, Signal
from aims_gate.signals.difference import Pair, Version, difference, model_of, release_line


def hit(name: str = "openai", kind: Any = "package", line: int = 1, **more: Any) -> Hit:
    given = {"text": name, "vendor": "", **more}
    return Hit(f"{kind}:any:{name}", kind, line, given.pop("text"), name, **given)


def version(path: str, *hits: Hit, oid: str = "") -> Version:
    return Version(path, oid or f"{path}{hits}", hits)


def pair(path: str, old: tuple[Hit, ...] | None, new: tuple[Hit, ...] | None) -> Pair:
    return Pair(
        version(path, *old) if old is not None else None,
        version(path, *new) if new is not None else None,
    )


def everywhere(path: str) -> Hashable:
    del path
    return ""


def folder(path: str) -> Hashable:
    return path.partition("/")[0]


def told(*pairs: Pair, standing: Any = everywhere) -> list[tuple[str, str, str]]:
    return [(s.action, s.path, s.hit.name) for s in difference(pairs, standing)]


def test_what_comes_and_what_goes() -> None:
    assert told(pair("a", (), (hit(),))) == [("added", "a", "openai")]
    assert told(pair("a", None, (hit(),))) == [("added", "a", "openai")]
    assert told(pair("a", (hit(),), None)) == [("removed", "a", "openai")]
    assert told(pair("a", (hit(),), (hit(line=9, text="other text"),))) == []


def test_a_second_use_of_the_same_in_a_file_is_no_news() -> None:
    assert told(pair("a", (hit(),), (hit(), hit(line=7)))) == []
    assert told(pair("a", (), (hit(), hit(line=7)))) == [("added", "a", "openai")]


@pytest.mark.parametrize("kind", ["model", "sampling"])
def test_one_more_use_of_a_model_is_and_one_less_is_not(kind: str) -> None:
    one, two = hit("x", kind), hit("x", kind, line=7)
    assert told(pair("a", (one,), (one, two))) == [("added", "a", "x")]
    assert told(pair("a", (one, two), (one,))) == []
    assert told(pair("a", (one, two), ())) == [("removed", "a", "x")]


def test_an_address_that_goes_by_a_key_is_what_it_is_set_to() -> None:
    def set_to(value: str) -> Hit:
        return hit("X_URL", "endpoint", text=f"X_URL = {value}")._replace(row="endpoint:key:service=x")

    assert told(pair("a", (set_to("a"),), (set_to("b"),))) == [("changed", "a", "X_URL")]
    assert told(pair("a", (set_to("a"),), (set_to("a"),))) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1.2", "1.99.3", []),
        ("1.2", "2.0", ["changed"]),
        ("2.0", "1.2", ["changed"]),
        ("0.3.1", "0.3.9", []),
        ("0.3", "0.4", ["changed"]),
        ("v5", "v5.1", []),
        ("", "3.0", []),
        ("3.0", "", ["changed"]),
        ("3.0", "nightly", ["changed"]),
        ("nightly", "nightly", []),
    ],
)
@pytest.mark.parametrize("kind", ["package", "image", "guardrail"])
def test_versions(kind: str, old: str, new: str, expected: list[str]) -> None:
    found = difference([pair("a", (hit(kind=kind, version=old),), (hit(kind=kind, version=new),))], everywhere)
    assert [signal.action for signal in found] == expected
    for signal in found:
        assert signal.old_version == old
        assert signal.hit.confidence == ("certain" if release_line(old) and release_line(new) else "likely")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1.2.3", "1"),
        ("0.4.1", "0.4"),
        ("0", "0.0"),
        ("0.0", "0.0"),
        ("^0.0.302", "0.0.302"),
        ("0.0.303", "0.0.303"),
        ("v12", "12"),
        ("latest", ""),
        ("", ""),
    ],
)
def test_release_line(text: str, line: str) -> None:
    assert release_line(text) == line


def test_another_value_is_a_change() -> None:
    old, new = hit("cutoff", "threshold", text="cutoff: 0.5"), hit("cutoff", "threshold", text="cutoff:  0.6")
    assert told(pair("a", (old,), (new,))) == [("changed", "a", "cutoff")]
    assert told(pair("a", (old,), (old._replace(text="cutoff:   0.5", line=4),))) == []


def test_a_prompt_file_is_what_its_words_say() -> None:
    prompt = hit("reply.md", "prompt", line=0, text="reply.md (9 bytes, sha256 1)")
    same = Pair(version("a", prompt, oid="1"), version("a", prompt, oid="2"))
    said = prompt._replace(text="reply.md (9 bytes, sha256 2)")
    other = Pair(version("a", prompt, oid="1"), version("a", said, oid="2"))
    assert (told(same), told(other)) == ([], [("changed", "a", "reply.md")])


def test_a_prompt_file_of_ones_own_is_what_it_holds() -> None:
    prompt = hit("x (9 bytes)", "prompt", line=0, text="x (9 bytes)")._replace(row="own:prompt:x*")
    same = Pair(version("a", prompt, oid="1"), version("a", prompt, oid="1"))
    other = Pair(version("a", prompt, oid="1"), version("a", prompt, oid="2"))
    assert (told(same), told(other)) == ([], [("changed", "a", "x (9 bytes)")])


def test_one_guardrail_less() -> None:
    guard = hit("guard", "guardrail", text="guard(x)")
    assert told(pair("a", (guard, guard._replace(line=5)), (guard,))) == [("removed", "a", "guard")]
    assert told(pair("a", (guard,), (guard, guard._replace(line=5)))) == [("added", "a", "guard")]


def test_a_model_in_the_place_of_another() -> None:
    old, new = hit("gpt-4.1", "model", line=3), hit("gpt-5", "model", line=3)
    (signal,) = difference([pair("a", (old,), (new,))], everywhere)
    assert (signal.action, signal.hit.name, signal.old_version) == ("changed", "gpt-5", "gpt-4.1")
    assert told(pair("a", (old,), (old, new))) == [("added", "a", "gpt-5")]


def test_model_of() -> None:
    assert model_of(hit("gpt-4.1", "model", version="2025-04-14")) == "gpt-4.1-2025-04-14"
    assert model_of(hit("m-2", "model", version="2")) == "m-2"
    assert model_of(hit("x", "model", model="real")) == "real"


def test_what_moves_to_another_file_is_no_signal() -> None:
    assert told(pair("a/x", (hit(),), ()), pair("a/y", None, (hit(line=4),))) == []
    assert told(Pair(version("a/x", hit()), version("b/x", hit()))) == []
    moved = pair("a", (hit(version="1.0"),), None), pair("b", None, (hit(version="2.0"),))
    assert told(*moved) == [("changed", "b", "openai")]


def test_what_moves_to_a_place_of_another_standing_is_one() -> None:
    apart = [("added", "app/x", "openai"), ("removed", "tests/x", "openai")]
    assert told(pair("tests/x", (hit(),), ()), pair("app/x", (), (hit(),)), standing=folder) == apart
    assert told(Pair(version("tests/x", hit()), version("app/x", hit())), standing=folder) == apart


def test_one_that_goes_explains_one_that_comes() -> None:
    pairs = pair("a", (hit(),), ()), pair("b", (), (hit(),)), pair("c", (), (hit(),))
    assert told(*pairs) == [("added", "c", "openai")]


def likely(name: str, **more: Any) -> Hit:
    return hit(name, confidence="likely", **more)


def test_a_lock_file_counts_where_no_manifest_explains_it() -> None:
    manifest = pair("pyproject.toml", (), (hit("OpenAI", vendor="OpenAI"),))
    lock = pair(
        "uv.lock", (), (likely("openai"), likely("tiktoken", vendor="OpenAI"), likely("cohere", vendor="Cohere"))
    )
    assert told(manifest, lock) == [("added", "pyproject.toml", "OpenAI"), ("added", "uv.lock", "cohere")]
    assert [name for _, _, name in told(lock)] == ["cohere", "openai", "tiktoken"]


def test_what_is_likely_for_another_reason_stays() -> None:
    threshold = hit("cutoff", "threshold", confidence="likely")
    assert told(pair("a", (), (threshold, hit("cutoff")))) == [("added", "a", "cutoff")] * 2


def test_signals_stand_in_the_order_of_paths_and_lines() -> None:
    found = difference([pair("b", (), (hit("z", line=2), hit("y", line=1))), pair("a", (), (hit("x"),))], everywhere)
    assert [(s.path, s.hit.line) for s in found] == [("a", 1), ("b", 1), ("b", 2)]
    assert all(isinstance(signal, Signal) for signal in found)
