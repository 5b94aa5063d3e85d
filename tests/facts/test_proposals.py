"""Proposed entries: grouped by folder, readable as YAML, and refused until somebody completes them."""

import pytest

from aims_gate.facts.proposals import proposals
from aims_gate.model.inventory import Found, Proposal
from aims_gate.sources.git import Repository
from aims_gate.sources.register import read_register
from aims_gate.sources.strict_yaml import read_yaml
from tests.examples import lay
from tests.repositories import Repo


def use(path: str, name: str = "openai", vendor: str = "OpenAI", model: str = "", version: str = "") -> Found:
    return Found(path, 1, "model" if model else "import", name, vendor, model, version, "", "certain", (), "", ())


def proposed(*paths: str, known: tuple[str, ...] = ()) -> list[str]:
    return [proposal.id for proposal in proposals([use(path) for path in paths], known)]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("services/bot/a.py", "services/bot/deep/b.py"), ["bot"]),
        (("services/bot/a.py", "services/search/b.py"), ["bot", "search"]),
        (("ranking/a.py", "ranking/model/b.py"), ["ranking"]),
        (("a.py",), ["repository"]),
        (("a.py", "ranking/b.py"), ["ranking"]),
        (("apps/bot/a.py", "services/bot/b.py"), ["bot", "services-bot"]),
        (("src/a.py",), ["src"]),
        (
            ("frontend/a.ts", "frontend/lib/api/b.ts", "frontend/lib/hooks/c.ts", "backend/bot/d.py"),
            ["bot", "frontend"],
        ),
        (("webapp/x/a.ts", "web/b.ts"), ["web", "webapp"]),
    ],
)
def test_what_lies_together_is_proposed_together(paths: tuple[str, ...], expected: list[str]) -> None:
    assert proposed(*paths) == expected


def test_an_id_that_is_taken_is_not_proposed() -> None:
    assert proposed("services/bot/a.py", known=("bot",)) == ["services-bot"]


def block(*uses: Found) -> Proposal:
    (proposal,) = proposals(uses, ())
    return proposal


def test_the_block_holds_what_was_found_and_nothing_that_people_decide() -> None:
    value = read_yaml(
        block(
            use("services/no/a.py"),
            use("services/no/a.py", model="gpt-4.1-mini-2025-04-14", version="2025-04-14", name="m"),
        ).block.encode(),
        "entry",
    ).value
    assert value["paths"] == ["services/no/**"]
    assert value["models"] == [{"provider": "OpenAI", "name": "gpt-4.1-mini", "version": "2025-04-14"}]
    assert (value["suppliers"], value["tools"]) == (["OpenAI"], ["openai"])
    assert {value[key] for key in ("tier", "owner", "backup", "purpose")} == {"TBD"}
    assert not {"approved_by", "screening", "tier_basis", "sign_off"} & set(value)


def test_a_tool_is_named_once_and_a_variable_is_none() -> None:
    uses = [
        use("bot/a.cs", "Microsoft.SemanticKernel"),
        use("bot/a.csproj", "microsoft.semantickernel")._replace(kind="package"),
        use("bot/a.py", "langchain_core"),
        use("bot/requirements.txt", "langchain-core")._replace(kind="package"),
        use("bot/.env", "LANGSMITH_API_KEY")._replace(kind="monitor"),
    ]
    value = read_yaml(block(*uses).block.encode(), "entry").value
    assert value["tools"] == ["langchain-core", "microsoft.semantickernel"]


def test_of_a_folder_with_little_of_it_only_that_is_proposed() -> None:
    paths = ["shop/ai/a.py", "shop/ai/b.py", "shop/web/c.py", *(f"shop/web/{place}.py" for place in range(20))]
    (proposal,) = proposals([use("shop/ai/a.py"), use("shop/web/c.py"), use("top.py")], (), paths)
    assert (proposal.folder, proposal.files) == ("shop/**", 3)
    assert proposal.paths == ("shop/ai/**", "/shop/web/c.py", "/top.py")
    value = read_yaml(proposal.block.encode(), "entry").value
    assert tuple(value["paths"]) == proposal.paths


@pytest.mark.parametrize("folder", ["a[b]", "a*", "a: b", "#x", "!x", "'q'", "ä"])
def test_odd_folders_stay_readable(folder: str) -> None:
    value = read_yaml(block(use(f"{folder}/x.py")).block.encode(), "entry").value
    assert len(value["paths"]) == 1


def test_pasted_as_it_is_the_gate_refuses_it(repo: Repo) -> None:
    lay(repo, "base")
    proposal = block(use("tools/bot/a.py"))
    repo.write(proposal.path, proposal.block)
    repo.commit()
    with Repository(str(repo.folder)) as repository:
        parsed = read_register(repository, repository.tree_of(repo.id())).systems[proposal.path]
    refused = {problem.pointer for problem in parsed.problems}
    assert {"tier", "owner", "backup"} <= refused
