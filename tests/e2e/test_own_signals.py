"""`.aims/signals.yaml` of real repositories: the organisation's own signals, and what it says is none."""

from pathlib import Path

import pytest

from tests.e2e.command import Said
from tests.e2e.example import check, commit, example, failed, outcomes, places, waiting
from tests.repositories import Repo
from tests.signals.toy import only_toys

BILLING = "services/billing/invoice.py"
OTHER_CALL = 'import httpx\n\nhttpx.post("https://api.mistral.ai/v1/chat")\n'


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    only_toys(monkeypatch)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return example(tmp_path / "repo")


def said_of(repo: Repo, *args: str) -> Said:
    return check(repo, "--report", "json=-", *args)


def mute(repo: Repo, pattern: str, review_by: str) -> None:
    repo.checkout("main")
    rows = f"mutes:\n  - {{pattern: {pattern!r}, reason: A block list., owner: risk-lead, review_by: {review_by}}}\n"
    repo.write(".aims/signals.yaml", rows)
    commit(repo, "Mute")
    repo.checkout("change", new=True)


@pytest.mark.parametrize("pattern", ["api.mistral.ai", "endpoint:any:api.mistral.ai", "services/billing/**"])
def test_a_mute_in_force_is_counted(repo: Repo, pattern: str) -> None:
    mute(repo, pattern, "2026-12-01")
    repo.write(BILLING, OTHER_CALL)
    said = said_of(repo, "--strict")
    assert said.code == 0
    assert (said.report["signals"]["muted"], said.report["signals"]["certain"]) == (1, 0)
    assert said.report["signals"]["mutes"][0]["in_force"] is True
    notes = " ".join(said.report["notes"])
    assert "1 mute in force, by which 1 signal of this change is not asked about." in notes
    assert f"The mute `{pattern}` of risk-lead lapses on 2026-12-01." in notes


def test_a_mute_that_lapsed_silences_nothing(repo: Repo) -> None:
    mute(repo, "api.mistral.ai", "2026-11-21")
    repo.write(BILLING, OTHER_CALL)
    said = said_of(repo)
    assert said.code == 1
    assert "is not in force: it lapsed on 2026-11-21" in " ".join(said.report["notes"])


def test_a_mute_of_the_change_itself_silences_nothing(repo: Repo) -> None:
    rows = "mutes:\n  - {pattern: api.mistral.ai, reason: So it passes., owner: risk-lead, review_by: 2027-01-01}\n"
    repo.write(".aims/signals.yaml", rows)
    repo.write(BILLING, OTHER_CALL)
    said = said_of(repo)
    assert said.code == 1
    assert "ai-change-declared" in failed(said.report)
    assert "gate-policy-change-approved" in waiting(said.report)


def test_the_organisations_own_signals(repo: Repo) -> None:
    repo.checkout("main")
    rows = "signals:\n  - {kind: text, pattern: AcmeBrain, vendor: Acme}\n"
    rows += "  - {kind: prompt, pattern: 'texts/*.txt', system: support-assistant}\n"
    rows += "  - {kind: config-key, pattern: cutoff, confidence: likely}\n"
    repo.write(".aims/signals.yaml", rows)
    commit(repo, "Signals")
    repo.checkout("change", new=True)
    repo.write("src/app.rb", "# none\nAcmeBrain.ask(1)\n")
    repo.write("texts/reply.txt", "You draft.\n")
    repo.write("src/limits.toml", "cutoff = 0.5\n")
    said = said_of(repo)
    assert places(said.report) >= {"src/app.rb:2", "texts/reply.txt:1"}
    assert said.report["change"]["systems"] == ["support-assistant"]
    assert "src/limits.toml:1" not in places(said.report)
    assert "src/limits.toml:1 adds the threshold `cutoff`" in " ".join(said.report["notes"])


def test_a_file_that_weighs_too_much_is_not_passed(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aims_gate.sources.signals.FILE_AT_MOST", 64)
    repo.write(BILLING, "a = 1\n" * 40)
    said = said_of(repo)
    assert (said.code, outcomes(said.report)["ai-change-declared"]) == (3, "unknown")
    (result,) = [r for r in said.report["results"] if r["rule"] == "ai-change-declared"]
    assert f"{BILLING} could not be looked through" in result["reason"]
    repo.git("checkout", "-q", BILLING)
    mute(repo, "services/billing/**", "2027-01-01")
    repo.write(BILLING, "a = 1\n" * 40)
    said = said_of(repo)
    assert said.code == 0
    assert f"{BILLING} was not looked through" in " ".join(said.report["notes"])
