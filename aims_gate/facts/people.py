"""Who people are and what they may decide, by the roles file at the trusted ref."""

import re
from collections.abc import Iterable, Sequence

from aims_gate.facts.dates import iso_date
from aims_gate.model.change import Change, Identity
from aims_gate.model.document import Json

_FORGES_OWN = frozenset({"noreply@github.com", "noreply@gitlab.com"})
_NOREPLY = "users.noreply."
_NUMBERED = re.compile(r"(\d+)([+-])(.+)", re.ASCII)


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
        self._marks = {person: _marks(entry) for person, entry in self.people.items()}

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

    def roles_of(self, person: str) -> tuple[str, ...]:
        """The roles that a person holds on this day, in the file's order; that of a system's owner is not among them."""
        return tuple(role for role in self._roles if person in self.holders(role))

    def competent(self, person: str, topic: str) -> bool:
        """Whether a training record on this topic is complete and not expired on this day."""
        return not self.training(person, topic)

    def training(self, person: str, topic: str = "") -> str:
        """What the training of a person on a topic (any, where empty) lacks on this day; empty when it is current."""
        listed = self.people.get(person, {}).get("competence")
        on_it = [r for r in (listed if isinstance(listed, list) else []) if isinstance(r, dict)]
        on_it = [record for record in on_it if not topic or record.get("topic") == topic]
        about = f" on {topic}" if topic else ""
        lacks = [self._lapsed(record) for record in on_it]
        if not lacks:
            return f"no training record{about}"
        return "" if "" in lacks else f"a training record{about} {lacks[-1]}"

    def training_place(self, person: str, topic: str = "") -> str:
        """Where the roles file tells of it: the record that says most of the topic, else the person."""
        listed = self.people.get(person, {}).get("competence")
        places = [
            f"people.{person}.competence[{index}]"
            for index, record in enumerate(listed if isinstance(listed, list) else [])
            if isinstance(record, dict) and (not topic or record.get("topic") == topic)
        ]
        return places[-1] if places else f"people.{person}"

    def _lapsed(self, record: dict[str, Json]) -> str:
        """Why a training record is not current; empty when it is."""
        completed = iso_date(record.get("completed"))
        if not completed:
            return "without a day on which it was completed"
        if completed > self.now:
            return f"that is to be completed on {completed} only"
        if "expires" in record and not self.now < iso_date(record["expires"]):
            return f"that expired on {iso_date(record['expires']) or 'a day that cannot be read'}"
        return ""

    def behind(self, identity: Identity) -> tuple[str, ...]:
        """Everyone whom git may call so, by address, account in a forge's no-reply address, or login as name.

        Git's names can be forged, so this may only take rights away, never give any: a name that points elsewhere
        than the address does not hide the person at the address.
        """
        marks = {identity.email.lower(), _handle(identity.name), *_noreply_accounts(identity.email)} - {""}
        return tuple(person for person, theirs in self._marks.items() if marks & theirs)

    def account(self, forge: str, login: str, number: str) -> str:
        """The person of the register whom an account on a forge belongs to; empty for nobody's.

        Where both sides know the account's number it decides alone: a login can be given up and taken by another.
        """
        for person, entry in self.people.items():
            known = entry.get(f"{forge}_id")
            if known is not None and number:
                if str(known) == number:
                    return person
            elif login and _handle(str(entry.get(forge, ""))) == _handle(login):
                return person
        return ""

    def contributors(self, change: Change, forge: str) -> tuple[str, ...]:
        """People who opened, wrote, committed or co-wrote the change: none of them can judge it.

        Whoever opened it is known by login, as any name in git may be, and by the account's number on the forge.
        """
        identities = [change.author, Identity(change.author_login, "")]
        for commit in change.commits:
            identities += [commit.author, commit.committer, *commit.co_authors]
        found = {person for identity in identities for person in self.behind(identity)}
        opened = self.account(forge, "", change.author_id)
        return tuple(sorted(found | {opened} - {""}))

    def strangers(self, change: Change) -> tuple[str, ...]:
        """Names or addresses of those who made commits of the change and are nobody of the register.

        The committer that a forge writes when it merges is nobody, and no stranger.
        """
        made = {identity for commit in change.commits for identity in (commit.author, *commit.co_authors)}
        made |= {c.committer for c in change.commits if c.committer.email.lower() not in _FORGES_OWN}
        return tuple(sorted({i.email or i.name for i in made if not self.behind(i)}))

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


def _marks(entry: dict[str, Json]) -> set[str]:
    """Every way in which git may name a person: addresses, logins, and numbers of accounts as `github:123`."""
    emails = entry.get("emails")
    marks = {str(email).lower() for email in (emails if isinstance(emails, list) else [])}
    for forge in ("github", "gitlab"):
        marks.add(_handle(str(entry.get(forge, ""))))
        marks.add(f"{forge}:{entry.get(f'{forge}_id', '')}")
    return marks


def _handle(name: str) -> str:
    return name.strip().lstrip("@").lower()


def _noreply_accounts(email: str) -> tuple[str, ...]:
    """Logins and account number of a no-reply address; none for other addresses.

    GitHub writes `123+octo@users.noreply.github.com`, earlier `octo@…`; GitLab `123-octo@users.noreply.gitlab.com`.
    """
    local, _, host = email.lower().partition("@")
    if not host.startswith(_NOREPLY):
        return ()
    match = _NUMBERED.fullmatch(local)
    if match is None:
        return (local,)
    return (local, match[3], f"{'github' if match[2] == '+' else 'gitlab'}:{match[1]}")


def without(people: Sequence[str], excluded: Iterable[str]) -> tuple[str, ...]:
    """Those of `people` who are not excluded, in order."""
    barred = set(excluded)
    return tuple(person for person in people if person not in barred)
