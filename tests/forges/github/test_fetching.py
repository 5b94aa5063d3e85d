"""Commits from the repository's own remote: what is fetched, to whom the token is shown, and what is left alone."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aims_gate.errors import ForgeError
from aims_gate.forges.github.fetching import Remote
from aims_gate.sources.git import Repository
from tests.forges.github.git_server import BASIC, GitServer
from tests.forges.github.stand_in import TOKEN
from tests.repositories import Repo

HIDDEN = "refs/pull/5/head"

Connect = Callable[..., Remote]


@pytest.fixture
def upstream(tmp_path: Path) -> Repo:
    """A repository with a commit that no branch has, as GitHub keeps a pull request's."""
    repo = Repo(tmp_path / "served" / "octo" / "shop")
    repo.write("a.txt", "1\n")
    repo.commit("On main")
    repo.checkout("topic", new=True)
    repo.write("a.txt", "2\n")
    repo.commit("Of a pull request")
    repo.git("update-ref", HIDDEN, "HEAD")
    repo.checkout("main")
    repo.git("branch", "-qD", "topic")
    return repo


@pytest.fixture
def clone(upstream: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return upstream.clone(tmp_path / "clone")


@pytest.fixture
def server(upstream: Repo, tmp_path: Path) -> Iterator[GitServer]:
    with GitServer(tmp_path / "served") as served:
        yield served


def over_http(clone: Repo, server: GitServer) -> Repo:
    clone.git("remote", "set-url", "origin", f"{server.url}/octo/shop")
    return clone


@pytest.fixture
def remote() -> Iterator[Connect]:
    """Makes the remote of a clone."""
    opened: list[Repository] = []

    def made(clone: Repo, server_url: str = "https://github.com", patience: float = 60.0) -> Remote:
        opened.append(Repository(str(clone.folder)))
        return Remote(opened[-1], TOKEN, server_url, patience=patience)

    yield made
    for repository in opened:
        repository.close()


def refusal(of: Remote, commit: str, number: int = 0) -> ForgeError:
    with pytest.raises(ForgeError) as raised:
        of.bring(commit, number)
    assert TOKEN not in f"{raised.value.message}{raised.value.hint}"
    assert raised.value.hint
    return raised.value


def has(clone: Repo, commit: str) -> bool:
    with Repository(str(clone.folder)) as repository:
        return repository.resolve(commit) is not None


@pytest.mark.parametrize("number", [0, 5])
def test_a_commit_is_brought_and_nothing_else_moves(number: int, upstream: Repo, clone: Repo) -> None:
    wanted = upstream.id(HIDDEN)
    upstream.git("tag", "v1", HIDDEN)
    upstream.commit("Meanwhile")
    refs = clone.git("for-each-ref")
    assert not has(clone, wanted)
    with Repository(str(clone.folder)) as repository:
        assert repository.resolve(wanted) is None
        Remote(repository).bring(wanted, number)
        assert repository.resolve(wanted) == wanted
    assert clone.git("for-each-ref") == refs
    assert not (clone.folder / ".git/FETCH_HEAD").exists()
    assert clone.git("status", "--porcelain") == b""


def test_what_is_here_is_not_asked_for(clone: Repo, remote: Connect) -> None:
    clone.git("remote", "set-url", "origin", "file:///nowhere")
    remote(clone).bring(clone.id())


def test_a_pull_request_that_has_moved_on_still_gives_the_commit(upstream: Repo, clone: Repo, remote: Connect) -> None:
    wanted = upstream.id(HIDDEN)
    upstream.git("update-ref", HIDDEN, "main")
    upstream.git("update-ref", "refs/pull/6/head", wanted)
    remote(clone).bring(wanted, 5)
    assert has(clone, wanted)


def test_a_commit_that_the_remote_has_not_is_refused_with_the_way_out(clone: Repo, remote: Connect) -> None:
    error = refusal(remote(clone), "b" * 40)
    assert "bbbbbbbbbbbb could not be fetched" in error.message
    assert error.hint == f"run `git fetch origin {'b' * 40}` before"
    assert refusal(remote(clone), "b" * 40, 9).hint == "run `git fetch origin pull/9/head` before"


@pytest.mark.parametrize(
    "commit", ["", "main", "--upload-pack=x", "A" * 40, "a" * 39, "a" * 40 + "\n", "a" * 40 + ":x"]
)
def test_only_whole_ids_are_asked_for(commit: str, clone: Repo, remote: Connect) -> None:
    assert "is no commit" in refusal(remote(clone), commit).message


def test_without_a_remote_there_is_none_to_ask(clone: Repo, remote: Connect) -> None:
    clone.git("remote", "remove", "origin")
    assert "no remote origin" in refusal(remote(clone), "b" * 40).message


def test_a_remote_that_runs_a_command_is_not_asked(clone: Repo, tmp_path: Path, remote: Connect) -> None:
    clone.git("config", "protocol.ext.allow", "always")
    clone.git("remote", "set-url", "origin", f"ext::touch {tmp_path / 'run'}")
    refusal(remote(clone), "b" * 40)
    assert not (tmp_path / "run").exists()


def test_hooks_do_not_run(upstream: Repo, clone: Repo, tmp_path: Path, remote: Connect) -> None:
    hook = clone.folder / ".git/hooks/reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path / 'run'}\n")
    hook.chmod(0o755)
    tip = upstream.commit("Meanwhile")
    remote(clone).bring_branch("main", tip)
    assert clone.id("refs/remotes/origin/main") == tip
    assert not (tmp_path / "run").exists()


