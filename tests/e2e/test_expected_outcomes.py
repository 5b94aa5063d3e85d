"""The example's own table of what a local dry run says of it, rule by rule."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aims_gate.sources.checked import shape_and_placeholders
from aims_gate.sources.strict_yaml import read_yaml
from tests.e2e.example import (
    RECORD,
    SYSTEM,
    check,
    commit,
    edit,
    example,
    failed,
    lay,
    outcomes,
    shorter_greeting,
    waiting,
)
from tests.tree import EXAMPLE, ROOT


class Row(NamedTuple):
    """What a rule says of both versions. `words` stand in a finding of the refused one."""

    refused: str
    fixed: str
    words: str = ""


PASSING = """
ai-change-declared change-type-stated system-in-inventory system-has-owner intended-use-stated
impact-screening-recorded tier-not-understated prohibited-use-blocked evidence-references-resolve
monitoring-plan-exists rollback-planned event-log-designed impact-assessment-complete impact-feeds-risk
risk-assessment-current
""".split()  # noqa: SIM905  a table reads better

TABLE = {rule: Row("pass", "pass") for rule in PASSING} | {
    "change-reflected-in-register": Row("fail", "pass", "new-use"),
    "risk-assessment-recorded": Row("fail", "pass", "9"),
    "risks-treated": Row("fail", "pass", "R2"),
    "residual-risk-accepted": Row("fail", "unknown", "R2"),
    "impact-assessment-exists": Row("pass", "unknown"),
    "impact-assessment-current": Row("fail", "pass", "2026-09-01"),
    "evidence-is-filled": Row("fail", "pass", "TBD"),
    "incident-route-resolves": Row("fail", "pass", "names no incident route"),
    "monitoring-plan-complete": Row("fail", "pass", "threshold"),
    "verification-meets-criteria": Row("fail", "pass", "2026-09-01"),
    "technical-documentation-current": Row("fail", "pass", "new-use"),
    "users-informed": Row("fail", "pass", "new-use"),
    "risk-signed-off": Row("fail", "unknown", "risk-approver"),
    "gate-policy-change-approved": Row("not-applicable", "not-applicable"),
}

PACK = {path.stem for path in (ROOT / "policies" / "iso42001").glob("*.yaml")}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    made = {}
    for state in ("refused", "fixed"):
        repo = example(tmp_path_factory.mktemp(state) / "repo", state)
        made[state] = check(repo, "--report", "json=-").report
    return made


@pytest.mark.parametrize("state", ["refused", "fixed"])
@pytest.mark.parametrize("rule", TABLE)
def test_outcome(rule: str, state: str, reports: dict[str, dict[str, Any]]) -> None:
    assert outcomes(reports[state]).get(rule) == getattr(TABLE[rule], state)


@pytest.mark.parametrize("state", ["refused", "fixed"])
def test_every_other_rule_of_the_pack_is_asked_and_does_not_apply(
    state: str, reports: dict[str, dict[str, Any]]
) -> None:
    found = outcomes(reports[state])
    assert set(found) == PACK
    assert {rule: outcome for rule, outcome in found.items() if rule not in TABLE} == dict.fromkeys(
        PACK - set(TABLE), "not-applicable"
    )


@pytest.mark.parametrize("rule", [rule for rule, row in TABLE.items() if row.words])
def test_a_failure_says_what_is_wrong_and_where(rule: str, reports: dict[str, dict[str, Any]]) -> None:
    found = [
        finding
        for result in reports["refused"]["results"]
        if result["rule"] == rule and result["outcome"] == "fail"
        for finding in result["findings"]
    ]
    assert TABLE[rule].words in " ".join(finding["message"] for finding in found)
    assert [finding for finding in found if "location" not in finding] == []
    assert all((EXAMPLE / "refused" / f["location"]["path"]).is_file()
               or (EXAMPLE / "base" / f["location"]["path"]).is_file() for f in found)  # fmt: skip


def test_what_is_not_applicable_says_why(reports: dict[str, dict[str, Any]]) -> None:
    silent = [
        result
        for report in reports.values()
        for result in report["results"]
        if result["outcome"] == "not-applicable" and not result["reason"]
    ]
    assert silent == []


def test_waiting(reports: dict[str, dict[str, Any]]) -> None:
    assert waiting(reports["refused"]) == set()
    assert waiting(reports["fixed"]) == {rule for rule, row in TABLE.items() if row.fixed == "unknown"}
    assert all(result["waiting"] for result in reports["fixed"]["results"] if result["outcome"] == "unknown")


def test_basis_of_an_assessment_that_the_trusted_ref_holds(reports: dict[str, dict[str, Any]]) -> None:
    (found,) = [r for r in reports["refused"]["results"] if r["rule"] == "impact-assessment-exists"]
    assert (found["outcome"], found["basis"]) == ("pass", "recorded")


def test_a_claimed_sign_off_is_no_verified_one(reports: dict[str, dict[str, Any]]) -> None:
    given = [row for report in reports.values() for row in report["sign_off"]["support-assistant"]["given"]]
    assert {(row["person"], row["state"]) for row in given} == {
        ("assistant-owner", "refuted"),
        ("risk-lead", "claimed"),
    }
    assert {report["sign_off"]["support-assistant"]["could_sign"][0] for report in reports.values()} == {"risk-lead"}
    assert "verified" not in {result["basis"] for report in reports.values() for result in report["results"]}


@pytest.mark.parametrize(
    ("state", "args", "code"),
    [("refused", (), 1), ("refused", ("--strict",), 1), ("fixed", (), 0), ("fixed", ("--strict",), 3)],
)
def test_exit_code(state: str, args: tuple[str, ...], code: int, tmp_path: Path) -> None:
    said = check(example(tmp_path / "repo", state), "--report", "json=-", *args)
    assert (said.code, said.report["exit_code"]) == (code, code)


@pytest.mark.parametrize("state", ["refused", "fixed"])
def test_uncommitted_files_are_judged_as_committed_ones_are(
    state: str, tmp_path: Path, reports: dict[str, dict[str, Any]]
) -> None:
    repo = example(tmp_path / "repo")
    lay(repo, state)
    assert outcomes(check(repo, "--report", "json=-").report) == outcomes(reports[state])


def test_a_record_without_a_prd_waits_only_for_its_sign_off(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    shorter_greeting(repo)
    said = check(repo, "--report", "json=-")
    assert (said.code, failed(said.report), waiting(said.report)) == (0, set(), {"risk-signed-off"})
    assert check(repo, "--strict").code == 3


def test_the_same_keys_in_the_description(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    shorter_greeting(repo)
    record = (repo.folder / RECORD).read_text(encoding="utf-8")
    repo.remove(RECORD)
    described = tmp_path / "description.md"
    described.write_text(f"Shorter.\n\n```aims\n{record}```\n", encoding="utf-8")
    said = check(repo, "--report", "json=-", "--description", str(described))
    assert (said.code, failed(said.report), waiting(said.report)) == (0, set(), {"risk-signed-off"})


@pytest.mark.parametrize("name", ["every-key", "shorter-greeting"])
def test_records_of_the_example_have_no_problem(name: str) -> None:
    parsed = read_yaml((EXAMPLE / "records" / f"{name}.yaml").read_bytes(), f"{name}.yaml")
    assert parsed.problems == ()
    assert shape_and_placeholders(parsed, "change-record") == []


def test_an_untrained_director_cannot_sign_at_tier_high(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    edit(repo, SYSTEM, "tier: limited", "tier: high")
    commit(repo, "Higher tier")
    lay(repo, "refused")
    edit(repo, "docs/prd/refund-suggestions.md", "tier: limited", "tier: high")
    said = check(repo, "--report", "json=-")
    signing = said.report["sign_off"]["support-assistant"]
    assert said.code == 1
    assert said.report["change"]["tier"] == "high"
    assert signing["could_sign"] == ["risk-lead"]
    assert "executive" in str(signing["missing"])
    assert "risk-signed-off" in failed(said.report)
