import json
from pathlib import Path
from typing import Any

import pytest

from aims_gate.errors import UsageError
from aims_gate.forges.github.event import Event, read_event
from tests.forges.github.events import examples, written

KINDS = ("pull_request", "pull_request_review", "merge_group", "workflow_dispatch")
ZEROS = "0" * 40
HEAD = "ec26c3e57ca3a959ca5aad62de7213c562f8c821"


def read(folder: Path, payload: Any, name: str = "pull_request") -> Event:
    return read_event(written(folder, payload), name)


@pytest.mark.parametrize(("name", "count"), [("pull_request", 29), ("pull_request_review", 4), ("merge_group", 2)])
def test_every_example_is_read(name: str, count: int, tmp_path: Path) -> None:
    payloads = examples(name)
    assert len(payloads) == count
    for payload in payloads:
        event = read(tmp_path, payload, name)
        judged = payload.get("pull_request", {}).get("head", {}).get("sha") or payload["merge_group"]["head_sha"]
        assert (event.kind, event.head_sha) == (name, judged)
        assert event.repository == payload["repository"]["full_name"]
        assert event.number == payload.get("pull_request", {}).get("number", 0)


def test_a_pull_request(tmp_path: Path) -> None:
    event = read(tmp_path, examples("pull_request")[0])
    assert event == Event(
        "pull_request",
        "Codertocat/Hello-World",
        "master",
        "master",
        "f95f852bd8fca8fcc58a9a2d6c842781e32a215e",
        head_sha=HEAD,
        number=2,
    )


def test_pull_request_target_is_read_as_a_pull_request(tmp_path: Path) -> None:
    payload = examples("pull_request")[0]
    one, other = read(tmp_path, payload), read(tmp_path, payload, "pull_request_target")
    assert (one.head_sha, one.base_sha, one.number) == (other.head_sha, other.base_sha, other.number)


@pytest.mark.parametrize("origin", [{"full_name": "someone/Hello-World", "fork": True}, None])
def test_a_head_is_read_in_whatever_repository_it_lies_and_where_that_is_gone(origin: Any, tmp_path: Path) -> None:
    payload = examples("pull_request")[0]
    own = read(tmp_path, payload)
    payload["pull_request"]["head"]["repo"] = origin
    assert read(tmp_path, payload) == own


def test_a_merge_group_hints_at_its_pull_request(tmp_path: Path) -> None:
    event = read(tmp_path, examples("merge_group")[0], "merge_group")
    assert (event.base_ref, event.hinted, event.number) == ("main", (104,), 0)
    assert event.base_sha == "380387fbc80638b734a49e1be1c4dfec1c01b33c"


@pytest.mark.parametrize("branch", ["", "refs/heads/main", "refs/heads/pr-104-abc", "refs/heads/pr-104"])
def test_a_branch_that_names_no_pull_request_hints_at_none(branch: str, tmp_path: Path) -> None:
    payload = examples("merge_group")[0]
    payload["merge_group"]["head_ref"] = branch
    assert read(tmp_path, payload, "merge_group").hinted == ()


def test_a_push_to_the_default_branch_is_judged_from_what_was_there(tmp_path: Path) -> None:
    payload = examples("push")[4] | {"before": "a" * 40}
    event = read(tmp_path, payload, "push")
    assert (event.lands, event.base_sha, event.head_ref) == (True, "a" * 40, "master")
    assert event.head_sha == payload["after"]


def test_a_push_that_makes_the_default_branch_has_nothing_before_it(tmp_path: Path) -> None:
    assert examples("push")[4]["before"] == ZEROS
    assert read(tmp_path, examples("push")[4], "push").base_sha == ""


def test_a_push_to_another_branch_is_judged_against_the_default_one(tmp_path: Path) -> None:
    payload = examples("push")[4] | {"before": "a" * 40, "ref": "refs/heads/topic/one"}
    event = read(tmp_path, payload, "push")
    assert (event.lands, event.base_ref, event.base_sha, event.head_ref) == (False, "master", "", "topic/one")


def test_a_tag_of_the_default_branchs_name_does_not_land(tmp_path: Path) -> None:
    payload = examples("push")[4] | {"ref": "refs/tags/master"}
    assert not read(tmp_path, payload, "push").lands


def test_a_deletion_is_nothing_to_judge(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="deletes refs/tags/simple-tag") as refused:
        read(tmp_path, examples("push")[1], "push")
    assert "github.event.deleted" in refused.value.hint


def test_a_run_by_hand_names_only_a_branch(tmp_path: Path) -> None:
    event = read(tmp_path, examples("workflow_dispatch")[0], "workflow_dispatch")
    assert (event.head_ref, event.head_sha, event.base_ref) == ("main", "", "main")


@pytest.mark.parametrize("name", ["", "issue_comment", "schedule", "check_run"])
def test_other_events_bring_no_change(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="brings no change") as refused:
        read(tmp_path, examples("pull_request")[0], name)
    assert "pull_request_review" in refused.value.hint


def test_an_event_is_not_read_by_anothers_name(tmp_path: Path) -> None:
    for name in KINDS:
        with pytest.raises(UsageError, match="does not say what changes"):
            read(tmp_path, examples("push")[0] | {"ref": None}, name)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("repository",), None),
        (("repository", "default_branch"), ""),
        (("pull_request", "head"), None),
        (("pull_request", "head", "sha"), None),
        (("pull_request", "head", "sha"), "HEAD"),
        (("pull_request", "head", "sha"), HEAD + "\n"),
        (("pull_request", "base", "sha"), "--upload-pack=x"),
        (("pull_request", "base", "ref"), ""),
        (("pull_request", "number"), 0),
        (("pull_request", "number"), "2; rm"),
    ],
)
def test_what_is_needed_and_absent_is_named(path: tuple[str, ...], value: object, tmp_path: Path) -> None:
    payload = examples("pull_request")[0]
    place = payload
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(UsageError) as refused:
        read(tmp_path, payload)
    assert ".".join(path) in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize("content", ["", "[]", "null", "{", "[" * 100_000, "\udc80"])
def test_a_file_that_is_no_event(content: str, tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError) as refused:
        read_event(str(file), "pull_request")
    assert refused.value.hint


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_event(str(tmp_path / "event.json"), "push")


def test_the_merge_commit_and_the_copy_of_the_description_are_not_read(tmp_path: Path) -> None:
    payload = examples("pull_request")[0]
    shown = repr(read(tmp_path, payload))
    assert payload["pull_request"]["merge_commit_sha"] is None or HEAD in shown
    assert json.dumps(payload["pull_request"]["body"])[1:20] not in shown
