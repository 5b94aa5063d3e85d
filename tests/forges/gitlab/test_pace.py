import pytest

from aims_gate.forges.exchange import Answer
from aims_gate.forges.gitlab.pace import SIGNS
from aims_gate.forges.pace import asked_delay, passing

DATE = "Sat, 21 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"retry-after": "17"}, 17.0),
        (429, {"retry-after": "0"}, 1.0),
        (503, {"retry-after": "9"}, 9.0),
        (429, {"retry-after": "Sat, 21 Nov 2026 10:00:30 GMT", "date": DATE}, 31.0),
        (429, {"ratelimit-reset": "1795255210", "date": DATE}, 11.0),
        (429, {"ratelimit-reset": "1795255210"}, 60.0),
        (429, {}, 60.0),
        (429, {"retry-after": "soon"}, 60.0),
        (429, {"retry-after": "٣"}, 60.0),
        (502, {}, None),
        (502, {"ratelimit-reset": "1795255210", "date": DATE}, None),
    ],
)
def test_how_long_gitlab_asks_to_wait(status: int, headers: dict[str, str], seconds: float | None) -> None:
    assert asked_delay(Answer(status, headers, b""), SIGNS) == seconds


@pytest.mark.parametrize(
    ("answer", "may"),
    [
        (Answer(0, {}, b"", "broke"), True), (Answer(0, {}, b"", "bad certificate", lasting=True), False),
        (Answer(403, {}, b""), False), (Answer(524, {}, b""), True), (Answer(501, {}, b""), False),
        (Answer(200, {}, b""), False), (Answer(429, {}, b""), True),
    ],
)  # fmt: skip
def test_what_may_pass(answer: Answer, may: bool) -> None:
    assert passing(answer, SIGNS) is may
