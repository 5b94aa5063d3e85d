"""The catalogue from YAML to rows: the table that ships is that of the YAML, and what no row can be is refused."""

import json
from pathlib import Path

import pytest

from aims_gate.errors import PolicyError
from aims_gate.signals.catalogue import Row
from aims_gate.sources import pack, signals_catalogue
from aims_gate.sources.signals_catalogue import groups_in, main, rows_of, shipped_catalogue, table_text, written_groups


def test_the_shipped_table_is_current() -> None:
    assert main(["--check"]) == 0
    assert shipped_catalogue().rows == tuple(rows_of(written_groups()))


GROUP = "packages:\n- {vendor: OpenAI, source: 'https://example.org', pypi: [openai, 'x-*'], npm: [openai]}\n"


def test_a_line_is_a_row_for_each_pattern_of_each_ecosystem() -> None:
    text = "version: 1\nimplies:\n  package: [dependency]\n" + GROUP
    assert list(rows_of(groups_in(text.encode()))) == [
        Row(
            "package:pypi:openai",
            "package",
            "pypi",
            "openai",
            "OpenAI",
            ("dependency",),
            "certain",
            "https://example.org",
        ),
        Row("package:pypi:x-*", "package", "pypi", "x-*", "OpenAI", ("dependency",), "certain", "https://example.org"),
        Row(
            "package:npm:openai",
            "package",
            "npm",
            "openai",
            "OpenAI",
            ("dependency",),
            "certain",
            "https://example.org",
        ),
    ]


def test_a_line_may_say_another_kind_other_types_and_less_confidence() -> None:
    text = "implies:\n  package: [dependency]\n  agent: [tools]\npackages:\n"
    text += "- {kind: agent, source: s, pypi: [a]}\n- {implies: [data], confidence: likely, source: s, pypi: [b]}\n"
    assert [(row.id, row.implies, row.confidence) for row in rows_of(groups_in(text.encode()))] == [
        ("agent:pypi:a", ("tools",), "certain"),
        ("package:pypi:b", ("data",), "likely"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("pakages: []\n", "there is no section or kind pakages"),
        ("implies:\n  packages: [data]\n", "there is no section or kind packages"),
        ("packages:\n- {source: s, pipy: [x]}\n", "packages: there is no ecosystem pipy"),
        ("packages:\n- {source: s}\n", "packages: there is no ecosystem in a row"),
        ("packages:\n- {pypi: [x]}\n", "no source"),
        ("packages:\n- {kind: thing, source: s, pypi: [x]}\n", "no known kind"),
        ("packages:\n- {confidence: maybe, source: s, pypi: [x]}\n", "no known kind or confidence"),
        ("packages: [\n", "line 2"),
        ("", "line 1"),
    ],
)
def test_what_no_row_can_be_is_refused(text: str, why: str) -> None:
    with pytest.raises(PolicyError, match=why):
        groups_in(text.encode())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A policies folder with a catalogue of its own and no table."""
    monkeypatch.setattr(pack, "folder", lambda: str(tmp_path))
    (tmp_path / signals_catalogue.SOURCE).write_text(GROUP, encoding="utf-8")
    return tmp_path


def test_without_a_table_the_yaml_is_read(folder: Path) -> None:
    assert [row.id for row in shipped_catalogue().rows] == [
        "package:pypi:openai",
        "package:pypi:x-*",
        "package:npm:openai",
        "import:javascript:openai",
    ]


def test_without_either_there_is_no_catalogue(folder: Path) -> None:
    (folder / signals_catalogue.SOURCE).unlink()
    with pytest.raises(PolicyError, match="it is missing"):
        shipped_catalogue()


@pytest.mark.parametrize("text", ["", "[[", "{", '[["package"]]', "[1]", '[["a","b","c",1,"d","e",["f"]]]'])
def test_a_table_that_is_none_is_refused(folder: Path, text: str) -> None:
    (folder / signals_catalogue.TABLE).write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError, match="not the table made of it"):
        shipped_catalogue()


def test_what_is_out_of_date_is_written_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = folder / signals_catalogue.TABLE
    assert main(["--check"]) == 1
    assert "is not what signals.yaml says now" in capsys.readouterr().err
    assert not table.exists()
    assert (main([]), main(["--check"])) == (0, 0)
    assert table.read_text(encoding="utf-8") == table_text()
    assert json.loads(table.read_bytes()) == [list(map(listed, group)) for group in written_groups()]
    (folder / signals_catalogue.SOURCE).write_text(GROUP.replace("openai", "other"), encoding="utf-8")
    assert main(["--check"]) == 1
    assert [row.pattern for row in shipped_catalogue().rows] == ["openai", "x-*", "openai", "openai"]


def listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
