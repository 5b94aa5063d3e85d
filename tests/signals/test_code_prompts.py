"""A prompt that goes by a name is found however its language writes it, and an edit of any of its words is told."""

import pytest

from tests.signals.shipped import hits

# What shows in a file of each kind that it uses AI.
USES = {
    "py": "import openai\n",
    "ts": 'import OpenAI from "openai"\n',
    "cs": "using Microsoft.SemanticKernel;\n",
    "java": "import dev.langchain4j.service.AiServices;\n",
    "kt": "import dev.langchain4j.service.AiServices;\n",
    "rb": 'require "openai"\n',
    "php": "<?php\nuse OpenAI\\Client;\n",
    "go": 'package a\nimport "github.com/sashabaranov/go-openai"\n',
    "rs": "use async_openai::Client;\n",
    "r": "library(openai)\n",
    "swift": "import OpenAI\n",
    "dart": "import 'package:dart_openai/dart_openai.dart';\n",
    "cpp": '#include "llama.h"\n',
    "sh": "curl https://api.openai.com/v1/chat/completions\n",
    "ps1": '$u = "https://api.openai.com/v1/chat/completions"\n',
    "toml": 'model = "gpt-4o"\n',
    "yaml": "model: gpt-4o\n",
    "bicep": "param model string = 'gpt-4o'\n",
    "jl": "using OpenAI\n",
    "ex": 'model = "gpt-4o"\n',
    "lua": 'local model = "gpt-4o"\n',
    "scala": 'val model = "gpt-4o"\n',
    "tf": 'locals {\n model = "gpt-4o"\n}\n',
    "json": "",
}
SAID = "Say the price of it, as a friend would."
LINES = "Summarise the order.\nSAID\nAs short as it can be."
WRITTEN = [
    ("cs", 'var prompt = @"LINES";'),
    ("cs", 'var prompt = $@"LINES";'),
    ("cs", 'var prompt = @$"## Source ##\n{a} ""x""\nLINES";'),
    ("cs", 'var prompt = $"""\nLINES\n""";'),
    ("cs", 'var prompt = $$"""\nLINES\n""";'),
    ("php", '$prompt = "LINES";'),
    ("php", "$prompt = 'LINES';"),
    ("php", "$prompt = <<<EOT\nLINES\nEOT;"),
    ("php", "$prompt = <<<'EOT'\nLINES\nEOT;"),
    ("php", "$x = ['role' => 'system', 'content' => \"LINES\"];"),
    ("php", "$x = ['role' => 'system', 'content' => <<<TXT\nLINES\nTXT];"),
    ("rb", 'prompt = "LINES"'),
    ("rb", "prompt = <<~TEXT\nLINES\nTEXT"),
    ("rb", 'x = {role: "system", content: <<~TEXT}\nLINES\nTEXT'),
    ("rb", "SYSTEM_PROMPT = <<~TEXT.strip\nLINES\nTEXT"),
    ("rb", "def system_prompt\n  <<~TEXT\nLINES\n  TEXT\nend"),
    ("rb", "prompt = %q(LINES)"),
    ("rs", 'let prompt = "LINES";'),
    ("rs", 'const SYSTEM_PROMPT: &str = "LINES";'),
    ("rs", 'const SYSTEM_PROMPT: &str = r#"LINES"#;'),
    ("rs", 'let prompt = format!("LINES", a);'),
    ("rs", 'let prompt = format!(r#"LINES"#, a);'),
    ("r", 'prompt <- "LINES"'),
    ("r", 'prompt <- paste0("LINES", x)'),
    ("kt", 'val prompt = """LINES""".trimIndent()'),
    ("java", 'String prompt = """\nLINES\n""";'),
    ("java", 'String prompt = String.format("""\nLINES\n""", a);'),
    ("swift", 'let prompt = """\nLINES\n"""'),
    ("go", "const prompt = `LINES`"),
    ("go", "var prompt = fmt.Sprintf(`LINES`, a)"),
    ("ts", "const prompt = `LINES`"),
    ("ts", "const prompt = dedent`LINES`"),
    ("ts", "export const systemPrompt = (a: string) => `LINES`"),
    ("ts", "const prompt = PromptTemplate.fromTemplate(`LINES`)"),
    ("py", 'prompt = f"""LINES"""'),
    ("py", 'prompt = PromptTemplate.from_template("""LINES""")'),
    ("py", 'prompt = PromptTemplate(input_variables=["a"], template="""LINES""")'),
    ("py", 'prompt = textwrap.dedent(f"""LINES""")'),
    ("dart", "final prompt = '''LINES''';"),
    ("cpp", 'const char* prompt = R"(LINES)";'),
    ("sh", 'PROMPT="LINES"'),
    ("sh", "PROMPT=$(cat <<EOF\nLINES\nEOF\n)"),
    ("ps1", '$prompt = @"\nLINES\n"@'),
    ("toml", 'prompt = """\nLINES\n"""'),
    ("tf", "locals {\n prompt = <<-EOT\nLINES\nEOT\n}"),
    ("yaml", "prompt: |\n  Summarise the order.\n  SAID\n  As short as it can be."),
    ("yaml", 'prompt: "LINES"'),
    ("bicep", "var prompt = '''\nLINES\n'''"),
    ("jl", 'prompt = """\nLINES\n"""'),
    ("py", 'self.system_prompt = "SAID"'),
    ("py", 'cfg["system_prompt"] = "SAID"'),
    ("py", 'prompt += "SAID"'),
    ("py", 'prompt = "\\n".join(["Hi there you", "SAID"])'),
    ("py", 'prompt = "Hello you there" + name + "SAID"'),
    ("py", 'prompt = (\n  "Hello you there"\n  f"{x}"\n  "SAID"\n)'),
    ("py", 'def build_prompt(a):\n    """Docs of it here."""\n    return f"SAID"'),
    ("py", 'def build_prompt(a, b="x (y)"):\n    s = 1\n    return (\n      "SAID")'),
    ("py", 'build_prompt = lambda a: f"SAID"'),
    ("py", 'x = ChatPromptTemplate.from_messages([("system", "SAID"), ("human", "{x}")])'),
    ("py", 'x = SystemMessage(content="SAID")'),
    ("py", 'x = Agent(name="a", instructions="SAID")'),
    ("py", 'x = [{"role": "system", "content": "SAID"}]'),
    ("py", 'x = [{"content": "SAID", "role": "system"}]'),
    ("py", 'x = [dict(role="system", content="SAID")]'),
    ("py", 'x = [{"role": "system", "content": [{"type": "text", "text": "SAID"}]}]'),
    ("py", 'PROMPTS = {"sum": "SAID"}'),
    ("ts", "const prompts = { sum: `SAID` }"),
    ("ts", 'const prompt = "Hello you there" + name + "SAID"'),
    ("ts", 'const prompt = ["Hi there you", "SAID"].join("\\n")'),
    ("ts", "class A { private systemPrompt: string = `SAID`; }"),
    ("ts", "class A { private readonly systemPrompt = `SAID`; }"),
    ("ts", "function buildPrompt(a: string): string {\n  const b = 1;\n  return `SAID`;\n}"),
    ("ts", "const buildPrompt = (a: string): string => {\n  const b = 1;\n  return `SAID`;\n}"),
    ("ts", "const buildPrompt = async (a) => `SAID`"),
    ("ts", "class A { buildPrompt(a: string): string {\n  return `SAID`;\n} }"),
    ("ts", "generateText({ model: x, system: `SAID`, prompt })"),
    ("ts", 'const m = { role: "system" as const, content: `SAID` }'),
    ("ts", "const m = { role: ChatRole.System, content: `SAID` }"),
    ("ts", "const m = new SystemMessage(`SAID`)"),
    ("cs", 'history.AddSystemMessage("SAID");'),
    ("cs", 'var h = new ChatHistory("SAID");'),
    ("cs", 'var f = kernel.CreateFunctionFromPrompt("SAID");'),
    ("cs", 'string BuildPrompt(string a) => $"SAID";'),
    ("cs", 'private static string BuildPrompt(string a)\n{\n    return $"SAID";\n}'),
    ("cs", 'new ChatMessage(ChatRole.System, "SAID")'),
    ("cs", 'new SystemChatMessage("SAID")'),
    ("cs", '[Description("SAID")] string x;\nInstructions = "SAID",'),
    ("java", '@SystemMessage("SAID")\nString chat(String a);'),
    ("java", '@SystemMessage({"Hello there you", "SAID"})\nString chat(String a);'),
    ("java", 'String prompt = "Hello you there" + name + "SAID";'),
    ("java", 'SystemMessage.from("SAID");'),
    ("java", 'private String buildPrompt(String a) {\n  return "SAID";\n}'),
    ("java", 'chat.defaultSystem("SAID").build();'),
    ("java", 'chat.prompt().system("SAID").build();'),
    ("java", 'new PromptTemplate("SAID");'),
    ("kt", 'fun prompt(a: String): String = """SAID"""'),
    ("rb", 'chat.with_instructions("SAID")'),
    ("rb", 'def self.system_prompt(a)\n  "SAID"\nend'),
    ("rb", 'messages << { role: "system", content: "SAID" }'),
    ("php", 'private function prompt(): string {\n  return "SAID";\n}'),
    ("php", '$prompt .= "Hello you there " . $x . "SAID";'),
    ("php", 'protected string $systemPrompt = "SAID";'),
    ("php", "const PROMPT = 'SAID';"),
    ("go", 'prompt := fmt.Sprintf("SAID", a)'),
    ("go", 'func buildPrompt(a string) string {\n\treturn fmt.Sprintf("SAID", a)\n}'),
    ("go", 'x := openai.ChatCompletionMessage{Role: openai.ChatMessageRoleSystem, Content: "SAID"}'),
    ("go", 'prompt := "Hello you there " +\n\t"SAID"'),
    ("go", 'prompt := strings.Join([]string{"Hello you there", "SAID"}, "\\n")'),
    ("rs", 'fn prompt(a: &str) -> String {\n    format!("SAID")\n}'),
    ("rs", 'let a = client.agent("gpt-4").preamble("SAID").build();'),
    ("rs", 'let prompt = concat!("Hello you there", "SAID");'),
    ("swift", 'let prompt = "SAID"'),
    ("json", '{"model": "gpt-4o", "prompt": ["Hello there you", "SAID"]}'),
    ("json", '{"model": "gpt-4o", "messages": [{"role": "system", "content": "SAID"}]}'),
    ("yaml", "messages:\n- role: system\n  content: SAID"),
    ("yaml", "messages:\n- role: system\n  content: |\n    SAID"),
    ("yaml", "messages:\n- role: system\n  content: >-\n    Hello there\n    SAID"),
    ("ex", 'prompt = """\nSAID\n"""'),
    ("lua", "local prompt = [[SAID]]"),
    ("scala", 'val prompt = s"""\nSAID\n"""'),
    ("yaml", "prompt: Summarise the order.\n  SAID"),
    ("py", 'prompt = PromptTemplate(input_variables=["a"], template="""SAID""")'),
]
ASKED_OF_A_MODEL = [
    ("py", 'x = [{"role": "user", "content": f"""LINES"""}]'),
    ("py", 'x = [{"role": "user", "content": f"{text}: SAID"}]'),
    ("py", 'x = [{"role": "user", "content": [{"type": "text", "text": f"{text}: SAID"}]}]'),
    ("py", 'x = ChatPromptTemplate.from_messages([("human", "{x} SAID")])'),
    ("py", 'x = HumanMessage(content=f"{text}: SAID")'),
    ("py", 'x = HumanMessagePromptTemplate.from_template("{text}: SAID")'),
    ("py", 'x = model.generate_content(f"{text}: SAID")'),
    ("py", 'x = llm.invoke(f"{text}: SAID")'),
    ("py", 'x = client.responses.create(model=m, input=f"{text}: SAID")'),
    ("ts", "const m = { role: 'user', content: `${text}: SAID` }"),
    ("ts", "const m = { role: 'user' as const, content: `LINES` }"),
    ("ts", "const m = new HumanMessage(`${text}: SAID`)"),
    ("ts", "const r = await model.generateContent(`${text}: SAID`)"),
    ("ts", "const r = await client.responses.create({ model, input: `${text}: SAID` })"),
    ("cs", 'history.AddUserMessage($"{text}: SAID");'),
    ("cs", 'new UserChatMessage($"{text}: SAID")'),
    ("cs", 'new ChatMessage(ChatRole.User, $"{text}: SAID")'),
    ("java", '@UserMessage("SAID")\nString chat(String a);'),
    ("java", 'var m = UserMessage.from("SAID %s");'),
    ("java", 'chat.prompt().user("""\nLINES\n""").call();'),
    ("java", 'chat.prompt().user(u -> u.text("""\nLINES\n""").param("a", b)).call();'),
    ("kt", 'chat.prompt().user { it.text("{text}: SAID") }.call()'),
    ("go", 'x := openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: "%s: SAID"}'),
    ("go", 'x := llms.TextParts(llms.ChatMessageTypeHuman, "%s: SAID")'),
    ("rb", 'messages << { role: "user", content: "#{text}: SAID" }'),
    ("php", "$x = ['role' => 'user', 'content' => \"$text: SAID\"];"),
    ("json", '{"model": "gpt-4o", "messages": [{"role": "user", "content": "{{text}}: SAID"}]}'),
    ("yaml", "messages:\n- role: user\n  content: |\n    {{text}}\n    SAID"),
]
WRITTEN += ASKED_OF_A_MODEL
WRITTEN += [
    ("py", 'PLAN_PROMPT = SHARED + "SAID"'),
    ("go", "const PlanPrompt = Shared + `SAID`"),
    ("ts", "const plan_prompt_en = `SAID`"),
    ("ts", "const requestPromptFromHints = (a) => `SAID`"),
    ("cs", 'await kernel.InvokePromptAsync("SAID");'),
    ("go", "const ContextPreamble = `SAID`"),
    ("ex", '@system_prompt ~s|SAID|\ndef a, do: "b"'),
    ("ex", '@system_prompt "SAID"'),
    ("ex", '%{role: :system, content: """\nSAID\n"""}\ndef a, do: 1'),
    ("ex", 'Message.new_system!("""\nSAID\n""")\ndef a, do: 1'),
    ("ex", 'Message.new_user!("#{text}: SAID")'),
    ("java", 'assistant.chat("SAID It has to be short, and it has to rhyme.");'),
]
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
ALONE += [
    (
        "rb",
        "def system_message\n  <<~END\n    You extract a short topic from a talk of some length, and\n    nothing else.\n  END\nend",
    ),
    ("py", f'x = [{{"role": "system", "content": "{LONG}"}}]'),
]
ASKED = [
    (
        "py",
        'system_message = "You have been away for a long while, and so the room has been closed by whoever was left in it."',
    ),
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
    ("prompt_toolkit/a.py", 'prompt = "' + "Keep each step small. " * 12 + '"\n', []),
]


@pytest.mark.parametrize(("path", "text", "names"), LIES)
def test_where_only_prompts_lie_less_is_enough(path: str, text: str, names: list[str]) -> None:
    assert [hit.name for hit in hits(path, text)] == names


@pytest.mark.parametrize(("kind", "text"), ASKED)
def test_what_people_are_asked_is_none(kind: str, text: str) -> None:
    assert hits(f"a.{kind}", text + "\n") == []
