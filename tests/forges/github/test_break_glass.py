"""Emergencies in a real repository: who may break the glass, and what yields."""

import pytest

from tests.e2e.example import PROMPT, SYSTEM, check, edit, failed
from tests.forges.github.emergencies import CASE, HOTFIX, UNTIL, emergency, nonconformity, notes, overridden
from tests.forges.github.story import Story


def test_approved_by_a_role_that_the_method_names_failures_are_overridden(story: Story) -> None:
    before = emergency(story).judge()
    story.review("octo-platform")
    said = story.judge()
    assert (before.code, said.code, said.report["verdict"]) == (1, 0, "pass")
    assert overridden(said) == failed(before.report) | {"residual-risk-accepted"}
    assert said.report["counts"]["overridden"] >= len(overridden(said))
    reasons = {result["reason"] for result in said.report["results"] if result["outcome"] == "overridden"}
    assert reasons == {
        f"glass broken until {UNTIL} by platform-lead ({HOTFIX}): Drafts offer refunds that nobody granted."
    }


def test_the_report_says_that_it_passed_by_break_glass_and_what_is_owed(story: Story) -> None:
    emergency(story).review("octo-platform")
    said = story.judge()
    assert said.report["summary"].startswith("Passed by break-glass: nothing else that blocks is missing")
    assert f"owed by {UNTIL}: a closed nonconformity" in said.report["summary"]
    assert f"`record: {HOTFIX}`" in notes(said)


def test_a_nonconformity_that_the_change_brings_is_named(story: Story) -> None:
    nonconformity(emergency(story).repo, "status: open")
    story.push()
    story.review("octo-platform")
    said = story.judge()
    assert said.code == 0
    assert f"{CASE} has to be closed by then" in notes(said)


def test_unapproved_everything_stays_and_the_result_says_who_could_break_it(story: Story) -> None:
    said = emergency(story).judge()
    assert (said.code, overridden(said)) == (1, set())
    assert "Could break it: risk-lead, platform-lead, director (programme-owner or executive)" in notes(said)
    waived = [r for r in said.report["results"] if r["outcome"] == "fail" and r["rule"] == "risk-assessment-recorded"]
    assert {"risk-lead", "platform-lead"} <= set(waived[0]["unblocked_by"])


@pytest.mark.parametrize(("login", "cause"), [("octo-owner", "self"), ("octo-stranger", "not-entitled")])
def test_an_approval_that_cannot_count_is_listed_with_its_cause(login: str, cause: str, story: Story) -> None:
    emergency(story).review(login)
    said = story.judge()
    assert (said.code, overridden(said)) == (1, set())
    assert f": {cause} (" in notes(said)


def test_a_material_edit_ends_the_approval(story: Story) -> None:
    emergency(story).review("octo-platform")
    story.repo.write(PROMPT, "Anything else.\n")
    story.push()
    said = story.judge()
    assert (said.code, overridden(said)) == (1, set())
    assert "platform-lead: stale" in notes(said)


def test_without_a_forge_it_waits(story: Story) -> None:
    said = check(emergency(story).repo, "--report", "json=-")
    assert (said.code, overridden(said)) == (1, set())
    assert f"{HOTFIX} does not break the glass for support-assistant: it waits" in notes(said)


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"until": "2026-11-20"}, "is past"),
        ({"until": "2026-11-25"}, "further than the 72h"),
        ({"until": "2026-13-01"}, "no day of the calendar"),
        ({"until": ""}, "it has no until"),
        ({"until": "yyyy-mm-dd"}, "it has no until"),
        ({"reason": "TBD"}, "it has no reason"),
        ({"reason": ""}, "it has no reason"),
        ({"incident": ""}, "it has no incident"),
        ({"incident": "docs/ai/incidents/none.md"}, "is not in the tree"),
        ({"incident": "docs/ai/incidents.md"}, "`aims`"),
        ({"incident": "docs/ai/support-assistant/impact.md"}, "not `incident`"),
        ({"path": "emergency/hotfix.md"}, "later checks would not find it"),
    ],
)
def test_a_record_that_lacks_something_breaks_nothing_whoever_approves(
    keys: dict[str, str], why: str, story: Story
) -> None:
    emergency(story, **keys).review("octo-platform")
    story.review("octo-risk")
    said = story.judge()
    assert (said.code, overridden(said)) == (1, set())
    assert why in notes(said)


def test_the_last_day_that_the_method_allows_counts(story: Story) -> None:
    emergency(story, until="2026-11-24").review("octo-platform")
    assert story.judge().code == 0


def test_so_does_a_record_in_a_prd(story: Story) -> None:
    emergency(story, path="docs/prd/hotfix.md").review("octo-platform")
    assert story.judge().code == 0


def test_a_description_breaks_nothing(story: Story) -> None:
    emergency(story)
    block = (story.repo.folder / HOTFIX).read_text()
    story.repo.remove(HOTFIX)
    story.push()
    story.pull["body"] = f"Stop.\n\n```aims\n{block}```\n"
    story.review("octo-platform")
    said = story.judge()
    assert (said.code, overridden(said)) == (1, set())
    assert "only a record in the tree" in notes(said)


def test_a_method_that_names_nobody_lets_nobody(story: Story) -> None:
    story.repo.checkout("main")
    edit(
        story.repo, ".aims/risk-method.yaml", "break_glass: {any_of: [programme-owner, executive], at_most: 72h}\n", ""
    )
    story.on_main()
    story.repo.checkout("refused")
    story.repo.git("rebase", "-q", "main")
    emergency(story).review("octo-platform")
    said = story.judge()
    assert (said.code, overridden(said)) == (1, set())
    assert "the risk method names no roles and time for it" in notes(said)


def test_a_rule_that_cannot_be_waived_never_yields(story: Story) -> None:
    emergency(story)
    edit(story.repo, SYSTEM, "tier: limited", "tier: prohibited")
    story.push()
    story.review("octo-platform")
    said = story.judge()
    assert said.code == 1
    assert (
        {"prohibited-use-blocked"} <= failed(said.report) <= {"prohibited-use-blocked", "gate-policy-change-approved"}
    )


def test_what_could_not_be_had_does_not_yield(story: Story) -> None:
    emergency(story).review("octo-platform")
    story.github.fail(method="GET", path="/pulls/5/reviews", status=403, body=b'{"message": "Resource not accessible"}')
    said = story.judge()
    assert (said.code, overridden(said)) == (1, set())


def test_evidence_that_cannot_be_read_does_not_yield(story: Story) -> None:
    emergency(story)
    story.repo.write("docs/ai/support-assistant/monitoring.md", "---\naims: {kind: [\n---\n")
    story.push()
    story.review("octo-platform")
    assert story.judge().code != 0


def test_another_system_is_not_covered(story: Story) -> None:
    emergency(story)
    entry = (story.repo.folder / SYSTEM).read_text()
    story.repo.write(".aims/systems/other.yaml", entry.replace("support-assistant", "other", 1))
    story.push()
    story.review("octo-platform")
    said = story.judge()
    standing = {
        r["subject"]["id"] for r in said.report["results"] if r["outcome"] == "fail" and r["rule"] == "risk-signed-off"
    }
    assert (said.code, standing) == (1, {"other"})