def test_the_token_is_shown_to_the_server_alone(
    upstream: Repo, clone: Repo, server: GitServer, remote: Connect
) -> None:
    wanted = upstream.id(HIDDEN)
    remote(over_http(clone, server), server.url).bring(wanted, 5)
    assert has(clone, wanted)
    assert {tuple(one) for one in server.shown} == {(BASIC,)}


def test_a_header_that_a_checkout_left_is_taken_back(
    upstream: Repo, clone: Repo, server: GitServer, remote: Connect
) -> None:
    clone.git("config", f"http.{server.url}/.extraheader", "Authorization: basic b2xk")
    remote(over_http(clone, server), server.url).bring(upstream.id(HIDDEN), 5)
    assert {tuple(one) for one in server.shown} == {(BASIC,)}


def test_settings_of_the_environment_stay(
    upstream: Repo, clone: Repo, server: GitServer, monkeypatch: pytest.MonkeyPatch, remote: Connect
) -> None:
    for name, value in (("COUNT", "1"), ("KEY_0", f"url.{server.url}/.insteadOf"), ("VALUE_0", "https://short/")):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    clone.git("remote", "set-url", "origin", "https://short/octo/shop")
    remote(clone, server.url).bring(upstream.id(HIDDEN), 5)
    assert {tuple(one) for one in server.shown} == {(BASIC,)}


@pytest.mark.parametrize("shown_to", ["https://github.com", "http://127.0.0.1", "http://127.0.0.1:1", "", "http://["])
def test_another_server_never_sees_it(
    shown_to: str, upstream: Repo, clone: Repo, server: GitServer, remote: Connect
) -> None:
    error = refusal(remote(over_http(clone, server), shown_to), upstream.id(HIDDEN), 5)
    assert "could not be fetched" in error.message
    assert [one for one in server.shown if one] == []


def test_nor_does_one_that_it_is_sent_on_to(
    upstream: Repo, clone: Repo, server: GitServer, tmp_path: Path, remote: Connect
) -> None:
    with GitServer(tmp_path / "served") as other:
        server.elsewhere = other.url
        refusal(remote(over_http(clone, server), server.url), upstream.id(HIDDEN), 5)
        assert other.shown == []


def test_credentials_of_an_address_are_not_repeated(clone: Repo, server: GitServer, remote: Connect) -> None:
    clone.git("remote", "set-url", "origin", f"{server.url.replace('//', '//octo:pa55word@')}/octo/shop")
    error = refusal(remote(clone, server.url), "b" * 40)
    assert "pa55word" not in f"{error.message}{error.hint}"
    assert BASIC not in {header for one in server.shown for header in one}


def test_the_token_stands_in_no_command_line(
    upstream: Repo, clone: Repo, server: GitServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remote: Connect
) -> None:
    log = tmp_path / "commands"
    script = tmp_path / "bin" / "git"
    script.parent.mkdir()
    real = next(f"{folder}/git" for folder in os.environ["PATH"].split(":") if os.access(f"{folder}/git", os.X_OK))
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {log}\nexec {real} "$@"\n')
    script.chmod(0o755)
    over_http(clone, server)
    monkeypatch.setenv("PATH", f"{script.parent}:{os.environ['PATH']}")
    remote(clone, server.url).bring(upstream.id(HIDDEN), 5)
    said = log.read_text()
    assert HIDDEN in said
    assert TOKEN not in said
    assert BASIC.partition(" ")[2] not in said


def test_a_server_that_does_not_answer_is_left(upstream: Repo, clone: Repo, server: GitServer, remote: Connect) -> None:
    server.slow = 60.0
    of = remote(over_http(clone, server), server.url, patience=0.5)
    assert "it took too long" in refusal(of, upstream.id(HIDDEN)).message
    assert "too long already" in refusal(of, upstream.id(HIDDEN)).message


def test_a_branch_is_brought_up_to_date(upstream: Repo, clone: Repo, remote: Connect) -> None:
    tip = upstream.commit("Meanwhile")
    upstream.branch("release/1.0", "main~1")
    remote(clone).bring_branch("main", tip)
    remote(clone).bring_branch("release/1.0", "f" * 40)
    assert clone.id("refs/remotes/origin/main") == tip
    assert clone.id("refs/remotes/origin/release/1.0") == upstream.id("main~1")
    assert clone.id("main") != tip


def test_a_branch_that_is_known_is_not_asked_for(clone: Repo, remote: Connect) -> None:
    tip = clone.id("refs/remotes/origin/main")
    clone.git("remote", "set-url", "origin", "file:///nowhere")
    remote(clone).bring_branch("main", tip)


@pytest.mark.parametrize("branch", ["", "-x", "a b", "a:b", "a..b", "*", "a\nb", "a^", "a\x00"])
def test_what_is_no_branch_is_not_asked_for(branch: str, clone: Repo, remote: Connect) -> None:
    with pytest.raises(ForgeError, match="is no branch"):
        remote(clone).bring_branch(branch, "a" * 40)


def test_a_branch_that_the_remote_has_not_is_refused(clone: Repo, remote: Connect) -> None:
    with pytest.raises(ForgeError, match="the tip of gone could not be fetched") as raised:
        remote(clone).bring_branch("gone", "a" * 40)
    assert raised.value.hint == "run `git fetch origin '+refs/heads/gone:refs/remotes/origin/gone'` before"
