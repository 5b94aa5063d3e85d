"""Files that are models, data, prompts, agents or guardrails are told from those that are only called alike."""

import pytest

from tests.signals.shipped import hits

LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 123456\n"
SAFETENSORS = (9).to_bytes(8, "little") + b'{"a":{}} ' + bytes(9)
HDF = b"\x89HDF\r\n\x1a\n"


def kinds(path: str, content: bytes | str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.confidence) for hit in hits(path, content)]


@pytest.mark.parametrize(
    ("path", "content", "confidence"),
    [
        ("m.onnx", b"\x08\x07\x12\x07pytorch", "certain"),
        ("m.safetensors", SAFETENSORS, "certain"),
        ("m.gguf", b"GGUF\x03\x00\x00\x00", "certain"),
        ("m.pt", b"PK\x03\x04\x00\x00", "certain"),
        ("m.pth", b"\x80\x02\x8a\nl\xfc\x9cF", "certain"),
        ("last.ckpt", b"PK\x03\x04\x00\x00", "certain"),
        ("pytorch_model-00001-of-00002.bin", b"PK\x03\x04", "certain"),
        ("saved_model.pb", b"\x08\x01\x12\x0bPlaceholder\x12\x06MatMul", "certain"),
        ("m.tflite", b"\x1c\x00\x00\x00TFL3\x00", "certain"),
        ("m.keras", b"PK\x03\x04", "certain"),
        ("m.h5", HDF + b"\x00model_weights", "certain"),
        ("m.mlmodel", b"\x08\x04\x12\x00", "certain"),
        ("m.joblib", b"\x80\x04\x95sklearn.ensemble", "certain"),
        ("m.pkl", b"\x80\x04\x95\x00", "likely"),
        ("m.pmml", b'<?xml version="1.0"?><PMML>', "certain"),
        *((f"m.{suffix}", LFS, "certain") for suffix in ("onnx", "pt", "safetensors", "gguf", "pb", "h5")),
        ("m.pkl", LFS, "likely"),
        ("m.pt.dvc", b"outs:\n- md5: 0123456789abcdef\n  size: 5\n  path: m.pt\n", "certain"),
    ],
)
def test_a_model_file_is_told(path: str, content: bytes, confidence: str) -> None:
    assert ("model-file", confidence) in kinds(path, content)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("po/messages.pt", b"Ol\xc3\xa1\n"),
        ("locale/pt.pt", "translation"),
        ("m.onnx", "text only"),
        ("save.ckpt", "checkpoint 12"),
        ("a.pb", b"\x0a\x05hello"),
        ("photos.h5", HDF + b"pictures"),
        ("a.pkl", "not a pickle"),
        ("a.bin", b"PK\x03\x04"),
        ("a.safetensors", b"12345678[]"),
        ("m.pt", b""),
        ("icon.png", LFS),
        ("video.mp4", LFS),
        ("src/model.py", "class Model: pass"),
    ],
)
def test_what_has_only_the_name_is_no_model(path: str, content: bytes | str) -> None:
    assert kinds(path, content) == []


