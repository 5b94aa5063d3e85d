"""The example with a programme and a short history of changes, as one commit holds it."""

from typing import Any

from aims_gate.facts.standing import standing_facts
from aims_gate.model.standing import Standing
from aims_gate.sources import pack
from aims_gate.sources.git import Repository
from aims_gate.sources.standing import collect_standing
from tests.examples import NOW, OWNER, PROMPT, lay
from tests.repositories import Repo

SYSTEM = "support-assistant"

PROGRAMME = """\
context: {owner: programme-lead, document: docs/aims/context.md, last_reviewed: 2026-03-01, next_review: 2027-03-01}
scope: {owner: programme-lead, systems: ["support-*"], excluded: [{system: old-bot, reason: Sold in 2025.}]}
ai_policy: {owner: programme-lead, document: docs/aims/policy.md, next_review: 2026-12-01}
competences: {risk-approver: [ai-governance]}
attested:
  "4.1": {by: risk-lead, date: 2026-03-02, statement: Looked at markets and laws., next_review: 2027-03-02}
"""

RECORD = "systems: [support-assistant]\nchange: [{kind}]\nsummary: {summary}\n"

INCIDENT = """\
---
aims:
  kind: incident
  id: INC-1
  systems: [support-assistant]
  opened: 2026-10-02
  owner: assistant-owner
  actions: [{action: Add a test., owner: assistant-owner, due: 2026-12-05}]
---
# Wrong refund
"""


def step(repo: Repo, date: str, *, record: str = "", kind: str = "prompt", prompt: str = "") -> str:
    """One merge to main: a prompt edited where one is given, with a record where one is named."""
    if record:
        repo.write(f".aims/changes/{record}.yaml", RECORD.format(kind=kind, summary=f"About {record}."))
    if prompt:
        repo.write(PROMPT, prompt)
    return repo.commit(record or "Change", author=OWNER, committer=OWNER, date=f"{date}T10:00:00+00:00")


def founded(repo: Repo) -> Repo:
    """The example on main with programme, an incident, and four steps after it."""
    lay(repo, "base")
    repo.write(".aims/programme.yaml", PROGRAMME)
    repo.write("docs/aims/policy.md", "# AI policy\n")
    repo.write("docs/ai/incidents/1.md", INCIDENT)
    repo.commit("Base", author=OWNER, committer=OWNER, date="2026-08-01T10:00:00+00:00")
    step(repo, "2026-09-10", record="greeting", prompt="Hello.\n")
    step(repo, "2026-09-20", record="typo", kind="none-material", prompt="Hello!\n")
    step(repo, "2026-10-10", prompt="Hi.\n")
    step(repo, "2026-10-11")
    return repo


def standing(repo: Repo, now: str = NOW) -> Standing:
    """What stands on main."""
    with Repository(str(repo.folder)) as repository:
        return collect_standing(repository, "main", now)


def facts_of(repo: Repo, now: str = NOW) -> dict[str, Any]:
    """The facts of what stands on main."""
    return standing_facts(standing(repo, now), pack.change_types(), pack.controls())
