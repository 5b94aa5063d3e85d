"""What a tool says of itself is found wherever code writes it beside what it takes, and an edit of it is told."""

import pytest

from tests.signals.shipped import hits

SAID = "Finds the price of an order"
DESCRIBED = [
    (
        "a.ts",
        'import { tool } from "ai";\nexport const t = tool({ description: "SAID", inputSchema: z.object({}) });\n',
    ),
    (
        "a.ts",
        'import { tool } from "ai";\nexport const t = tool({ inputSchema: z.object({ a: z.string().describe("SAID") }) });\n',
    ),
    ("a.py", 'import openai\nT = {"name": "price", "description": "SAID", "parameters": {"type": "object"}}\n'),
    ("a.py", 'import anthropic\nT = {"input_schema": {"properties": {"a": {"description": "SAID"}}}}\n'),
    (
        "a.py",
        'import langchain\nclass A(BaseTool):\n    name: str = "a"\n    description: str = "SAID"\n    args_schema: type = B\n',
    ),
    (
        "a.py",
        'import langchain\nt = StructuredTool.from_function(func=a, name="a", description="SAID", args_schema=B)\n',
    ),
    (
        "a.py",
        'import openai\nT = {"properties": {\n'
        + '    "a": {"type": "string"},\n' * 20
        + '    "b": {"description": "SAID"}}}\n',
    ),
    ("a.rb", 'class A < RubyLLM::Tool\n  description "SAID"\nend\n'),
    ("a.rb", "module Langchain::Tool\n  class A < Base\n    description <<~DESC\n      SAID\n    DESC\n  end\nend\n"),
    ("a.rb", 'class A\n  extend Langchain::ToolDefinition\n  define_function :a, description: "SAID" do\n  end\nend\n'),
    ("a.ex", 'alias LangChain.Function\nFunction.new!(%{name: "a", description: "SAID", parameters_schema: %{}})\n'),
    ("a.json", '{"model": "gpt-4o", "functions": {"description": "SAID", "parameters": {}}}\n'),
]
DECLARED = [
    ("a.dart", "final t = {'name': 'a', 'description': 'SAID', 'parameters': {'type': 'object'}};\n"),
    ("a.rs", 'json!([{"name": "a", "description": "SAID", "parameters": {"type": "object"}}]);\n'),
    ("a.js", 'const t = { name: "a", description: "SAID", inputSchema: { type: "object" } };\n'),
]
DESCRIBED += DECLARED
DESCRIBED += [
    ("a.py", 'import openai\nT = {"description": "SAID", "parameters": {}}\nx = T\ntools = [T, another]\n'),
]
NONE = [
    ("a.py", 'import openai\ntools = [{"description": "Finds the price of it", "parameters": {}}]\n'),
    ("a.json", '{"properties": {"a": {"description": "The price of it"}, "parameters": {"type": "object"}}}\n'),
    ("a.py", 'import openai\nsetup(description="Finds the price of an order", name="a")\n'),
    ("a.py", 'import os\nT = {"description": "Finds the price of an order", "parameters": {}}\n'),
    ("a.rb", 'require "openai"\nclass A\n  description "Finds the price of an order"\nend\n'),
    (
        "a.py",
        'import openai\n@extend_schema(operation_id="a", description="Finds the price of an order", parameters=[B])\n',
    ),
    ("a.bicep", "param model string = 'gpt-4o'\n@description('The price of it')\nparam parameters object\n"),
    ("a.yaml", "model: gpt-4o\nparameters:\n- description: Finds the price of an order\n"),
    ("package.json", '{"description": "Finds the price of an order", "dependencies": {"openai": "^4"}}\n'),
]


def told(path: str, text: str) -> list[str]:
    return [hit.text for hit in hits(path, text) if hit.row == "agent:key:tool=description"]


@pytest.mark.parametrize(("path", "text"), DESCRIBED)
def test_what_a_tool_says_of_itself(path: str, text: str) -> None:
    (before,) = told(path, text.replace("SAID", SAID))
    (after,) = told(path, text.replace("SAID", SAID.replace("price", "state")))
    assert before != after


@pytest.mark.parametrize(("path", "text"), NONE)
def test_other_things_are_described_too(path: str, text: str) -> None:
    assert told(path, text) == []


def test_a_module_of_a_library_shows_that_it_is_used() -> None:
    text = "class A\n  def a\n    OpenAI::Client.new\n  end\n  def b\n    OpenAI::Client.new\n  end\nend\n"
    assert [(hit.name, hit.line) for hit in hits("app/a.rb", text)] == [("OpenAI", 3)]
    assert hits("app/a.rb", "class MyOpenAI::Client\nend\nA::OpenAI::B\nopenai::a\n") == []
