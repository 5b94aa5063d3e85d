"""The tier by which a system is judged: the highest of every version and of what the risk method computes."""

from aims_gate.facts.records import naming
from aims_gate.facts.risk import Method
from aims_gate.facts.risk_rows import inherent_tier
from aims_gate.model.collected import Collected
from aims_gate.model.document import Json
from aims_gate.model.vocabulary import TIERS, highest_tier


def tiers(
    system_id: str, head: dict[str, Json], trusted: dict[str, Json], side: Collected, method: Method
) -> tuple[str, str]:
    """The tier that screening and risks make, and the effective one: neither entry nor record can lower it.

    `head` or `trusted` is empty where that side has no entry.
    """
    entry = {**(head or trusted), "id": system_id}
    versions = [version for version in (head, trusted) if version] or [{}]
    screening = [method.tier_of_screening(version.get("screening")) for version in versions]
    computed = highest_tier([*screening, inherent_tier(entry, trusted, side.records, side, method)])
    stated = [record.value.get("tier") for record in naming(system_id, side.records)]
    said = [*(version.get("tier") for version in versions), *stated]
    return computed, highest_tier([computed, *(tier for tier in said if tier in TIERS)])
