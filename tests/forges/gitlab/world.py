"""A small GitLab in memory: what a project holds, and what becomes of notes and statuses. Knows nothing of HTTP."""

from dataclasses import dataclass, field
from typing import Any

from tests.forges.gitlab.description import route

Reply = tuple[int, Any]

PROJECT = 42
PUSHED = "2026-11-20T09:30:00.000Z"
APPROVED = "2026-11-20T12:00:00.000Z"
OWN = "aims-gate-bot"


def user(login: str) -> dict[str, Any]:
    """An account; its number follows from its name."""
    return {"id": sum(login.encode()), "username": login, "name": login, "state": "active", "locked": False}


@dataclass
class World:
    """One project. Dates are GitLab's: UTC with milliseconds."""

    merge_requests: dict[int, dict[str, Any]] = field(default_factory=dict)
    versions: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    approved_by: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    reviewers: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    notes: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    label_events: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    rules: list[dict[str, Any]] | None = None
    of_commit: dict[str, list[int]] = field(default_factory=dict)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    bots: set[str] = field(default_factory=set)
    levels: dict[str, int] = field(default_factory=dict)

    def merge_request(self, iid: int, head: str, author: str = "octo-owner", **more: Any) -> dict[str, Any]:
        """Opens a merge request into main."""
        shown = {
            "iid": iid, "state": "opened", "title": "A change", "description": None, "labels": [], "draft": False,
            "author": user(author), "target_branch": "main", "source_branch": "topic", "sha": head, "merged_at": None,
            "source_project_id": PROJECT, "target_project_id": PROJECT, **more,
        }  # fmt: skip
        self.merge_requests[iid] = shown
        for table in (self.versions, self.approved_by, self.reviewers, self.notes, self.label_events):
            table[iid] = []
        self.push(iid, head, PUSHED)
        return shown

    def push(self, iid: int, head: str, at: str) -> None:
        """A new version. The newest comes first, as in GitLab's list."""
        number = 100 + len(self.versions[iid])
        self.versions[iid].insert(0, {"id": number, "head_commit_sha": head, "created_at": at, "state": "collected"})
        self.merge_requests[iid]["sha"] = head
        self.of_commit.setdefault(head, []).append(iid)

    def approve(self, iid: int, login: str, at: str = APPROVED, *, told: bool = True) -> dict[str, Any]:
        """Somebody approves. Older servers do not tell when."""
        given = {"user": user(login)} | ({"approved_at": at} if told else {})
        self.approved_by[iid].append(given)
        self.activity(iid, login, "approved this merge request", at)
        return given

    def unapprove(self, iid: int, login: str, state: str = "unapproved") -> None:
        """Somebody takes an approval back, or asks for changes."""
        self.approved_by[iid] = [one for one in self.approved_by[iid] if one["user"]["username"] != login]
        self.reviewers[iid].append({"user": user(login), "state": state, "created_at": PUSHED})

    def activity(self, iid: int, login: str, body: str, at: str) -> None:
        """GitLab's own note on what somebody did."""
        self._note(iid, login, body, at, system=True)

    def comment(self, iid: int, login: str, body: str, at: str = APPROVED) -> dict[str, Any]:
        """What somebody says."""
        return self._note(iid, login, body, at, system=False)

    def labelled(self, iid: int, label: str, at: str, action: str = "add") -> None:
        """Somebody sets a label."""
        self.label_events[iid].append({"id": 1, "created_at": at, "action": action, "label": {"name": label}})

    def _note(self, iid: int, login: str, body: str, at: str, *, system: bool) -> dict[str, Any]:
        number = 500 + sum(map(len, self.notes.values()))
        shown = {"id": number, "body": body, "author": user(login), "created_at": at, "system": system}
        self.notes[iid].append(shown)
        return shown

    def reply(self, method: str, path: str, query: dict[str, str], body: Any) -> Reply:
        """What GitLab answers to a request that its description allows."""
        operation, given = route(method, path)
        iid = int(given.get("merge_request_iid", 0))
        if given.get("id") not in (None, str(PROJECT)) and not operation.startswith("GET /users/"):
            return 404, {"message": "404 Project Not Found"}
        if iid and iid not in self.merge_requests:
            return 404, {"message": "404 Not found"}
        place = operation.replace("/projects/{id}", "").replace("/merge_requests/{merge_request_iid}", "/mr")
        return self._answered(place, iid, given, query, body)

    def _answered(self, place: str, iid: int, given: dict[str, str], query: dict[str, str], body: Any) -> Reply:
        match place:
            case "GET /user":
                return 200, user(OWN)
            case "GET /users/{id}":
                return 200, {"id": int(given["id"]), "bot": int(given["id"]) in {user(bot)["id"] for bot in self.bots}}
            case "GET /members/all/{user_id}":
                known = {user(login)["id"]: level for login, level in self.levels.items()}
                level = known.get(int(given["user_id"]))
                return (200, {"access_level": level}) if level else (404, {"message": "404 Not found"})
            case "GET /merge_requests":
                return 200, [one for one in self.merge_requests.values() if one["state"] == query["state"]]
            case "GET /mr":
                return 200, self.merge_requests[iid]
            case "GET /mr/approvals":
                return 200, {"approved": bool(self.approved_by[iid]), "approved_by": self.approved_by[iid]}
            case "GET /mr/approval_state":
                return (404, {"message": "404 Not Found"}) if self.rules is None else (200, {"rules": self.rules})
            case "GET /mr/reviewers":
                return 200, self.reviewers[iid]
            case "GET /mr/versions":
                return 200, self.versions[iid]
            case "GET /mr/resource_label_events":
                return 200, self.label_events[iid]
            case "GET /repository/commits/{sha}/merge_requests":
                return 200, [self.merge_requests[number] for number in self.of_commit.get(given["sha"], [])]
            case _:
                return self._kept(place, iid, given, query, body)

    def _kept(self, place: str, iid: int, given: dict[str, str], query: dict[str, str], body: Any) -> Reply:
        match place:
            case "GET /mr/notes":
                wanted = {"only_activity": (True,), "only_comments": (False,)}.get(query.get("activity_filter", ""))
                return 200, [one for one in self.notes[iid] if wanted is None or one["system"] in wanted]
            case "POST /mr/notes":
                return 201, self.comment(iid, OWN, body["body"])
            case "PUT /mr/notes/{note_id}":
                (found,) = [one for one in self.notes[iid] if one["id"] == int(given["note_id"])]
                if found["author"]["username"] != OWN or found["system"]:
                    return 403, {"message": "403 Forbidden"}
                found["body"] = body["body"]
                return 200, found
            case "GET /repository/commits/{sha}/statuses":
                return 200, [one for one in self.statuses if _asked_for(one, given["sha"], query)]
            case "POST /statuses/{sha}":
                shown = {"id": 900 + len(self.statuses), "sha": given["sha"], "status": body["state"], **body}
                self.statuses.append(shown)
                return 201, shown
        return 404, {"message": "404 Not Found"}


def _asked_for(one: dict[str, Any], sha: str, query: dict[str, str]) -> bool:
    return bool(one["sha"] == sha and one["name"] == query.get("name", one["name"]))
