"""The organisation's own rules as they lie in the repository around the current folder, not yet in force.

What judges a change takes them from the trusted ref; here they are looked up, explained and tried out.
"""

from aims_gate.errors import UsageError
from aims_gate.model.rule import Rule
from aims_gate.sources.git import Repository
from aims_gate.sources.register import read_register
from aims_gate.sources.rules import own_rule


def rules_here(folder: str = ".") -> tuple[Rule, ...]:
    """Each rule, uncommitted ones included, by path; none outside of a repository. Raises PolicyError for a broken one."""
    try:
        repository = Repository(folder)
    except UsageError:
        return ()
    with repository:
        return tuple(own_rule(path, text) for path, text in sorted(_texts(repository).items()))


def _texts(repository: Repository) -> dict[str, str]:
    if repository.has_working_tree:
        with repository.working_tree() as tree:
            return read_register(repository, tree).rules
    commit = repository.resolve("HEAD")
    return read_register(repository, repository.tree_of(commit)).rules if commit else {}
