"""`aims-gate check`: what stands in for a pull request in a local run."""

from pathlib import Path

from tests.e2e.example import check, example, lay, waiting


def test_labels_of_the_environment_stand_one_a_line(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.write("services/assistant/draft.py", "# Shorter.\n")
    spaced = check(repo, "--report=json=-", AIMS_GATE_CHECK_LABEL="not aims:none-material")
    lined = check(repo, "--report=json=-", AIMS_GATE_CHECK_LABEL="other\naims:none-material\n")
    assert (spaced.code, lined.code) == (1, 0)
    assert waiting(lined.report)


def test_a_description_on_stdin(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    lay(repo, "fixed")
    repo.remove("docs/prd/refund-suggestions.md")
    repo.git("checkout", "-q", "main", "--", "prompts")
    repo.write("services/assistant/tone.py", "COMMA = True\n")
    assert check(repo).code == 1
    record = b"```aims\nsystems: [support-assistant]\nchange: [none-material]\nsummary: A comma.\n```\n"
    said = check(repo, "--description=-", "--report=json=-", given=record)
    assert (said.code, waiting(said.report)) == (0, {"change-type-stated"})
    assert check(repo, "--description=-", given=b"\xff" + record.replace(b"none-material", b"nothing")).code == 1
