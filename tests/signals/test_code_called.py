"""Code that is called after AI, and code that names such code: what means something only beside AI does so there."""

import pytest

from tests.signals.shipped import rows

PROMPT = 'review_prompt = "Say in one sentence what this change does."'
ROW = "prompt:key:*_prompt"


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("src/openai/review.py", ""),
        ("genai/review.py", ""),
        ("app/llm_client.py", ""),
        ("review.py", "from app.llm import ask\n"),
        ("review.py", "from app.services.anthropic import Service\n"),
        ("review.ts", "import { ask } from './openai'\n"),
        ("review.ts", "import { ask } from '../lib/llmClient'\n"),
        ("review.php", "<?php\nuse OCA\\OpenAi\\Service\\Api;\n$"),
        ("review.R", "openai_chat(text)\n"),
        ("review.rb", "ChatGptService.ask(text)\n"),
        ("Review.kt", "import org.example.ollama.Client\nval "),
        ("review.go", 'import "example.org/app/llm"\n'),
        ("review.py", "reply = my_llm.ask(text)\n"),
    ],
)
def test_a_prompt_is_told_there(path: str, before: str) -> None:
    text = before + (PROMPT.replace(" = ", " := ") if path.endswith(".go") else PROMPT)
    assert [row for row, _ in rows(path, text)] == [ROW]


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("src/review.py", ""),
        ("fulfillment/review.py", ""),
        ("review.py", "from app.fulfillment import ask\n"),
        ("review.py", "# asks openai\n"),
        ("review.py", 'print("openai")\n'),
        ("review.py", "skillMaster = 1\n"),
        ("small_llama/review.py", ""),
    ],
)
def test_a_question_to_people_is_not(path: str, before: str) -> None:
    assert rows(path, before + PROMPT) == []


def test_the_name_by_itself_is_no_use_of_ai() -> None:
    assert rows("openai/a.py", "from app.llm import ask\nask(1)\n") == []


def test_configuration_that_is_called_so_is_not() -> None:
    assert rows("llm/a.yaml", "review_prompt: Say in one sentence what this change does.\n") == []
