from aims_gate.model.vocabulary import (
    EVIDENCE_DATES,
    LISTED_EVIDENCE,
    RECORD_EVIDENCE,
    TIERS,
    highest_tier,
    tier_rank,
)


def test_tiers_rank_in_their_order() -> None:
    assert [tier_rank(tier) for tier in TIERS] == [0, 1, 2, 3]


def test_an_unknown_tier_never_ranks_below_a_known_one() -> None:
    assert tier_rank("hihg") == tier_rank("prohibited")
    assert highest_tier(["minimal", "hihg"]) == "prohibited"


def test_the_highest_of_several_tiers_counts_whatever_their_order() -> None:
    assert highest_tier(["high", "minimal", "limited"]) == "high"
    assert highest_tier([]) == "minimal"


def test_every_kind_that_a_record_brings_has_a_date_to_tell_freshness_by() -> None:
    assert {*RECORD_EVIDENCE, *LISTED_EVIDENCE.values()} <= set(EVIDENCE_DATES)
