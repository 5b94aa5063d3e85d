"""What lacks, lies broken or grew soft in the register: never a pass by accident. Each is a repository of its own."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.example import PROMPT, SYSTEM, TODAY, check, commit, edit, example, failed, lay, owned, waiting
from tests.repositories import Repo


class Broken(NamedTuple):
    """`base` breaks the register at the trusted ref; the change itself is sound but for its open sign-off."""

    base: Callable[[Repo], None]
    code: int
    words: tuple[str, ...]


def wrote(path: str, text: str | bytes) -> Callable[[Repo], None]:
    return lambda repo: repo.write(path, text)


def edited(path: str, old: str, new: str) -> Callable[[Repo], None]:
    return lambda repo: edit(repo, path, old, new)


def added(path: str, text: str) -> Callable[[Repo], None]:
    return lambda repo: repo.write(path, (repo.folder / path).read_text(encoding="utf-8") + text)


def linked(repo: Repo) -> None:
    repo.remove(".aims/roles.yaml")
    repo.write("roles.yaml", "people: {}\nroles: {}\n")
    repo.link(".aims/roles.yaml", "../roles.yaml")


def without_rules(repo: Repo) -> None:
    repo.write(".aims/policies/README.md", "Our own rules, one day.\n")


CONFIG = ".aims/config.yaml"
OWN_RULE = """id: {id}
title: is ours
controls: ["8.1"]
subject: change
severity: error
when: "true"
require: {require}
why: Because.
fix: Do it.
examples:
  pass: [{{name: a, facts: {{change: {{ai: true}}}}}}]
  fail: [{{name: b, facts: {{change: {{ai: true}}}}}}]
