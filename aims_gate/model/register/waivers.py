"""`.aims/waivers.yaml`: failures that are let pass for a time, and why."""

from aims_gate.model.fields import AS_SPELT, Date, Entry, Name, SubjectName


class Waiver(Entry):
    """One rule, for one subject, for a limited time."""

    rule: Name
    """Id of the rule that is waived."""
    subject: SubjectName
    """What it is waived for, `kind:id`."""
    reason: Name
    """Why."""
    owner: Name
    """The person who answers for mending it, by id in roles.yaml."""
    approved_by: Name
    """The person who approved the waiver, by id in roles.yaml."""
    from_: Date
    """The first day on which it holds."""
    expires: Date
    """The day from which it no longer holds."""

    model_config = AS_SPELT


class Waivers(Entry):
    """Waivers in force, past and to come."""

    waivers: tuple[Waiver, ...]
    """Each with rule, subject, reason, owner, approval and dates."""
