"""Emergencies as pull requests: records that would break the glass, and the documents that answer them.

Knows nothing of what should come of them.
"""

from tests.e2e.command import Said
from tests.e2e.example import shorter_greeting
from tests.forges.github.story import Story
from tests.repositories import Repo

HOTFIX = ".aims/changes/hotfix.yaml"
INCIDENT = "docs/ai/incidents/2026-11-20.md"
CASE = "docs/ai/nonconformities/hotfix.md"
UNTIL = "2026-11-23"
OWED = "nonconformity-linked"
LATER = "2026-11-24"


def hotfix(repo: Repo, *, path: str = HOTFIX, **keys: str) -> None:
    """A record that would break the glass, and its incident. A key without a value is left out."""
    row = {"reason": "Drafts offer refunds that nobody granted.", "incident": INCIDENT, "until": UNTIL, **keys}
    stated = "".join(f"  {key}: {value}\n" for key, value in row.items() if value)
    text = f"systems: [support-assistant]\nchange: [prompt]\nsummary: Stop the refunds.\nbreak_glass:\n{stated}"
    if path.endswith(".md"):
        text = "---\naims:\n" + "".join(f"  {line}\n" for line in text.splitlines()) + "---\n# Hotfix\n"
    repo.write(path, text)
    document(repo, INCIDENT, "kind: incident", "id: INC-1", "status: open", "opened: 2026-11-20")


def document(repo: Repo, path: str, *lines: str) -> None:
    """A document about the assistant."""
    text = "".join(f"  {line}\n" for line in (*lines, "systems: [support-assistant]"))
    repo.write(path, f"---\naims:\n{text}---\n")


def nonconformity(repo: Repo, *lines: str, record: str = HOTFIX) -> None:
    """The nonconformity that answers a record, closed unless `lines` say otherwise."""
    closed = ("status: closed", "closed: 2026-11-23", "cause: No limit in the prompt.", "correction: The old prompt.")
    document(
        repo, CASE, "kind: nonconformity", "id: NC-1", "source: break-glass", f"record: {record}", *(lines or closed)
    )


def emergency(story: Story, **keys: str) -> Story:
    """The pull request, with evidence that is refused and a record that would break the glass."""
    story.repo.checkout("refused")
    hotfix(story.repo, **keys)
    story.push("Stop the refunds")
    return story


def after(story: Story, **keys: str) -> Repo:
    """A new branch from a main that holds a record which broke the glass, with a sound material change."""
    story.repo.checkout("main")
    hotfix(story.repo, **keys)
    story.on_main("Stop the refunds")
    repo = story.topic("next")
    shorter_greeting(repo)
    return repo


def judged(story: Story, *signers: str, day: str = LATER) -> Said:
    """What the gate says of what lies in the folder, approved by some people."""
    story.push("The next change")
    for login in signers:
        story.review(login)
    return story.judge(as_of=day)


def notes(said: Said) -> str:
    return " ".join(said.report["notes"])


def overridden(said: Said) -> set[str]:
    return {result["rule"] for result in said.report["results"] if result["outcome"] == "overridden"}
