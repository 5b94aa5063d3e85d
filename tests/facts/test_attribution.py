"""Whose a signal is, by paths and by what entries say, and when a record speaks for it."""

from dataclasses import replace
from typing import Any

import pytest

from aims_gate.facts.build import build
from aims_gate.model.collected import StatedRecord
from aims_gate.model.document import Parsed
from aims_gate.model.signal import Found, Hit, Signal, Unread
from tests.facts.plain import assert_is_plain
from tests.facts.world import ENTRY, TYPES, change_file, prd, unknown, without, world

USING = {**ENTRY, "models": [{"provider": "OpenAI", "name": "gpt-4.1"}], "tools": ["vllm"], "suppliers": ["acme-ai"]}
OTHER = {**ENTRY, "id": "aid", "paths": ["aid/**"], "suppliers": ["Acme AI"]}


def hit(name: str = "openai", kind: Any = "package", **more: Any) -> Hit:
    given = {"vendor": "OpenAI", "implies": ("dependency",), **more}
    return Hit(f"{kind}:any:{name}", kind, 3, name, name, **given)


def added(path: str, *hits: Hit) -> tuple[Signal, ...]:
    return tuple(Signal("added", path, one) for one in hits or (hit(),))


def facts_of(*signals: Signal, unread: tuple[Unread, ...] = (), **given: Any) -> dict[str, Any]:
    side = world(**given).collected()
    return build(replace(side, found=Found(signals, unread, 2)), TYPES)


def only(facts: dict[str, Any]) -> dict[str, Any]:
    (signal,) = facts["signals"]
    found: dict[str, Any] = signal
    return found


def not_ai(reason: str | None = "A word list.") -> StatedRecord:
    value: dict[str, Any] = {"ai": False, **({"reason": reason} if reason else {})}
    return StatedRecord(".aims/changes/n.yaml", "", "change", value, Parsed(".aims/changes/n.yaml", value))


def test_a_file_of_a_system() -> None:
    facts = facts_of(*added("bot/a.py"))
    signal = only(facts)
    assert (signal["systems"], signal["attributed"], signal["undeclared"]) == (["bot"], "paths", ["bot"])
    assert signal["gap"] == "no change record names bot, to which it belongs"
    assert signal["seen"] == "adds the package `openai`"
    assert facts["systems"][0]["signals"] == [signal]
    assert facts["systems"][0]["touched_by"] == ["signal at bot/a.py:3"]
    assert (facts["change"]["ai"], facts["change"]["signalled"], facts["searched"]) == (True, True, 2)
    assert_is_plain(facts)


def test_an_inert_file_gives_none() -> None:
    facts = facts_of(*added("bot/tests/a.py"))
    assert (facts["signals"], facts["change"]["ai"], facts["systems"]) == ([], False, [])


@pytest.mark.parametrize("side", ["entries", "head_entries"])
def test_a_file_inert_at_one_side_only(side: str) -> None:
    loud = without(ENTRY, "inert")
    given: dict[str, Any] = {"entries": {"bot": ENTRY}, "head_entries": {"bot": loud}}
    if side == "entries":
        given = {"entries": {"bot": loud}, "head_entries": {"bot": ENTRY}}
    signal = only(facts_of(*added("bot/tests/lib.py"), **given))
    assert signal["systems"] == ["bot"]


def test_an_entry_that_the_change_brings_calls_nothing_inert() -> None:
    decoy = {**ENTRY, "id": "new", "paths": ["lib/**"], "inert": ["lib/**"]}
    signal = only(facts_of(*added("lib/a.py"), head_entries={"new": decoy}))
    assert (signal["systems"], signal["certain"]) == (["new"], True)


def test_a_test_is_said_and_blocks_nothing() -> None:
    facts = facts_of(*added("lib/test_a.py"))
    assert (only(facts)["confidence"], only(facts)["certain"]) == ("likely", False)
    assert (facts["change"]["ai"], facts["change"]["signalled"]) == (False, False)


