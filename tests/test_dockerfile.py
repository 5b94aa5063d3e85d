"""The image: what goes into it, from where, and as whom it runs. No engine is asked; hadolint is, where there is one."""

import os
import re
import shutil
import subprocess
import tomllib

import pytest

from tests.tree import ROOT

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LINES = [line for line in re.sub(r"\\\n\s*", "", TEXT).splitlines() if line and not line.startswith("#")]
HADOLINT = shutil.which("hadolint") or shutil.which("hadolint", path=os.environ.get("AIMS_GATE_TOOLS", ""))


def said(instruction: str) -> list[str]:
    return [line.partition(" ")[2] for line in LINES if line.startswith(f"{instruction} ")]


@pytest.mark.skipif(not HADOLINT, reason="hadolint is absent: AIMS_GATE_TOOLS names no folder with it")
def test_the_linter_has_no_objection() -> None:
    done = subprocess.run(
        [str(HADOLINT), "--failure-threshold", "info", "Dockerfile"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_stage_has_one_base_by_digest() -> None:
    bases = {base.partition(" AS ")[0] for base in said("FROM")}
    assert len(said("FROM")) == 2
    assert [base for base in bases if not re.fullmatch(r"python:3\.1\d-slim@sha256:[0-9a-f]{64}", base)] == []
    assert len(bases) == 1


def test_it_runs_isolated_as_nobody_and_waits_for_nothing() -> None:
    assert said("USER") == ["65532:65532"]
    assert said("ENTRYPOINT") == ['["/opt/aims-gate/bin/python", "-I", "/opt/aims-gate/bin/aims-gate"]']
    assert LINES.index("USER 65532:65532") > max(index for index, line in enumerate(LINES) if line.startswith("RUN "))
    assert not {"HEALTHCHECK", "EXPOSE", "VOLUME", "ADD"} & {line.split()[0] for line in LINES}


def test_every_package_comes_by_hash_or_from_no_index() -> None:
    installs = [part for run in said("RUN") for part in run.split("&&") if "pip install" in part]
    assert len(installs) == 2
    assert ["--require-hashes" in one or "--no-index" in one for one in installs] == [True, True]
    assert all("--no-deps" in one for one in installs)


def test_the_builder_gets_what_is_copied_and_nothing_else() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert "*" in ignored
    kept = {line[1:] for line in ignored if line.startswith("!")}
    copied = {path.split("/")[0] for one in said("COPY") if "--from" not in one for path in one.split()[:-1]}
    assert copied == kept
    assert [name for name in kept if not (ROOT / name).exists()] == []


def test_it_says_the_version_that_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f'org.opencontainers.image.version="{project["version"]}"' in TEXT
    assert f'org.opencontainers.image.licenses="{project["license"]}"' in TEXT
