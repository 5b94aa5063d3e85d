"""What the project offers to those on GitLab: its component, and pipelines to copy. tests/e2e runs the component."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from aims_gate.reports import RENDERERS
from tests.tree import ROOT

PAGE = ROOT / "docs/gitlab.md"
EXAMPLES = sorted((ROOT / "docs/gitlab").glob("*.yml"))
INCLUDING = [path for path in EXAMPLES if "include" in yaml.safe_load(path.read_text(encoding="utf-8"))]
TEMPLATE = ROOT / "templates/aims-gate.yml"
SCRIPT = ROOT / ".gitlab/component/check.sh"
TOOLS = os.environ.get("AIMS_GATE_TOOLS", "")

Document = dict[str, Any]
HEADER, PIPELINE = (part for part in yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8")))
INPUTS: dict[str, Document] = HEADER["spec"]["inputs"]
(JOB,) = PIPELINE.values()

ID = "5f0c1a7e3b9d2468ace013579bdf02468ace1357"
HARM = tuple("\"'`;&|<>(){}*?!\\#\n\r\t\0$")
"""Characters that mean something to a shell, to YAML or to GitLab's own expansion of variables."""


def takes(name: str, value: str) -> bool:
    """Whether GitLab would take the value: RE2, in which `$` is the very end."""
    return re.search(INPUTS[name]["regex"].removesuffix("$") + r"\Z", value) is not None


def read(path: Path) -> Document:
    loaded: Document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def texts() -> list[str]:
    return [name for name, one in INPUTS.items() if one.get("type", "string") == "string"]


@pytest.mark.parametrize("name", INPUTS)
def test_every_input_says_what_it_is_and_has_a_range(name: str) -> None:
    assert INPUTS[name]["description"].endswith(".")
    assert INPUTS[name].get("type") == "boolean" or "regex" in INPUTS[name]


@pytest.mark.parametrize("name", texts())
def test_a_pattern_holds_the_whole_value_and_knows_only_what_re2_does(name: str) -> None:
    pattern = INPUTS[name]["regex"]
    assert (pattern[0], pattern[-1]) == ("^", "$")
    assert not re.search(r"\(\?|\\[1-9bBAZzdDsSwW]", pattern)
    assert "default" not in INPUTS[name] or takes(name, INPUTS[name]["default"])


@pytest.mark.parametrize("name", texts())
def test_no_input_lets_in_what_a_shell_would_act_on(name: str) -> None:
    sound = {"project": "octo/aims-gate", "version": ID}.get(name) or INPUTS[name]["default"] or "main"
    assert takes(name, sound)
    for harm in HARM:
        assert not any(takes(name, value) for value in (sound + harm, harm + sound, sound[:1] + harm + sound[1:]))
    assert name in ("policy-ref",) or not takes(name, "")


@pytest.mark.parametrize(
    ("name", "value", "taken"),
    [
        ("version", ID, True),
        ("version", ID[:12], False),
        ("version", "main", False),
        ("version", "1.2.0", False),
        ("version", ID.upper(), False),
        ("version", ID + "0", False),
        ("project", "group/below/gate.tool", True),
        ("project", "gate", False),
        ("project", "octo/../x", False),
        ("project", "octo/aims-gate/", False),
        ("project", "-octo/aims-gate", False),
        ("project", "https://evil.example/x", False),
        ("server", "https://git.example.org:8443", True),
        ("server", "http://git.example.org", False),
        ("server", "https://user@git.example.org", False),
        ("server", "$CI_JOB_TOKEN", False),
        ("stage", ".pipeline-policy-pre", True),
        ("stage", "-x", False),
        ("job-name", "policy:aims-gate", True),
        ("job-name", ".hidden", False),
        ("image", "registry.example.org:5000/gate@sha256:" + "0" * 64, True),
        ("image", "-v", False),
        ("reports", "text", True),
        ("reports", "sarif json", True),
        ("reports", "pdf", False),
        ("reports", "text  json", False),
        ("reports", "json=out.json", False),
        ("policy-ref", "sha256:" + "0" * 64, True),
        ("policy-ref", "--head=x", False),
    ],
)
def test_each_input_has_its_range(name: str, value: str, taken: bool) -> None:
    assert takes(name, value) is taken


