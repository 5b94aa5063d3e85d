"""Template text, wherever it stands, and days of the calendar."""

import pytest

from aims_gate.model.document import Problem
from aims_gate.sources.shape import check_shape, is_day, placeholders
from aims_gate.sources.strict_yaml import read_yaml
from tests.example import typed_files

EXAMPLES = list(typed_files())
HEAD = "kind: monitoring_plan\nid: MP-1\nsystems: [a]\n"


def test_the_example_holds_one_placeholder() -> None:
    found = {name: placeholders(parsed, at) for name, _, at, parsed in EXAMPLES}
    assert {name: problems for name, problems in found.items() if problems} == {
        "refused/docs/prd/refund-suggestions.md": (
            Problem(
                "'aims.monitoring_plan.incident_route' still holds template text: TBD",
                22,
                21,
                "aims.monitoring_plan.incident_route",
                "write what holds here",
                "placeholder",
            ),
        )
    }
    assert len(EXAMPLES) == 23


def test_template_text_is_found_whatever_its_key() -> None:
    found = placeholders(read_yaml('x-a: {"b c": [fine, TBD]}\nowner: <name>\nid: the TBD list', "a.yaml"))
    assert [(p.pointer, p.line, p.column, p.cause) for p in found] == [
        ('x-a["b c"][1]', 1, 21, "placeholder"),
        ("owner", 2, 8, "placeholder"),
    ]


def test_template_text_is_told_in_the_same_words_twice() -> None:
    parsed = read_yaml(HEAD + "review_due: yyyy-mm-dd", "a.md")
    assert check_shape(parsed, "monitoring_plan") == placeholders(parsed)


def test_only_the_asked_part_is_looked_at() -> None:
    parsed = read_yaml("title: TBD\naims: {summary: TBD}", "prd.md")
    assert [p.pointer for p in placeholders(parsed, "aims")] == ["aims.summary"]
    assert placeholders(parsed, "nothing") == ()


@pytest.mark.parametrize("text", ["2026-11-15", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
def test_days(text: str) -> None:
    assert is_day(text)


@pytest.mark.parametrize(
    "text",
    ["2026-02-29", "1900-02-29", "2026-00-10", "2026-04-31", "0000-01-01", "2026-1-1", "٢٠٢٦-١١-١٥", ""],
)
def test_no_days(text: str) -> None:
    assert not is_day(text)
