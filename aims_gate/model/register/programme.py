"""`.aims/programme.yaml`: what the management system itself needs, beyond single systems (clauses 4 to 10)."""

from typing import Literal

from aims_gate.model.fields import Date, Duration, Entry, Flag, Number, Path, Paths, SystemId, Text


class Item(Entry):
    """Something that is written down, owned and reviewed (7.5)."""

    owner: Text | None = None
    """The person who answers for it, by id in roles.yaml."""
    document: Path | None = None
    """Where it is written down."""
    version: Text | None = None
    """Moves on when the content does."""
    approved_by: Text | None = None
    """The person who approved it, by id in roles.yaml."""
    approved: Date | None = None
    """The day of the approval."""
    last_reviewed: Date | None = None
    """The day it was last reviewed."""
    next_review: Date | None = None
    """The day by which it is reviewed again."""
    note: Text | None = None
    """Anything else."""


class Exclusion(Entry):
    """A system that is not in scope (4.3)."""

    system: SystemId
    """Id of the system."""
    reason: Text
    """Why it is not in scope."""


class Scope(Item):
    """What the management system covers (4.3)."""

    systems: tuple[Text, ...] | None = None
    """Ids or globs of the systems in scope; all where not given."""
    excluded: tuple[Exclusion, ...] | None = None
    """Systems that are not in scope, and why."""


class AiPolicy(Item):
    """The AI policy (5.2, A.2.2–A.2.4)."""

    related: tuple[Path, ...] | None = None
    """Other policies that it fits with (A.2.3)."""
    reviewed_by: Text | None = None
    """The person who last reviewed it, by id in roles.yaml (A.2.4)."""
    outcome: Text | None = None
    """What that review came to (A.2.4)."""


class InterestedParty(Entry):
    """Somebody with a stake, and what they ask (4.2)."""

    party: Text
    """Who."""
    requirement: Text | None = None
    """What they ask."""
    source: Text | None = None
    """Law, contract or policy that says so."""
    owner: Text | None = None
    """The person who answers for it, by id in roles.yaml."""
    last_reviewed: Date | None = None
    """The day this was last reviewed."""


class Objective(Entry):
    """Something to reach, and how it is measured (6.2, A.6.1.2, A.9.3)."""

    id: Text
    """The objective's own name."""
    objective: Text | None = None
    """What is to be reached."""
    area: Literal["management", "development", "use"] | None = None
    """The management system (6.2), responsible development (A.6.1.2) or responsible use (A.9.3)."""
    measure: Text | None = None
    """How it is measured."""
    target: Text | None = None
    """The value to reach."""
    owner: Text | None = None
    """The person who answers for it, by id in roles.yaml."""
    due: Date | None = None
    """The day by which it is reached."""
    value: Text | None = None
    """The value last measured."""
    measured: Date | None = None
    """The day it was last measured."""


class Awareness(Item):
    """Who has read the AI policy (7.3)."""

    target: Number | None = None
    """Share of people who are to have read it, from 0 to 1."""
    reached: Number | None = None
    """Share of people who have, from 0 to 1."""
    measured: Date | None = None
    """The day this was counted."""


class Communication(Entry):
    """What is told to whom (7.4)."""

    what: Text
    """What is told."""
    to: Text | None = None
    """To whom."""
    when: Text | None = None
    """When, or how often."""
    how: Text | None = None
    """By which way."""
    owner: Text | None = None
    """The person who tells, by id in roles.yaml."""
    last_reviewed: Date | None = None
    """The day this was last reviewed."""


class DocumentControl(Item):
    """How documents are kept (7.5)."""

    retention: Duration | None = None
    """How long they are kept."""


class PlannedAudit(Entry):
    """An audit that is still to come (9.2.2)."""

    due: Date
    """The day by which it ends."""
    controls: tuple[Text, ...]
    """Clauses, controls, or groups of them such as `A.6.2`."""


class AuditProgramme(Item):
    """When and what is audited (9.2.2)."""

    interval: Duration | None = None
    """The longest time between two audits."""
    cycle: Duration | None = None
    """The time in which every clause and control is audited once."""
    planned: tuple[PlannedAudit, ...] | None = None
    """Audits that are still to come."""


class Decision(Entry):
    """A decision of a management review (9.3.3)."""

    decision: Text
    """What was decided."""
    owner: Text | None = None
    """The person who sees to it, by id in roles.yaml."""
    due: Date | None = None
    """The day by which it is done."""
    done: Date | None = None
    """The day it was done."""


