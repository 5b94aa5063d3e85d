"""Made-up changes, from plain dicts: what the trusted ref holds, what the head makes of it, and who says what.

Knows which value the readers would have made of such files; reads none.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from aims_gate.facts.build import build
from aims_gate.model.change import Change, ChangedFile, Commit, Identity
from aims_gate.model.collected import Collected, Register, StatedRecord, Tree
from aims_gate.model.document import Parsed, Problem
from aims_gate.model.review import Review
from aims_gate.sources.pack import change_types

NOW = "2026-11-21"
TYPES = change_types()

ROLES: dict[str, Any] = {
    "people": {
        "olga": {"github": "octo-olga", "gitlab": "lab-olga", "emails": ["olga@example.org"]},
        "bert": {"github": "octo-bert"},
        "rita": {"github": "octo-rita", "github_id": 77, "emails": ["rita@example.org"]},
        "dirk": {"github": "octo-dirk", "competence": [{"topic": "ai", "completed": "2026-01-10"}]},
    },
    "roles": {"programme-owner": ["bert"], "risk-approver": ["rita"], "executive": ["dirk"]},
}
METHOD: dict[str, Any] = {
    "likelihood": ["rare", "unlikely", "possible", "likely", "certain"],
    "impact": ["none", "minor", "moderate", "major", "severe"],
    "levels": {"low": 1, "medium": 6, "high": 12, "critical": 20},
    "tier_at_least": {
        "levels": {"low": "minimal", "medium": "limited", "high": "high", "critical": "high"},
        "screening": {"public": "limited", "people": "high"},
    },
    "treat_from": "medium",
    "accept": {
        "low": {"any_of": ["system-owner", "risk-approver"]},
        "medium": {"any_of": ["risk-approver"]},
        "critical": "never",
    },
    "sign_off": {
        "minimal": {"any_of": ["system-owner", "risk-approver"], "count": 1},
        "limited": {"any_of": ["risk-approver"], "count": 1},
        "high": {"all_of": ["risk-approver", "executive"], "competence": "ai"},
    },
    "new_system": {"any_of": ["risk-approver"], "count": 1},
}
ENTRY: dict[str, Any] = {
    "id": "bot",
    "name": "Bot",
    "lifecycle": "live",
    "screening": {"public": True, "people": False},
    "tier": "limited",
    "owner": "olga",
    "backup": "bert",
    "paths": ["bot/**"],
    "inert": ["bot/tests/**"],
    "documents": {"verification": "docs/v.md", "impact_assessment": "docs/i.md", "risk_assessment": "docs/r.md"},
}
ROW: dict[str, Any] = {"id": "R1", "likelihood": 2, "impact": 2, "score": 4}
DOCUMENTS: dict[str, Any] = {
    "docs/v.md": {"kind": "verification", "id": "V", "systems": ["bot"], "verified": "2026-09-01"},
    "docs/i.md": {
        "kind": "impact_assessment",
        "id": "I",
        "systems": ["bot"],
        "assessed": "2026-09-01",
        "approved_by": "rita",
    },
    "docs/r.md": {"kind": "risk_assessment", "id": "R", "systems": ["bot"], "assessed": "2026-09-01", "risks": [ROW]},
}
PRD = "docs/prd.md"
HEAD = "c" * 40


@dataclass(frozen=True)
class World:
    """One change. A value of None takes away what the trusted side has; `Parsed` stands for itself.

    `entries` and `documents` are the trusted ones, `head_entries` and `head_documents` what the change makes of them.
    `files` are further changed files, as git shows them: `M path`, `R old new`. `modes` are modes other than a file's.
    """

    entries: dict[str, Any] = field(default_factory=lambda: {"bot": ENTRY})
    head_entries: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=lambda: DOCUMENTS)
    head_documents: dict[str, Any] = field(default_factory=dict)
    single: dict[str, Any] = field(
        default_factory=lambda: {"config": {"version": 1}, "roles": ROLES, "risk-method": METHOD}
    )
    head_single: dict[str, Any] = field(default_factory=dict)
    records: tuple[StatedRecord, ...] = ()
    files: tuple[str, ...] = ()
    modes: dict[str, str] = field(default_factory=dict)
    author: tuple[str, str, str] = ("Someone", "someone@example.com", "")
    commits: tuple[Commit, ...] = ()
    now: str = NOW
    bootstrap: bool = False
    gate_workflows: tuple[str, ...] = ()
    reviews: tuple[Review, ...] | None = None

    def collected(self) -> Collected:
        """What the sources would have read of this change."""
        files = [*_differences(self.entries, self.head_entries, ".aims/systems/{}.yaml")]
        files += _differences(self.single, self.head_single, ".aims/{}.yaml")
        files += _differences(self.documents, self.head_documents, "{}")
        files += [changed_file(text) for text in self.files]
        here = {file.path for file in files}
        files += [
            ChangedFile(r.path, "A") for r in self.records if r.edited and "(" not in r.path and r.path not in here
        ]
        changed = frozenset(path for file in files for path in (file.path, file.old_path) if path)
        head_documents = _laid_over(self.documents, self.head_documents)
        at_head = _documents(head_documents)
        at_head.update({r.path: r.parsed for r in self.records if r.source == "prd"})
        head = _register(_laid_over(self.entries, self.head_entries), _laid_over(self.single, self.head_single))
        trusted = head if self.bootstrap else _register(self.entries, self.single)
        name, email, login = self.author
        change = Change(
            base="b" * 40,
            head=HEAD,
            head_tree="d" * 40,
            files=tuple(files),
            commits=self.commits,
            title="A change",
            author=Identity(name, email),
            author_login=login,
            reviews=self.reviews,
            body_edited="",
            labels_edited="",
        )
        return Collected(
            now=self.now,
            forge="local" if self.reviews is None else "github",
            change=change,
            trusted_ref="main",
            trusted_commit="a" * 40,
            trusted=trusted,
            head=head,
            trusted_tree=Tree(_documents(self.documents), _modes(self.documents, {})),
            head_tree=Tree(at_head, _modes(at_head, self.modes)),
            records=self.records,
            changed=changed,
            changed_documents=tuple(sorted(path for path in at_head if path in changed)),
            gate_workflows=self.gate_workflows,
            bootstrap=self.bootstrap,
            documents_read=len(at_head),
        )

    def facts(self) -> dict[str, Any]:
        """The facts of this change."""
        return build(self.collected(), TYPES)

    def system(self, key: str = "bot") -> dict[str, Any]:
        """The facts of one touched system."""
        return next(item for item in self.facts()["systems"] if item["system"]["id"] == key)


def world(**given: Any) -> World:
    """A change; what is not given is as in the trusted register above."""
    return World(**given)


def prd(value: dict[str, Any] | None = None, *, path: str = PRD, edited: bool = True, **keys: Any) -> StatedRecord:
    """A record in a PRD's front matter. Names `bot` and a prompt change unless `value` says all of it."""
    stated = {"systems": ["bot"], "change": ["prompt"], **keys} if value is None else value
    return StatedRecord(path, "aims", "prd", stated, document(path, stated), edited)


