"""The whole of `aims-gate doctor`: where it looks, what it asks, how it ends, and what others' text may do in it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from aims_gate.commands.doctor import Options, as_json, as_text
from aims_gate.commands.doctor import doctor as look
from aims_gate.model.advice import Advice, Diagnosis
from tests.e2e.command import Said, called
from tests.e2e.example import TODAY, commit, edit, example
from tests.forges.github.description import example as example_of
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.test_protection import check, protect
from tests.forges.github.world import World
from tests.repositories import Repo
from tests.snapshots import assert_snapshot
from tests.tree import ROOT

KEPT = Path(__file__).parent / "snapshots"
ROLES = ".aims/roles.yaml"
WORKFLOW = ".github/workflows/gate.yml"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository in which everything is in order but that GitHub has to be asked."""
    made = example(tmp_path / "clone")
    edit(made, ROLES, "risk-approver: [risk-lead]", "risk-approver: [risk-lead, director]")
    made.write(WORKFLOW, (ROOT / "docs/github/pull-request.yml").read_text(encoding="utf-8"))
    commit(made, "Two risk approvers, and the gate")
    return made


@pytest.fixture
def world(github: StandIn) -> World:
    github.world.put("", example_of("full-repository-default-response") | {"default_branch": "main"})
    protect(github.world, check())
    return github.world


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with StandIn(World()) as stand_in:
        yield stand_in
    assert stand_in.violations == []


def doctor(repo: Repo, *args: str, **more: str) -> Said:
    return called(repo.folder, "doctor", "--as-of", TODAY, *args, **more)


def asking(github: StandIn) -> dict[str, str]:
    return {
        "GITHUB_REPOSITORY": "octo/shop",
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_API_URL": github.url,
        "NO_PROXY": "127.0.0.1",
    }


def shown(said: Said) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said.stdout)
    assert found["schema"] == "aims-gate/doctor/v1"
    assert found["exit_code"] == said.code
    return found


def whats(said: Said, state: str = "change") -> list[str]:
    return [one["what"] for one in shown(said)["advice"] if one["state"] == state]


def test_a_setup_that_is_in_order(repo: Repo) -> None:
    said = doctor(repo, "--no-forge")
    assert (said.code, said.stderr) == (0, b"")
    assert "0 to change, 0 could not be told" in said.words
    assert "Protection: not told" in said.words


def test_a_forge_that_was_not_asked_is_not_in_order(repo: Repo) -> None:
    said = doctor(repo, "--format", "json")
    assert (said.code, whats(said, "untold")) == (3, ["what the forge enforces"])


def test_what_must_change_beats_what_could_not_be_told(repo: Repo) -> None:
    repo.remove(WORKFLOW)
    commit(repo, "Without the gate")
    said = doctor(repo, "--format", "json")
    assert (said.code, whats(said)) == (1, ["no workflow of this repository runs the gate"])
    assert whats(said, "untold")


def test_github_is_asked_where_there_is_a_token(repo: Repo, github: StandIn, world: World) -> None:
    said = doctor(repo, "--format", "json", **asking(github))
    # A server of one's own numbers its apps itself, so whose check run is required stays open.
    assert (said.code, shown(said)["protection"]) == (3, "advisory")
    assert whats(said, "untold") == ["whether app 15368 is GitHub Actions"]
    assert whats(said) == []
    assert {request.method for request in github.requests} == {"GET"}


def test_a_token_that_may_not_look_leaves_it_open(repo: Repo, github: StandIn, world: World) -> None:
    github.fail(path="", status=403, body=b'{"message": "Resource not accessible by integration"}', times=99)
    said = doctor(repo, "--format", "json", **asking(github))
    assert (said.code, whats(said, "untold")) == (3, ["what the forge enforces"])
    assert "permission" in shown(said)["advice"][1]["todo"]
    assert TOKEN not in said.out


@pytest.mark.parametrize("name", ["octo", "octo/shop/x", "-o/../x"])
def test_a_repository_that_is_none_is_not_asked_for(name: str, repo: Repo, github: StandIn) -> None:
    said = doctor(repo, "--format", "json", **(asking(github) | {"GITHUB_REPOSITORY": name}))
    assert said.code == 3
    assert github.requests == []


def test_the_ref_that_binds_is_looked_at_unless_this_folder_is_asked_for(repo: Repo) -> None:
    repo.remove(WORKFLOW)
    assert doctor(repo, "--no-forge").code == 0
    here = doctor(repo, "--no-forge", "--here", "--format", "json")
    assert (here.code, shown(here)["trusted"]) == (1, "this folder")
    assert doctor(repo, "--no-forge", "--base", "refused").code == 1


