"""The files that `init` writes, as text: what was answered, and template text where nothing was.

Template text stands between < and >, which the gate takes for missing.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aims_gate.facts.patterns import folder_pattern
from aims_gate.facts.risk import Method
from aims_gate.model.vocabulary import RECORD_EVIDENCE, tier_rank
from aims_gate.sources.core_schema import is_plain_text
from aims_gate.sources.pack import asked_from, controls

_SHIPPED = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

UNSAID = {
    "purpose": "<what it does, and who acts on what it says>",
    "intended_use": "<what it is meant to be used for, and by whom>",
    "out_of_scope_use": "<what it must not be used for>",
    "affected": "<who is affected by what it does>",
    "users": "<who works with it>",
    "regions": "<where it is used>",
    "backup": "<id in roles.yaml of the person who stands in>",
    "paths": "<globs of the files that belong to it>",
    "escalation": "<where to turn when nobody who can sign answers>",
}
"""Key of a system's entry → what stands there until somebody says it."""

PLACEHOLDER_GATE = "octo/aims-gate@5f0c1a7e3b9d2468ace013579bdf02468ace1357"


MOST_MODELS = 10
"""Models that an entry begins with, at most."""

Model = tuple[str, str, str]
"""Vendor, name, and version, which is empty where none is told."""


class Person(NamedTuple):
    """Somebody who answers or decides. `login` is empty where it is not known."""

    id: str
    login: str = ""
    name: str = ""
    email: str = ""


def shipped(path: str) -> str:
    """A file that ships with the gate, by its path in the package."""
    with open(os.path.join(_SHIPPED, path), encoding="utf-8") as file:
        return file.read()


def scalar(value: str) -> str:
    """A text as YAML reads it back, whatever it looks like."""
    plain = _BARE.fullmatch(value) and is_plain_text(value)
    return value if plain else json.dumps(value, ensure_ascii=False)


def listed(values: Iterable[str]) -> str:
    """A list in one line."""
    return f"[{', '.join(map(scalar, values))}]"


def config(prds: Iterable[str]) -> str:
    """`.aims/config.yaml`: documents in docs/ and where PRDs were found to lie."""
    globs = [
        "docs/**/*.md",
        *(f"{folder_pattern(folder)}/*.md" for folder in prds if not f"{folder}/".startswith("docs/")),
    ]
    return f"version: 1\ndocuments: {listed(globs)} # where evidence documents and PRDs lie\nprofile: standard\nmode: enforce\n"


def roles(people: Iterable[Person], forge: str, owner: Person, approver: Person | None, escalation: str = "") -> str:
    """`.aims/roles.yaml`."""
    lines = ["people:"]
    for person in {one.id: one for one in people}.values():
        lines.append(f"  {scalar(person.id)}:")
        lines += [f"    name: {scalar(person.name)}"] if person.name else []
        if forge:
            unsaid = f'"<login on {"GitHub" if forge == "github" else "GitLab"}>"'
            lines.append(f"    {forge}: {scalar(person.login) if person.login else unsaid}")
        lines += [f"    emails: {listed([person.email])}"] if person.email else []
        lines += ["    competence: []"]
    approvers = listed([approver.id]) if approver else "[]"
    return "\n".join([
        *lines,
        "roles:",
        f"  programme-owner: {listed([(approver or owner).id])} # answers for the register and for the gate's own rules",
        f"  risk-approver: {approvers} # accepts risks and signs changes, never changes of their own",
        "  executive: [] # signs beside the risk approver at tier high",
        f"escalation: {scalar(escalation or UNSAID['escalation'])}",
        "",
    ])  # fmt: skip


def soa() -> str:
    """`.aims/soa.yaml`: a row for each control of Annex A, none of them decided."""
    lines = [
        "# Statement of Applicability (6.1.3). Nothing is decided here yet: a row without a value in `applicable` is a gap in",
        "# `aims-gate readiness`. Say whether each control applies and why, how far it is in place, and whose it is.",
        "version:",
        "owner:",
        "approved_by:",
        "approved:",
        "controls:",
    ]
    for control in controls():
        if control["kind"] == "control":
            lines += [
                f"  {control['id']}: # {control['title']}",
                "    applicable: # true or false",
                "    justification:",
                "    status: # planned, in progress, implemented or not implemented",
                "    owner:",
            ]
    return "\n".join([*lines, ""])


