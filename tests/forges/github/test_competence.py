"""Whether those who sign a system of tier high are trained: who lacks what, and where the register says so."""

from typing import Any

from tests.e2e.command import Said
from tests.e2e.example import PRD, SYSTEM, check, edit, failed, outcomes
from tests.forges.github.story import Story

ROLES = ".aims/roles.yaml"
RULE = "sign-off-competent"


def as_high(story: Story, *edits: tuple[str, str, str]) -> None:
    """Let main hold the system at tier high, and some further edits."""
    story.repo.checkout("main")
    for path, old, new in ((SYSTEM, "tier: limited", "tier: high"), *edits):
        edit(story.repo, path, old, new)
    story.on_main("The assistant is of tier high")
    story.repo.checkout("fixed")
    story.repo.git("rebase", "-q", "-X", "theirs", "main")
    # The owner is known to the register: whose commits a rebase makes is not what this is about.
    story.repo.git("reset", "-q", "--soft", "main")
    story.push()


def signed(story: Story, *logins: str) -> Said:
    for login in logins:
        story.review(login)
    return story.judge()


def findings(said: Said) -> list[dict[str, Any]]:
    return [f for r in said.report["results"] if r["rule"] == RULE for f in r["findings"]]


def line_of(story: Story, text: str) -> int:
    lines = story.repo.git("show", f"main:{ROLES}").decode().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_training_that_has_ended_is_named_at_its_line(story: Story) -> None:
    as_high(story)
    said = signed(story, "octo-risk", "octo-director")
    (found,) = findings(said)
    assert {RULE, "risk-signed-off"} <= failed(said.report)
    assert found["message"] == (
        "director, who signs as executive, has a training record on ai-governance that expired on 2026-10-01."
    )
    assert (found["location"]["path"], found["location"]["line"]) == (ROLES, line_of(story, "completed: 2025-10-01"))


def test_the_sign_off_that_fails_for_it_follows_from_it(story: Story) -> None:
    as_high(story)
    said = signed(story, "octo-risk", "octo-director")
    (unsigned,) = [r for r in said.report["results"] if r["rule"] == "risk-signed-off"]
    assert unsigned["follows"] == [RULE]


def test_no_record_at_all_is_named_at_the_person(story: Story) -> None:
    gone = "      - {topic: ai-governance, completed: 2025-10-01, expires: 2026-10-01, evidence: docs/training/director.md}\n"
    as_high(story, (ROLES, gone, "      - {topic: first-aid, completed: 2025-10-01}\n"))
    (found,) = findings(signed(story, "octo-risk", "octo-director"))
    assert found["message"].endswith("has no training record on ai-governance.")
    assert (found["location"]["path"], found["location"]["line"]) == (ROLES, line_of(story, "director:"))


def test_once_everybody_is_trained_both_rules_pass(story: Story) -> None:
    as_high(story, (ROLES, "expires: 2026-10-01", "expires: 2027-10-01"))
    found = outcomes(signed(story, "octo-risk", "octo-director").report)
    assert (found[RULE], found["risk-signed-off"]) == ("pass", "pass")


def test_where_the_method_names_no_topic_any_current_record_will_do(story: Story) -> None:
    as_high(
        story,
        (".aims/risk-method.yaml", ", competence: ai-governance", ""),
        (ROLES, "completed: 2026-02-10, expires: 2027-02-10", "completed: 2026-12-10, expires: 2027-02-10"),
        (
            ROLES,
            "topic: ai-governance, completed: 2025-10-01, expires: 2026-10-01",
            "topic: law, completed: 2025-10-01",
        ),
    )
    said = signed(story, "octo-risk", "octo-director")
    (found,) = findings(said)
    assert found["message"].startswith("risk-lead, who signs as risk-approver, has a training record that is to be")
    assert outcomes(said.report)["risk-signed-off"] == "pass"


def test_before_anybody_signs_it_is_not_asked(story: Story) -> None:
    as_high(story)
    line = next(line for line in (story.repo.folder / PRD).read_text().splitlines() if "by: risk-lead" in line)
    edit(story.repo, PRD, f"  sign_off:\n{line}\n", "")
    story.push()
    found = outcomes(story.judge().report)
    assert (found[RULE], found["risk-signed-off"]) == ("not-applicable", "fail")


def test_a_dry_run_tells_it_of_the_signer_that_a_record_names(story: Story) -> None:
    as_high(story)
    edit(story.repo, PRD, "{role: risk-approver, by: risk-lead,", "{role: executive, by: director,")
    said = check(story.repo, "--report", "json=-")
    assert RULE in failed(said.report)


def test_below_tier_high_it_is_not_asked(story: Story) -> None:
    assert outcomes(signed(story, "octo-risk").report)[RULE] == "not-applicable"
