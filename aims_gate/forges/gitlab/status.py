"""Publishes a verdict as a commit status, for those who chose it. Renders nothing."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from aims_gate.forges.gitlab.client import GitLab
from aims_gate.forges.gitlab.merge_request import read
from aims_gate.model.report import Report

NAME = "aims-gate"

LONGEST = 200
"""Characters of a description; GitLab takes 255."""

State = Literal["success", "failed"]


class _Status(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: int
    name: str
    status: str
    description: Annotated[str, BeforeValidator(lambda value: "" if value is None else value)] = ""


def status_name(default_branch: str, target: str) -> str:
    """The status's name for changes into `target`, so that a verdict against one branch cannot serve another."""
    return NAME if target and target == default_branch else f"{NAME} ({target})"


def state_of(report: Report) -> State:
    """GitLab's word for the verdict. Never `pending` or `skipped`: the one holds a pipeline open, the other passes."""
    if report.exit_code in (2, 4):
        return "failed"
    return "success" if report.verdict == "pass" or not report.blocking else "failed"


def publish_status(client: GitLab, report: Report, head: str, ref: str, name: str, url: str = "") -> bool:
    """States the verdict on a commit; false where it is stated already. Raises ForgeError when it was not delivered.

    `ref` is the source branch, by which GitLab finds the pipeline that the status goes to.
    """
    state, said = state_of(report), report.summary.replace("\n", " ")[:LONGEST]
    path = client.at("repository", "commits", head, "statuses")
    query: dict[str, str | int] = {"name": name, **({"ref": ref} if ref else {})}
    listed = [read(_Status, found, path) for found in client.pages(path, whole=True, **query)]
    newest = max((one for one in listed if one.name == name), key=lambda one: one.id, default=None)
    if newest is not None and (newest.status, newest.description) == (state, said):
        return False
    body = {"state": state, "name": name, "description": said}
    body |= {key: value for key, value in (("ref", ref), ("target_url", url)) if value}
    answer = client.post(client.at("statuses", head), body)
    read(_Status, answer, path)
    return True
