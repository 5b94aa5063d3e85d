"""Where a change can be declared: a PRD, `.aims/changes/`, the description, a label."""

from typing import Any

import pytest

from tests.examples import OWNER, PRD, PROMPT, based, checked, collected, facts_of, outcomes
from tests.repositories import Repo

RECORD = "systems: [support-assistant]\nchange: [prompt]\nsummary: Shorter.\n"
FRONT = "---\naims:\n  systems: [support-assistant]\n  change: [prompt]\n  summary: Shorter.\n---\n# PRD\n"
BLOCK = f"What it does.\n\n```aims\n{RECORD}```\n"


@pytest.fixture
def example(repo: Repo) -> Repo:
    return based(repo)


def stated(repo: Repo, **asked: Any) -> list[tuple[str, str, str, bool]]:
    return [(r.path, r.pointer, r.source, r.edited) for r in collected(repo, **asked).records]


def on_main(repo: Repo, path: str, text: str) -> None:
    """A file that is there before the change."""
    repo.checkout("main")
    repo.write(path, text)
    repo.commit("Before", author=OWNER)
    repo.checkout("change")
    repo.git("reset", "-q", "--hard", "main")


def test_a_prd_counts_when_the_change_edits_it(example: Repo) -> None:
    example.write("docs/prd/x.md", FRONT)
    assert stated(example) == [("docs/prd/x.md", "aims", "prd", True)]


def test_a_prd_that_is_not_touched_counts_for_nothing(example: Repo) -> None:
    on_main(example, "docs/prd/x.md", FRONT)
    example.write(PROMPT, "Be brief.\n")
    assert stated(example) == []


