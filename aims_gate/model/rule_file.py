"""A rule file as its author writes it: `policies/<pack>/<id>.yaml`, or one of an organisation's own.

Knows the keys, not what an expression means.
"""

from typing import Any, Literal

from pydantic import Field

from aims_gate.model.fields import AS_SPELT, Entry, Flag, Name, Text
from aims_gate.model.vocabulary import Severity, Tier


class RequirementEntry(Entry):
    """One thing that must hold."""

    that: Name
    """What must hold, in CEL."""
    message: Name
    """What is said when it does not, with values as `{{ fact.path }}`."""
    at: Text | None = None
    """Fact path whose place in the files is shown."""
    for_each: Text | None = None
    """`<list> as <name>`: must hold of every element."""
    allow_empty: Flag | None = None
    """Whether an empty list will do."""
    always: Flag | None = None
    """Whether it is asked though one before it fails; false where not given."""


class FixPartEntry(Entry):
    """A part of what to do next."""

    when: Name | None = None
    """When it is said, in CEL; always where not given."""
    text: Name
    """What to do, with values as `{{ fact.path }}`; four spaces in, a block to paste."""


class ExampleEntry(Entry):
    """Facts under which the rule passes or fails."""

    name: Name
    """What the facts stand for."""
    facts: dict[str, Any]
    """The variables that the rule's subject has."""


class Examples(Entry):
    """The rule's tests and its documentation."""

    pass_: tuple[ExampleEntry, ...] = Field(min_length=1)
    """Facts under which it passes."""
    fail: tuple[ExampleEntry, ...] = Field(min_length=1)
    """Facts under which it fails."""

    model_config = AS_SPELT


class RuleFile(Entry):
    """Rule: when it applies, what it requires, what it says."""

    id: Name
    """The rule's id, the same as the file's name."""
    title: Name
    """Completes the sentence "This change …"; for subjects `programme` and `control`, "The management system …"."""
    controls: tuple[Text, ...] = Field(min_length=1)
    """Clauses and controls of the catalogue, in quotes."""
    subject: Literal["change", "system", "record", "document", "control", "programme"]
    """What it judges, once each."""
    from_tier: Tier | None = None
    """The lowest tier at which it blocks; `minimal` where not given."""
    severity: Severity
    """How much a failure weighs."""
    when: Name | None = None
    """When it applies, in CEL; always where not given."""
    require: tuple[RequirementEntry, ...] = Field(min_length=1)
    """What must hold, in order."""
    why: Name
    """Why it matters, in two sentences."""
    fix: Name | tuple[FixPartEntry, ...]
    """What to do next: a text, or parts that are said where they help."""
    waivable: Flag | None = None
    """Whether it can be waived; true where not given."""
    stage: Literal["experimental", "stable", "deprecated"] | None = None
    """Whether it blocks yet, or for much longer; `stable` where not given."""
    asked_of_non_material: Flag | None = None
    """Whether it is asked of a change that alters no behaviour, too; false where not given."""
    follows: tuple[Text, ...] | None = None
    """Ids of rules whose failure usually explains this one's."""
    standing: Flag | None = None
    """Whether `readiness` asks it of what stands, without a change, too; false where not given."""
    shows: Literal["written", "done"] | None = None
    """What a pass speaks to: what is written down, or what is done; `written` where not given."""
    since: Text | None = None
    """The version of the pack that brought it."""
    examples: Examples
    """At least one that passes and one that fails."""
