"""An organisation's own schema: what it refuses, where, and that neither it nor a document can do harm."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aims_gate.errors import ConfigError
from aims_gate.model.document import Parsed, Problem
from aims_gate.sources.extension import FORMATS, LONGEST_TEXT, MOST_PROBLEMS, check_extension
from aims_gate.sources.strict_yaml import read_yaml

PATH = ".aims/schemas/impact.json"

DPIA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.org/impact",
    "required": ["x-dpia"],
    "properties": {
        "x-dpia": {
            "type": "object",
            "required": ["number"],
            "properties": {"number": {"$ref": "#/$defs/a~1b"}},
        }
    },
    "$defs": {"a/b": {"pattern": "^DPIA-[0-9]+$"}},
}


def check(text: str, schema: Any, at: str = "aims") -> tuple[Problem, ...]:
    return check_extension(read_yaml(text, "docs/impact.md"), at, json.dumps(schema), PATH)


def refused(schema: Any) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        check("aims: {a: b}", schema)
    return caught.value


def test_what_the_schema_takes_has_no_problem() -> None:
    assert check("aims:\n  x-dpia: {number: DPIA-7}\n  status: draft", DPIA) == ()


def test_what_it_refuses_is_told_at_its_place() -> None:
    message = "the organisation's schema refuses it: 'seven' does not match '^DPIA-[0-9]+$'"
    assert check("aims:\n  x-dpia: {number: seven}", DPIA) == (
        Problem(message, 2, 20, "aims.x-dpia.number", f"see {PATH}", "extension"),
    )


@pytest.mark.parametrize(
    ("text", "pointer", "said"),
    [
        ("aims:\n  status: draft", "aims", "'x-dpia' is a required property"),
        ("aims:\n  x-dpia: {}", "aims.x-dpia", "'number' is a required property"),
        ("aims:\n  x-dpia: 7", "aims.x-dpia", "7 is not of type 'object'"),
    ],
)
def test_what_it_misses_is_told(text: str, pointer: str, said: str) -> None:
    (problem,) = check(text, DPIA)
    assert (problem.pointer, problem.line) == (pointer, 1 if pointer == "aims" else 2)
    assert said in problem.message


def test_an_item_is_pointed_at() -> None:
    schema = {"properties": {"x-a": {"items": {"type": "string"}}}}
    assert [p.pointer for p in check("aims: {x-a: [a, 1, b, 2]}", schema)] == ["aims.x-a[1]", "aims.x-a[3]"]


def test_an_unreadable_document_is_never_right() -> None:
    problems = check("aims: [", {})
    assert [p.cause for p in problems] == ["unreadable"]


def test_a_part_that_is_absent_is_the_shape_checks_business() -> None:
    assert check("title: a", DPIA) == ()


def test_no_more_problems_than_anyone_reads() -> None:
    text = "aims: {" + ", ".join(f"a{number}: 1" for number in range(200)) + "}"
    assert len(check(text, {"additionalProperties": {"type": "string"}})) == MOST_PROBLEMS


@pytest.mark.parametrize(
    "reference",
    [
        "https://example.org/other.json",
        "other.json#/$defs/a",
        "file:///etc/passwd",
        "#anchor",
        "#",
        "https://example.org/impact#/$defs/a",
        "urn:x",
        "",
    ],
)
def test_nothing_outside_the_schema_is_referred_to(reference: str) -> None:
    error = refused({"properties": {"x-a": {"$ref": reference}}, "$defs": {"a": {}}})
    assert "which is not a part of it" in error.message
    assert "nothing is fetched" in error.hint


@pytest.mark.parametrize("reference", ["#/$defs/nope", "#/$defs/a/b/c", "#/allOf/7"])
def test_a_reference_to_nothing_is_refused(reference: str) -> None:
    assert "which it does not have" in refused({"$ref": reference, "$defs": {"a": {}}, "allOf": [{}]}).message


def test_a_reference_to_what_is_no_schema_is_refused() -> None:
    assert "which is no schema" in refused({"$ref": "#/title", "title": "a"}).message


@pytest.mark.parametrize(
    "schema",
    [
        {"$dynamicRef": "#a"},
        {"allOf": [{"$dynamicAnchor": "a"}]},
        {"$anchor": "a"},
        {"$defs": {"a": {"$id": "https://example.org/a"}}},
        {"properties": {"a": {"const": {"$id": "x"}}}},
        {"$recursiveRef": "#"},
        {"$vocabulary": {}},
    ],
)
def test_what_would_move_references_is_refused(schema: Any) -> None:
    assert " uses $" in refused(schema).message


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}},
        {
            "$ref": "#/$defs/a",
            "$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"not": {"$ref": "#/$defs/a"}}},
        },
    ],
)
def test_a_schema_that_never_ends_is_refused(schema: Any) -> None:
    assert refused(schema).message == f"{PATH} refers to itself without end"


def test_a_schema_that_refers_to_itself_for_smaller_parts_is_not() -> None:
    tree = {
        "$ref": "#/$defs/t",
        "$defs": {"t": {"additionalProperties": {"$ref": "#/$defs/t"}, "type": "object"}},
    }
    assert check("aims: {a: {b: {c: {}}}}", tree) == ()
    assert [p.pointer for p in check("aims: {a: {b: {c: 1}}}", tree)] == ["aims.a.b.c"]


@pytest.mark.parametrize("pattern", ["^(a+)+$", "(a|a)*", r"(\w+\s?)*$", "(", "(?=a)"])
@pytest.mark.parametrize("place", ["pattern", "patternProperties", "deep"])
def test_a_pattern_that_may_run_for_ever_is_refused(pattern: str, place: str) -> None:
    schemas: dict[str, Any] = {
        "pattern": {"properties": {"x-a": {"pattern": pattern}}},
        "patternProperties": {"patternProperties": {pattern: {}}},
        "deep": {"$defs": {"a": {"anyOf": [{"items": {"pattern": pattern}}]}}},
    }
    error = refused(schemas[place])
    assert "pattern" in error.message or "regex" in error.message


def test_a_text_too_long_for_a_pattern_is_a_problem() -> None:
    schema = {"properties": {"x-a": {"pattern": "^a*$"}}}
    assert check(f"aims: {{x-a: {'a' * LONGEST_TEXT}}}", schema) == ()
    (problem,) = check(f"aims: {{x-a: {'a' * (LONGEST_TEXT + 1)}}}", schema)
    assert "text of 4,097 characters; at most 4,096" in problem.message


def test_a_key_too_long_for_a_pattern_is_a_problem() -> None:
    parsed = Parsed("a.md", {"aims": {"x": [{"k" * (LONGEST_TEXT + 1): 1}]}})
    (problem,) = check_extension(parsed, "aims", '{"patternProperties": {"^x-": {}}}', PATH)
    assert problem.message.startswith("a key is longer than 4,096 characters: 'kkk")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no JSON"),
        ("{", "is no JSON"),
        ("type: object", "is no JSON"),
        ("[" * 100_000, "is nested too deeply"),
        ("[]", "is no JSON Schema"),
        ("true", "is no JSON Schema"),
        ('{"type": 7}', "is no JSON Schema"),
        ('{"$schema": "http://json-schema.org/draft-07/schema#"}', "another draft"),
        ('{"properties": {"a": {"format": "date-time"}}}', "asks for the format 'date-time'"),
    ],
)
def test_a_schema_that_cannot_be_used_is_a_configuration_error(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        check_extension(read_yaml("aims: {}", "a.md"), "aims", text, PATH)
    assert PATH in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("kind", FORMATS)
def test_a_format_that_may_be_used_is_checked(kind: str) -> None:
    (problem,) = check("aims: {x-a: nothing of the kind}", {"properties": {"x-a": {"format": kind}}})
    assert f"is not a '{kind}'" in problem.message


def test_many_entries_are_held_against_each_other_quickly() -> None:
    value = {"aims": {"x-a": [{"n": [number]} for number in range(20_000)]}}
    schema = '{"properties": {"x-a": {"uniqueItems": true}}}'
    began = time.process_time()
    assert check_extension(Parsed("a.md", value), "aims", schema, PATH) == ()
    value["aims"]["x-a"].append({"n": [7]})
    (problem,) = check_extension(Parsed("a.md", value), "aims", schema, PATH)
    assert time.process_time() - began < 5
    assert problem.message.endswith("the list holds the same entry twice")


ENTRIES = st.recursive(
    st.sampled_from([0, 1, 1.0, True, False, "1", "a"]),
    lambda below: st.lists(below, max_size=2) | st.dictionaries(st.sampled_from("ab"), below, max_size=2),
    max_leaves=4,
)


@given(st.lists(ENTRIES, max_size=4))
def test_entries_are_the_same_when_the_standard_says_so(entries: list[Any]) -> None:
    ours = check_extension(Parsed("a.md", {"x": entries}), "x", '{"uniqueItems": true}', PATH)
    assert (ours == ()) == Draft202012Validator({"uniqueItems": True}).is_valid(entries)
