"""A prompt that goes by a name is found however its language writes it, and an edit of any of its words is told."""

import pytest

from aims_gate.sources.looking import looking_by
from tests.signals.shipped import hits
from tests.signals.ways import LINES, SAID, USES, WRITTEN

NONE = [
    ("py", 'os.system("tar -czf all.tar.gz data")'),
    ("py", 'name = click.prompt("What is your name, please?")'),
    ("ts", 'const name = window.prompt("What is your name, please?")'),
    ("rb", 'system("tar -czf all.tar.gz data")'),
    ("py", 'if prompt == "say it like a friend":\n    pass'),
    ("py", 'def build_prompt(a):\n    """Make a prompt of an order."""\n    return render(a)'),
    ("py", 'prompt = load("a file of that name")'),
    ("py", 'chat_history = [{"role": "user", "content": "What is it that you do?"}]'),
    ("ts", 'const m = { role: "user", content: "What is it that you do?" }'),
    ("ts", 'const a = [{ role: "system" }, { role: "user", content: "What is it that you do?" }]'),
    ("py", 'x = HumanMessage(content="What is it that you do?")'),
    ("py", 'x = llm.invoke("What is it that you do?")'),
    ("py", 'x = show_user_message("The order could not be sent, as there is no connection to the shop at present.")'),
    ("ts", "showUserMessage(`${order} could not be sent, as there is no connection to the shop at present.`)"),
    ("ts", "db.user({ name: `${first} ${last} of the shop that has it` })"),
    ("java", 'db.user("Somebody Else");'),
    ("rb", "prompt = <<~TEXT\nan opener that nothing closes"),
    ("go", 'prompt <<= "not a heredoc at all"'),
]

NONE += [
    ("ex", '@moduledoc """\n    system_prompt = "Say it like a friend."\n"""'),
    ("py", 'prompt = count * "a b c d e f g h"'),
    ("ts", 'const prompt = given || "the one that is set"'),
]

LONG = "You will be given a list of tags. Your task is to say which of them mean the same, and to name one for each of these."
ALONE = [
    ("py", 'SYSTEM_PROMPT = "Say it like a friend."'),
    ("rb", "def system_prompt\n  <<~PROMPT\n    Say it like a friend.\n  PROMPT\nend"),
    ("ts", "export const summarySystemPrompt = `Say it like a friend.`"),
    ("py", f'summary_prompt = """{LONG}"""'),
    ("cs", f'var m = new ChatRequestSystemMessage("{LONG}");'),
    ("yaml", f"merge_prompt: {LONG}"),
]
EXTRACT = "You extract a short topic from a talk of some length, which people hold with each other."
ALONE += [
    ("rb", f"def system_message\n  <<~END\n    {EXTRACT}\n  END\nend"),
    ("py", f'x = [{{"role": "system", "content": "{LONG}"}}]'),
    ("rb", f'history << {{ role: "user", content: "{LONG}" }}'),
]
ASKED = [
    (
        "py",
        'system_message = "You have been away for a long while, and so the room has been closed by whoever was left in it."',
    ),
    ("py", 'User(role="user", name="Somebody Else", content="the one")'),
    ("tf", 'role = "system"\ncontent = "a file"'),
    (
        "py",
        'prompt = "Are you sure that you want to remove each of the files that you are about to choose from the list?"',
    ),
    ("py", 'prompt = "You are a guest."'),
    (
        "sh",
        'LEFT_PROMPT="%n@%m in %~ on the branch that is checked out, with the state of the last command, if it failed"',
    ),
    (
        "py",
        'system_message = "The room will be closed in five minutes, so say goodbye to all who are still here with you."',
    ),
    ("py", f'instructions = "{LONG}"'),
    ("py", f'# SYSTEM_PROMPT = "{LONG}"'),
]


def prompts(kind: str, text: str, said: str = SAID) -> list[str]:
    written = USES[kind] + text.replace("LINES", LINES).replace("SAID", said) + "\n"
    return [hit.text for hit in hits(f"a.{kind}", written) if hit.kind == "prompt"]


@pytest.mark.parametrize(("kind", "text"), WRITTEN)
def test_an_edit_of_its_words_is_told(kind: str, text: str) -> None:
    (before,) = prompts(kind, text)
    (after,) = prompts(kind, text, SAID.replace("friend", "lawyer"))
    assert before != after


