"""Who people are and what they may decide, by the roles file at the trusted ref."""

from collections.abc import Iterable, Sequence

from aims_gate.facts.dates import iso_date
from aims_gate.model.change import Change, Identity
from aims_gate.model.document import Json

_NOREPLY = "users.noreply."


class People:
    """The people and roles of the trusted register, on one day.

    `now` is an ISO date. A role named `system-owner` is the owner or backup of the system in question.
    """

    def __init__(self, roles_file: Json, now: str) -> None:
        self.now = iso_date(now)
        self.people: dict[str, dict[str, Json]] = {
            str(key): entry for key, entry in _mapping(roles_file, "people").items() if isinstance(entry, dict)
        }
        self._roles = _mapping(roles_file, "roles")

    def known(self, person: object) -> bool:
        """Whether the roles file lists this person."""
        return isinstance(person, str) and person in self.people

    def holders(self, role: str, system: dict[str, Json] | None = None) -> tuple[str, ...]:
        """Ids of those who hold a role on this day, in the file's order."""
        if role == "system-owner":
            entry = system or {}
            return tuple(str(p) for p in (entry.get("owner"), entry.get("backup")) if self.known(p))
        rows = self._roles.get(role)
        return tuple(person for person in map(self._holder, rows if isinstance(rows, list) else []) if person)

    def competent(self, person: str, topic: str) -> bool:
        """Whether a training record on this topic is complete and not expired on this day."""
        records = self.people.get(person, {}).get("competence")
        return any(
            isinstance(record, dict)
            and record.get("topic") == topic
            and iso_date(record.get("completed"))
            and iso_date(record.get("completed")) <= self.now
            and self.now < (iso_date(record.get("expires")) or "9999-12-31")
            for record in (records if isinstance(records, list) else [])
        )

    def behind(self, identity: Identity) -> str:
        """The person whom git calls so, by address, login in a forge's no-reply address, or login as name.

        Git's names can be forged, so this may only take rights away, never give any.
        """
        login = _noreply_login(identity.email)
        for person, entry in self.people.items():
            handles = {str(entry[forge]).lower() for forge in ("github", "gitlab") if entry.get(forge)}
            emails = entry.get("emails")
            addresses = {str(email).lower() for email in (emails if isinstance(emails, list) else [])}
            if identity.email.lower() in addresses or login in handles or identity.name.lower() in handles:
                return person
        return ""

    def contributors(self, change: Change) -> tuple[str, ...]:
        """People who wrote, committed or co-wrote the change: none of them can judge it."""
        identities = [change.author]
        for commit in change.commits:
            identities += [commit.author, commit.committer, *commit.co_authors]
        found = {self.behind(identity) for identity in identities} | {self._by_login(change.author_login)}
        return tuple(sorted(found - {""}))

    def _by_login(self, login: str) -> str:
        return self.behind(Identity(login, "")) if login else ""

    def _holder(self, row: Json) -> str:
        """The person of a row of a role, when the row is in force on this day."""
        if isinstance(row, str):
            return row if self.known(row) else ""
        if not isinstance(row, dict) or not self.known(row.get("person")):
            return ""
        if "from" in row and not "" < iso_date(row["from"]) <= self.now:
            return ""
        if "until" in row and not self.now < iso_date(row["until"]):
            return ""
        return str(row["person"])


def names(people: Iterable[str]) -> str:
    """Ids joined for a sentence."""
    return ", ".join(people)


def _mapping(value: Json, key: str) -> dict[str, Json]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _noreply_login(email: str) -> str:
    """`octo` of `123+octo@users.noreply.github.com`; empty for other addresses."""
    local, _, host = email.lower().partition("@")
    return local.rpartition("+")[2] if host.startswith(_NOREPLY) else ""


def without(people: Sequence[str], excluded: Iterable[str]) -> tuple[str, ...]:
    """Those of `people` who are not excluded, in order."""
    barred = set(excluded)
    return tuple(person for person in people if person not in barred)
