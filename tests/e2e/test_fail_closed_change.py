"""Changes that try, or happen, to slip past the gate: each is judged by what the trusted ref says."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.example import (
    EVIDENCE,
    PRD,
    PROMPT,
    RECORD,
    SYSTEM,
    check,
    commit,
    edit,
    example,
    failed,
    lay,
    places,
    shorter_greeting,
    waiting,
)
from tests.repositories import Repo


class Slip(NamedTuple):
    """What a change does, the exit code with --strict, what must fail, what must wait, words of the report."""

    change: Callable[[Repo], object]
    code: int
    fails: set[str]
    waits: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


def no_record(repo: Repo) -> None:
    edit(repo, PROMPT, "You draft", "Draft")


def new_file(repo: Repo) -> None:
    repo.write("prompts/assistant/second.md", "Be brief.\n")


def deleted_file(repo: Repo) -> None:
    repo.remove(PROMPT)


def moved_out(repo: Repo) -> None:
    repo.move(PROMPT, "elsewhere/reply.md")


def moved_out_with_record(repo: Repo) -> None:
    repo.write(RECORD, "systems: [support-assistant]\nchange: [logic]\nsummary: Moved.\n")
    repo.move(PROMPT, "elsewhere/reply.md")


def paths_narrowed(repo: Repo) -> None:
    no_record(repo)
    edit(repo, SYSTEM, "  - prompts/assistant/**\n", "")


def made_inert(repo: Repo) -> None:
    no_record(repo)
    edit(repo, SYSTEM, "inert:\n", "inert:\n  - prompts/**\n")


def tier_lowered(repo: Repo) -> None:
    shorter_greeting(repo)
    edit(repo, SYSTEM, "tier: limited", "tier: minimal")


def register_deleted(repo: Repo) -> None:
    no_record(repo)
    repo.git("rm", "-rq", ".aims")


def entry_deleted(repo: Repo) -> None:
    no_record(repo)
    repo.remove(SYSTEM)


def entry_renamed(repo: Repo) -> None:
    repo.move(SYSTEM, ".aims/systems/other.yaml")
    edit(repo, ".aims/systems/other.yaml", "id: support-assistant", "id: other")


def entry_unreadable(repo: Repo) -> None:
    shorter_greeting(repo)
    repo.write(SYSTEM, "id: [\n")


def audit_mode(repo: Repo) -> None:
    no_record(repo)
    edit(repo, ".aims/config.yaml", "mode: enforce", "mode: audit")


def rule_off(repo: Repo) -> None:
    lay(repo, "refused")
    off = "rules: {risk-assessment-recorded: {level: off, reason: r, owner: risk-lead, review_by: 2027-01-01}}\n"
    repo.write(".aims/config.yaml", "version: 1\n" + off)


def own_approver(repo: Repo) -> None:
    shorter_greeting(repo)
    edit(repo, ".aims/roles.yaml", "risk-approver: [risk-lead]", "risk-approver: [assistant-owner]")


def softer_method(repo: Repo) -> None:
    lay(repo, "refused")
    edit(repo, ".aims/risk-method.yaml", "medium: 6", "medium: 15")


def workflow(repo: Repo) -> None:
    repo.write(".github/workflows/gate.yml", "jobs: {gate: {steps: [{run: aims-gate check}]}}\n")


def none_material(repo: Repo) -> None:
    edit(repo, "services/assistant/draft.py", "    return reply.output_text", "    return str(reply.output_text)")
    repo.write(RECORD, "systems: [support-assistant]\nchange: [none-material]\nsummary: A comma.\n")


def none_material_on_a_prompt(repo: Repo) -> None:
    no_record(repo)
    repo.write(RECORD, "systems: [support-assistant]\nchange: [none-material]\nsummary: A comma.\n")


def none_material_and_more(repo: Repo) -> None:
    no_record(repo)
    repo.write(RECORD, "systems: [support-assistant]\nchange: [none-material, prompt]\nsummary: A comma.\n")


def not_ai(repo: Repo) -> None:
    no_record(repo)
    repo.write(RECORD, "systems: [support-assistant]\nai: false\nreason: It only looks like it.\n")


def unknown_system(repo: Repo) -> None:
    no_record(repo)
    repo.write(RECORD, "systems: [support-asistant]\nchange: [prompt]\nsummary: Shorter.\n")


def unknown_type(repo: Repo) -> None:
    no_record(repo)
    repo.write(RECORD, "systems: [support-assistant]\nchange: [promt]\nsummary: Shorter.\n")


def no_types(repo: Repo) -> None:
    no_record(repo)
    repo.write(RECORD, "systems: [support-assistant]\nchange: []\nsummary: Shorter.\n")


def empty_record(repo: Repo) -> None:
    no_record(repo)
    repo.write(RECORD, "")


def duplicate_ids(repo: Repo) -> None:
    shorter_greeting(repo)
    for name in ("impact", "impact-2"):
        text = (repo.folder / EVIDENCE / "impact.md").read_text(encoding="utf-8")
        repo.write(f"{EVIDENCE}/{name}.md", text)


SIGN_OFF = frozenset({"risk-signed-off"})
GATE = frozenset({"gate-policy-change-approved"})
BOTH = GATE | SIGN_OFF

SLIPS = {
    "AI file without a record": Slip(no_record, 1, {"ai-change-declared"}, words=("support-assistant", PROMPT)),
    "new AI file without a record": Slip(new_file, 1, {"ai-change-declared"}),
    "deleted AI file without a record": Slip(deleted_file, 1, {"ai-change-declared"}),
    "AI file moved out": Slip(moved_out, 1, {"ai-change-declared"}),
    "AI file moved out, with a record": Slip(moved_out_with_record, 1, {"ai-change-declared"}),
    "paths narrowed": Slip(paths_narrowed, 1, {"ai-change-declared"}, GATE),
    "made inert": Slip(made_inert, 1, {"ai-change-declared"}, GATE),
    "tier lowered": Slip(tier_lowered, 1, {"tier-not-understated"}, BOTH, ("limited",)),
    "register deleted": Slip(register_deleted, 1, {"ai-change-declared"}, GATE),
    "only the entry deleted": Slip(lambda repo: repo.remove(SYSTEM), 1, {"ai-change-declared"}),
    "only the register deleted": Slip(lambda repo: repo.git("rm", "-rq", ".aims"), 1, {"ai-change-declared"}),
    "entry deleted": Slip(entry_deleted, 1, {"ai-change-declared"}, GATE),
    "entry renamed": Slip(entry_renamed, 1, {"monitoring-plan-exists"}, BOTH),
    "entry unreadable": Slip(entry_unreadable, 1, {"evidence-is-filled"}, words=(f"{SYSTEM}:2:1",)),
    "audit mode brought along": Slip(audit_mode, 1, {"ai-change-declared"}, GATE),
    "rule turned off": Slip(rule_off, 1, {"risk-assessment-recorded"}, GATE),
    "own approver": Slip(own_approver, 3, set(), BOTH, ("risk-lead",)),
    "softer method": Slip(softer_method, 1, {"risk-assessment-recorded"}, GATE),
    "workflow of the gate": Slip(workflow, 3, set(), GATE),
    "nothing material, on nobody's word": Slip(none_material, 3, set(), frozenset({"change-type-stated"})),
    "nothing material, and another prompt": Slip(none_material_on_a_prompt, 1, {"change-type-stated"}),
    "nothing material, and more": Slip(none_material_and_more, 1, {"change-type-stated"}),
    "no AI, in a system's own paths": Slip(not_ai, 1, {"ai-change-declared"}),
    "record of an unknown system": Slip(unknown_system, 1, {"ai-change-declared", "system-in-inventory"}),
    "record of an unknown type": Slip(unknown_type, 1, {"change-type-stated"}),
    "record without a type": Slip(no_types, 1, {"change-type-stated"}),
    "empty record": Slip(empty_record, 1, {"ai-change-declared", "evidence-is-filled"}, words=(f"{RECORD}:1",)),
    "two documents of one id": Slip(
        duplicate_ids, 1, {"evidence-is-filled"}, words=("has the id IA-support-assistant",)
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_slip(name: str, tmp_path: Path) -> None:
    slip = SLIPS[name]
    repo = example(tmp_path / "repo")
    slip.change(repo)
    said = check(repo, "--strict", "--report", "json=-", "--report", f"text={tmp_path / 'report.txt'}")
    text = " ".join((tmp_path / "report.txt").read_text(encoding="utf-8").split())
    assert said.code == slip.code, text
    assert slip.fails <= failed(said.report), text
    assert slip.waits <= waiting(said.report), text
    assert [words for words in slip.words if words not in text] == []


def test_a_change_committed_is_no_softer_than_one_that_is_not(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.checkout("slip", new=True)
    paths_narrowed(repo)
    commit(repo)
    for args in ((), ("--head", "slip")):
        assert check(repo, *args).code == 1


def prd(repo: Repo) -> Repo:
    """The sound change, made on a base that already holds its PRD."""
    lay(repo, "refused")
    repo.git("checkout", "-q", "main", "--", PROMPT)
    commit(repo, "PRD first")
    no_record(repo)
    return repo


def test_a_prd_that_the_change_does_not_touch_does_not_count(tmp_path: Path) -> None:
    said = check(prd(example(tmp_path / "repo")), "--report", "json=-")
    assert (said.code, "ai-change-declared" in failed(said.report)) == (1, True)


def test_a_deleted_prd_does_not_count(tmp_path: Path) -> None:
    repo = prd(example(tmp_path / "repo"))
    repo.remove(PRD)
    said = check(repo, "--report", "json=-")
    assert (said.code, "ai-change-declared" in failed(said.report)) == (1, True)


def test_a_renamed_prd_is_judged_where_it_is_now(tmp_path: Path) -> None:
    repo = prd(example(tmp_path / "repo"))
    repo.move(PRD, "docs/prd/renamed.md")
    said = check(repo, "--report", "json=-")
    assert said.code == 1
    assert "ai-change-declared" not in failed(said.report)
    assert any(place.startswith("docs/prd/renamed.md:") for place in places(said.report))


def test_a_prd_with_an_unreadable_block_does_not_count(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "fixed")
    edit(repo, PRD, "  systems: [support-assistant]", "  systems: [support-assistant")
    said = check(repo, "--report", "json=-")
    assert said.code == 1
    assert {"ai-change-declared", "evidence-is-filled"} <= failed(said.report)
    assert any(place.startswith(f"{PRD}:") for place in places(said.report))
