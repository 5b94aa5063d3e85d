"""`aims-gate init`: from an empty repository, or one with code, to a register that the gate reads and judges."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from aims_gate.commands.init import answered, risk_method, screening_questions
from aims_gate.commands.init.texts import Person, listed, roles, scalar, soa, system
from aims_gate.sources.pack import controls
from aims_gate.sources.strict_yaml import read_yaml
from tests.e2e.command import INSTALLED, Said, called, environment
from tests.repositories import Repo
from tests.tree import ROOT

ANSWERS = (
    "--name=Support chat", "--use=Drafts replies for trained agents.", "--not-for=Legal advice.",
    "--affects=customers: all", "--user=agents", "--region=EU", "--screening=decides_about_people=no",
    "--screening=reaches_the_public=yes", "--screening=vulnerable_groups=no", "--screening=sensitive_data=no",
    "--backup=ben=ben-gh", "--approver=cleo=cleo-gh",
)  # fmt: skip
GATE = "acme/gate@0123456789012345678901234567890123456789"
ENTRY = ".aims/systems/support-chat.yaml"


@pytest.fixture
def begun(repo: Repo) -> Repo:
    """One commit, with a README only."""
    repo.git("config", "user.name", "Ada Author")
    repo.git("config", "user.email", "12+ada@users.noreply.github.com")
    repo.write("README.md", "# Shop\n")
    repo.commit("First")
    return repo


@pytest.fixture
def coded(begun: Repo) -> Repo:
    """The same with code that calls a model, PRDs, and a remote on GitHub."""
    begun.write("src/chat/reply.py", "import openai\n\nclient = openai.OpenAI()\n")
    begun.write("src/chat/deep/more.py", "from openai import OpenAI\n")
    begun.write("src/billing/tax.py", "RATE = 0.2\n")
    begun.write("requirements.txt", "openai==1.2.3\n")
    begun.write("prd/one.md", "# One\n")
    begun.git("remote", "add", "origin", "git@github.com:acme/shop.git")
    begun.commit("Code")
    return begun


def init(repo: Repo, *args: str) -> Said:
    return called(repo.folder, "init", *args)


def written(repo: Repo, path: str) -> Any:
    return yaml.safe_load((repo.folder / path).read_text(encoding="utf-8"))


def ran(repo: Repo, command: str) -> dict[str, Any]:
    """The JSON report of a command."""
    said = called(repo.folder, command, "--report=json=-")
    assert said.code in (0, 1), said.words
    report: dict[str, Any] = json.loads(said.stdout)
    return report


@pytest.mark.parametrize("which", ["begun", "coded"])
@pytest.mark.parametrize("options", [("--yes",), ANSWERS])
def test_check_and_readiness_run_after_it_and_say_what_to_do(
    which: str, options: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    repo: Repo = request.getfixturevalue(which)
    assert "There is no register yet" in called(repo.folder, "readiness").words
    said = init(repo, *options)
    assert said.code == 0, said.words
    assert "What to do first: 1. " in said.words
    judged = ran(repo, "check")
    failed = {result["rule"] for result in judged["results"] if result["outcome"] == "fail"}
    assert {"impact-assessment-exists", "risk-assessment-recorded"} <= failed
    waiting = {result["rule"] for result in judged["results"] if result["waiting"]}
    assert "gate-policy-change-approved" in waiting
    assert [result for result in judged["results"] if result["outcome"] == "unknown" and not result["waiting"]] == []
    repo.commit("Begin")
    found = ran(repo, "readiness")
    assert found["coverage"]["entries"] == 70
    undecided = [entry for entry in found["entries"] if entry["kind"] == "control"]
    assert (len(undecided), {entry["state"] for entry in undecided}) == (38, {"gap"})
    assert any(gap["fix"] for entry in found["entries"] for gap in entry["gaps"])


def test_an_answered_beginning_asks_only_for_evidence(coded: Repo) -> None:
    init(coded, *ANSWERS, f"--gate={GATE}")
    judged = ran(coded, "check")
    failed = {result["rule"] for result in judged["results"] if result["outcome"] == "fail"}
    assert not failed & {
        "system-has-owner", "intended-use-stated", "impact-screening-recorded", "tier-not-understated",
        "ai-change-declared", "change-type-stated", "prohibited-use-blocked", "system-in-inventory",
    }  # fmt: skip


def test_the_entry_holds_what_was_answered_and_the_tier_that_follows(coded: Repo) -> None:
    init(coded, *ANSWERS)
    entry = written(coded, ENTRY)
    assert (entry["tier"], entry["owner"], entry["backup"]) == ("limited", "ada-author", "ben")
    assert entry["affected"] == ["customers: all"]
    assert entry["paths"] == ["src/chat/**"]
    people = written(coded, ".aims/roles.yaml")
    assert people["people"]["ada-author"]["github"] == "ada"
    assert people["roles"] == {"programme-owner": ["cleo"], "risk-approver": ["cleo"], "executive": []}
    assert written(coded, ".aims/config.yaml")["documents"] == ["docs/**/*.md", "prd/**/*.md"]


@pytest.mark.parametrize(
    ("answers", "tier"),
    [
        ({}, "high"),
        ({"decides_about_people": "no"}, "high"),
        ({"decides_about_people": "no", "vulnerable_groups": "no", "sensitive_data": "no"}, "limited"),
        (
            dict.fromkeys(("decides_about_people", "vulnerable_groups", "sensitive_data", "reaches_the_public"), "no"),
            "minimal",
        ),
        ({"sensitive_data": "yes", "reaches_the_public": "no"}, "high"),
    ],
)
def test_a_question_without_an_answer_counts_as_yes(answers: dict[str, str], tier: str, tmp_path: Path) -> None:
    method = risk_method(str(tmp_path))
    screening = answered([f"{key}={value}" for key, value in answers.items()], screening_questions(method))
    text = system({"id": "a", "owner": "ana", "today": "2026-11-21"}, {}, screening, method)
    entry = yaml.safe_load(text)
    assert entry["tier"] == tier
    assert ("taken for yes" in entry["tier_basis"]) == (len(answers) < 4)
    filled_in = yaml.safe_load(text.replace("<true or false>", "false"))
    assert {type(answer) for answer in filled_in["screening"].values()} == {bool}


def test_the_method_that_is_there_is_the_one_that_screens(begun: Repo) -> None:
    shipped = (ROOT / "aims_gate/example/base/.aims/risk-method.yaml").read_text(encoding="utf-8")
    begun.write(
        ".aims/risk-method.yaml", shipped.replace("{decides_about_people: high,", "{talks_to_pets: prohibited,")
    )
    said = init(begun, "--yes", "--name=Chat")
    assert "kept .aims/risk-method.yaml" in said.words
    entry = written(begun, ".aims/systems/chat.yaml")
    assert (next(iter(entry["screening"])), entry["tier"]) == ("talks_to_pets", "prohibited")
    begun.write(".aims/risk-method.yaml", "levels: [\n")
    assert "risk-method.yaml is there and cannot be read" in init(begun, "--yes", "--name=Other").words


def test_without_a_terminal_it_says_what_it_needs(begun: Repo) -> None:
    before = begun.state()
    said = init(begun, *ANSWERS[1:6])
    assert said.code == 2
    assert "not answered: --name, --screening decides_about_people=yes|no, --screening reaches_the_public" in said.words
    assert "--yes to leave them" in said.words
    assert begun.state() == before


def test_a_dry_run_writes_nothing(coded: Repo) -> None:
    before = coded.state()
    said = init(coded, *ANSWERS, "--dry-run")
    assert said.code == 0
    assert f"new {ENTRY}" in said.words
    assert f"{ENTRY}: id: support-chat" in said.words
    assert coded.state() == before


def test_nothing_is_written_over(coded: Repo) -> None:
    theirs = {
        ".aims/config.yml": "version: 1\n",
        ".aims/soa.yaml": "controls: {}\n",
        ".github/workflows/aims-gate.yml": "mine\n",
        "docs/PULL_REQUEST_TEMPLATE.md": "mine\n",
    }
    for path, text in theirs.items():
        coded.write(path, text)
    said = init(coded, *ANSWERS)
    assert all(f"kept {path} (is there already" in said.words for path in theirs)
    assert {path: (coded.folder / path).read_text(encoding="utf-8") for path in theirs} == theirs
    assert not (coded.folder / ".aims/config.yaml").exists()
    assert not (coded.folder / ".github/pull_request_template.md").exists()
    assert "new" not in [line.split()[0] for line in init(coded, *ANSWERS).out.splitlines()]


@pytest.mark.parametrize("link", [".aims", ".github", ".github/workflows", ".aims/systems"])
def test_a_link_is_not_written_through(link: str, coded: Repo, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    coded.link(link, str(elsewhere))
    said = init(coded, *ANSWERS)
    assert (said.code, "links are not followed" in said.words) == (2, True)
    assert list(elsewhere.iterdir()) == []
    # What cannot be written whole is not begun.
    assert not (coded.folder / ".aims/roles.yaml").exists()


@pytest.mark.parametrize("key", ["../x", "a/b", ".a", "ü", "a b"])
def test_an_id_names_a_file_of_the_register(key: str, begun: Repo) -> None:
    said = init(begun, *ANSWERS, f"--id={key}")
    assert (said.code, "can be no system's id" in said.words) == (2, True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--screening=flies=yes",), "`flies` is no question of the screening"),
        (("--screening=sensitive_data=perhaps",), "neither yes nor no"),
        (("--owner=a b",), "can be no person's id"),
        (("--use=left\u202eright",), "cannot be written down"),
        (("--path=a\x07b",), "cannot be written down"),
    ],
)
def test_an_answer_that_cannot_be_is_told(options: tuple[str, ...], words: str, begun: Repo) -> None:
    said = init(begun, *ANSWERS, *options)
    assert (said.code, words in said.words) == (2, True)


def test_a_bare_repository_is_told(tmp_path: Path) -> None:
    said = init(Repo(tmp_path / "bare", bare=True), "--yes")
    assert (said.code, "no working tree" in said.words) == (2, True)


@pytest.mark.parametrize(
    ("forge", "copied"), [("github", "docs/github/pull-request.yml"), ("gitlab", "docs/gitlab/component.yml")]
)
def test_the_pipeline_is_the_one_of_the_documentation(forge: str, copied: str, begun: Repo) -> None:
    init(begun, *ANSWERS, f"--forge={forge}")
    path = ".github/workflows/aims-gate.yml" if forge == "github" else ".gitlab-ci.yml"
    assert (begun.folder / path).read_bytes() == (ROOT / copied).read_bytes()


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_the_pipeline_names_the_gate_that_was_given(forge: str, begun: Repo) -> None:
    init(begun, *ANSWERS, f"--forge={forge}", f"--gate={GATE}")
    path = ".github/workflows/aims-gate.yml" if forge == "github" else ".gitlab-ci.yml"
    text = (begun.folder / path).read_text(encoding="utf-8")
    assert GATE.partition("@")[2] in text
    assert "octo" not in text
    assert yaml.safe_load(text)


def test_a_pipeline_of_ones_own_is_shown_what_to_add(begun: Repo) -> None:
    begun.write(".gitlab-ci.yml", "stages: [test]\n")
    said = init(begun, *ANSWERS)
    assert "kept .gitlab-ci.yml" in said.words
    assert "Add this to .gitlab-ci.yml: " in said.words
    assert "component: $CI_SERVER_FQDN/" in said.words


def test_the_templates_bring_a_record_and_bind_nobody(coded: Repo) -> None:
    init(coded, *ANSWERS)
    template = (coded.folder / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert template == (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    prd = (coded.folder / ".aims/templates/prd.txt").read_text(encoding="utf-8")
    assert set(yaml.safe_load(prd.split("---")[1])["aims"]) == {"systems", "change", "summary"}
    subjects = {result["subject"]["id"] for result in ran(coded, "check")["results"]}
    assert not any("templates" in subject for subject in subjects)


def test_every_control_has_a_row_and_none_is_decided() -> None:
    parsed = read_yaml(soa(), "soa.yaml")
    assert parsed.problems == ()
    assert parsed.value is not None
    assert parsed.value["controls"] == {entry["id"]: {} for entry in controls() if entry["kind"] == "control"}


@pytest.mark.parametrize("text", ["true", "12", "a: b", "#x", "- a", "'", '"', "ü", "@ana", "", "null", "*", "\\"])
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    parsed = read_yaml(f"a: {scalar(text)}\nb: {listed([text, text])}\n", "a.yaml")
    assert parsed.value in ({"a": text, "b": [text, text]}, {"b": [text, text]})


def test_a_person_without_a_login_is_not_given_one() -> None:
    text = roles([Person("ana")], "gitlab", Person("ana"), None)
    assert yaml.safe_load(text)["people"]["ana"]["gitlab"] == "<login on GitLab>"


def test_questions_are_asked_at_a_terminal(coded: Repo) -> None:
    replies = ["Chat", "Drafts.", "", "customers", "n", "y", "n", "n", "", "", "ben=ben-gh", "cleo=c", "#ai", "y"]
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "aims_gate", "init"], cwd=coded.folder, env=environment(), stdin=theirs, stderr=theirs,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    os.write(ours, "".join(f"{reply}\n" for reply in replies).encode())
    out, _ = done.communicate(timeout=60)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0
    assert b"new   .aims/systems/chat.yaml" in out
    entry = written(coded, ".aims/systems/chat.yaml")
    assert (entry["tier"], entry["paths"], entry["backup"]) == ("limited", ["src/chat/**"], "ben")
    assert entry["out_of_scope_use"].startswith("<")
    assert entry["owner"] == "ada-author"
    assert Path(INSTALLED).exists()