def test_an_edit_of_a_model_shows() -> None:
    before, after = hits("m.gguf", b"GGUF\x03"), hits("m.gguf", b"GGUF\x04")
    assert before[0].text != after[0].text
    assert hits("m.pt", LFS)[0].version == "sha256:" + "a" * 64


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data/raw.dvc", "outs:\n- md5: 0123\n  size: 5\n  path: raw\n"),
        ("dvc.yaml", "stages:\n  train:\n    cmd: python train.py\n"),
        (
            "dvc.lock",
            "stages:\n  t:\n    cmd: x\n    deps:\n    - path: data/a.csv\n      md5: 01\n    - path: train.py\n      md5: 2\n",
        ),
        ("README.md", "---\ntask_categories:\n- text-classification\n---\n# Data"),
        ("ft/chats.jsonl", '{"messages": [{"role": "user", "content": "x"}]}\n'),
        ("data/train.jsonl", '{"text": "x"}\n'),
        ("data/train.parquet", b"PAR1"),
        ("datasets/x/test.parquet", LFS),
        ("datasets/x/eval.csv", LFS),
        ("a.tfrecord", b"\x00\x01"),
        ("croissant.json", '{"conformsTo": "http://mlcommons.org/croissant/1.0"}'),
    ],
)
def test_data_is_told(path: str, content: bytes | str) -> None:
    assert [kind for kind, _ in kinds(path, content)] == ["dataset"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data/test.csv", "a,b\n1,2\n"),
        ("data/countries.csv", LFS),
        ("tests/data/train.csv", "a,b\n"),
        ("logs/app.jsonl", '{"level": "info", "msg": "x"}\n'),
        ("README.md", "---\ntitle: x\n---\ntask_categories: none"),
        ("timetable/train.csv", "a,b\n"),
        ("data/trainers.csv", "shoes\n"),
    ],
)
def test_other_data_is_not(path: str, content: bytes | str) -> None:
    assert kinds(path, content) == []


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("src/a.prompty", "---\nname: x\nmodel:\n  api: chat\n---\nsystem:\nYou are kind.\n"),
        ("src/a.prompt", "---\nmodel: googleai/x\n---\n{{topic}} You are a poet."),
        ("src/a.prompt.yml", "messages:\n  - role: system\n"),
        ("promptfooconfig.yaml", "prompts: [a]\n"),
        ("system_prompt.md", "Sei freundlich."),
        ("Modelfile", "FROM ./m\nSYSTEM be kind\n"),
        ("prompts/refund.md", "You are a helpful assistant for {company}."),
        ("app/prompts/de/refund.txt", "Du bist ein freundlicher Assistent."),
        ("app/prompts/decide.j2", "Classify the claim {{ claim }}. Return the result as JSON."),
        ("app/prompts/judge.yaml", "- role: system\n  content: be strict\n"),
        ("chat-prompts/a.md", "Your task is to summarise the text."),
        ("prompts/reply.md", "You draft a reply to a customer's ticket. Use only the order record below."),
        (
            "webapi/prompts.json",
            '{"System": "This is a chat between an assistant and a user. Answer the question in JSON."}',
        ),
        ("prompts/sort.txt", "Classify the ticket below as urgent or not."),
        (
            "patterns/alpha/system.md",
            "# IDENTITY\nYou're an expert in music. Only use plain words. Think step by step.",
        ),
        ("prompts/title.tera", "Write a title for the following change.\n```\n{{ diff }}\n```"),
        ("src/main/resources/prompts/answer.st", "Use only the context.\n{context}"),
        ("prompts/fix.tmpl", '{{define "fix.system"}}Mend the text.{{end}}'),
        ("server/ai/prompts/locale.tmpl", "{{if .Locale}}Try to answer in it.{{end}}"),
    ],
)
def test_a_prompt_is_told(path: str, content: str) -> None:
    assert "prompt" in [kind for kind, _ in kinds(path, content)]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("prompts/name.txt", "Enter your name: "),
        ("prompts/install.sh", "read -p 'You are about to install. Continue? ' answer"),
        ("prompts/install.txt", "You are about to install {name}. Continue?"),
        ("src/prompts.json", '{"name": "What is your name?", "age": "How old are you?"}'),
        ("prompts/confirm.hbs", "<div>Only the user {{name}} may do this.</div>"),
        (
            "app/views/prompts/show.html.erb",
            "<h1><%= prompt %></h1><p>The user can answer in two ways. Never share.</p>",
        ),
        ("docs/system.md", "# System\nYou are a user of the system. It needs 2 GB."),
        ("config/system.yaml", "system:\n  name: {{ name }}\n  role: system"),
        ("roles/system.j2", "system: {{ name }}\nonly: {{ this }}\nthe user name: x"),
        ("log/system.txt", "system: started for {user}\nassistant: none"),
        ("docs/system.txt", "Your system must have {size} of memory. Do not use less."),
        ("prompts/choose.txt", "You can choose a name for the project."),
        ("prompts/keys.md", "You have the keys of the arrow pad to move."),
        ("prompts/index.ts", "export const ask = (q: string) => inquirer.prompt(q)"),
        ("prompts/README.md", "You are a reader of this page."),
        ("prompts/en.json", '{"name": "What is your name?", "age": "How old are you, {name}?"}'),
        (".github/prompts/review.prompt.md", "You are a reviewer."),
        (".claude/prompts/a.md", "You are a reviewer."),
        ("AGENTS.md", "You are a coding agent. Use gpt-4o."),
        ("CLAUDE.md", "You are a coding agent."),
        (".cursorrules", "You are a coding agent."),
        ("Modelfile", "railway = true"),
        ("system_prompt.md", "  \n"),
    ],
)
def test_what_asks_people_or_coding_assistants_is_no_prompt(path: str, content: str) -> None:
    assert kinds(path, content) == []


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("mcp.json", '{"mcpServers": {"a": {}}}', "agent"),
        ("langgraph.json", '{"graphs": {"a": "./a.py:g"}}', "agent"),
        ("config/agents.yaml", "a:\n  role: x\n  goal: y\n  backstory: z\n", "agent"),
        ("public/.well-known/agent.json", '{"skills": [], "capabilities": {}}', "agent"),
        ("rails/flows.co", "define user ask refund\n  'refund'\n", "guardrail"),
        ("rails/config.yml", "rails:\n  input:\n    flows: [self check input]\n", "guardrail"),
        ("a.rail", '<rail version="0.1">\n', "guardrail"),
    ],
)
def test_agents_and_guardrails_are_told(path: str, content: str, kind: str) -> None:
    assert kind in [found for found, _ in kinds(path, content)]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("mcp.json", '{"minecraft": true}'),
        (".vscode/mcp.json", '{"mcpServers": {}}'),
        ("agents.yaml", "agents:\n  - name: build agent\n    pool: linux\n"),
        ("agent.json", '{"userAgent": "x"}'),
        ("config.yml", "rails:\n  version: 7\n"),
        ("config.yml", "gauge: narrow\nrails: 2\n"),
        ("a.co", "company"),
    ],
)
def test_other_agents_and_rails_are_not(path: str, content: str) -> None:
    assert kinds(path, content) == []


