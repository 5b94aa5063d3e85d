"""`aims-gate new`: what it asks for at a tier is what the rules ask for, neither less nor more, and the rest is marked."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from aims_gate.commands.new.template import template
from aims_gate.model.vocabulary import EVIDENCE_DATES, RECORD_EVIDENCE
from aims_gate.sources.documents import checked
from aims_gate.sources.front_matter import read_front_matter
from aims_gate.sources.pack import asked_fields
from aims_gate.sources.shipped_schemas import shipped_schema
from tests.commands.test_init import ANSWERS, ENTRY, begun, coded, init, ran
from tests.commands.test_new import uncommented
from tests.e2e.command import called
from tests.repositories import Repo
from tests.tree import ROOT

__all__ = ["begun", "coded"]

EVERY_KIND = tuple(EVIDENCE_DATES)
SYSTEM = "support-chat"
TODAY = "2026-11-20"

SAID = {
    "severity": "minor", "reversible": "true", "present": "false", "applicable": "false", "threshold": '"> 0.35"',
    "window": "7d", "review_every": "90d", "retention": "400d", "treatment": "modify", "controls": "[A.6.2.4]",
    "likelihood": "2", "impact": "2", "score": "4", "model": "gpt-5 2025-08-07", "operator": '"<="', "target": "0.02",
    "result": "0.01", "incident_route": "docs/incidents.md", "accepted_by": "cleo", "approved_by": "cleo",
    "personal_data": "false", "due": "2999-01-01", "kind": "harm",
}  # fmt: skip
"""Key → what is written where the template leaves it open; dates, people and words are told by the template."""


def keys(schema: Any, above: str = "") -> Iterator[str]:
    """The dotted path of every field."""
    for name, part in schema.get("properties", {}).items():
        yield f"{above}{name}"
        part = max(part.get("anyOf", [part]), key=lambda one: len(one.get("properties", ())))
        inner = part.get("items", part)
        yield from keys(
            max(inner.get("anyOf", [inner]), key=lambda one: len(one.get("properties", ()))), f"{above}{name}."
        )


def written(value: Any, above: str = "") -> Iterator[str]:
    for name, part in value.items():
        yield f"{above}{name}"
        part = part[0] if isinstance(part, list) else part
        if isinstance(part, dict):
            yield from written(part, f"{above}{name}.")


def fields(text: str) -> set[str]:
    parsed = read_front_matter(text.encode(), "a.md")
    assert parsed is not None
    assert {problem.cause for problem in checked(parsed, {}).problems} <= {"placeholder"}, parsed.problems
    return set(written(parsed.value["aims"]))


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_what_is_not_asked_for_stands_behind_a_hash(kind: str) -> None:
    asked = set(asked_fields(kind, "limited"))
    whole = {name for name in asked if "." not in name} | {name.partition(".")[0] for name in asked}
    live = fields(template(kind, SYSTEM, "limited"))
    assert {name for name in live if "." not in name} == whole | {"kind", "id", "systems", "status"}
    assert asked <= live
    assert fields(uncommented(template(kind, SYSTEM, "limited"))) == set(keys(shipped_schema(kind)))
    assert "not asked for at tier limited" in template(kind, SYSTEM, "limited")


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_what_is_asked_for_is_a_field_and_more_at_a_higher_tier(kind: str) -> None:
    every = set(keys(shipped_schema(kind)))
    lower, low, high = (asked_fields(kind, tier) for tier in ("minimal", "limited", "high"))
    assert set(lower) <= set(low) <= set(high) <= every
    assert EVIDENCE_DATES[kind] in lower
    assert len(high) == len(set(high))


@pytest.mark.parametrize("tier", ["TBD", "", "hihg"])
def test_a_tier_that_nobody_can_tell_is_asked_for_everything(tier: str) -> None:
    assert template("monitoring_plan", SYSTEM, tier) == template("monitoring_plan", SYSTEM, "high")
    assert template("monitoring_plan", SYSTEM, "prohibited") == template("monitoring_plan", SYSTEM, "high")


def test_a_kind_that_a_tier_is_not_asked_for_begins_with_the_tier_that_is() -> None:
    assert template("event_log", SYSTEM, "minimal") == template("event_log", SYSTEM, "limited")
    assert template("risk_assessment", SYSTEM, "minimal") != template("risk_assessment", SYSTEM, "limited")


def test_its_owner_is_the_systems_until_somebody_says_otherwise(coded: Repo) -> None:
    init(coded, *ANSWERS)
    called(coded.folder, "new", "event_log", "--system", SYSTEM)
    said = yaml.safe_load((coded.folder / f"docs/ai/{SYSTEM}/event-log.md").read_text().split("---")[1])["aims"]
    assert (said["owner"], said["version"]) == ("ada-author", 1)
    coded.write(ENTRY, "owner: TBD\ntier: limited\n")
    called(coded.folder, "new", "event_log", "--system", SYSTEM, "--path=docs/other.md")
    assert "owner: <id in .aims/roles.yaml>" in (coded.folder / "docs/other.md").read_text()


def filled(text: str) -> str:
    """A template with what it leaves open filled in, and nothing else touched."""

    def line(found: re.Match[str]) -> str:
        before, key, value = found.groups()
        if key == "status":
            return f"{before}{key}: approved"
        if not re.search(r"<|yyyy|\|", value):
            return found[0]
        said = SAID.get(key) or ("ada-author" if "roles.yaml" in value else TODAY if "yyyy" in value else "Something.")
        return (
            f"{before}{key}: [{said}]"
            if value.startswith("[") and not said.startswith("[")
            else f"{before}{key}: {said}"
        )

    return re.sub(r"^((?:  )+(?:- )?)([a-z_]+): (.+)$", line, text, flags=re.MULTILINE)


CHANGED_ANSWER = {
    "minimal": ("public=yes", "public=no"),
    "limited": ("", ""),
    "high": ("people=no", "people=yes"),
}


@pytest.mark.parametrize("tier", CHANGED_ANSWER)
def test_what_is_asked_for_is_enough(tier: str, coded: Repo) -> None:
    old, new = CHANGED_ANSWER[tier]
    answers = [one.replace(old, new) for one in ANSWERS]
    said = init(coded, *answers, "--owner=ada-author=ada", "--escalation=#ai")
    assert said.code == 0, said.words
    kinds = RECORD_EVIDENCE if tier != "minimal" else ("risk_assessment",)
    for kind in kinds:
        assert called(coded.folder, "new", kind, "--system", SYSTEM).code == 0
        path = f"docs/ai/{SYSTEM}/{kind.replace('_', '-')}.md"
        text = filled((coded.folder / path).read_text(encoding="utf-8"))
        coded.write(path, add_override(text) if tier == "high" and kind == "monitoring_plan" else text)
    entry = yaml.safe_load((coded.folder / ENTRY).read_text(encoding="utf-8"))
    entry["documents"] = {kind: f"docs/ai/{SYSTEM}/{kind.replace('_', '-')}.md" for kind in kinds}
    entry["models"] = [{"provider": "OpenAI", "name": "gpt-5", "version": "2025-08-07"}]
    coded.write(ENTRY, yaml.safe_dump(entry))
    coded.write("docs/incidents.md", "# Who is called\n")
    report = ran(coded, "check")
    assert report["change"]["tier"] == tier
    failed = {
        one["rule"]: [f["message"] for f in one["findings"]] for one in report["results"] if one["outcome"] == "fail"
    }
    # Whoever signs at tier high needs a training record, which is none of the documents.
    assert failed == {}


def add_override(text: str) -> str:
    """At tier high a plan has two metrics: the template shows one."""
    start, end = text.index("    # What is measured.\n    - name"), text.index("  # Path of the incident")
    return text[:end] + text[start:end].replace("kind: harm", "kind: override") + text[end:]


LACKS = re.compile(r"lacks\(evidence\.(\w+)((?:\.\w+)*), \[([^\]]*)\]\)")


def test_what_rules_say_is_lacking_is_asked_for() -> None:
    seen = set()
    for path in sorted((ROOT / "policies/iso42001").glob("*.yaml")):
        rule = yaml.safe_load(path.read_text(encoding="utf-8"))
        for requirement in rule["require"]:
            for kind, part, listed in LACKS.findall(str(requirement["that"])):
                wanted = {f"{part}.{name}".strip(".") for name in re.findall(r"'(\w+)'", listed)}
                seen.add(kind)
                assert wanted - {"vulnerable_groups.who"} <= set(asked_fields(kind, rule["from_tier"])), path.name
    assert len(seen) >= 6
