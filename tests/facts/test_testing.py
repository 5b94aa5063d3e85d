"""Which files are tests."""

import pytest

from aims_gate.facts.testing import is_test


@pytest.mark.parametrize(
    "path",
    ["tests/a.py", "app/test/A.java", "x/__tests__/a.ts", "pkg/a_test.go", "a/test_b.py", "conftest.py", "a.spec.tsx",
     "a.test.js", "src/FooTest.java", "src/FooTests.cs", "spec/a.rb", "a_spec.rb", "testdata/a.json"],
)  # fmt: skip
def test_tests(path: str) -> None:
    assert is_test(path)


@pytest.mark.parametrize(
    "path",
    ["a.py", "latest/a.py", "app/testimony.py", "attest.py", "contest.go", "tests.py", "app/testing_ground/a.py",
     "Latest.java", "a/inspection/b.rb", "protest.ts", "test.py"],
)  # fmt: skip
def test_no_tests(path: str) -> None:
    assert not is_test(path)