def test_cloud_resources_in_comments_are_not() -> None:
    assert kinds("a.tf", '# resource "aws_sagemaker_model" "x" {}\nresource "aws_s3_bucket" "b" {}\n') == []
    assert kinds("a.yaml", "apiVersion: apps/v1\nkind: Deployment\n") == []
    assert kinds("a.py", 'import boto3\nboto3.client("s3")\n') == []


def test_the_kind_may_stand_before_the_version() -> None:
    assert kinds("a.yaml", "kind: InferenceService\nmetadata: {}\napiVersion: serving.kserve.io/v1beta1\n") == [
        ("cloud", "certain")
    ]


def test_a_prompt_that_gives_instructions_is_certain_and_one_that_may_be_other_text_is_likely() -> None:
    (sure,) = hits("prompts/reply.md", "You draft a reply to a customer's ticket. Use only the order record below.")
    (likely,) = hits("prompts/sort.txt", "Your task is to sort tickets.")
    assert (sure.confidence, likely.confidence) == ("certain", "likely")


def test_a_prompt_file_that_is_laid_out_anew_is_the_same() -> None:
    prompt = "You are a helpful assistant.\nAnswer the question.\n"
    once, again = (hits("prompts/reply.md", text) for text in (prompt, prompt.replace("\n", " \r\n\n")))
    assert once == again
    assert once != hits("prompts/reply.md", prompt.replace("helpful", "rude"))
