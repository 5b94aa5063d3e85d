"""What the README shows is what the gate says, and the commands it names exist."""

import re

from aims_gate.cli.group import cli
from aims_gate.commands.demo import demo_repository, judged
from aims_gate.reports import Options, render
from tests.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_report_it_shows_is_the_demo_s() -> None:
    (shown,) = re.findall(r"```text\n(Refused.*?)```", README, re.DOTALL)
    with demo_repository() as folder:
        said = render("text", judged(folder, "refused"), Options())
    place = 0
    for part in shown.split("…\n"):
        found = said.find(part.rstrip("\n"), place)
        assert found >= 0, part
        place = found + len(part)


def test_the_commands_it_names_exist() -> None:
    named = set(re.findall(r"^\$ aims-gate ([a-z]+)", README, re.MULTILINE))
    assert {"check", "declare", "new", "explain", "rules", "schema"} <= named <= set(cli.commands)


def test_it_names_the_two_commands_first() -> None:
    assert re.findall(r"^\$ (.*?)(?:  |$)", README, re.MULTILINE)[:2] == ["make demo", "make test"]


def test_the_options_it_shows_exist() -> None:
    options = {option for parameter in cli.commands["check"].params for option in parameter.opts}
    assert set(re.findall(r"`?(--(?:report|save-facts|facts|strict))\b", README)) <= options
