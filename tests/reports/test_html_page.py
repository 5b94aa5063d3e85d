"""The page that HTML reports are: whole in one file, closed to everything else, and usable without sight or script."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.commands.readiness import Options, readiness
from aims_gate.reports import Options as Looks
from aims_gate.reports.html_page import attribute, bar, block, listed, page, prose, table, text
from aims_gate.reports.html_script import SCRIPT
from aims_gate.reports.html_style import STYLE
from aims_gate.reports.of_readiness import render
from tests.examples import DOCS, NOW
from tests.reports.chromium import needs_chromium, run
from tests.repositories import Repo
from tests.standing_example import founded

VOID = {"meta", "input", "br", "img", "rect", "link"}


class Outline(HTMLParser):
    """The elements of a page in order, with their attributes; raises where one is closed that was not open."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(said)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] not in (["style"], ["script"]):
            self.words.append(data)

    def having(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on the example, which lost its monitoring plan."""
    repo = founded(Repo(tmp_path_factory.mktemp("page") / "repo"))
    repo.remove(f"{DOCS}/monitoring.md")
    repo.commit("Lost")
    file = tmp_path_factory.mktemp("shown") / "readiness.html"
    found = readiness(Options(NOW, folder=str(repo.folder)))
    file.write_text(render("html", found, Looks()), encoding="utf-8")
    return file


def outline(file: Path) -> Outline:
    return Outline(file.read_text(encoding="utf-8"))


def test_headings_go_down_one_step_at_a_time(shown: Path) -> None:
    levels = [int(tag[1]) for tag, _ in outline(shown).elements if re.fullmatch("h[1-6]", tag)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_it_has_landmarks_and_every_field_a_label(shown: Path) -> None:
    found = outline(shown)
    tags = [tag for tag, _ in found.elements]
    assert all(tags.count(one) == 1 for one in ("main", "nav", "form", "footer"))
    fields = {attributes["id"] for tag, attributes in found.elements if tag in ("select", "input")}
    assert fields == {attributes["for"] for tag, attributes in found.elements if tag == "label"}
    assert {attributes.get("scope") for tag, attributes in found.elements if tag == "th"} == {"col", "row"}
    tables = tags.count("table")
    assert tables == tags.count("caption")
    assert tables == sum(attributes.get("role") == "region" for _, attributes in found.elements)


def test_every_link_leads_to_a_place_on_the_page(shown: Path) -> None:
    found = outline(shown)
    ids = found.having("id")
    assert len(ids) == len(set(ids))
    assert {link for link in found.having("href") if link.removeprefix("#") not in ids} == set()
    assert "A.6.2.6" in ids


def test_it_asks_for_nothing_from_anywhere(shown: Path) -> None:
    found = outline(shown)
    assert not {"src", "srcset", "action", "style", "onclick", "data"} & {
        name for _, one in found.elements for name in one
    }
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert not re.search(r"fetch|XMLHttp|import|eval|innerHTML|WebSocket|Storage", SCRIPT)
    policy = next(one["content"] for tag, one in found.elements if one.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_without_a_script_everything_is_seen_and_the_filter_is_not(shown: Path) -> None:
    hidden = [attributes["id"] for _, attributes in outline(shown).elements if "hidden" in attributes]
    assert hidden == ["filters"]
    assert all("open" in attributes for tag, attributes in outline(shown).elements if tag == "details")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
def test_every_colour_of_text_can_be_read_on_its_ground(scheme: int) -> None:
    blocks = [dict(re.findall(r"--(\w+): (#\w{6})", root)) for root in re.findall(r":root \{([^}]*)", STYLE)]
    colours = blocks[scheme]
    for ground in ("paper", "raised"):
        for name in set(colours) - {"paper", "raised", "line"}:
            light, dark = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)


@given(st.text())
def test_any_text_stays_text(said: str) -> None:
    body = (
        f"<p>{text(said)}</p><p>{prose(said)}</p>{block([said])}{bar([(said, 1)], said)}"
        f'<p title="{attribute(said)}" data-x="{listed([said])}">{table(said, [said], [[text(said)]])}</p>'
    )
    tags = {tag for tag, _ in Outline(page(said, [(said, said)], body)).elements}
    assert tags <= {
        "html", "head", "meta", "title", "style", "body", "a", "nav", "ul", "li", "main", "script", "p", "pre", "code",
        "svg", "rect", "div", "table", "caption", "thead", "tbody", "tr", "th",
    }  # fmt: skip


def test_code_stands_between_a_pair_of_backticks_only() -> None:
    assert prose("Set `a` to `<b>`.") == "Set <code>a</code> to <code>&lt;b&gt;</code>."
    assert prose("A ` alone") == "A ` alone"


def left(dom: str) -> str:
    found = re.search(r'<output id="left"[^>]*>([^<]*)<', dom)
    return found[1] if found else ""


def seen(dom: str) -> set[str]:
    """Ids of the entries that are not hidden."""
    articles = re.findall(r'<article class="entry" id="([^"]*)"([^>]*)>', dom)
    return {key for key, rest in articles if "hidden" not in rest}


@needs_chromium
def test_a_browser_has_no_objection_and_shows_the_filter(shown: Path) -> None:
    dom, console = run(shown, "--dump-dom")
    assert console == ""
    assert left(dom) == "70 of 70 clauses and controls shown"
    assert re.search(r'<form id="filters"[^>]*aria-label="Filter clauses and controls">', dom)


@needs_chromium
def test_filters_work_together_and_stand_in_the_address(shown: Path) -> None:
    everything = re.findall(
        r'<article class="entry" id="([^"]*)" data-group="A.6.2" data-state="gap"', shown.read_text(encoding="utf-8")
    )
    dom, _ = run(shown, "--dump-dom", address="?group=A.6.2&state=gap")
    assert seen(dom) == set(everything)
    assert left(dom).startswith(f"{len(everything)} of 70")
    dom, _ = run(shown, "--dump-dom", address="?group=A.6.2&q=MONITORING+plan&owner=assistant-owner")
    assert "A.6.2.6" in seen(dom) <= set(re.findall(r'id="(A\.6\.2\.\d+)"', dom))
    dom, _ = run(shown, "--dump-dom", address="?group=nowhere&system=support-assistant")
    assert 0 < len(seen(dom)) < 70


@needs_chromium
def test_a_link_to_an_entry_opens_it_though_a_filter_hid_it(shown: Path) -> None:
    dom, console = run(shown, "--dump-dom", address="?group=4#A.6.2.6")
    assert console == ""
    assert "A.6.2.6" in seen(dom)
    article = dom.partition('id="A.6.2.6"')[2].partition("</article>")[0]
    other = dom.partition('id="A.6.2.5"')[2].partition("</article>")[0]
    assert "<details>" not in article
    assert "<details open" not in other


@needs_chromium
def test_a_page_that_was_tampered_with_runs_nothing(shown: Path, tmp_path: Path) -> None:
    page = tmp_path / "tampered.html"
    page.write_text(shown.read_text(encoding="utf-8").replace('"use strict";', '"use strict"; ', 1), encoding="utf-8")
    dom, console = run(page, "--dump-dom")
    assert "Content Security Policy" in console
    assert re.search(r'<form id="filters"[^>]* hidden', dom)


@needs_chromium
def test_it_prints(shown: Path, tmp_path: Path) -> None:
    target = tmp_path / "readiness.pdf"
    run(shown, f"--print-to-pdf={target}", "--no-pdf-header-footer")
    printed = target.read_bytes()
    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page\n") > 5
