"""Nothing that a file holds makes a detector fail, and nothing makes it take more than time in proportion."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.signals.shipped import hits

PATHS = (
    *(
        "a.py",
        "a.ts",
        "a.go",
        "A.java",
        "a.cs",
        "a.rs",
        "a.rb",
        "a.php",
        "a.R",
        "a.jl",
        "a.swift",
        "a.dart",
        "a.cpp",
        "a.sql",
    ),
    *(
        "a.ipynb",
        "a.yaml",
        "a.json",
        "a.toml",
        "a.ini",
        "a.tf",
        "a.xml",
        "a.bicep",
        ".env",
        "Dockerfile",
        "dvc.yaml",
        "a.dvc",
    ),
    *(
        "m.onnx",
        "m.pt",
        "m.pkl",
        "m.pb",
        "m.h5",
        "m.safetensors",
        "data/train.jsonl",
        "prompts/a.md",
        "a.prompty",
        "README.md",
    ),
    *("mcp.json", "agents.yaml", "config.yml", "a.co", "a.rail", "Modelfile", "dvc.lock", "langgraph.json"),
)
FRAGMENTS = st.sampled_from(
    [
        *(
            b"import ",
            b"from ",
            b"openai",
            b"require(",
            b"using ",
            b"(",
            b"[",
            b"{",
            b"}",
            b"]",
            b")",
            b'"',
            b"'",
            b"`",
            b'"""',
            b"\\",
        ),
        *(
            b"\n",
            b"\r",
            b" ",
            b"\t",
            b"/*",
            b"*/",
            b"//",
            b"#",
            b"gpt-4o",
            b"api.openai.com",
            b"temperature=0.1",
            b"role: system",
        ),
        *(
            b"content: 'a b c d e f'",
            b"tools=[",
            b"system_prompt: |\n  ",
            b'"cell_type": "code"',
            b'"source": [',
            b"\x00",
            b"\xff",
        ),
        *(
            b"version https://git-lfs.github.com/spec/v1\n",
            b"path: ",
            b"- ",
            b":",
            b"=",
            b"---\n",
            b"apiVersion: a.b/v1\nkind: X\n",
        ),
    ]
)


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=25)
@given(content=st.one_of(st.binary(max_size=300), st.lists(FRAGMENTS, max_size=40).map(b"".join)))
def test_nothing_raises(path: str, content: bytes) -> None:
    for hit in hits(path, content):
        assert "\n" not in hit.text
        assert 0 <= hit.line <= content.count(b"\n") + content.count(b"\r") + 1
        assert len(hit.text) < 400


@pytest.mark.parametrize(
    "path", ["a.py", "a.ts", "a.go", "a.yaml", "a.json", "a.ipynb", "a.tf", "a.sql", "prompts/a.md", "dvc.lock"]
)
@pytest.mark.parametrize(
    "unit",
    [
        *(
            b"import ",
            b"from ",
            b'from "openai" ',
            b"import(",
            b"import (",
            b"require(",
            b"/*",
            b'"',
            b'\\"',
            b"`",
            b"'''",
            b"( ",
            b"[",
        ),
        *(
            b" ",
            b"\t",
            b"\\\n",
            b"a.",
            b"gpt-4o-",
            b"-",
            b"api.openai.com",
            b"a.com",
            b'"gpt-4o"',
            b"{",
            b"role",
            b"role: system ",
            b"=",
        ),
        *(
            b"temperature",
            b"tools=[",
            b"- path: a\n",
            b"\n",
            b"@tool\n",
            b"a" * 7,
            b"1",
            b"path: ",
            b"apiVersion: a.b/v1\n",
            b"kind: ",
        ),
    ],
    ids=repr,
)
def test_what_repeats_ends(path: str, unit: bytes) -> None:
    """Without a limit of time: what is not linear would not come back from this."""
    content = b"import openai\nmodel = 'gpt-4o'\n" + unit * (60_000 // len(unit))
    assert len(hits(path, content)) <= len(content) // 8


@pytest.mark.parametrize("path", ["a.py", "a.min.js", "a.json"])
def test_a_line_of_ten_megabytes_does_not_hurt(path: str) -> None:
    filler = b'x=require("a"),y="b.com",z="c-d",' * 330_000
    content = b'import o from "openai";' + filler + b'm="gpt-4o"'
    found = hits(path, content)
    assert all(len(hit.text) < 400 for hit in found)
    assert "model:any:gpt-4o*" in [hit.row for hit in found]
