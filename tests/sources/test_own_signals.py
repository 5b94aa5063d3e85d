"""The organisation's own signals: names for the catalogue, paths and words for a detector."""

from typing import Any

import pytest

from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.source import Source
from aims_gate.sources.own_signals import OwnDetector, own_detectors, unusable, with_own

SHIPPED = Catalogue((Row("package:pypi:openai", "package", "pypi", "openai"),))


def detector(**row: Any) -> OwnDetector:
    (detecting,) = own_detectors({"signals": [row]})
    found = detecting.make()
    assert isinstance(found, OwnDetector)
    return found


def seen(content: str | bytes, path: str = "a.rb", **row: Any) -> list[tuple[int, str, str]]:
    data = content if isinstance(content, bytes) else content.encode()
    return [(h.line, h.kind, h.text) for h in detector(**row).hits(path, data, SHIPPED)]


def test_names_go_into_the_catalogue() -> None:
    rows = [
        {"kind": "package", "pattern": "Acme.LLM", "ecosystem": "pypi", "vendor": "Acme", "implies": ["new-model"]},
        {"kind": "endpoint", "pattern": "llm.acme.example", "confidence": "likely"},
    ]
    catalogue = with_own(SHIPPED, {"signals": rows})
    package = catalogue.of("package", "pypi")["acme-llm"]
    assert (package.vendor, package.implies, package.confidence) == ("Acme", ("new-model",), "certain")
    host = catalogue.of("endpoint", "any")["llm.acme.example"]
    assert (host.id, host.implies, host.confidence) == ("own:endpoint:llm.acme.example", ("dependency",), "likely")
    assert "openai" in catalogue.of("package", "pypi")
    assert catalogue.of("package", "npm") == {}
    assert own_detectors({"signals": rows}) == ()


def test_a_name_without_ecosystem_counts_in_each() -> None:
    catalogue = with_own(SHIPPED, {"signals": [{"kind": "import", "pattern": "acme"}]})
    assert all("acme" in catalogue.of("import", language) for language in ("python", "java", "go"))


def test_a_model_of_ones_own_needs_no_hyphen() -> None:
    catalogue = with_own(SHIPPED, {"signals": [{"kind": "model", "pattern": "fraudscorer*", "vendor": "Acme"}]})
    (hit,) = Source().hits("a.py", b'x = load("fraudscorer2")', catalogue)
    assert (hit.model, hit.vendor, hit.row) == ("fraudscorer2", "Acme", "own:model:fraudscorer*")


@pytest.mark.parametrize("register", [None, {}, [], {"signals": None}, {"signals": ["x", {}, {"kind": "package"}]}])
def test_nothing_of_ones_own(register: Any) -> None:
    assert with_own(SHIPPED, register) is SHIPPED
    assert own_detectors(register) == ()


def test_a_word_stands_alone() -> None:
    text = "AcmeBrain.ask\nMyAcmeBrain\nAcmeBrain2\nAcme-AcmeBrain\n  (AcmeBrain)\n"
    assert seen(text, kind="text", pattern="AcmeBrain") == [
        (1, "endpoint", "AcmeBrain.ask"),
        (5, "endpoint", "(AcmeBrain)"),
    ]
    assert seen("a.b\naxb\n", kind="text", pattern="a.b") == [(1, "endpoint", "a.b")]


def test_a_key() -> None:
    text = 'cutoff = 1\n"cutoff": 2\ncutoff\nno_cutoff: 3\ncutoffs: 4\n'
    assert [line for line, _, _ in seen(text, kind="config-key", pattern="cutoff")] == [1, 2]
    assert {kind for _, kind, _ in seen(text, kind="config-key", pattern="cutoff")} == {"threshold"}
    assert {kind for _, kind, _ in seen(text, kind="sampling", pattern="cutoff")} == {"sampling"}


@pytest.mark.parametrize(("kind", "implied"), [("prompt", "prompt"), ("dataset", "data"), ("model-file", "new-model")])
def test_a_file_by_its_path(kind: str, implied: str) -> None:
    own = detector(kind=kind, pattern="texts/*.txt")
    assert own.reads("texts/a.txt")
    assert not own.reads("texts/a/b.txt")
    (hit,) = own.hits("texts/a.txt", b"\0", SHIPPED)
    assert (hit.line, hit.kind, hit.text, hit.implies) == (0, kind, "a.txt", (implied,))
    assert list(own.hits("other.txt", b"", SHIPPED)) == []


def test_words_are_not_looked_for_in_what_is_no_text() -> None:
    assert seen(b"AcmeBrain\0", path="a.bin", kind="text", pattern="AcmeBrain") == []
    assert seen(b"\xff\n\xffAcmeBrain\xff", kind="text", pattern="AcmeBrain") == [(2, "endpoint", "�AcmeBrain�")]


def test_a_nul_hides_nothing_in_what_a_language_is_written_in() -> None:
    own = detector(kind="text", pattern="AcmeBrain")
    assert [hit.line for hit in own.hits("a.js", b"// \0\nAcmeBrain.ask()\n", SHIPPED)] == [2]


@pytest.mark.parametrize(
    ("signal", "message", "hint"),
    [
        (
            {"kind": "package", "ecosystem": "pypy"},
            "`pypy` is no ecosystem in which `kind: package`",
            "did you mean `pypi`?",
        ),
        (
            {"kind": "import", "ecosystem": "npm"},
            "`npm` is no ecosystem in which `kind: import`",
            "choose one of python, ",
        ),
        (
            {"kind": "prompt", "ecosystem": "python"},
            "`kind: prompt` is looked for in every ecosystem",
            "remove `ecosystem`",
        ),
    ],
)
def test_a_signal_that_could_never_be_found_is_refused(signal: dict[str, Any], message: str, hint: str) -> None:
    good = {"kind": "cloud", "ecosystem": "terraform", "pattern": "acme_model"}
    ((where, said, what),) = unusable({"signals": [good, {"pattern": "acme", **signal}]})
    assert where == "signals[1].ecosystem"
    assert said.startswith(message)
    assert what.startswith(hint)


def test_a_long_line_is_cut() -> None:
    ((_, _, text),) = seen("x " * 400 + "AcmeBrain", kind="text", pattern="AcmeBrain")
    assert len(text) <= 200
