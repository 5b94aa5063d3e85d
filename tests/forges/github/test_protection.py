"""What GitHub shows of a branch's protection, and the level that follows."""

from typing import Any

import pytest

from aims_gate.forges.github.client import GitHub
from aims_gate.forges.github.protection import default_branch, read_protection
from aims_gate.forges.github.protection_advice import advice_on_protection, level_of
from aims_gate.model.advice import Advice
from tests.forges.github.asking import refused
from tests.forges.github.description import example
from tests.forges.github.stand_in import StandIn
from tests.forges.github.world import World

OWN_APP = 4711
BRANCH = "/branches/main"
RULES = "/rules/branches/main"


def check(context: str = "aims-gate", app: int | None = 15368, **more: Any) -> dict[str, Any]:
    row = {"context": context} | ({} if app is None else {"integration_id": app})
    return rule("required_status_checks", {"required_status_checks": [row]}, **more)


def rule(kind: str, parameters: Any = None, number: int = 42) -> dict[str, Any]:
    shown = {"type": kind, "ruleset_source_type": "Repository", "ruleset_source": "octo/shop", "ruleset_id": number}
    return shown | ({"parameters": parameters} if parameters else {})


def workflow(path: str = ".github/workflows/aims-gate.yml") -> dict[str, Any]:
    return rule("workflows", {"workflows": [{"path": path, "repository_id": 99, "ref": "refs/heads/main"}]})


def protect(world: World, *rules: dict[str, Any], branch: Any = None, actors: Any = ()) -> None:
    shown = example("branch-get") | {"name": "main", "protected": branch is not None}
    shown["protection"] = {"enabled": branch is not None} | ({"required_status_checks": branch} if branch else {})
    world.put(BRANCH, shown)
    world.rules("main", list(rules))
    ruleset = example("repository-ruleset") | {"id": 42}
    del ruleset["bypass_actors"]
    world.put("/rulesets/42", ruleset | ({} if actors is None else {"bypass_actors": list(actors)}))


def seen(client: GitHub, github_com: bool = True) -> tuple[str, list[Advice]]:
    found = read_protection(client, "main")
    advice = advice_on_protection(found, ("judge AI changes",), github_com=github_com)
    for one in advice:
        assert one.state == "sound" or (one.why and one.todo and one.where), one
    return level_of(found, github_com), list(advice)


def test_a_check_of_actions_that_is_required_is_advisory(client: GitHub, world: World) -> None:
    protect(world, check())
    level, advice = seen(client)
    assert level == "advisory"
    assert [one.state for one in advice] == ["sound", "note"]
    assert "any workflow" in advice[1].why


def test_a_check_of_an_app_of_ones_own_resists(client: GitHub, world: World) -> None:
    protect(world, check(app=OWN_APP))
    level, advice = seen(client)
    assert (level, [one.state for one in advice]) == ("tamper-resistant", ["sound"])


def test_a_server_of_ones_own_numbers_its_apps_itself(client: GitHub, world: World) -> None:
    protect(world, check(app=OWN_APP))
    level, advice = seen(client, github_com=False)
    assert (level, [one.state for one in advice]) == ("advisory", ["sound", "untold"])


def test_a_required_workflow_of_the_gate_resists(client: GitHub, world: World) -> None:
    protect(world, workflow())
    level, advice = seen(client)
    assert (level, [one.state for one in advice]) == ("tamper-resistant", ["sound"])


def test_what_another_required_workflow_runs_is_not_guessed(client: GitHub, world: World) -> None:
    protect(world, workflow(".github/workflows/build.yml"))
    level, advice = seen(client)
    assert (level, [one.state for one in advice]) == ("not enforced", ["note", "change"])