def test_inputs_reach_the_shell_as_variables_alone() -> None:
    assert not any("$[[" in line for line in JOB["script"])
    assert {"before_script", "after_script", "hooks"} & {*JOB} == set()
    used = set(re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", TEMPLATE.read_text(encoding="utf-8")))
    assert used == set(INPUTS)


def test_nothing_of_other_jobs_comes_into_the_job() -> None:
    assert (JOB["needs"], JOB["inherit"]["default"], JOB["interruptible"]) == ([], ["tags"], True)
    assert JOB["variables"]["GIT_DEPTH"] == "0"
    assert JOB["artifacts"]["when"] == "always"
    assert "@sha256:" in INPUTS["image"]["default"]


def test_formats_that_can_be_kept_are_formats_and_those_that_gitlab_reads_are_where_it_looks() -> None:
    kept = dict(re.findall(r"^      ([a-z-]+)\) file=(\S+) ;;$", SCRIPT.read_text(encoding="utf-8"), re.M))
    assert {name for name in RENDERERS if takes("reports", name)} == set(kept) == set(RENDERERS) - {"github"}
    reports = JOB["artifacts"]["reports"]
    assert reports == {
        "junit": f"aims-gate-report/{kept['junit']}",
        "codequality": f"aims-gate-report/{kept['gitlab-codequality']}",
    }


@pytest.mark.parametrize("reports", ["pdf", "text *", "json=out"])
def test_a_format_that_is_not_kept_ends_the_job_before_anything_is_installed(reports: str, tmp_path: Path) -> None:
    (tmp_path / "gate").mkdir()
    done = subprocess.run(
        ["bash", str(SCRIPT), str(tmp_path / "gate")],
        cwd=tmp_path, env={"PATH": os.environ["PATH"], "AIMS_GATE_COMPONENT_REPORTS": reports},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "nothing was judged: the input reports names" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("host", "told"), [("gitlab.example:8443", True), ("gitlab.example", False), ("evil.example", False)]
)
def test_the_job_s_token_is_told_to_its_own_gitlab_alone(host: str, told: bool) -> None:
    (script,) = JOB["script"]
    (options,) = re.findall(r'"\$gate/component" (-c credential\.helper=.*?)\\\n\s+fetch', script, re.S)
    known = {"CI_SERVER_URL": "https://gitlab.example:8443", "CI_JOB_TOKEN": "t0ken"}
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true"}
    asked = subprocess.run(
        ["bash", "-c", f"git {options.replace(chr(10), ' ').replace(chr(92), ' ')} credential fill"],
        input=f"protocol=https\nhost={host}\n\n", env={**os.environ, **known, **quiet},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ("password=t0ken" in asked.stdout) is told


@pytest.mark.parametrize("path", INCLUDING, ids=lambda path: path.stem)
def test_every_example_gives_the_commit_twice_and_only_inputs_that_exist(path: Path) -> None:
    (included,) = read(path)["include"]
    assert set(included["inputs"]) <= set(INPUTS)
    assert {name for name, one in INPUTS.items() if "default" not in one} <= set(included["inputs"])
    assert all(takes(name, value) for name, value in included["inputs"].items())
    where = " ".join(str(value) for key, value in included.items() if key != "inputs")
    assert re.findall(r"\b[0-9a-f]{40}\b", where) == [included["inputs"]["version"]]


@pytest.mark.parametrize("path", [path for path in EXAMPLES if path.stem != "policy"], ids=lambda path: path.stem)
def test_gitlab_s_schema_of_pipelines_has_no_objection(path: Path) -> None:
    linter = shutil.which("check-jsonschema") or shutil.which("check-jsonschema", path=TOOLS)
    if linter is None:
        pytest.skip("check-jsonschema is absent: AIMS_GATE_TOOLS names no folder with it")
    asked = [linter, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", path]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_policy_lets_nobody_out() -> None:
    (policy,) = read(ROOT / "docs/gitlab/policy.yml")["pipeline_execution_policy"]
    assert (policy["enabled"], policy["pipeline_config_strategy"], policy["suffix"]) == (True, "inject_policy", "never")
    assert (policy["skip_ci"], policy["variables_override"]) == ({"allowed": False}, {"allowed": False})
    (included,) = read(ROOT / "docs/gitlab/policy-pipeline.yml")["include"]
    assert included["inputs"]["stage"] == ".pipeline-policy-pre"


def test_the_page_names_every_example_and_input() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert {*re.findall(r"\(gitlab/([\w.-]+)\)", page)} == {path.name for path in EXAMPLES}
    assert [name for name in INPUTS if f"\n| `{name}` |" not in page] == []


def test_page_readme_and_example_begin_with_the_same_pipeline() -> None:
    blocks = [
        re.findall(r"^```yaml\n(include:.*?)^```$", path.read_text(encoding="utf-8"), re.M | re.S)
        for path in (PAGE, ROOT / "README.md")
    ]
    assert blocks[0] == blocks[1]
    (text,) = blocks[0]
    assert yaml.safe_load(text) == read(ROOT / "docs/gitlab/component.yml")
