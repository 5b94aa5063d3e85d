"""Which files test the software and are no part of it, told by where they lie and what they are called."""

from aims_gate.model.regex import late_regex

_FOLDERS = frozenset({"test", "tests", "__tests__", "testing", "testdata", "test-data", "spec", "specs", "__mocks__"})
_NAMES = late_regex(
    r"test_[^/]*\.py|[^/]*_test\.(?:py|go|exs|dart|rb)|conftest\.py|[^/]*\.(?:test|spec)\.[cm]?[jt]sx?"
    r"|[^/]*_spec\.rb|[^/]*Tests?\.(?:java|kt|cs|swift|php|scala)"
)


def is_test(path: str) -> bool:
    """Whether a file lies in a folder of tests or is named as one, by the habits of the common languages."""
    *folders, name = path.split("/")
    return not _FOLDERS.isdisjoint(folders) or _NAMES.fullmatch(name) is not None
