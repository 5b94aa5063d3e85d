"""A repository whose register and tree say different things, as an inventory sees it."""

from aims_gate.commands.inventory import Options, inventory
from aims_gate.model.inventory import Inventory
from tests.examples import NOW, lay
from tests.repositories import Repo

ENTRY = ".aims/systems/support-assistant.yaml"


def mixed(repo: Repo) -> Repo:
    """The example, a file of its system with another model, and a folder that nobody owns."""
    lay(repo, "base")
    repo.write("services/assistant/more.py", 'import openai\nother = "gpt-4o"\n')
    repo.write("tools/bot/answer.py", 'from anthropic import Anthropic\nmodel = "claude-sonnet-4-20250514"\n')
    repo.write("requirements.txt", "anthropic==0.40\n")
    repo.commit("Base")
    return repo


def taken(repo: Repo, ref: str = "") -> Inventory:
    """The inventory of a repository on the day of the tests."""
    return inventory(Options(NOW, ref, str(repo.folder)))