def test_a_day_ahead_shows_what_will_have_ended(repo: Repo) -> None:
    system = ".aims/systems/support-assistant.yaml"
    edit(repo, system, "tier: limited", "tier: high")
    edit(repo, ROLES, "2025-10-01, expires: 2026-10-01", "2026-10-01, expires: 2027-10-01")
    edit(repo, ROLES, "executive: [director]", "executive: [director, platform-lead]")
    account = "    github: octo-platform\n"
    edit(repo, ROLES, account, f"{account}    competence: [{{topic: ai-governance, completed: 2026-01-01}}]\n")
    edit(repo, ROLES, "risk-lead, director]", "risk-lead, director, platform-lead]")
    commit(repo, "High")
    today = doctor(repo, "--no-forge", "--format", "json")
    assert whats(today, "note") == ["the training of risk-lead on ai-governance ends on 2027-02-10"]
    later = called(repo.folder, "doctor", "--no-forge", "--format", "json", "--as-of", "2027-03-01")
    assert (today.code, later.code) == (0, 1)


@pytest.mark.parametrize(
    "args", [["--base", "no-such-branch"], ["--base", "main", "--here"], ["--as-of", "soon"], ["--format", "xml"]]
)
def test_what_cannot_be_looked_at_is_a_usage_error(args: list[str], repo: Repo) -> None:
    assert called(repo.folder, "doctor", *args).code == 2


@pytest.mark.parametrize("broken", ["people: [\n", "people: {}\nroles: {}\nrolls: {}\n"])
def test_a_register_that_cannot_be_used_has_to_change(broken: str, repo: Repo) -> None:
    repo.write(ROLES, broken)
    commit(repo, "Broken")
    said = doctor(repo, "--no-forge", "--format", "json")
    assert said.code == 1
    assert next(one["where"] for one in shown(said)["advice"] if one["state"] == "change").startswith(f"{ROLES}:")


def test_no_register_has_to_change(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "empty")
    repo.write("README.md", "Nothing\n")
    repo.commit("Nothing")
    said = doctor(repo, "--no-forge", "--format", "json")
    assert (said.code, whats(said)[0]) == (1, "main has no register")


def test_text_of_the_repository_is_harmless(repo: Repo) -> None:
    edit(repo, ROLES, "risk-approver: [risk-lead, director]", "risk-approver: [risk-lead]")
    text = (repo.folder / WORKFLOW).read_text(encoding="utf-8")
    repo.write(
        WORKFLOW, text.replace("octo/aims-gate@5f0c1a7e3b9d2468ace013579bdf02468ace1357", "aims-gate@::error::x")
    )
    asked = "limited: {any_of: [risk-approver], count: 1}"
    edit(repo, ".aims/risk-method.yaml", asked, asked.replace("risk-approver", '"::error::forged"'))
    commit(repo, "Hostile")
    said = doctor(repo, "--no-forge")
    assert said.code == 1
    assert "error::forged" in said.out
    assert "error::x" in said.out
    assert [line for line in said.out.splitlines() if line.lstrip().startswith("::")] == []


def test_nothing_that_controls_a_terminal_is_printed() -> None:
    hostile = "a\x1b[2J\u202e\n::error::b"
    advice = Advice("change", *[hostile] * 5)
    said = as_text(Diagnosis("advisory", hostile, hostile, TODAY, (advice, advice._replace(state="sound"))))
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert [line for line in said.splitlines() if line.lstrip().startswith("::")] == []
    assert "\x1b" not in as_json(Diagnosis("advisory", hostile, hostile, TODAY, (advice,)))


def test_text_fits_a_terminal(repo: Repo, github: StandIn, world: World) -> None:
    repo.write(WORKFLOW, "on: [pull_request]\njobs:\n  gate:\n    steps:\n      - uses: octo/aims-gate@main\n")
    edit(repo, ROLES, "risk-lead, director]", "risk-lead]")
    commit(repo, "Weak")
    world.rules("main", [check("gate"), check(app=None)])
    said = doctor(repo, **asking(github))
    lines = said.out.splitlines()
    pasted = [line for line in lines if line.startswith(" " * 9)]
    assert [line for line in lines if len(line) > 80 and line not in pasted] == []
    assert_snapshot(KEPT / "doctor.txt", said.out)


def test_colour_is_for_terminals_only(repo: Repo) -> None:
    found = look(Options(TODAY, str(repo.folder), ask=False, environment=os.environ))
    assert "\x1b[1;32mIn order" in as_text(found, colour=True)
    assert "\x1b" not in as_text(found)