@pytest.mark.parametrize("line", ["PRD: docs/prd/x.md", "PRD:\tdocs/prd/x.md  ", "PRD: `docs/prd/x.md`"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_prd_that_the_description_names_counts(example: Repo, line: str, end: str) -> None:
    on_main(example, "docs/prd/x.md", FRONT)
    assert stated(example, description=f"Shorter.{end}{end}{line}{end}More.") == [
        ("docs/prd/x.md", "aims", "prd", False)
    ]


def test_a_prd_that_a_trailer_of_a_commit_names_counts(example: Repo) -> None:
    on_main(example, "docs/prd/x.md", FRONT)
    example.write(PROMPT, "Be brief.\n")
    example.commit("Shorter\n\nPRD: docs/prd/x.md\nReviewed-by: nobody\n", author=OWNER)
    assert stated(example) == [("docs/prd/x.md", "aims", "prd", False)]
    assert outcomes(checked(example))["ai-change-declared"] == "pass"


@pytest.mark.parametrize("line", ["See PRD: docs/prd/x.md", "PRD:", "prd: docs/prd/x.md", "PRD: docs/prd/none.md"])
def test_a_line_that_names_no_prd_names_none(example: Repo, line: str) -> None:
    on_main(example, "docs/prd/x.md", FRONT)
    assert stated(example, description=line) == []


@pytest.mark.parametrize("path", ["../x.md", "/etc/passwd", "docs", ".git/config"])
def test_a_path_out_of_the_tree_leads_nowhere(example: Repo, path: str) -> None:
    assert stated(example, description=f"PRD: {path}") == []


def test_a_named_prd_that_cannot_be_read_is_a_finding(example: Repo) -> None:
    on_main(example, "docs/prd/x.md", FRONT.replace("summary: Shorter.", "summary: @x"))
    report = checked(example, description="PRD: docs/prd/x.md")
    (result,) = [r for r in report.results if r.subject.id == "docs/prd/x.md"]
    assert (result.rule, result.outcome) == ("evidence-is-filled", "fail")
    assert report.exit_code == 1


def test_evidence_is_no_record(example: Repo) -> None:
    example.write("docs/m.md", "---\naims: {kind: audit, id: A1}\n---\n")
    assert stated(example) == []


def test_a_record_of_its_own_file_counts_when_the_change_edits_it(example: Repo) -> None:
    on_main(example, ".aims/changes/old.yaml", RECORD)
    example.write(".aims/changes/new.yaml", RECORD)
    example.write(".aims/changes/other.yml", RECORD)
    example.write(".aims/changes/README.md", "x")
    expected = [(f".aims/changes/{name}", "", "change", True) for name in ("new.yaml", "other.yml")]
    assert stated(example) == expected


def test_a_record_that_is_deleted_or_a_link_counts_for_nothing(example: Repo) -> None:
    on_main(example, ".aims/changes/old.yaml", RECORD)
    example.remove(".aims/changes/old.yaml")
    example.write("elsewhere.yaml", RECORD)
    example.link(".aims/changes/new.yaml", "../../elsewhere.yaml")
    assert stated(example) == []


@pytest.mark.parametrize("text", ["systems: [\n", "- systems\n", "", "systems: @x\n"])
def test_a_record_that_cannot_be_read_stands_for_nothing_and_is_a_finding(example: Repo, text: str) -> None:
    example.write(".aims/changes/new.yaml", text)
    example.write(PROMPT, "Be brief.\n")
    report = checked(example)
    found = outcomes(report)
    assert stated(example) == []
    assert found["ai-change-declared"] == "fail"
    assert any(r.subject.id == ".aims/changes/new.yaml" and r.outcome == "fail" for r in report.results)


def test_a_block_in_the_description_is_a_record(example: Repo) -> None:
    example.write(PROMPT, "Be brief.\n")
    assert stated(example, description=BLOCK) == [("(description)", "", "description", True)]
    assert outcomes(checked(example, description=BLOCK))["ai-change-declared"] == "pass"


def test_a_block_that_cannot_be_read_is_a_finding_and_no_record(example: Repo) -> None:
    example.write(PROMPT, "Be brief.\n")
    report = checked(example, description=BLOCK.replace("Shorter.", "@x"))
    assert outcomes(report)["ai-change-declared"] == "fail"
    assert any(r.subject.id == "(description)" and r.outcome == "fail" for r in report.results)


def test_what_is_wrong_with_a_record_is_found_wherever_it_stands(example: Repo) -> None:
    for place in (".aims/changes/x.yaml", "(description)"):
        if place.startswith("."):
            example.write(place, RECORD + "sumary: x\n")
        side = collected(
            example, description="" if place.startswith(".") else BLOCK.replace("```\n", "sumary: x\n```\n")
        )
        (record,) = [r for r in side.records if r.path == place]
        assert any("has no key 'sumary'" in problem.message for problem in record.parsed.problems)
        if place.startswith("."):
            example.remove(place)


def test_the_label_stands_for_a_record_of_every_touched_system(example: Repo) -> None:
    example.write(PROMPT, "Be brief.\n")
    assert stated(example, labels=("bug", "aims:none-material")) == [("(label)", "", "label", True)]
    facts = facts_of(collected(example, labels=("aims:none-material",)))
    assert facts["records"][0]["record"]["systems"] == ["support-assistant"]
    assert facts["records"][0]["record"]["material"] is False
    assert stated(example, labels=("none-material",)) == []


def test_a_label_waits_for_a_review_and_is_no_pass(example: Repo) -> None:
    example.write("services/assistant/tone.py", "TONE = 'brief'\n")
    report = checked(example, labels=("aims:none-material",), strict=True)
    assert (report.verdict, report.exit_code) == ("undecided", 3)


def test_a_label_on_a_change_that_touches_no_system_stands_for_nothing(example: Repo) -> None:
    example.write("README.md", "x\n")
    assert stated(example, labels=("aims:none-material",)) == []
    assert checked(example, labels=("aims:none-material",)).verdict == "pass"


def test_several_records_count_side_by_side(example: Repo) -> None:
    example.write("docs/prd/x.md", FRONT)
    example.write(".aims/changes/x.yaml", RECORD.replace("prompt", "new-use"))
    example.write(PROMPT, "Be brief.\n")
    side = collected(example, description=BLOCK, labels=("aims:none-material",))
    assert [record.source for record in side.records] == ["prd", "change", "description", "label"]
    facts = facts_of(side)
    assert facts["systems"][0]["record"]["change"] == ["prompt", "new-use", "none-material"]
    assert facts["systems"][0]["record"]["material"] is True
    assert PRD not in side.changed
