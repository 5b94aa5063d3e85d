"""Which system owns a file, whichever version of its entry says so."""

from typing import Any

import pytest

from aims_gate.facts.ownership import Ownership, meaningful, refused_globs

BOT: dict[str, Any] = {"paths": ["bot/**"], "inert": ["bot/tests/**"]}


def owned(trusted: dict[str, Any] | None, head: dict[str, Any] | None) -> Ownership:
    return Ownership({"bot": trusted} if trusted else {}, {"bot": head} if head else {})


def test_removing_paths_at_the_head_moves_no_file_out() -> None:
    for head in ({**BOT, "paths": []}, {**BOT, "paths": ["bot/**", "!bot/a.py"]}, {}, None, {"paths": "bot/**"}):
        assert owned(BOT, head).relevant_to("bot/a.py") == ("bot",)


def test_paths_that_the_head_adds_are_owned_at_once() -> None:
    both = owned(BOT, {**BOT, "paths": ["bot/**", "new/**"]})
    assert (both.owners("new/a.py"), both.owned_at_head("new/a.py")) == (("bot",), ("bot",))
    assert owned(BOT, {**BOT, "paths": []}).owned_at_head("bot/a.py") == ()


def test_a_file_is_inert_only_when_both_versions_say_so() -> None:
    assert owned(BOT, BOT).relevant_to("bot/tests/a.py") == ()
    assert owned(BOT, {**BOT, "inert": ["bot/**"]}).relevant_to("bot/a.py") == ("bot",)
    assert owned({**BOT, "inert": []}, BOT).relevant_to("bot/tests/a.py") == ("bot",)
    assert owned(BOT, {"paths": ["bot/**"]}).relevant_to("bot/tests/a.py") == ("bot",)


def test_of_a_system_that_one_side_has_that_side_says_what_is_inert() -> None:
    assert owned(None, BOT).inert("bot/tests/a.py", "bot")
    assert owned(BOT, None).inert("bot/tests/a.py", "bot")
    assert not owned(BOT, BOT).inert("bot/tests/a.py", "another")


def test_inert_for_one_owner_is_not_inert_for_another() -> None:
    other = {"paths": ["bot/tests/**"]}
    assert Ownership({"bot": BOT, "tester": other}, {"bot": BOT, "tester": other}).relevant_to("bot/tests/a.py") == (
        "tester",
    )


@pytest.mark.parametrize("globs", [None, "bot/**", 5, {"a": "bot/**"}, [5, None, "", ["bot/**"]]])
def test_what_is_no_list_of_globs_owns_nothing_and_hides_nothing(globs: Any) -> None:
    assert owned(BOT, {"paths": globs, "inert": globs}).relevant_to("bot/a.py") == ("bot",)
    assert owned(None, {"paths": globs}).owners("bot/a.py") == ()


BROKEN = "bot/[z-"


def test_a_glob_that_cannot_be_read_covers_nothing() -> None:
    both = owned(BOT, {"paths": [BROKEN, "new/**"], "inert": [BROKEN, "bot/**"]})
    assert (both.relevant_to("bot/a.py"), both.relevant_to("new/a.py")) == (("bot",), ("bot",))
    assert list(refused_globs({"paths": ["bot/**", BROKEN, 5]}, "paths")) == [1]
    assert refused_globs({"paths": BROKEN}, "paths") == {}
    assert meaningful(["bot/**", BROKEN, None]) == ("bot/**",)


def test_nothing_is_inert_beside_a_glob_that_cannot_be_read() -> None:
    spoilt = {**BOT, "inert": ["bot/**", "!" + BROKEN]}
    assert owned(spoilt, spoilt).relevant_to("bot/a.py") == ("bot",)


def test_a_path_that_is_asked_again_has_the_same_owners() -> None:
    for sides in ((BOT, BOT), (BOT, {**BOT, "paths": ["bot/**", "new/**"]}), (None, BOT)):
        both = owned(*sides)
        for path in ("bot/a.py", "bot/tests/a.py", "new/a.py", "other"):
            first = (both.owners(path), both.relevant_to(path))
            assert (both.owners(path), both.relevant_to(path)) == first
            assert (owned(*sides).owners(path), owned(*sides).relevant_to(path)) == first
