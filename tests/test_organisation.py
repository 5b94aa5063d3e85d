"""The made-up organisation is the same everywhere, and readiness on it changes with the day."""

from aims_gate.commands.readiness import Options, readiness
from tests.organisation import organisation
from tests.repositories import Repo


def test_it_is_the_same_repository_everywhere(repo: Repo) -> None:
    organisation(repo)
    assert repo.git("rev-list", "--count", "main").decode().strip() > "150"
    assert repo.git("ls-tree", "-r", "--name-only", "main", ".aims/systems").decode().count("\n") == 8


def test_what_is_overdue_grows_with_the_day(repo: Repo) -> None:
    organisation(repo)
    days = ("2026-09-20", "2026-11-21", "2027-06-30")
    found = [readiness(Options(day, folder=str(repo.folder))) for day in days]
    overdue = [sum(due.days < 0 for due in one.due) for one in found]
    assert overdue[0] < overdue[1] < overdue[2]
    gaps = [sum(len(entry.gaps) for entry in one.entries) for one in found]
    assert gaps[0] < gaps[2]
