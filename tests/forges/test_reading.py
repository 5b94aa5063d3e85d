import pytest
from pydantic import BaseModel, TypeAdapter

from aims_gate.errors import ForgeError
from aims_gate.forges.reading import read_as


class Part(BaseModel):
    sha: str


class Whole(BaseModel):
    head: Part


KIND = TypeAdapter(Whole)


def test_an_answer_is_what_it_stands_for() -> None:
    assert read_as(KIND, {"head": {"sha": "a", "more": 1}}, "GitLab", "/x") == Whole(head=Part(sha="a"))


@pytest.mark.parametrize(
    ("value", "where"), [({"head": {}}, "head.sha: Field required"), ([], "the whole: Input should")]
)
def test_one_that_is_something_else_says_where(value: object, where: str) -> None:
    with pytest.raises(ForgeError) as raised:
        read_as(KIND, value, "GitLab", "/x")
    assert raised.value.message.startswith(f"GitLab's answer to /x cannot be understood: {where}")
    assert raised.value.hint.endswith("this version does not know that answer of GitLab's")