@pytest.mark.parametrize(
    ("one", "how"),
    [
        (hit("gpt-4.1-2025-04-14", "model", vendor=""), "models"),
        (hit("vllm", "image", vendor=""), "tools"),
        (hit("x", vendor="Acme AI"), "suppliers"),
    ],
)
def test_what_an_entry_says_that_its_system_uses(one: Hit, how: str) -> None:
    signal = only(facts_of(*added("lib/a.py", one), entries={"bot": USING}))
    assert (signal["systems"], signal["attributed"]) == (["bot"], how)
    head = only(facts_of(*added("lib/a.py", one), head_entries={"bot": USING}))
    assert head["systems"] == ["bot"]


def test_a_retired_system_uses_nothing() -> None:
    retired = {**USING, "lifecycle": "retired"}
    assert only(facts_of(*added("lib/a.py", hit("vllm")), entries={"bot": retired}))["systems"] == []


def test_nobody_accounts_for_it() -> None:
    facts = facts_of(*added("lib/a.py"))
    signal = only(facts)
    assert (signal["systems"], signal["attributed"], signal["candidates"]) == ([], "", [])
    assert signal["gap"] == "no system's entry accounts for it"
    assert (signal["declared"], signal["new_vendor"]) == (False, True)
    assert (facts["systems"], facts["change"]["ai"]) == ([], True)
    assert not only(facts_of(*added("lib/a.py"), records=(prd(),)))["declared"]


def test_a_record_chooses_among_systems() -> None:
    given: dict[str, Any] = {"entries": {"bot": USING, "aid": OTHER}}
    open_still = only(facts_of(*added("lib/a.py", hit("x", vendor="Acme AI")), **given))
    assert (open_still["systems"], open_still["candidates"]) == ([], ["aid", "bot"])
    assert open_still["gap"] == "no change record says to which of aid, bot it belongs"
    chosen = only(facts_of(*added("lib/a.py", hit("x", vendor="Acme AI")), records=(prd(),), **given))
    assert (chosen["systems"], chosen["declared"], chosen["gap"]) == (["bot"], True, "")


def test_a_signal_of_the_organisations_own_names_its_system() -> None:
    register = {"signals": [{"kind": "text", "pattern": "Brain", "system": "bot"}]}
    single = {**world().single, "signals": register}
    one = hit("Brain", "endpoint")._replace(row="own:text:Brain")
    signal = only(facts_of(*added("lib/a.py", one), single=single))
    assert (signal["systems"], signal["attributed"]) == (["bot"], "signals")


@pytest.mark.parametrize(
    ("reason", "dismissed"), [("A word list.", True), ("TBD", False), ("  ", False), (None, False)]
)
def test_a_record_puts_a_signal_aside(reason: str | None, dismissed: bool) -> None:
    facts = facts_of(*added("lib/a.py", hit("vllm")), entries={"bot": USING}, records=(not_ai(reason),))
    assert only(facts)["dismissed"] is dismissed
    assert bool(facts["systems"]) is not dismissed


def test_no_record_puts_aside_what_stands_in_a_systems_file() -> None:
    facts = facts_of(*added("bot/a.py"), records=(not_ai(),))
    assert (only(facts)["dismissed"], facts["change"]["systems"]) == (False, ["bot"])


def test_a_vendor_is_new_to_a_system_or_not() -> None:
    known = only(facts_of(*added("bot/a.py"), entries={"bot": USING}))
    assert (known["new_vendor"], known["implies"]) == (False, ["dependency"])
    new = only(facts_of(*added("bot/a.py")))
    assert (new["new_vendor"], new["implies"]) == (True, ["dependency", "supplier"])
    gone = only(facts_of(Signal("removed", "bot/a.py", hit())))
    assert (gone["new_vendor"], gone["implies"]) == (False, ["dependency"])


