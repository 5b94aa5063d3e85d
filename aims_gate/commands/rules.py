"""`aims-gate rules`: what is judged, and which clauses and controls that covers."""

import json
from collections.abc import Sequence

from aims_gate.model.document import Json
from aims_gate.model.rule import Rule
from aims_gate.reports import phrases
from aims_gate.reports.text_layout import Layout
from aims_gate.sources import pack

_WIDTH = 80
_LAYOUT = Layout(_WIDTH)
_CROSSWALK = ("eu_ai_act", "nist_ai_rmf", "nist_basis")


def render_rules(rules: Sequence[Rule]) -> str:
    """One rule in two lines: id with tier and controls, and what it requires."""
    lines = []
    for rule in rules:
        stage = "" if rule.stage == "stable" else f" · {rule.stage}"
        judged = f"{rule.id}  (from {rule.from_tier}, {rule.severity}{stage}) · {', '.join(rule.controls)}"
        lines += [*_LAYOUT.prose(judged, 0, 4), *_LAYOUT.prose(phrases.requires(rule), 4)]
    lines.append("")
    lines.append(f"{len(rules)} rules. More on one: aims-gate explain RULE")
    return "\n".join(lines) + "\n"


def render_coverage(rules: Sequence[Rule]) -> str:
    """Every clause and control of the catalogue with the rules that cite it, its anchors elsewhere, and what none does."""
    cited = _cited(rules)
    lines = []
    for control in pack.controls():
        found = cited.get(str(control["id"]), [])
        lines.append(f"{control['id']:<8} {_cut(str(control['title']))}")
        lines += _LAYOUT.prose(", ".join(found) if found else f"— {_why_none(control)}", 9)
        lines += _LAYOUT.prose(phrases.crosswalk(control), 9)
    covered = sum(1 for control in pack.controls() if str(control["id"]) in cited)
    lines += ["", f"{covered} of {len(pack.controls())} clauses and controls are cited by {len(rules)} rules."]
    lines += _LAYOUT.prose(phrases.ANCHORS)
    lines += _LAYOUT.prose("; ".join(f"{word}: {said}" for word, said in phrases.NIST_BASIS.items()) + ".")
    return "\n".join(lines) + "\n"


def as_json(rules: Sequence[Rule]) -> str:
    """Rules and coverage for other tools."""
    cited = _cited(rules)
    listed = [
        {
            "id": rule.id,
            "title": rule.title,
            "controls": list(rule.controls),
            "subject": rule.subject,
            "from_tier": rule.from_tier,
            "severity": rule.severity,
            "stage": rule.stage,
            "waivable": rule.waivable,
            "pack": rule.pack,
        }
        for rule in rules
    ]
    coverage = [
        {
            "id": str(control["id"]),
            "title": control["title"],
            "rules": cited.get(str(control["id"]), []),
            "crosswalk": {key: control[key] for key in _CROSSWALK if key in control},
        }
        for control in pack.controls()
    ]
    said: dict[str, Json] = {"rules": listed, "coverage": coverage}
    said["crosswalk"] = {"basis": phrases.ANCHORS, "sources": pack.crosswalk_sources()}
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def _cited(rules: Sequence[Rule]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rule in rules:
        for control in rule.controls:
            found.setdefault(control, []).append(rule.id)
    return found


def _why_none(control: dict[str, object]) -> str:
    if control.get("automation") == "judgement":
        return "a person attests it; no machine can judge it"
    if control.get("when") == "programme":
        return "judged over the programme, not over a change"
    return "no rule of this pack yet"


def _cut(title: str) -> str:
    room = _WIDTH - 9
    return title if len(title) <= room else title[: room - 1] + "…"
