"""Controls and their anchors in SARIF: related, within GitHub's limits, and never called equal."""

import json
from dataclasses import replace
from typing import Any

import pytest

from aims_gate.reports import Options
from aims_gate.reports.sarif import MOST_TAGS, render
from aims_gate.sources import pack
from tests.reports.results import FAILED
from tests.reports.sample import REFUSED, SAMPLES
from tests.reports.test_sarif import needs_schema, official

CATALOGUE = {str(control["id"]): control for control in pack.controls()}
WITH = Options(catalogue=CATALOGUE)


def run(sample: str) -> dict[str, Any]:
    (only,) = json.loads(render(SAMPLES[sample], WITH))["runs"]
    return dict(only)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_relationship_leads_to_a_taxon(sample: str) -> None:
    told = run(sample)
    taxonomies = {one["name"]: [taxon["id"] for taxon in one["taxa"]] for one in told.get("taxonomies", ())}
    related = [one for rule in told["tool"]["driver"]["rules"] for one in rule.get("relationships", ())]
    assert bool(related) == bool(taxonomies)
    for one in related:
        target = one["target"]
        assert taxonomies[target["toolComponent"]["name"]][target["index"]] == target["id"]
        assert one["kinds"] == ["relevant"]


def test_a_rule_is_tagged_with_what_the_catalogue_says_of_its_controls() -> None:
    rules = {rule["id"]: rule for rule in run("refused")["tool"]["driver"]["rules"]}
    for result in REFUSED.results:
        tags = rules[result.rule]["properties"]["tags"]
        meant = [f"EU AI Act {a}" for c in result.controls for a in CATALOGUE.get(c, {}).get("eu_ai_act", ())]
        assert tags[: len(result.controls)] == list(result.controls)
        assert {tag for tag in tags if tag.startswith("EU AI Act ")} == set(meant)
        assert len(tags) == len(set(tags)) <= MOST_TAGS
    assert "NIST AI RMF MAP 5.1" in rules["risk-assessment-recorded"]["properties"]["tags"]


def test_a_rule_of_every_control_keeps_to_the_limit_of_tags() -> None:
    told = replace(FAILED[0], controls=tuple(CATALOGUE))
    (only,) = json.loads(render(replace(REFUSED, results=(told,)), WITH))["runs"]
    (rule,) = only["tool"]["driver"]["rules"]
    assert len(rule["properties"]["tags"]) == MOST_TAGS
    assert len(rule["relationships"]) == 100


def test_a_control_of_an_own_pack_has_no_taxon() -> None:
    told = replace(FAILED[0], controls=("OWN-1",))
    (only,) = json.loads(render(replace(REFUSED, results=(told,)), WITH))["runs"]
    assert "taxonomies" not in only
    assert only["tool"]["driver"]["rules"][0]["properties"]["tags"] == ["OWN-1"]


@needs_schema
@pytest.mark.parametrize("sample", SAMPLES)
def test_valid_under_the_official_schema(sample: str) -> None:
    official().validate(json.loads(render(SAMPLES[sample], WITH)))