def signalled(facts: dict[str, Any], index: int = 0) -> list[tuple[str, bool, bool]]:
    return [(g["type"], g["certain"], g["stated"]) for g in facts["records"][index]["record"]["signalled"]]


def test_a_record_shows_the_types_that_are_implied() -> None:
    given: dict[str, Any] = {"entries": {"bot": USING}}
    facts = facts_of(*added("bot/a.py", hit(), hit("b")), records=(prd(),), **given)
    assert signalled(facts) == [("dependency", True, False)]
    stated = facts_of(*added("bot/a.py"), records=(prd(), change_file(change=["dependency"])), **given)
    assert [signalled(stated, index) for index in (0, 1)] == [[("dependency", True, True)]] * 2
    assert signalled(facts_of(*added("bot/a.py"), records=(prd(change=["new-system"]),), **given))[0][2] is True
    other = facts_of(*added("bot/a.py"), records=(prd(systems=["aid"]),), **given)
    assert signalled(other) == []


def test_a_new_model_is_more_than_a_new_version() -> None:
    one = hit("gpt-4.1-2026-01-01", "model", implies=("new-model",))
    facts = facts_of(*added("bot/a.py", one), entries={"bot": USING}, records=(prd(change=["new-model"]),))
    assert signalled(facts) == [("model-version", True, True)]


def test_a_muted_signal_is_counted_and_not_told() -> None:
    rows = [{"pattern": "openai", "reason": "A list.", "owner": "rita", "review_by": "2027-01-01"}]
    facts = facts_of(*added("lib/a.py"), single={**world().single, "signals": {"mutes": rows}})
    assert (facts["signals"], facts["change"]["ai"], facts["mutes"][0]["signals"]) == ([], False, 1)


HEAVY = (Unread("bot/a.py", "it weighs 9 MiB"), Unread("lib/a.py", "it weighs 9 MiB"))


def test_what_could_not_be_looked_through_is_unknown() -> None:
    facts = facts_of(*added("lib/b.py", hit("vllm")), entries={"bot": USING}, unread=HEAVY, records=(prd(),))
    assert unknown(facts) == {"signals[1]": False, "signals[2]": False}
    assert [signal["kind"] for signal in facts["signals"]] == ["package", "unread", "unread"]
    system = facts["systems"][0]
    assert {"signals[1]"} <= {fact["path"] for fact in system["unknown"]}
    record = facts["records"][0]
    assert {"record.signalled[1]", "signals[1]", "signals[2]"} <= {fact["path"] for fact in record["unknown"]}
    assert "it weighs 9 MiB" in facts["unknown"][0]["reason"]
    assert facts["unread"] == [{"path": u.path, "reason": u.reason} for u in HEAVY]
    assert_is_plain(facts)


@pytest.mark.parametrize("path", ["bot/tests/a.py", "lib/tests/a.py"])
def test_what_could_not_block_may_stay_unread(path: str) -> None:
    facts = facts_of(unread=(Unread(path, "it weighs 9 MiB"),))
    assert (unknown(facts), facts["signals"], facts["change"]["ai"]) == ({}, [], False)
    assert facts["unread"][0]["path"] == path


def test_one_signal_of_a_file_speaks_for_those_that_lack_the_same() -> None:
    facts = facts_of(*added("lib/a.py", hit(), hit("b"), hit("c")), *added("lib/b.py"), *added("bot/a.py"))
    said = [(signal["path"], signal["repeats"], signal["besides"]) for signal in facts["signals"]]
    assert said == [
        ("lib/a.py", False, " (and 2 further signs)"),
        ("lib/a.py", True, ""),
        ("lib/a.py", True, ""),
        ("lib/b.py", False, ""),
        ("bot/a.py", False, ""),
    ]
    assert not any(
        signal["repeats"] for signal in facts_of(*added("bot/a.py", hit(), hit("b")), records=(prd(),))["signals"]
    )
