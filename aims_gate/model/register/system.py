"""`.aims/systems/<id>.yaml`: one AI system of the inventory (4.3, A.4.2)."""

from typing import Literal

from aims_gate.model.fields import Date, Entry, Flag, Path, SystemId, Text
from aims_gate.model.vocabulary import Tier


class Model(Entry):
    """A model that the system uses."""

    provider: Text | None = None
    """Who offers it."""
    name: Text
    """Its name, as the provider has it."""
    version: Text | None = None
    """Its version, in quotes where it looks like a number."""
    digest: Text | None = None
    """Digest of its weights, where they are kept."""


class Documents(Entry):
    """Kind of evidence → path of the document that holds it for this system."""

    impact_assessment: Path | None = None
    """The impact assessment (6.1.4)."""
    risk_assessment: Path | None = None
    """The risk assessment (6.1.2)."""
    monitoring_plan: Path | None = None
    """The monitoring plan (9.1, A.6.2.6)."""
    verification: Path | None = None
    """The verification and validation (A.6.2.4)."""
    deployment_plan: Path | None = None
    """The deployment plan (A.6.2.5)."""
    user_information: Path | None = None
    """What users are told (A.8.2)."""
    event_log: Path | None = None
    """The event log design (A.6.2.8)."""
    technical_documentation: Path | None = None
    """The system card (A.6.2.7)."""


class System(Entry):
    """An AI system: what it is for, whom it affects, who answers for it, which files are its own."""

    id: SystemId
    """The system's id, the same as the file's name."""
    name: Text | None = None
    """What people call it."""
    purpose: Text | None = None
    """What it is for."""
    role: Literal["provider", "deployer", "both"] | None = None
    """Whether the organisation provides it to others, uses it itself, or both (4.1)."""
    lifecycle: Literal["planned", "development", "live", "retired"] | None = None
    """Where it stands in its life."""
    screening: dict[str, Flag] | None = None
    """Question of the risk method → answer, true or false (6.1.4, A.5.2)."""
    tier: Tier | None = None
    """How much is at stake. No lower than the risk method makes it."""
    tier_basis: Text | None = None
    """Why it is of this tier."""
    owner: Text | None = None
    """The one accountable person, by id in roles.yaml (5.3)."""
    backup: Text | None = None
    """The person who stands in for the owner, by id in roles.yaml."""
    intended_use: Text | None = None
    """What it is meant to be used for, and by whom (A.9.4)."""
    out_of_scope_use: Text | None = None
    """What it must not be used for (A.9.4)."""
    users: tuple[Text, ...] | None = None
    """Who works with it."""
    affected: tuple[Text, ...] | None = None
    """Who is affected by what it does."""
    regions: tuple[Text, ...] | None = None
    """Where it is used."""
    models: tuple[Model, ...] | None = None
    """The models it uses."""
    datasets: tuple[Text, ...] | None = None
    """Names of the datasets it uses (A.4.3)."""
    suppliers: tuple[Text, ...] | None = None
    """Who supplies parts of it (A.10.3)."""
    tools: tuple[Text, ...] | None = None
    """Packages, services and tools that it is built with or may call (A.4.4)."""
    compute: tuple[Text, ...] | None = None
    """Where it runs: provider, region, kind of machine (A.4.5)."""
    paths: tuple[Path, ...] | None = None
    """Globs, as in .gitignore, of the files that belong to it."""
    inert: tuple[Path, ...] | None = None
    """Globs of those among them that alter no behaviour: tests, READMEs."""
    documents: Documents | None = None
    """Where its evidence is."""
    last_reviewed: Date | None = None
    """The day this entry was last reviewed."""
    former_ids: tuple[SystemId, ...] | None = None
    """Ids it had before."""
