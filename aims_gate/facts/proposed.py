"""What a change would do to the gate itself: rules, roles, method, waivers, and the keys of entries that decide.

Such a change never judges itself; it needs the programme owner's approval.
"""

from aims_gate.facts.claims import Asked, Claims
from aims_gate.facts.people import names
from aims_gate.facts.touched import entries, paths_of, system_id
from aims_gate.model.collected import Collected
from aims_gate.model.document import Json

GATE_KEYS = (
    "id",
    "tier",
    "paths",
    "inert",
    "owner",
    "backup",
    "lifecycle",
    "screening",
    "documents",
    "former_ids",
)
"""Keys of a system's entry whose change needs the programme owner."""

_OWN_FOLDER = ".aims/"
_FREE = (".aims/systems/", ".aims/changes/")
CODEOWNERS = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")
"""Files that say who has to review, wherever a forge looks for them."""


_DEMAND = Asked(("programme-owner",), every=False, number=1)


def proposed(side: Collected, claims: Claims) -> dict[str, Json]:
    """`gate` (each `path`, `what`), `bootstrap`, `could_approve`, `approved` (false until a review shows it)."""
    gate = [{"path": path, "what": what} for path, what in sorted(_gate_changes(side).items())]
    could = () if side.bootstrap else claims.could_sign(_DEMAND, {})
    approved = _by_administrator(side, claims) if side.bootstrap else claims.borne_out(_DEMAND, {}).whole
    return {
        "gate": gate,
        "bootstrap": side.bootstrap,
        "approved": approved,
        "could_approve": list(could),
        "basis": "verified" if approved else "claimed",
    }


def _by_administrator(side: Collected, claims: Claims) -> bool:
    """Whether an administrator of the repository, who had no part in the change, approves this content."""
    standings = [claims.approvals.of_login(login) for login in side.administrators]
    return any(standing.state == "verified" for standing in standings)


def waiting_for_approval(view: dict[str, Json], claims: Claims) -> dict[str, Json]:
    """The unknown fact that a gate change leaves until somebody entitled approves it."""
    if view["bootstrap"]:
        reason = "a repository administrator other than the author has to approve the first or repaired register"
    elif view["could_approve"]:
        reason = f"the programme owner ({names(view['could_approve'])}) has to approve the pull request"
    else:
        why = "; ".join(claims.hindered(_DEMAND, {}))
        reason = f"no programme owner could approve: {why}; name one in .aims/roles.yaml"
    return {"path": "proposed.approved", "reason": claims.why_open(reason), "waiting": claims.local}


def _gate_changes(side: Collected) -> dict[str, str]:
    changes: dict[str, str] = {}
    for file in side.change.files:
        for path in paths_of(file):
            what = _what(path, side)
            if what:
                changes[path] = what
    changes.update(_entry_changes(side))
    return changes


def _what(path: str, side: Collected) -> str:
    """What a path decides, other than an entry; empty when it decides nothing."""
    if path in CODEOWNERS:
        return "who has to review"
    if path.startswith(_OWN_FOLDER) and not path.startswith(_FREE):
        return "rules, roles, method, waivers or configuration of the gate"
    if path in side.trusted.rules or path in side.head.rules or path in side.trusted.schemas:
        return "a rule or schema of the organisation"
    return "the pipeline that runs the gate" if path in side.gate_workflows else ""


def _entry_changes(side: Collected) -> dict[str, str]:
    trusted, head = entries(side.trusted), entries(side.head)
    changes: dict[str, str] = {}
    for path in sorted(side.changed & {*side.trusted.systems, *side.head.systems}):
        key = system_id(path)
        if side.bootstrap:
            changes[path] = "the first or repaired register"
            continue
        if key not in trusted:
            continue
        if key not in head:
            changes[path] = "the entry is removed or cannot be read"
            continue
        edited = [name for name in GATE_KEYS if trusted[key].get(name) != head[key].get(name)]
        if edited:
            changes[path] = f"the entry's {names(edited)}"
    return changes
