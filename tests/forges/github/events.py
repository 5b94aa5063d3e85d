"""Events as files, from GitHub's own examples. Knows nothing of how they are read."""

import copy
import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("payloads") / "webhooks.json.gz"


@cache
def _examples() -> dict[str, list[dict[str, Any]]]:
    loaded: dict[str, list[dict[str, Any]]] = json.loads(gzip.decompress(_FILE.read_bytes()))
    return loaded


def examples(name: str) -> list[dict[str, Any]]:
    """Every example of an event, to be changed at will."""
    return copy.deepcopy(_examples()[name])


def written(folder: Path, payload: Any) -> str:
    """The path of a file that holds a payload."""
    file = folder / "event.json"
    file.write_text(json.dumps(payload), encoding="utf-8")
    return str(file)


def of_pull(head: str, base: str, number: int = 5, repository: str = "octo/shop", ref: str = "main") -> dict[str, Any]:
    """A pull request's event in a small repository."""
    payload = examples("pull_request")[0]
    payload["repository"] |= {"full_name": repository, "default_branch": "main"}
    pull = payload["pull_request"]
    pull["number"] = number
    pull["head"] |= {"sha": head, "repo": {"full_name": repository}}
    pull["base"] |= {"sha": base, "ref": ref}
    return payload


def of_group(head: str, base: str, number: int = 5) -> dict[str, Any]:
    """A merge group's event."""
    payload = examples("merge_group")[0]
    payload["repository"] |= {"full_name": "octo/shop", "default_branch": "main"}
    branch = f"refs/heads/gh-readonly-queue/main/pr-{number}-{base}"
    payload["merge_group"] |= {"head_sha": head, "base_sha": base, "base_ref": "refs/heads/main", "head_ref": branch}
    return payload


def of_push(after: str, before: str, branch: str = "main") -> dict[str, Any]:
    """A push's event."""
    payload = examples("push")[4]
    payload["repository"] |= {"full_name": "octo/shop", "default_branch": "main"}
    return payload | {"ref": f"refs/heads/{branch}", "before": before, "after": after}


def of_dispatch(branch: str) -> dict[str, Any]:
    """The event of a run that somebody started by hand."""
    payload = examples("workflow_dispatch")[0]
    payload["repository"] |= {"full_name": "octo/shop", "default_branch": "main"}
    return payload | {"ref": f"refs/heads/{branch}"}
