"""Prompts are found by what they say, in every language and wherever they stand; what is said to people is not."""

import pytest

from tests.signals.shipped import hits

ASSISTANT = "You are a helpful assistant that answers questions about orders."
TITLES = "I want you to act as a title generator for written pieces. I will provide you with a text."
GROUNDED = (
    "Given the following conversation and a follow up question, rephrase the follow up question to be a standalone "
    "question."
)


def prompts(path: str, text: str) -> list[int]:
    return [hit.line for hit in hits(path, text) if hit.kind == "prompt"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", f'x = 1\nask("{ASSISTANT}")\n'),
        ("a.ts", f"const a = 1\nconst text = `{ASSISTANT}`\n"),
        ("A.kt", f'val a = 1\nval text = """{ASSISTANT}"""\n'),
        ("a.cs", f'var a = 1;\nconst string Prefix = """\n{GROUNDED}\n""";\n'),
        ("a.rb", f"a = 1\nseed(<<~STRING)\n  {TITLES}\nSTRING\n"),
        ("a.php", f"<?php\n$text = '{TITLES}';\n"),
        ("a.go", f"package a\nconst text = `{GROUNDED}`\n"),
        ("roles.toml", f'[[roles]]\nprompt = "{TITLES}"\n'),
        ("roles.yaml", f"roles:\n- text: {TITLES}\n"),
        ("chat.cs", 'var a = 1;\nvar turn = $@"<|im_start|>user\n{text}";\n'),
    ],
)
def test_what_is_said_to_a_model_is_found_where_nothing_else_of_ai_is(path: str, text: str) -> None:
    assert prompts(path, text) == [3 if path == "a.rb" else 2]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'flash("You are about to delete a project. This cannot be undone, and all of its files are lost.")'),
        (
            "a.py",
            'flash("You are an administrator of this group, so you can add and remove members of it at any time.")',
        ),
        ("a.ts", 'const a = "You are the owner of this document. Only the owner can share it with other people."'),
        ("a.ts", 'const a = "You are an assistant manager"'),
        ("a.ts", 'const a = "You are not a member of the research assistant programme"'),
        ("a.rb", 'raise "You are a guest. Return to the start and sign in, or ask the owner of the board for access."'),
        ("a.py", 'help = "Act as a proxy"'),
        ("a.py", f"# {ASSISTANT}"),
        ("a.py", f'def f():\n    """{ASSISTANT}"""'),
        ("a.ts", f'<textarea placeholder="{ASSISTANT}" />'),
        ("README.md", ASSISTANT),
        ("config/locales/en.yml", f"en:\n  hint: {ASSISTANT}"),
        ("a.feature.py", 'step("Given the following users exist and each of them has signed in once at the least")'),
        (
            "a.py",
            'raise ValueError("you don\'t know the password of this account, or it was changed an hour ago or so")',
        ),
    ],
)
def test_what_is_said_to_people_is_none(path: str, text: str) -> None:
    assert prompts(path, text) == []


def test_next_to_a_use_of_ai_one_sign_is_enough() -> None:
    told = 'prefix = "Format output as Markdown."\n'
    assert prompts("a.py", told) == []
    assert prompts("a.py", f"import openai\n{told}") == [2]


def test_what_helps_the_user_of_a_tool_is_no_prompt() -> None:
    assert prompts("a.py", 'import openai\nusage = "Asks GPT to format the output as Markdown."\n') == []
    assert prompts("a.py", 'import openai\nadd("-m", help="Format output as Markdown.")\n') == []


def test_a_prompt_that_goes_by_a_name_is_told_once() -> None:
    found = [hit for hit in hits("a.py", f'import openai\nSYSTEM_PROMPT = "{ASSISTANT}"\n') if hit.kind == "prompt"]
    assert [hit.name for hit in found] == ["SYSTEM_PROMPT"]


def test_an_edit_shows_and_another_layout_does_not() -> None:
    def text(words: str) -> str:
        (found,) = hits("a.rb", f"x = <<~TEXT\n{words}\nTEXT\n")
        return found.text

    first = text(f"  {TITLES}\n  Keep it short.")
    assert text(f"      {TITLES}\n      Keep it short.") == first
    assert text(f"  {TITLES}\n  Keep it long.") != first


def test_a_prompt_gives_meaning_to_what_stands_beside_it() -> None:
    kinds = {hit.kind for hit in hits("a.cs", f'var p = "{ASSISTANT}";\nAsk(p, temperature: 0.7);\n')}
    assert kinds == {"prompt", "sampling"}


def test_a_function_called_after_a_prompt_gives_one() -> None:
    code = 'import openai\ndef generate_prompt(animal):\n    return """Suggest three names.\n\nAnimal: {}"""\n'
    assert prompts("a.py", code) == [3]
    assert prompts("a.py", code.replace("import openai\n", "")) == []


def test_time_grows_with_the_size_of_a_file_and_nothing_else() -> None:
    many = '"You are a ' * 30_000
    assert prompts("a.py", many) == []
    assert prompts("a.rb", "<<A you are a\n" * 30_000) == []
