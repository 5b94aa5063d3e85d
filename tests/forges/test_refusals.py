from aims_gate.errors import ForgeError
from aims_gate.forges.refusals import plain, reason_of


def test_text_from_outside_is_one_short_line_without_the_secret() -> None:
    assert plain("fatal:\x1b[2J bad\r\n  ghs_x\u202e here", "ghs_x") == "fatal: [2J bad [token] here"
    assert plain("a" * 301, "") == "a" * 299 + "…"


def test_an_error_is_a_reason_with_its_way_out() -> None:
    assert reason_of(ForgeError("it is gone")) == "it is gone"
    assert reason_of(ForgeError("it is gone", "ask again")) == "it is gone; ask again"
