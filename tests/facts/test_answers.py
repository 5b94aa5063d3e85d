"""What the facts answer to the questions that auditors begin with."""

from aims_gate.facts.answers import answers
from aims_gate.sources import pack
from tests.repositories import Repo
from tests.standing_example import facts_of, founded


def test_every_question_has_an_answer(repo: Repo) -> None:
    found = answers(facts_of(founded(repo)))
    assert list(found) == [row["id"] for row in pack.readiness_table()["questions"]]
    assert found["scope"] == "1 system (1 limited); no document states the scope"
    assert found["ownership"].startswith(
        "1 of 1 system with a known owner and backup; the programme is owned by risk-lead"
    )
    assert found["assessment"] == "1 of 1 system with a risk assessment in date, 1 with an impact one, by method 2.0"
    assert found["change"].endswith("1 recorded as none-material and 0 as `ai: false`")
    assert found["monitoring"].startswith("0 of 1 live system from tier limited up measured in time")


def test_an_assessment_past_its_day_is_not_in_date(repo: Repo) -> None:
    late = answers(facts_of(founded(repo), now="2029-01-01"))
    assert late["assessment"].startswith("0 of 1 system with a risk assessment in date, 0 with")


def test_of_nothing_it_says_so(repo: Repo) -> None:
    repo.write("README.md", "# Nothing\n")
    repo.commit("Nothing")
    found = answers(facts_of(repo))
    assert found["scope"] == "0 systems; no document states the scope"
    assert "owned by nobody; escalation to nobody" in found["ownership"]
    assert found["assessment"].endswith("without a method")


def test_changes_from_before_the_entry_are_told_apart(repo: Repo) -> None:
    repo.write("services/assistant/draft.py", "import openai\n")
    repo.commit("Before any register", date="2026-01-05T09:00:00+00:00")
    repo.write("services/assistant/draft.py", "import openai  # again\n")
    repo.commit("And again", date="2026-01-06T09:00:00+00:00")
    found = answers(facts_of(founded(repo)))
    assert "3 of them from before an entry or recorded later, 1 without a record" in found["change"]
