"""A small GitHub in memory: what a repository holds, and what becomes of check runs. Knows nothing of HTTP."""

import re
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any
from urllib.parse import quote

from tests.forges.github.description import example, route

Reply = tuple[int, Any]


@dataclass
class World:
    """One repository. `answers` maps a path to what a GET of it gives: an object, or a list that is shown in pages."""

    repository: str = "octo/shop"
    app_id: int = 15368
    answers: dict[str, Any] = field(default_factory=dict)
    check_runs: dict[int, dict[str, Any]] = field(default_factory=dict)
    annotations: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    edited: dict[int, str | None] = field(default_factory=dict)
    labelled: dict[int, list[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        described = {"full_name": self.repository, "default_branch": "main"}
        self.put("", example("full-repository-default-response") | described)

    def put(self, path: str, value: Any) -> None:
        """What a path below the repository gives from now on."""
        self.answers[f"/repos/{self.repository}{path}"] = value

    def branch(self, name: str, commit: str) -> None:
        """Where a branch stands."""
        shown = example("git-ref")
        target = shown["object"] | {"sha": commit}
        self.put(f"/git/ref/heads%2F{quote(name, safe='')}", shown | {"ref": f"refs/heads/{name}", "object": target})

    def pull(self, number: int, head: str, author: str = "octo-owner", **more: Any) -> dict[str, Any]:
        """Opens a pull request; GitHub lists it at whatever is its head commit."""
        shown: dict[str, Any] = example("pull-request")
        shown |= {"number": number, "state": "open", "user": user(author), **more}
        shown["head"]["sha"] = head
        self.put(f"/pulls/{number}", shown)
        self.put(f"/pulls/{number}/reviews", [])
        return shown

    def pulls(self) -> list[dict[str, Any]]:
        """Every pull request there is, by number."""
        known = re.compile(rf"/repos/{self.repository}/pulls/\d+")
        return sorted(
            (found for path, found in self.answers.items() if known.fullmatch(path)), key=itemgetter("number")
        )

    def review(self, number: int, login: str, state: str, commit: str, at: str) -> dict[str, Any]:
        """Adds a review to a pull request."""
        listed = self.answers[f"/repos/{self.repository}/pulls/{number}/reviews"]
        shown: dict[str, Any] = example("pull-request-review")
        shown |= {"id": 80 + len(listed), "user": user(login), "state": state, "commit_id": commit, "submitted_at": at}
        listed.append(shown)
        return shown

    def permission(self, login: str, level: str) -> None:
        """What an account may do in the repository."""
        shown = example("repository-collaborator-permission-response-if-user-has-admin-permissions")
        self.put(
            f"/collaborators/{login}/permission",
            shown | {"permission": level, "role_name": level, "user": user(login)},
        )

    def rules(self, branch: str, rules: list[dict[str, Any]]) -> None:
        """The rules that hold for a branch."""
        self.put(f"/rules/branches/{branch}", rules)

    def reply(self, method: str, path: str, query: dict[str, str], body: Any) -> Reply:
        """What GitHub answers to a request that its description allows."""
        template, given = route(path)
        ending = template.removeprefix("/repos/{owner}/{repo}")
        run = int(given.get("check_run_id", 0))
        if f"{given.get('owner')}/{given.get('repo')}" != self.repository or (run and run not in self.check_runs):
            return 404, {"message": "Not Found"}
        match method, ending:
            case "POST", "/check-runs":
                return self._create(body)
            case "PATCH", "/check-runs/{check_run_id}":
                return self._update(run, body)
            case "GET", "/check-runs/{check_run_id}":
                return 200, self.check_runs[run]
            case "GET", "/check-runs/{check_run_id}/annotations":
                return 200, self.annotations[run]
            case "GET", "/commits/{ref}/check-runs":
                listed = [run for run in self.check_runs.values() if _asked_for(run, given["ref"], query)]
                return 200, {"total_count": len(listed), "check_runs": listed}
        if method == "GET" and path in self.answers:
            return 200, self.answers[path]
        if (method, ending) == ("GET", "/commits/{commit_sha}/pulls"):
            return 200, [pull for pull in self.pulls() if pull["head"]["sha"] == given["commit_sha"]]
        if (method, ending) == ("GET", "/pulls"):
            wanted = query.get("state", "open")
            return 200, [pull for pull in self.pulls() if wanted in ("all", pull["state"])]
        return 404, {"message": "Not Found"}

    def query(self, variables: dict[str, Any]) -> dict[str, Any]:
        """The data of a GraphQL query for when a description was last edited and which labels were set when."""
        number = variables["number"]
        events = [{"createdAt": at, "label": {"name": label}} for label, at in self.labelled.get(number, [])]
        shown = {
            "number": number,
            "lastEditedAt": self.edited.get(number),
            "timelineItems": {"pageInfo": {"hasPreviousPage": False}, "nodes": events},
        }
        return {"repository": {"pullRequest": shown}}

    def _create(self, body: dict[str, Any]) -> Reply:
        number = 1000 + len(self.check_runs)
        shown = example("check-run") | {"id": number, "html_url": f"https://github.com/{self.repository}/runs/{number}"}
        shown |= {"external_id": "", "app": shown["app"] | {"id": self.app_id}}
        shown["output"] = {"title": None, "summary": None, "text": None, "annotations_count": 0}
        refused = _prose_limits(body)
        if refused:
            return 422, {"message": refused}
        self.check_runs[number], self.annotations[number] = shown, []
        return 201, self._update(number, body)[1]

    def _update(self, number: int, body: dict[str, Any]) -> Reply:
        refused = _prose_limits(body)
        if refused:
            return 422, {"message": refused}
        shown, output = self.check_runs[number], dict(body.get("output", {}))
        self.annotations[number] += [_kept(one) for one in output.pop("annotations", [])]
        shown |= {key: value for key, value in body.items() if key != "output"}
        shown["output"] |= output | {"annotations_count": len(self.annotations[number])}
        return 200, shown


def user(login: str) -> dict[str, Any]:
    """An account; its number follows from its name."""
    shown = example("pull-request-review")["user"]
    kind = "Bot" if login.endswith("[bot]") else "User"
    return dict(shown | {"login": login, "id": sum(login.encode()), "type": kind})


def _asked_for(run: dict[str, Any], ref: str, query: dict[str, str]) -> bool:
    wanted = {"name": query.get("check_name", run["name"]), "app": query.get("app_id", str(run["app"]["id"]))}
    return run["head_sha"] == ref and wanted == {"name": run["name"], "app": str(run["app"]["id"])}


def _kept(annotation: dict[str, Any]) -> dict[str, Any]:
    """An annotation as GitHub gives it back."""
    absent = dict.fromkeys(("start_column", "end_column", "title", "raw_details"))
    return absent | annotation | {"blob_href": "https://api.github.com/blob"}


def _prose_limits(body: dict[str, Any]) -> str:
    """What GitHub's description says only in sentences."""
    if body.get("status") == "completed" and not body.get("conclusion"):
        return "a completed run needs a conclusion"
    output = body.get("output", {})
    if any(len(output.get(key, "").encode()) > 65_535 for key in ("summary", "text")):
        return "Only 65535 characters are allowed"
    for one in output.get("annotations", []):
        if len(one.get("title", "").encode()) > 255:
            return "a title is too long"
        if any(len(one.get(key, "").encode()) > 64 * 1024 for key in ("message", "raw_details")):
            return "an annotation is too long"
        if "start_column" in one and one["start_line"] != one["end_line"]:
            return "columns need one line"
    return ""