class ManagementReview(Entry):
    """A management review that was held (9.3)."""

    date: Date
    """The day it was held."""
    attendees: tuple[Text, ...] | None = None
    """Who took part, by id in roles.yaml."""
    document: Path | None = None
    """The minutes."""
    inputs: tuple[Text, ...] | None = None
    """What was looked at (9.3.2)."""
    decisions: tuple[Decision, ...] | None = None
    """What was decided (9.3.3)."""
    next_review: Date | None = None
    """The day by which the next one is held."""


class Channel(Item):
    """A way to be heard (A.3.3, A.8.3)."""

    reach: Text | None = None
    """Address, form or number."""
    anonymous: Flag | None = None
    """Whether one need not give a name."""
    respond_within: Duration | None = None
    """How soon somebody answers."""
    last_tested: Date | None = None
    """The day it was last tried out or used."""


class InformationDuty(Entry):
    """Something that an interested party must be told (A.8.5)."""

    party: Text
    """Who must be told."""
    duty: Text | None = None
    """What they must be told."""
    system: SystemId | None = None
    """The system it is about."""
    owner: Text | None = None
    """The person who tells, by id in roles.yaml."""
    status: Literal["open", "done"] | None = None
    """Whether it is done."""
    due: Date | None = None
    """The day by which it is done."""


class IncidentPlan(Item):
    """What is done when something goes wrong (A.8.4)."""

    contacts: tuple[Text, ...] | None = None
    """Who is called."""
    notify_within: Duration | None = None
    """How soon those affected and authorities are told."""
    last_exercised: Date | None = None
    """The day it was last practised."""


class Attestation(Entry):
    """Somebody's word on what no machine can judge."""

    by: Text
    """The person, by id in roles.yaml."""
    date: Date
    """The day they said so."""
    statement: Text | None = None
    """What they say."""
    evidence: Paths | None = None
    """What they looked at."""
    next_review: Date | None = None
    """The day by which they look again."""


class Programme(Entry):
    """The management system: scope, policy, objectives, reviews, audits, plans and channels."""

    context: Item | None = None
    """The organisation and its surroundings (4.1)."""
    interested_parties: tuple[InterestedParty, ...] | None = None
    """Who has a stake, and what they ask (4.2)."""
    scope: Scope | None = None
    """What the management system covers (4.3)."""
    ai_policy: AiPolicy | None = None
    """The AI policy (5.2, A.2.2–A.2.4)."""
    risk_process: Item | None = None
    """How risks are assessed and treated (6.1.1–6.1.3)."""
    impact_process: Item | None = None
    """How impacts are assessed (6.1.4, A.5.2)."""
    objectives: tuple[Objective, ...] | None = None
    """What is to be reached (6.2, A.6.1.2, A.9.3)."""
    competences: dict[str, tuple[Text, ...]] | None = None
    """Role → topics that its holders must have a training record for (7.2, A.4.6)."""
    awareness: Awareness | None = None
    """Who has read the AI policy (7.3)."""
    communication: tuple[Communication, ...] | None = None
    """What is told to whom (7.4)."""
    document_control: DocumentControl | None = None
    """How documents are kept (7.5)."""
    life_cycle_process: Item | None = None
    """How AI systems are designed and developed (A.6.1.3)."""
    data_process: Item | None = None
    """How data is managed (A.7.2)."""
    use_policy: Item | None = None
    """How AI systems may be used (A.9.2)."""
    supplier_process: Item | None = None
    """How suppliers are chosen and watched (A.10.3)."""
    customer_duties: Item | None = None
    """What is owed to customers (A.10.4)."""
    audit_programme: AuditProgramme | None = None
    """When and what is audited (9.2.2)."""
    internal_audits: tuple[Path, ...] | None = None
    """Audit documents, of kind `audit` (9.2.1)."""
    management_reviews: tuple[ManagementReview, ...] | None = None
    """Management reviews that were held (9.3)."""
    improvement: Item | None = None
    """What is being improved (10.1)."""
    concern_channel: Channel | None = None
    """Where people inside can raise a concern (A.3.3)."""
    external_reporting: Channel | None = None
    """Where people outside can report harm (A.8.3)."""
    information_duties: tuple[InformationDuty, ...] | None = None
    """What interested parties must be told (A.8.5)."""
    incident_plan: IncidentPlan | None = None
    """What is done when something goes wrong (A.8.4)."""
    attested: dict[str, Attestation] | None = None
    """Id of a clause or control → somebody's word on what no machine can judge."""