@pytest.mark.parametrize(
    ("rules", "branch"),
    [
        ([check(app=None)], None),
        ([], {"enforcement_level": "everyone", "contexts": ["aims-gate"], "checks": []}),
        ([], {"enforcement_level": "everyone", "contexts": [], "checks": [{"context": "aims-gate", "app_id": -1}]}),
        ([], {"enforcement_level": "everyone", "contexts": [], "checks": [{"context": "aims-gate", "app_id": None}]}),
    ],
)
def test_a_check_of_any_app_has_to_be_pinned(rules: Any, branch: Any, client: GitHub, world: World) -> None:
    protect(world, *rules, branch=branch)
    level, advice = seen(client)
    assert (level, [one.state for one in advice]) == ("advisory", ["change"])
    assert "may come from any app" in advice[0].what
    assert '"integration_id": 15368' in advice[0].block


def test_branch_protection_counts_as_rules_do(client: GitHub, world: World) -> None:
    wanted = {
        "enforcement_level": "everyone",
        "contexts": ["aims-gate"],
        "checks": [{"context": "aims-gate", "app_id": OWN_APP}],
    }
    protect(world, branch=wanted)
    assert seen(client)[0] == "tamper-resistant"
    protect(world, branch=wanted | {"enforcement_level": "off"})
    assert seen(client)[0] == "not enforced"


@pytest.mark.parametrize("context", ["aims-gate (main)", "Aims-Gate", "build"])
def test_another_check_is_not_the_gates(context: str, client: GitHub, world: World) -> None:
    protect(world, check(context))
    level, advice = seen(client)
    assert (level, [one.what for one in advice]) == (
        "not enforced",
        ["nothing requires the check run aims-gate on main"],
    )


def test_a_required_job_would_let_a_bad_verdict_pass(client: GitHub, world: World) -> None:
    protect(world, check("judge AI changes"))
    level, advice = seen(client)
    assert (level, [one.state for one in advice]) == ("not enforced", ["change", "change"])
    assert "a bad one included" in advice[1].why


def test_who_may_pass_by_is_named(client: GitHub, world: World) -> None:
    protect(world, check(), actors=[{"actor_id": 5, "actor_type": "Team", "bypass_mode": "always"}])
    assert [one.what for one in seen(client)[1] if one.state == "change"] == [
        "rules can be passed by: Team 5 (always, repository octo/shop)"
    ]


def test_a_bypass_list_that_is_not_shown_is_no_empty_one(client: GitHub, world: World) -> None:
    protect(world, check(), actors=None)
    (untold,) = [one for one in seen(client)[1] if one.state == "untold"]
    assert untold.what == "who may pass by the rule set 42 of repository octo/shop"
    assert "administration: write" in untold.todo


@pytest.mark.parametrize(("path", "level"), [(RULES, "not told"), (BRANCH, "not told"), ("/rulesets/42", "advisory")])
@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_what_is_not_answered_is_never_taken_for_absent(
    status: int, path: str, level: str, client: GitHub, world: World, github: StandIn
) -> None:
    protect(world, *([check()] if path == "/rulesets/42" else []))
    github.fail(path=f"{path}$", status=status, times=9)
    found, advice = seen(client)
    assert found == level
    assert [one.state for one in advice if "nothing requires" in one.what] == []
    assert "untold" in {one.state for one in advice}


@pytest.mark.parametrize(
    "rules",
    [[{"type": "required_status_checks"}], [{"type": "workflows", "parameters": {"workflows": "all"}}], [{}]],
)
def test_rules_of_another_shape_protect_nothing(rules: Any, client: GitHub, world: World) -> None:
    protect(world, *rules)
    assert seen(client)[0] == "not enforced"


def test_a_queue_is_seen(client: GitHub, world: World, github: StandIn) -> None:
    protect(world, rule("merge_queue", number=7))
    assert read_protection(client, "main").queue is True
    protect(world)
    assert read_protection(client, "main").queue is False
    github.fail(path=f"{RULES}$", status=404)
    assert read_protection(client, "main").queue is None


def test_the_default_branch_is_the_repositorys(client: GitHub, world: World) -> None:
    world.put("", example("full-repository-default-response") | {"full_name": "octo/shop", "default_branch": "trunk"})
    assert default_branch(client) == "trunk"
    world.put("", {"full_name": "octo/shop"})
    assert "which branch is the default" in refused(lambda: default_branch(client)).message
