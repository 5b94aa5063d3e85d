"""`.aims/roles.yaml`: who is who, who holds which role, and who has learned what (5.3, 7.2, A.3.2)."""

from aims_gate.model.fields import AS_SPELT, Date, Entry, Name, Path, Text, Whole


class Competence(Entry):
    """A training record (7.2)."""

    topic: Text
    """What was learned."""
    completed: Date
    """The day it was completed."""
    expires: Date | None = None
    """The day from which it no longer counts."""
    evidence: Path | None = None
    """Certificate or record."""


class Person(Entry):
    """A person and the accounts by which forges and git know them."""

    name: Text | None = None
    """What people call them."""
    github: Text | None = None
    """Login on GitHub."""
    gitlab: Text | None = None
    """User name on GitLab."""
    github_id: Whole | None = None
    """Number of the GitHub account, which a new login does not change."""
    gitlab_id: Whole | None = None
    """Number of the GitLab account, which a new user name does not change."""
    emails: tuple[Text, ...] | None = None
    """Addresses under which they commit."""
    competence: tuple[Competence, ...] | None = None
    """Training records (7.2)."""


class Holder(Entry):
    """A person who holds a role for a time."""

    person: Name
    """Id of the person."""
    from_: Date | None = None
    """The first day of holding the role."""
    until: Date | None = None
    """The day from which the role is no longer held."""

    model_config = AS_SPELT


class Roles(Entry):
    """People, roles and escalation."""

    people: dict[str, Person]
    """Id of a person → who that is."""
    roles: dict[str, tuple[Name | Holder, ...]]
    """Role → ids of the people who hold it, each optionally with `from` and `until`."""
    escalation: Text | None = None
    """Where to turn when nobody who can sign answers."""
