"""Whether somebody entitled accepted what is left of a risk, and until when."""

from typing import Any

import pytest

from tests.facts.world import METHOD, approving, commit, prd, unknown, world

LEFT = {"likelihood": 2, "impact": 3, "score": 6}
"""A residual of level medium, which the risk approver may accept."""


def row(*reviewers: str, tier: str = "limited", every: str = "365d", forge: bool = True, **keys: Any) -> dict[str, Any]:
    """What rules see of a row that the change brings, after some reviews."""
    stated = {"id": "R2", "likelihood": 3, "impact": 3, "residual": LEFT, **keys}
    method = {**METHOD, "reassess_every": {tier: every}}
    found = world(
        records=(prd(risk_assessment={"assessed": "2026-11-20", "risks": [stated]}),),
        reviews=tuple(map(approving, reviewers)) if forge else None,
        single={**world().single, "risk-method": method},
    ).system()
    shown: dict[str, Any] = {**found["risk"]["rows"][0], "waits": unknown(found).get("risk.rows[0].accepted")}
    return shown


def test_a_review_by_whom_the_method_entitles_accepts_it() -> None:
    found = row("octo-rita")
    assert (found["accepted"], found["basis"], found["waits"]) == (True, "verified", None)


@pytest.mark.parametrize("reviewers", [(), ("octo-bert",), ("octo-dirk",), ("octo-nobody",)])
def test_anybody_else_does_not(reviewers: tuple[str, ...]) -> None:
    found = row(*reviewers)
    assert (found["accepted"], found["basis"], found["waits"]) == (False, "claimed", False)


def test_that_nobody_holds_the_role_is_said() -> None:
    stated = {"id": "R2", "likelihood": 3, "impact": 3, "residual": LEFT}
    roles = {**world().single["roles"], "roles": {"executive": ["dirk"]}}
    found = world(
        records=(prd(risk_assessment={"assessed": "2026-11-20", "risks": [stated]}),),
        single={**world().single, "roles": roles},
    ).system()
    (reason,) = [fact["reason"] for fact in found["unknown"] if fact["path"] == "risk.rows[0].accepted"]
    assert "nobody holds risk-approver" in reason


def test_a_name_without_a_review_accepts_nothing() -> None:
    found = row(accepted_by="rita")
    assert (found["accepted"], found["waits"]) == (False, False)
    assert row(accepted_by="rita", forge=False)["waits"] is True


@pytest.mark.parametrize(("person", "why"), [("bert", "does not hold"), ("ghost", "not among"), (["rita"], "unnamed")])
def test_a_claim_in_the_name_of_somebody_who_may_not_is_refused_whoever_approves(person: Any, why: str) -> None:
    found = row("octo-rita", accepted_by=person)
    assert not found["accepted"]
    assert why in found["refused"]


@pytest.mark.parametrize("day", ["2026-11-22", "soon", 5])
def test_an_acceptance_of_no_day_that_has_come_is_refused(day: Any) -> None:
    assert "refused" in row("octo-rita", accepted_by="rita", accepted_on=day)


def test_whoever_made_the_change_accepts_nothing() -> None:
    stated = {"id": "R2", "likelihood": 3, "impact": 3, "residual": LEFT, "accepted_by": "rita"}
    found = world(
        records=(prd(risk_assessment={"risks": [stated]}),),
        reviews=(approving("octo-rita"),),
        commits=(commit(("Rita", "rita@example.org")),),
    ).system()["risk"]["rows"][0]
    assert (found["accepted"], found["refused"]) == (False, "rita took part in this change")


def test_its_end_is_the_stated_one_or_that_of_an_assessment() -> None:
    assert row("octo-rita", accepted_until="2026-12-01")["accepted_until"] == "2026-12-01"
    assert row("octo-rita")["accepted_until"] == "2027-11-20"
    assert row("octo-rita", every="12h")["accepted_until"] == "2026-11-21"
    assert row("octo-rita", accepted_by="rita", accepted_on="2025-01-01")["accepted_until"] == "2026-01-01"
    assert "accepted_until" not in row("octo-rita", tier="high")
    assert "accepted_until" not in row()
