"""How tests ask, and what they expect of every refusal and every published run."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from aims_gate.errors import ForgeError
from aims_gate.forges.github.check_run import Published, publish
from aims_gate.forges.github.client import GitHub
from aims_gate.model.report import Finding, Location, Report
from tests.forges.github.stand_in import TOKEN
from tests.forges.github.world import World
from tests.reports.results import FAILED, PRD
from tests.reports.sample import REFUSED

HEAD = "9ab0" * 10
PULL = "/repos/octo/shop/pulls/3"
RUNS = "/repos/octo/shop/check-runs"

Connect = Callable[..., GitHub]


def refused(ask: Callable[[], object]) -> ForgeError:
    """The error of something that must fail: it says a way out and never the token."""
    with pytest.raises(ForgeError) as raised:
        ask()
    assert TOKEN not in f"{raised.value.message} {raised.value.hint}"
    assert raised.value.hint
    assert raised.value.exit_code == 3
    return raised.value


def say(client: GitHub, report: Report = REFUSED, head: str = HEAD, **more: Any) -> Published:
    """Publishes a report on one change."""
    settings = {"external_id": "change/3", "summary_markdown": f"# {report.summary}", **more}
    return publish(client, report, head, **settings)


def with_findings(number: int) -> Report:
    """A refusal for so many findings, each at a line of its own."""
    findings = tuple(Finding(f"Finding {place}", Location(PRD, place + 1)) for place in range(number))
    return replace(REFUSED, results=(replace(FAILED[0], findings=findings),))


def only_run(world: World) -> dict[str, Any]:
    """The one check run there is."""
    (run,) = world.check_runs.values()
    return run


def said(world: World) -> list[str]:
    """The messages of its annotations."""
    return [one["message"] for one in world.annotations[only_run(world)["id"]]]