def change_file(path: str = ".aims/changes/x.yaml", **keys: Any) -> StatedRecord:
    """A record of its own below `.aims/changes/`."""
    stated = {"systems": ["bot"], "change": ["prompt"], **keys}
    return StatedRecord(path, "", "change", stated, Parsed(path, stated))


def label(*systems: str) -> StatedRecord:
    """The record that the label `aims:none-material` stands for."""
    stated = {"systems": list(systems), "change": ["none-material"], "summary": "Nothing material changes."}
    return StatedRecord("(label)", "", "label", stated, Parsed("(label)", stated))


def document(path: str, aims: Any) -> Parsed:
    """A document whose front matter is `aims`."""
    return aims if isinstance(aims, Parsed) else Parsed(path, {"aims": aims}, {"aims": (2, 1, 3, 3)})


def unreadable(path: str) -> Parsed:
    """A document that no value could be had of."""
    return Parsed(path, None, problems=(Problem("month 13 is no month", 4, 9),))


def commit(author: tuple[str, str] = ("X", "x@example.com"), **given: Any) -> Commit:
    """A commit; `committer` and `co_authors` are (name, address)."""
    by = Identity(*author)
    co_authors = tuple(Identity(*each) for each in given.get("co_authors", ()))
    return Commit("e" * 40, by, Identity(*given.get("committer", author)), co_authors, "Change", "2026-11-20T10:00:00Z")


def approving(login: str) -> Review:
    """An approving review of the head."""
    return Review(login, "", bot=False, state="approved", commit=HEAD, at="2026-11-20T12:00:00Z")


def changed_file(text: str) -> ChangedFile:
    """`M path` or `R old new` as git shows it."""
    status, *paths = text.split(" ")
    return ChangedFile(paths[-1], status, paths[0] if len(paths) > 1 else "")


def unknown(facts: dict[str, Any]) -> dict[str, bool]:
    """Path of each unknown fact → whether it only waits for the pull request. No built-in rule reads the approvals."""
    return {item["path"]: item["waiting"] for item in facts["unknown"] if item["path"] != "approvals"}


def without(value: dict[str, Any], *keys: str) -> dict[str, Any]:
    """A mapping less some keys."""
    return {key: part for key, part in value.items() if key not in keys}


def _laid_over(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**before, **after}.items() if value is not None}


def _differences(before: dict[str, Any], after: dict[str, Any], path: str) -> list[ChangedFile]:
    """Whatever the head lays over is changed: a document may differ in its prose alone."""
    return [
        ChangedFile(path.format(key), "D" if value is None else "M" if key in before else "A")
        for key, value in sorted(after.items())
    ]


def _documents(values: dict[str, Any]) -> dict[str, Parsed]:
    return {path: document(path, value) for path, value in values.items()}


def _modes(values: dict[str, Any], modes: dict[str, str]) -> dict[str, tuple[str, str]]:
    entries = {path: ("100644", _oid(str(value))) for path, value in values.items()}
    return {**entries, **{path: (mode, _oid(path) if mode else "") for path, mode in modes.items()}}


def _register(entries: dict[str, Any], single: dict[str, Any]) -> Register:
    systems = {path: _file(path, value) for key, value in entries.items() for path in [f".aims/systems/{key}.yaml"]}
    singles = {key: _file(f".aims/{key}.yaml", value) for key, value in single.items()}
    files = {p.path: _oid(json.dumps(p.value, default=str)) for p in (*systems.values(), *singles.values())}
    return Register(files=files, systems=systems, single=singles)


def _file(path: str, value: Any) -> Parsed:
    return value if isinstance(value, Parsed) else Parsed(path, value, {"": (1, 1, 1, 1)})


def _oid(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]