UNANSWERED = "<true or false>"
"""What stands where nobody has answered a question of the screening."""

INERT = ("**/tests/**", "**/README.md")
"""What alters no behaviour wherever it lies."""


def wanted_documents(tier: str) -> tuple[str, ...]:
    """Kinds of document that a system's entry links from a tier on."""
    return tuple(kind for kind in RECORD_EVIDENCE if tier_rank(asked_from(kind)) <= tier_rank(tier))


def system(
    said: dict[str, str],
    lists: dict[str, tuple[str, ...]],
    screening: dict[str, bool | None],
    method: Method,
    models: Iterable[Model] = (),
) -> str:
    """`.aims/systems/<id>.yaml`, with the tier that the screening makes; a question without an answer counts as yes."""
    answered = {key: value for key, value in screening.items() if value is not None}
    # Whoever says what it is meant to be used for has said what it is for.
    named = {**said, "purpose": said.get("purpose") or said.get("intended_use") or UNSAID["purpose"]}
    lines = [f"{key}: {scalar(named[key])}" for key in ("id", "name", "purpose", "role", "lifecycle") if named.get(key)]
    lines.append("screening: # the risk method says which tier an answer makes")
    for question, answer in screening.items():
        shown = UNANSWERED if answer is None else str(answer).lower()
        lines.append(f"  {scalar(question)}: {shown}")
    tier = method.tier_of_screening(answered)
    lines += [f"tier: {tier}", f"tier_basis: {scalar(_basis(screening))}"]
    for key in ("owner", "backup", "intended_use", "out_of_scope_use"):
        lines.append(f"{key}: {scalar(said.get(key) or UNSAID[key])}")
    for key in ("users", "affected", "regions", "paths"):
        lines.append(f"{key}: {listed(lists.get(key) or (UNSAID[key],))}")
    lines += list(_models(models))
    lines += [
        f"inert: {listed(lists.get('inert') or INERT)} # what of it alters no behaviour",
        f"documents: # written by `aims-gate new KIND --system {said['id']}`, and linked here",
        *(f"  {kind}:" for kind in wanted_documents(tier)),
        f"last_reviewed: {said['today']}",
        "",
    ]
    return "\n".join(lines)


def _models(models: Iterable[Model]) -> Iterator[str]:
    """The models that were found; of very many nobody can say which count."""
    found = sorted({(vendor, name.removesuffix(f"-{version}"), version) for vendor, name, version in models})
    if 0 < len(found) <= MOST_MODELS:
        yield "models: # found in its files; each needs its version"
        for model in found:
            stated = zip(("provider", "name", "version"), model, strict=True)
            yield f"  - {{{', '.join(f'{key}: {scalar(value)}' for key, value in stated if value)}}}"


def _basis(screening: dict[str, bool | None]) -> str:
    yes = [question for question, answer in screening.items() if answer]
    open_ = [question for question, answer in screening.items() if answer is None]
    said = f"By its screening: {', '.join(yes) or 'no question is answered with yes'}."
    return f"{said} Not answered, and taken for yes: {', '.join(open_)}." if open_ else said


def forge_files(forge: str, gate: str) -> dict[str, str]:
    """Path → text of what a forge needs. `gate` is where the gate is kept, `owner/name@commit`; empty where not said."""
    request = shipped("beginning/pull-request.md")
    if forge == "github":
        workflow = shipped("beginning/github.yml")
        return {".github/workflows/aims-gate.yml": _pinned(workflow, gate), ".github/pull_request_template.md": request}
    if forge == "gitlab":
        pipeline = _pinned(shipped("beginning/gitlab.yml"), gate)
        return {".gitlab-ci.yml": pipeline, ".gitlab/merge_request_templates/Default.md": request}
    return {}


def _pinned(text: str, gate: str) -> str:
    """The text with another gate than the one of the documentation, and without what only the latter has."""
    if not gate:
        return text
    name, _, commit = gate.partition("@")
    old_name, _, old_commit = PLACEHOLDER_GATE.partition("@")
    replaced = text.replace(f"{PLACEHOLDER_GATE} # v0.1.0", gate).replace(old_name, name).replace(old_commit, commit)
    return re.sub(r"`[^`]*` stands for where you keep the action: pin the\n# full", "Pin the\n# full", replaced)
