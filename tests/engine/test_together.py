"""All requirements at once: as fast as that is, it never says anything but what one by one would say."""

import pytest

from aims_gate.commands.readiness import Options, readiness
from aims_gate.engine import expression, requirements
from aims_gate.engine import readiness as module
from aims_gate.engine.compiled import compilers, together
from aims_gate.engine.expression import prepare, prepared_key, use_prepared
from aims_gate.engine.judge import Facts, Task, judge, tasks_of
from aims_gate.engine.policy import Policy
from aims_gate.engine.views import VARIABLES
from aims_gate.sources.rules import load_policy
from tests.engine.cases import facts, requirement, rule, system, unknown
from tests.engine.cases import policy as policy_of
from tests.examples import NOW
from tests.repositories import Repo
from tests.rules import rules
from tests.standing_example import facts_of, founded

REQUIRED = (
    ("change.ai",),
    ("!change.ai",),
    ("risk.zz == 1",),
    ("risk.lost",),
    ("change.ai // only so far", "risk.rows == []"),
    (requirement("r.a == 1", "m", for_each="risk.rows as r"),),
    (requirement("r.a == 1", "m", for_each="risk.rows as r", allow_empty=True),),
    (requirement("k == 'a'", "m", for_each="risk.held as k"),),
    (requirement("r.a == 1", "{{ r.a }} of {{ risk.rows.size() }}", for_each="risk.rows as r", at="r.a"),),
    (requirement("r.a != 1", "{{ r.b }}", for_each="risk.rows.filter(x, x.a > 0) as r", allow_empty=True),),
    (requirement("r.a", "m", for_each="risk.rows as r"),),
    (requirement("risk.a == 1", "m", for_each="risk.rows as risk"),),
    (requirement("r.a > 5", "m", for_each="risk.rows + risk.rows as r"),),
    (requirement("r.b == 1", "m", for_each="risk.rows.filter(x, x.a == 1) as r"),),
)


@pytest.mark.parametrize("rows", [[], [{"a": 1, "b": 1}], [{"a": 1}, {"a": 2, "b": 1}]])
@pytest.mark.parametrize("required", REQUIRED)
def test_it_is_what_one_by_one_says(required: tuple[str, ...], rows: list[dict[str, int]]) -> None:
    given = facts(system(risk={"rows": rows, "held": {"a": 1}, "lost": True}, unknown=[unknown("risk.lost")]))
    in_force = policy_of(rule(*required))
    assert judge(in_force, given, many=True) == judge(in_force, given)


@pytest.mark.parametrize("rows", [[{"a": 1, "b": 1}] * 3, [{"a": 1}, {"a": 2, "b": 1}], [{"a": 1}, {"b": 1}], [1, 2]])
@pytest.mark.parametrize("required", REQUIRED)
@pytest.mark.parametrize("lost", ["risk.lost", "risk.rows[1].a", "risk.rows[1].c"])
def test_a_long_list_is_looked_at_once_and_says_the_same(
    required: tuple[str, ...], rows: list[object], lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = facts(system(risk={"rows": rows, "held": {"a": 1}, "lost": True}, unknown=[unknown(lost)]))
    one_by_one = judge(policy_of(rule(*required)), given)
    monkeypatch.setattr(requirements, "_LONG", 0)
    assert judge(policy_of(rule(*required)), given) == one_by_one


def test_of_a_long_list_that_holds_its_elements_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"a": 1}] * (requirements._LONG + 1)
    monkeypatch.setattr(requirements._Judging, "_one", None)
    (result,) = judge(policy_of(rule(REQUIRED[5][0])), facts(system(risk={"rows": rows})))
    assert result.outcome == "pass"


def test_whose_word_counts_is_told_of_the_elements_that_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The claim beside what the rule asks of is as weak as can be, and says nothing of it."""
    rows = [{"a": 1, "accepted": True, "basis": "verified"}, {"a": 2, "accepted": True, "basis": "claimed"}]
    in_force = policy_of(rule(requirement("r.accepted", "m", for_each="risk.rows.filter(x, x.a == 1) as r")))
    monkeypatch.setattr(requirements, "_LONG", 0)
    monkeypatch.setattr(expression, "_prepared", {})
    (one,) = in_force.rules
    use_prepared({prepared_key(together(one), VARIABLES[one.subject]): prepare(together(one), VARIABLES[one.subject])})
    (result,) = judge(in_force, facts(system(risk={"rows": rows})))
    assert (result.outcome, result.basis) == ("pass", "verified")


def test_a_map_is_no_list_even_where_each_of_its_keys_would_do() -> None:
    one = rule(requirement("k == 'a'", "m", for_each="risk.held as k"))
    (result,) = judge(policy_of(one), facts(system(risk={"held": {"a": 1}})), many=True)
    assert result.outcome == "unknown"


def test_the_management_system_is_judged_the_same(repo: Repo) -> None:
    given = facts_of(founded(repo))
    in_force = load_policy(given)
    assert judge(in_force, given, many=True) == judge(in_force, given)


def test_the_requirements_of_nearly_every_rule_make_one_condition() -> None:
    able = [one for one in rules().values() if compilers(many=True)[one.subject].answer(one) is not None]
    assert len(able) > 0.9 * len(rules())
    assert all("&&" in together(one) or len(one.require) == 1 for one in able)


def test_readiness_asks_so(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def noted(in_force: Policy, given: Facts, **more: bool) -> list[Task]:
        asked.append({**more})
        return tasks_of(in_force, given, **more)

    monkeypatch.setattr(module, "tasks_of", noted)
    readiness(Options(NOW, folder=str(founded(repo).folder)))
    assert asked == [{"many": True}]
