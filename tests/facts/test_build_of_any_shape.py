"""No register, record or document, of whatever shape, stops the facts from being made."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.facts.plain import assert_is_plain
from tests.facts.world import DOCUMENTS, ENTRY, METHOD, ROLES, change_file, commit, prd, world

WORDS = (
    "bot", "rita", "olga", "docs/v.md", "docs/r.md", "limited", "high", "2026-11-15", "prompt", "none-material",
    "accept",
    "risk-approver", "system-owner", "TBD", "bot/**", "bot/[z-", "../x", "",
)  # fmt: skip
KEYS = (
    "id", "systems", "change", "kind", "risks", "likelihood", "impact", "residual", "role", "by", "person", "from",
    "any_of", "all_of", "count", "levels", "screening", "competence", "documents", "verification", "risk_assessment",
    "medium",
)  # fmt: skip

scalars = (
    st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(WORDS)
    | st.text(max_size=4)
)
keys = st.sampled_from(KEYS) | st.text(max_size=4)
values = st.recursive(
    scalars, lambda part: st.lists(part, max_size=3) | st.dictionaries(keys, part, max_size=3), max_leaves=8
)


RELAXED = settings(max_examples=60)


@RELAXED
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("config", "roles", "risk-method", "soa", "waivers"), values)))
def test_a_register_of_any_shape_makes_facts(single: dict[str, Any]) -> None:
    assert_is_plain(world(single=single, records=(prd(sign_off=[{"by": "rita"}]),)).facts())


@RELAXED
@given(st.dictionaries(st.sampled_from(sorted(METHOD)), values, max_size=4))
def test_a_method_of_any_shape_makes_facts(method: dict[str, Any]) -> None:
    row = {"id": "R2", "likelihood": 2, "impact": 2, "residual": {"likelihood": 1, "impact": 1}}
    change = world(
        single={"roles": ROLES, "risk-method": {**METHOD, **method}}, records=(prd(risk_assessment={"risks": [row]}),)
    )
    assert_is_plain(change.facts())


@RELAXED
@given(
    st.dictionaries(st.sampled_from(sorted(ROLES["people"])), values),
    st.dictionaries(st.sampled_from(sorted(ROLES["roles"])), values),
)
def test_roles_of_any_shape_make_facts(people: dict[str, Any], roles: dict[str, Any]) -> None:
    both = {"people": {**ROLES["people"], **people}, "roles": {**ROLES["roles"], **roles}}
    assert_is_plain(world(single={"roles": both, "risk-method": METHOD}, records=(prd(),), commits=(commit(),)).facts())


@RELAXED
@given(
    st.dictionaries(st.sampled_from(sorted(ENTRY)), values, max_size=4),
    st.dictionaries(st.sampled_from(sorted(ENTRY)), values, max_size=4),
)
def test_entries_of_any_shape_make_facts(trusted: dict[str, Any], head: dict[str, Any]) -> None:
    change = world(entries={"bot": {**ENTRY, **trusted}}, head_entries={"bot": {**ENTRY, **head}}, records=(prd(),))
    assert_is_plain(change.facts())


RECORD_KEYS = (
    "systems", "change", "tier", "ai", "sign_off", "still_valid", "datasets", "suppliers", "verification", "summary",
    "impact_assessment", "risk_assessment", "monitoring_plan", "break_glass", "reason",
)  # fmt: skip


@RELAXED
@given(
    st.dictionaries(st.sampled_from(RECORD_KEYS), values, max_size=5),
    st.dictionaries(st.sampled_from(RECORD_KEYS), values, max_size=3),
)
def test_records_of_any_shape_make_facts(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert_is_plain(world(records=(prd(**one), change_file(**other)), files=("M bot/a.py",)).facts())


@RELAXED
@given(
    values,
    st.dictionaries(st.sampled_from(("risks", "assessed", "systems", "covers", "approved_by", "id", "owner")), values),
)
def test_documents_of_any_shape_make_facts(whole: Any, keys: dict[str, Any]) -> None:
    part = {**DOCUMENTS["docs/r.md"], **keys}
    for documents in ({"docs/r.md": part}, {"docs/r.md": whole}):
        assert_is_plain(world(head_documents=documents, records=(prd(),)).facts())
        assert_is_plain(
            world(documents={**DOCUMENTS, **documents}, records=(prd(risk_assessment="docs/r.md"),)).facts()
        )
