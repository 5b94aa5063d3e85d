"""What a step leaves for its job, read back as GitHub's runner reads it."""

from pathlib import Path

import pytest

from aims_gate.errors import UsageError
from aims_gate.forges.github.job_files import add_outputs, add_summary


def outputs(file: Path) -> dict[str, str]:
    """Every output in a file, the last of a name counting."""
    found: dict[str, str] = {}
    lines = iter(file.read_text(encoding="utf-8").split("\n"))
    for line in lines:
        if line:
            name, _, delimiter = line.partition("<<")
            value = []
            for within in lines:
                if within == delimiter:
                    break
                value.append(within)
            found[name] = "\n".join(value)
    return found


@pytest.mark.parametrize("value", ["", "pass", "a b", "one\ntwo", "x\nend-1\nverdict<<y\npass\ny", "é ☃"])
def test_an_output_is_read_back_and_sets_no_other(value: str, tmp_path: Path) -> None:
    file = tmp_path / "output"
    file.write_text("earlier=1\n")
    before = file.read_text()
    add_outputs({"GITHUB_OUTPUT": str(file)}, {"verdict": "fail", "path": value})
    written = file.read_text()
    assert written.startswith(before)
    file.write_text(written.removeprefix(before))
    assert outputs(file) == {"verdict": "fail", "path": value}


def test_no_delimiter_is_used_twice(tmp_path: Path) -> None:
    file = tmp_path / "output"
    for _ in range(2):
        add_outputs({"GITHUB_OUTPUT": str(file)}, {"a": "1", "b": "2"})
    delimiters = [line.partition("<<")[2] for line in file.read_text().splitlines() if "<<" in line]
    assert len({*delimiters}) == 4


def test_a_summary_is_added_to_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "summary"
    file.write_text("# Before\n")
    add_summary({"GITHUB_STEP_SUMMARY": str(file)}, "# After \udcff\n")
    assert file.read_text() == "# Before\n# After \\udcff\n"


def test_outside_a_job_nothing_is_left(tmp_path: Path) -> None:
    add_outputs({}, {"verdict": "pass"})
    add_summary({"GITHUB_STEP_SUMMARY": ""}, "text")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("name", ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"])
def test_a_file_that_cannot_be_written_is_an_error_that_names_it(name: str, tmp_path: Path) -> None:
    write = {
        "GITHUB_OUTPUT": lambda to: add_outputs(to, {"verdict": "pass"}),
        "GITHUB_STEP_SUMMARY": lambda to: add_summary(to, "x"),
    }
    with pytest.raises(UsageError) as raised:
        write[name]({name: str(tmp_path)})
    assert str(tmp_path) in raised.value.message
    assert name in raised.value.hint
