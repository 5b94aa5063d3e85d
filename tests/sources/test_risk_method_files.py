"""The risk methods that the documentation shows, and what a register says of one that lacks what its score needs."""

from pathlib import Path

import pytest

from aims_gate.errors import ConfigError
from aims_gate.facts.risk import Method
from aims_gate.sources.git import Repository
from aims_gate.sources.register import read_register, refuse_broken
from tests.examples import OWNER, PROMPT, based, checked, collected
from tests.repositories import Repo

DOCS = Path(__file__).parents[2] / "docs"
FILE = ".aims/risk-method.yaml"
ROW = (
    "systems: [support-assistant]\nchange: [prompt]\nsummary: S.\nrisk_assessment:\n  assessed: 2026-11-21\n  risks:\n"
)


def using(repo: Repo, name: str) -> Method:
    """The method of one documented file, read as the trusted register."""
    repo.write(FILE, (DOCS / f"risk-method/{name}.yaml").read_bytes())
    commit = repo.commit("Method", author=OWNER)
    with Repository(str(repo.folder)) as repository:
        register = read_register(repository, repository.tree_of(repository.require(commit)))
    refuse_broken(register)
    return Method(register.value("risk-method"))


def said(repo: Repo, name: str, row: str) -> list[str]:
    """What the check says of a risk row by a documented method."""
    based(repo)
    repo.checkout("main")
    using(repo, name)
    repo.git("branch", "-f", "change", "main")
    repo.checkout("change")
    repo.write(PROMPT, "Be brief.\n")
    repo.write(".aims/changes/x.yaml", f"{ROW}    - {{id: R1, description: A wrong date is believed., {row}}}\n")
    results = [result for result in checked(repo).results if result.rule == "risk-assessment-recorded"]
    return [finding.message for result in results for finding in result.findings if "R1" in finding.message]


def test_the_documented_methods_score(repo: Repo) -> None:
    matrix, weighted = using(repo, "matrix"), using(repo, "weighted")
    assert matrix.level(matrix.score({"likelihood": 2, "impact": 4})) == "critical"
    answers = {"reversible": "hardly", "lasting": "years", "decides": "never", "tested": "fully", "appeal": "no"}
    assert weighted.scored({"answers": answers}).score == 12
    assert weighted.level(12) == "III"


def test_a_wrong_score_shows_the_cell(repo: Repo) -> None:
    found = said(repo, "matrix", "likelihood: 2, impact: 3, score: 6")
    assert found == ["Risk R1: likelihood 2 × impact 3 = 3 (high), the row says 6."]


def test_a_wrong_score_shows_sums_share_and_factor(repo: Repo) -> None:
    answers = "answers: {reversible: hardly, lasting: years, decides: never, tested: fully, appeal: no}"
    assert said(repo, "weighted", f"{answers}, score: 14") == [
        "Risk R1: raw 14 of 16, mitigation 4 of 5 (80 %, from 80 % on × 85 %), so 14 × 85 % = 12, the row says 14."
    ]


def test_a_wrong_answer_is_said(repo: Repo) -> None:
    answers = "answers: {reversible: perhaps, lasting: years, decides: never}"
    assert said(repo, "weighted", f"{answers}, score: 15") == [
        "Risk R1: `perhaps` is no answer to `reversible`, so it counts as 4."
    ]


def test_the_documented_arithmetic_is_what_the_gate_says() -> None:
    text = (DOCS / "risk-method.md").read_text(encoding="utf-8")
    assert "raw 14 of 16, mitigation 4 of 5 (80 %, from 80 % on × 85 %), so 14 × 85 % = 12, the row says 14." in text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("score: matrix", "score: product\nnothing: 1", "nothing"),
        ("matrix:  ", "x: ", "x"),
        ("levels: {low", "y: {low", "y"),
    ],
)
def test_a_trusted_method_without_what_it_needs_is_refused(repo: Repo, old: str, new: str, message: str) -> None:
    based(repo)
    text = (DOCS / "risk-method/matrix.yaml").read_text(encoding="utf-8")
    assert old in text
    repo.write(FILE, text.replace(old, new))
    repo.commit("Method", author=OWNER)
    repo.git("branch", "-f", "main", "change")
    with pytest.raises(ConfigError, match=message):
        collected(repo)


def test_a_score_whose_table_is_not_there_is_refused(repo: Repo) -> None:
    based(repo)
    text = (DOCS / "risk-method/weighted.yaml").read_text(encoding="utf-8")
    repo.write(FILE, text.replace("score: weighted", "score: matrix"))
    repo.commit("Method", author=OWNER)
    repo.git("branch", "-f", "main", "change")
    with pytest.raises(ConfigError, match="`score: matrix` needs `likelihood`"):
        collected(repo)