"""
REQUIRE = '[{that: "true", message: It is not.}]'

AT_THE_TRUSTED_REF = {
    "unknown key in the configuration": Broken(
        added(CONFIG, "mod: audit\n"), 2, (f"{CONFIG}:5:1", "'mod'", "did you mean 'mode'?")
    ),
    "unknown version": Broken(edited(CONFIG, "version: 1", "version: 2"), 2, (f"{CONFIG}:1:",)),
    "unknown profile": Broken(edited(CONFIG, "standard", "standart"), 2, (f"{CONFIG}:3:", "standard")),
    "unknown mode": Broken(edited(CONFIG, "enforce", "off"), 2, (f"{CONFIG}:4:", "enforce")),
    "configuration is a list": Broken(wrote(CONFIG, "- version: 1\n"), 2, (f"{CONFIG}:1:1", "list, not a mapping")),
    "configuration is not UTF-8": Broken(wrote(CONFIG, b"version: \xff\n"), 2, (f"{CONFIG}:1:", "not UTF-8")),
    "configuration over budget": Broken(wrote(CONFIG, "#" * 300_000), 2, (f"{CONFIG}:1:1",)),
    "empty configuration": Broken(wrote(CONFIG, ""), 2, (f"{CONFIG}:1:1", "empty")),
    "duplicate key": Broken(added(CONFIG, "mode: audit\n"), 2, (f"{CONFIG}:5:1", "first on line 4")),
    "roles behind a link": Broken(linked, 2, (".aims/roles.yaml:1:1", "link", "not followed")),
    "level of a rule that is not there": Broken(
        added(CONFIG, "rules: {risk-signed-of: {level: warning}}\n"), 2, ("risk-signed-of", "risk-signed-off")
    ),
    "level that does not exist": Broken(added(CONFIG, "rules: {risk-signed-off: {level: none}}\n"), 2, ("none",)),
    "a rule off that may never be": Broken(
        added(CONFIG, "rules: {ai-change-declared: {level: off, reason: a, owner: b, review_by: 2027-01-01}}\n"),
        2,
        ("ai-change-declared cannot be turned off",),
    ),
    "own rule without a requirement": Broken(
        wrote(".aims/policies/ours.yaml", OWN_RULE.format(id="ours", require="[]")),
        2,
        (".aims/policies/ours.yaml:7:", "require"),
    ),
    "own rule with an unknown key": Broken(
        wrote(".aims/policies/ours.yaml", OWN_RULE.format(id="ours", require=REQUIRE) + "wen: x\n"),
        2,
        (".aims/policies/ours.yaml:13:1", "'wen'"),
    ),
    "own rule on a fact that does not exist": Broken(
        wrote(".aims/policies/ours.yaml", OWN_RULE.format(id="ours", require="[{that: change.aii, message: No.}]")),
        2,
        (".aims/policies/ours.yaml", "change.aii"),
    ),
    "own rule that cannot be parsed": Broken(
        wrote(".aims/policies/ours.yaml", OWN_RULE.format(id="ours", require='[{that: "change.ai ==", message: No.}]')),
        2,
        (".aims/policies/ours.yaml",),
    ),
    "own rule under another name": Broken(
        wrote(".aims/policies/ours.yaml", OWN_RULE.format(id="yours", require=REQUIRE)), 2, ("`ours`", "name")
    ),
    "own rule with the id of a built-in one": Broken(
        wrote(".aims/policies/risk-signed-off.yaml", OWN_RULE.format(id="risk-signed-off", require=REQUIRE)),
        2,
        ("two rules have the id risk-signed-off",),
    ),
    "own rule that is empty": Broken(
        wrote(".aims/policies/ours.yaml", ""), 2, (".aims/policies/ours.yaml:1:1", "there is no rule", "empty")
    ),
    "own rule on a control that does not exist": Broken(
        wrote(".aims/policies/ours.yaml", OWN_RULE.format(id="ours", require=REQUIRE).replace("8.1", "8.9")),
        2,
        ("`8.9` is no control",),
    ),
    "empty rule folder: the built-in pack judges": Broken(without_rules, 3, ("rules judged",)),
    "no risk method: nobody is entitled": Broken(
        lambda repo: repo.remove(".aims/risk-method.yaml"), 1, ("The risk method names nobody who signs tier high off",)
    ),
    "no roles: nobody is known": Broken(lambda repo: repo.remove(".aims/roles.yaml"), 1, ("system-has-owner",)),
    "a system under another id": Broken(edited(SYSTEM, "id: support-assistant", "id: other"), 2, (f"{SYSTEM}:1:1",)),
    "a schema that is not there": Broken(
        added(CONFIG, "schemas: {datasheet: schemas/datasheet.json}\n"), 2, ("schemas/datasheet.json", "trusted ref")
    ),
}


@pytest.mark.parametrize("name", AT_THE_TRUSTED_REF)
def test_broken_at_the_trusted_ref(name: str, tmp_path: Path) -> None:
    broken = AT_THE_TRUSTED_REF[name]
    repo = example(tmp_path / "repo")
    broken.base(repo)
    commit(repo, "Break the register")
    lay(repo, "fixed") if name != "a system under another id" else edit(repo, PROMPT, "You draft", "Draft")
    said = check(repo, "--strict")
    assert said.code == broken.code, said.words
    assert [words for words in broken.words if words not in said.words] == []
    assert "Traceback" not in said.words


def test_every_rule_lowered_that_may_be_leaves_what_may_not(tmp_path: Path) -> None:
    """Levels lowered with reason, owner and date still leave the rules that never yield; without them, all block."""
    repo = example(tmp_path / "repo", "refused")
    rules = {result["rule"] for result in check(repo, "--report", "json=-").report["results"]}
    firm = {"ai-change-declared", "prohibited-use-blocked", "gate-policy-change-approved"}
    repo.checkout("main")
    off = "".join(
        f"  {rule}: {{level: off, reason: r, owner: risk-lead, review_by: 2026-12-01}}\n"
        for rule in sorted(rules - firm)
    )
    repo.write(CONFIG, "version: 1\nrules:\n" + off)
    commit(repo, "Everything off")
    edit(repo, PROMPT, "You draft", "Draft")
    assert failed((said := check(repo, "--report", "json=-")).report) == {"ai-change-declared"}
    assert said.code == 1
    lay(repo, "refused")
    for day, code in (("2026-11-30", 0), ("2026-12-01", 1)):
        later = check(repo, "--report", "json=-", "--as-of", day).report
        assert (later["exit_code"], bool(later["notes"])) == (code, code == 1), day
        assert "by risk-lead: r" in str(later["results"]) or code == 1
    repo.checkout("main")


def test_levels_lowered_without_reason_do_not_hold(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.write(CONFIG, "version: 1\nrules:\n  risk-assessment-recorded: {level: off}\n")
    commit(repo, "One off, on nobody's word")
    lay(repo, "refused")
    said = check(repo)
    assert said.code in (1, 2)
    assert "risk-assessment-recorded" in said.words
    assert "reason" in said.words


def test_no_register_and_no_sign_of_ai_passes_in_those_words(tmp_path: Path) -> None:
    repo = owned(tmp_path / "repo")
    repo.write("README.md", "# A website\n")
    commit(repo)
    repo.write("README.md", "# A better website\n")
    said = check(repo, "--strict")
    assert said.code == 0
    assert "no `.aims` register at main and no known signal in 1 changed file" in said.words


def test_empty_register_folder_is_no_register(tmp_path: Path) -> None:
    repo = owned(tmp_path / "repo")
    repo.write(".aims/README.md", "Nothing yet.\n")
    commit(repo)
    repo.write("a.txt", "a\n")
    said = check(repo, "--strict")
    assert said.code == 0
    assert "no `.aims` register at main and no known signal in 1 changed file" in said.words


def test_a_register_without_a_system(tmp_path: Path) -> None:
    repo = owned(tmp_path / "repo")
    repo.write(CONFIG, "version: 1\n")
    commit(repo)
    repo.write("a.txt", "a\n")
    said = check(repo, "--strict")
    assert said.code == 0
    assert "no AI system touched and no known signal in 1 changed file" in said.words


def test_first_register_waits_for_an_administrator(tmp_path: Path) -> None:
    repo = owned(tmp_path / "repo")
    lay(repo, "base")
    shutil.move(repo.folder / ".aims", tmp_path)
    commit(repo)
    shutil.move(tmp_path / ".aims", repo.folder)
    assert "gate-policy-change-approved" in waiting(check(repo, "--report", "json=-").report)
    assert check(repo, "--strict").code == 3


def test_a_change_that_touches_no_system_passes_in_those_words(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.write("services/billing/invoice.py", "TOTAL = 1\n")
    said = check(repo, "--strict")
    assert said.code == 0
    assert "no AI system touched and no known signal in 1 changed file" in said.words


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026-02-30", "20261121", "2026-11-21T00:00:00Z", "0"])
def test_a_day_that_is_none(day: str, tmp_path: Path) -> None:
    said = check(example(tmp_path / "repo", "fixed"), "--as-of", day)
    assert said.code == 2
    assert day in said.words
    assert "YYYY-MM-DD" in said.words


WAIVER = """waivers:
  - rule: {rule}
    subject: system:support-assistant
    reason: The evaluation set arrives next week.
    owner: assistant-owner
    approved_by: risk-lead
    from: {start}
    expires: {end}
