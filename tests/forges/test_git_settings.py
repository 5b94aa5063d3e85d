import pytest

from aims_gate.forges.git_settings import git_settings

ROWS = [("http.followRedirects", "false"), ("http.proxy", "")]


@pytest.mark.parametrize("count", ["", "two", "-1", "²"])
def test_settings_start_where_none_are_there(count: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", count)
    assert git_settings(ROWS) == {
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "http.followRedirects",
        "GIT_CONFIG_VALUE_0": "false",
        "GIT_CONFIG_KEY_1": "http.proxy",
        "GIT_CONFIG_VALUE_1": "",
    }


def test_they_follow_those_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "3")
    assert git_settings(ROWS[:1]) == {
        "GIT_CONFIG_COUNT": "4",
        "GIT_CONFIG_KEY_3": "http.followRedirects",
        "GIT_CONFIG_VALUE_3": "false",
    }
