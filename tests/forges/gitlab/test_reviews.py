"""Which commit an approval was given for, told from versions and time."""

import pytest

from aims_gate.forges.gitlab.merge_request import Version
from aims_gate.forges.gitlab.reviews import meant

A, B, C = "a" * 40, "b" * 40, "c" * 40


def pushed(*times: str) -> list[Version]:
    commits = (A, B, C)
    return [
        Version.model_validate({"id": number, "head_commit_sha": commits[number], "created_at": f"2026-11-20T{time}Z"})
        for number, time in enumerate(times)
    ]


@pytest.mark.parametrize(
    ("times", "at", "expected"),
    [
        (["09:00:00"], "10:00:00.000", (A,)),
        (["09:00:00"], "09:00:01.000", (A,)),
        (["09:00:00"], "09:00:00.000", (A,)),
        (["09:00:00"], "08:59:59.999", ()),
        (["09:00:00", "10:00:00"], "09:59:59.999", (A,)),
        (["09:00:00", "10:00:00"], "10:00:00.000", (B, A)),
        (["09:00:00", "10:00:00"], "10:01:00.000", (B, A)),
        (["09:00:00", "10:00:00"], "10:01:00.001", (B,)),
        (["09:00:00", "10:00:00", "10:00:30"], "10:00:40.000", (C, B, A)),
        (["09:00:00", "10:00:00", "10:00:30"], "10:01:15.000", (C, B)),
        (["09:00:00", "10:00:00", "11:00:00"], "23:00:00.000", (C,)),
        ([], "10:00:00.000", ()),
    ],
)
def test_the_newest_version_that_was_there(times: list[str], at: str, expected: tuple[str, ...]) -> None:
    assert meant(pushed(*times), f"2026-11-20T{at}Z") == expected


def test_without_a_time_nothing_is_told() -> None:
    assert meant(pushed("09:00:00"), "") == ()


def test_a_version_without_commits_is_passed_over() -> None:
    empty = Version.model_validate({"id": 9, "head_commit_sha": None, "created_at": "2026-11-20T09:30:00Z"})
    assert meant([*pushed("09:00:00"), empty], "2026-11-20T10:00:00.000Z") == (A,)


def test_the_same_commit_twice_is_one() -> None:
    first = pushed("09:00:00")[0]
    again = Version.model_validate({"id": 1, "head_commit_sha": A, "created_at": "2026-11-20T10:00:00Z"})
    assert meant([first, again], "2026-11-20T10:00:05.000Z") == (A,)