"""


@pytest.mark.parametrize(
    ("rule", "start", "end", "holds"),
    [
        ("risk-assessment-recorded", "2026-11-01", "2026-12-01", True),
        ("risk-assessment-recorded", "2026-09-01", TODAY, False),
        ("risk-assessment-recorded", "2026-11-22", "2026-12-01", False),
        ("risk-assessment-recorded", "2026-11-01", "2027-11-01", False),
        ("risk-signed-off", "2026-11-01", "2026-12-01", True),
        ("ai-change-declared", "2026-11-01", "2026-12-01", False),
    ],
)
def test_a_waiver_holds_only_while_it_runs(rule: str, start: str, end: str, holds: bool, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.write(".aims/waivers.yaml", WAIVER.format(rule=rule, start=start, end=end))
    commit(repo, "Waive")
    lay(repo, "refused")
    said = check(repo, "--report", "json=-")
    waived = {result["rule"] for result in said.report["results"] if result["outcome"] == "waived"}
    assert said.code == 1
    assert waived == ({rule} if holds else set())
    assert "risk-assessment-recorded" in failed(said.report) or (holds and rule == "risk-assessment-recorded")


def test_a_waiver_that_the_change_itself_brings_does_not_hold(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "refused")
    waiver = WAIVER.format(rule="risk-assessment-recorded", start="2026-11-01", end="2026-12-01")
    repo.write(".aims/waivers.yaml", waiver)
    said = check(repo, "--report", "json=-")
    assert said.code == 1
    assert "risk-assessment-recorded" in failed(said.report)
    assert "gate-policy-change-approved" in waiting(said.report)
    assert said.report["if_merged"]["files"] == [".aims/waivers.yaml"]