@pytest.mark.parametrize(("kind", "text"), WRITTEN)
def test_laid_out_anew_it_says_the_same(kind: str, text: str) -> None:
    assert prompts(kind, text) == prompts(kind, text, SAID.replace(" ", "  "))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("py", 'prompt = f"""Quote it: \\"""a b\\""" and so on.\nSAID"""'),
        ("cs", 'var prompt = @"""Order"" is what it is about.\nSAID";'),
        ("rb", 'prompt = <<~TEXT\n"Order" is what it is about.\nSAID\nTEXT'),
        ("rb", "prompt = <<~TEXT\n" + "a line of many\n" * 3000 + "SAID\nTEXT"),
        ("rb", 'ask(<<~TEXT)\n"You are a helpful assistant that answers questions."\nSAID\nTEXT'),
    ],
)
def test_no_quote_within_it_and_no_length_ends_it(kind: str, text: str) -> None:
    (before,), (after,) = prompts(kind, text), prompts(kind, text, "Say another thing of it.")
    assert before != after


@pytest.mark.parametrize(("kind", "text"), NONE)
def test_what_is_no_prompt_is_none(kind: str, text: str) -> None:
    assert prompts(kind, text) == []


@pytest.mark.parametrize(("kind", "text"), ALONE)
def test_some_are_told_where_nothing_else_of_ai_is(kind: str, text: str) -> None:
    assert [hit.kind for hit in hits(f"a.{kind}", text + "\n")] == ["prompt"]


LIES = [
    (
        "app/prompts/exec.go",
        "package prompts\nconst ExecPrompt = `" + "Keep each step small. " * 12 + "`\n",
        ["ExecPrompt"],
    ),
    ("lib/CreatePlanPrompt.cs", 'var planPrompt = @"' + "Keep each step small. " * 12 + '";\n', ["planPrompt"]),
    (
        "app/prompts/a.go",
        "package prompts\nfunc Tell() string {\n\ts := `" + LONG * 2 + "`\n\treturn s\n}\n",
        ["prompt"],
    ),
    ("app/exec.go", "package exec\nconst ExecPrompt = `" + "Keep each step small. " * 12 + "`\n", []),
    (
        "app/prompts/ask.go",
        'package prompts\nconst NamePrompt = "What is your name, and where do you come from?"\n',
        [],
    ),
    ("examples/prompts/a.py", f'text = "{LONG.replace("Your", "Its")} {LONG.replace("Your", "Its")}"\n', []),
    ("app/edit_prompts.py", f'class A:\n    main = "{LONG} {LONG}"\n    name = "edit"\n', ["prompt"]),
    ("app/prompts.py", '"""' + LONG * 2 + '"""\nLABEL = "What is your name?"\n', []),
    ("cmd/prompt.go", f'package cmd\nvar usage = "{LONG} {LONG}"\n', []),
    ("prompt_toolkit/a.py", 'prompt = "' + "Keep each step small. " * 12 + '"\n', []),
]


@pytest.mark.parametrize(("path", "text", "names"), LIES)
def test_where_only_prompts_lie_less_is_enough(path: str, text: str, names: list[str]) -> None:
    assert [hit.name for hit in hits(path, text)] == names


@pytest.mark.parametrize(("kind", "text"), ASKED)
def test_what_people_are_asked_is_none(kind: str, text: str) -> None:
    assert hits(f"a.{kind}", text + "\n") == []


def test_a_file_that_moves_is_looked_through_where_it_lies() -> None:
    content = LIES[0][1].encode()
    for path, names in (
        ("app/prompts/exec.go", ["ExecPrompt"]),
        ("app/exec.go", []),
        ("app/prompts/exec.go", ["ExecPrompt"]),
    ):
        source = next(one for one in looking_by({}).reading(path) if type(one).__name__ == "Source")
        assert [hit.name for hit in source.hits(path, content, looking_by({}).catalogue())] == names


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ts", 'const promptSuffix = `Begin now. ` + (lang ? `SAID` : "");'),
        ("py", 'prompt = "Begin now. " + ("SAID" if lang else "")'),
    ],
)
def test_what_is_joined_only_sometimes(kind: str, text: str) -> None:
    assert prompts(kind, text, "Write it in French.") != prompts(kind, text, "Write it in German.") != []


def test_what_is_given_much_below_a_key_in_yaml() -> None:
    text = "prompt:\n  tools:\n    calculator:\n      description: |\n        SAID\n      error: No\n"
    said = "Evaluate one expression with the syntax of formulas, and say so where it cannot be done at all."
    assert [shown[: len("prompt = Evaluate")] for shown in prompts("yaml", text, said)] == ["prompt = Evaluate"]
    assert prompts("yaml", text, "Work it out.") == []
