"""Publishes a report as one note on a merge request, updated in place.

Knows that a request which was lost may have done its work. Rendering the report is the caller's business.
"""

import re
from dataclasses import dataclass

from aims_gate.errors import ForgeError
from aims_gate.forges.gitlab.client import GitLab
from aims_gate.forges.gitlab.merge_request import Account, Note, notes, read

MARKER = "<!-- aims-gate: one note, kept up to date -->"
"""Begins every note of ours. Anyone can write it, so a note counts only when this token's account wrote it."""

LONGEST = 900_000
"""Characters of a report in a note; GitLab takes 1,000,000."""

_COMMAND = re.compile(r"^([ \t]*)/", re.MULTILINE)
_APART = "\u200b"


@dataclass(frozen=True, slots=True)
class Published:
    """A note as GitLab keeps it. `created` is false when an earlier one was brought up to date."""

    id: int
    created: bool


def publish_note(client: GitLab, iid: int, markdown: str, *, create: bool = True) -> Published | None:
    """Makes the one note of this token's account, or brings it up to date. Raises ForgeError when it was not delivered.

    Without `create`, one that is not there is not made: None.
    """
    body = f"{MARKER}\n\n{_without_commands(markdown)}"
    me = _myself(client)
    earlier = _ours(client, iid, me)
    if earlier:
        return _settled(client, iid, earlier, body)
    if not create:
        return None
    try:
        made = client.post(client.at("merge_requests", iid, "notes"), {"body": body})
        return Published(_kept(made, body), created=True)
    except ForgeError as failed:
        if 300 <= failed.status < 500:
            raise
        appeared = _ours(client, iid, me)
        if not appeared:
            raise
        return _settled(client, iid, appeared, body)


def _settled(client: GitLab, iid: int, found: list[Note], body: str) -> Published:
    """Delivers to every note that is ours, so that none keeps an older verdict; there are two only where jobs raced."""
    for note in found:
        if note.body != body:
            answer = client.put(client.at("merge_requests", iid, "notes", note.id), {"body": body})
            _kept(answer, body)
    return Published(found[0].id, created=False)


def _ours(client: GitLab, iid: int, me: int) -> list[Note]:
    return [
        note
        for note in notes(client, iid, "only_comments")
        if note.author.id == me and not note.system and note.body.startswith(MARKER)
    ]


def _myself(client: GitLab) -> int:
    return read(Account, client.get("/user"), "/user").id


def _kept(answer: object, body: str) -> int:
    """The note's number. GitLab answers a body of nothing but commands without a note."""
    found = answer if isinstance(answer, dict) else {}
    if type(found.get("id")) is not int or not str(found.get("body", "")).startswith(body[: len(MARKER)]):
        raise ForgeError("GitLab does not say which note it keeps", "run it again: a note that was made is found then")
    return int(found["id"])


def _without_commands(markdown: str) -> str:
    """Markdown in which no line begins with a slash: GitLab would carry it out with this token's rights."""
    return _COMMAND.sub(rf"\g<1>{_APART}/", markdown)
