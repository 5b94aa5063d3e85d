"""Writes docs/reference/: a page for each rule, control, kind of evidence, variable, report format and command.

Everything on them comes from rules, catalogue, schemas, modules and options, so that they cannot say anything else.
`python -m docs.generate` writes them, `--check` says whether they are current. Not part of what is installed.
"""

import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click
import yaml

from aims_gate.cli.group import cli
from aims_gate.commands.demo import demo_repository, judged
from aims_gate.commands.invocation import twins
from aims_gate.engine.readiness import readiness as readiness_of
from aims_gate.engine.words import whole_fix
from aims_gate.facts.standing import standing_facts
from aims_gate.model.document import Json
from aims_gate.model.readiness import Readiness
from aims_gate.model.rule import Example, Rule
from aims_gate.model.vocabulary import EVIDENCE_DATES, TIERS
from aims_gate.reports import RENDERERS, Options, phrases, render
from aims_gate.reports.markdown_escape import inline
from aims_gate.reports.of_readiness import RENDERERS as OF_READINESS
from aims_gate.reports.of_readiness import render as render_readiness
from aims_gate.sources import pack
from aims_gate.sources.documents import OTHER_KINDS
from aims_gate.sources.git import Repository
from aims_gate.sources.rules import built_in_rules_with_examples, load_policy
from aims_gate.sources.shipped_schemas import shipped_schema
from aims_gate.sources.standing import collect_standing
from docs.facts_pages import facts_index, facts_pages
from docs.schema_words import holds

FOLDER = Path(__file__).parent / "reference"

_MADE = "<!-- Made by docs/generate.py: edit what it is made from. -->\n\n"
_SHOWN_LINES = 40
_NAMED_BY_CONTENT = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{12,64}\b")
_AS_OF = "2026-11-21"

Pages = dict[str, str]
"""Path below docs/reference → text."""


def pages() -> Pages:
    """Every page as it should be now."""
    rules = tuple(built_in_rules_with_examples())
    controls = {str(control["id"]): control for control in pack.controls()}
    found: Pages = {f"rules/{rule.id}.md": _rule(rule, controls) for rule in rules}
    found |= {f"controls/{key}.md": _control(control, rules) for key, control in controls.items()}
    found |= {f"evidence/{kind}.md": _evidence(kind, rules) for kind in EVIDENCE_DATES}
    found |= _formats() | facts_pages()
    found |= {f"commands/{name}.md": _command(name, command) for name, command in sorted(cli.commands.items())}
    found["README.md"] = _index(rules, controls, found)
    return {path: _MADE + text.rstrip("\n") + "\n" for path, text in found.items()}


def _rule(rule: Rule, controls: dict[str, Json]) -> str:
    lines = [f"# {rule.id}", "", f"This change {inline(rule.title)}.", "", inline(rule.why), ""]
    lines += ["| clause or control | nearest elsewhere |", "|---|---|"]
    for control in rule.controls:
        entry = controls[control]
        lines.append(f"| [{control}](../controls/{control}.md) {inline(entry['title'], True)} | {_anchors(entry)} |")
    waived = "It may be waived." if rule.waivable else "It can be neither waived nor turned off."
    lines += ["", f"Judges each *{rule.subject}*, from tier *{rule.from_tier}*, as *{rule.severity}*. {waived}"]
    lines += ["", "## Applies when", "", *_code(rule.when.strip(), "cel"), "", "## Requires", ""]
    for number, requirement in enumerate(rule.require, 1):
        each = f" for each `{requirement.for_each}` as `{requirement.each}`" if requirement.for_each else ""
        lines += [f"**{number}.**{each}", "", *_code(requirement.that.strip(), "cel"), ""]
        lines += [f"Else: {_message(requirement.message)}", ""]
    lines += ["## What to do", "", *_fix(rule)]
    for heading, examples in (("pass", rule.passing), ("fail", rule.failing)):
        for example in examples:
            lines += ["", f"## Facts that {heading}: {inline(example.name)}", "", *_facts(example)]
    return "\n".join(lines)


def _message(template: str) -> str:
    """A message with its facts as code."""
    return inline(re.sub(r"`?\{\{\s*(.*?)\s*\}\}`?", r"`\1`", template))


def _fix(rule: Rule) -> Iterator[str]:
    for part in phrases.fix_parts(whole_fix(rule)):
        yield from [*(_code("\n".join(part.lines)) if part.paste else [inline(" ".join(part.lines))]), ""]


def _facts(example: Example) -> list[str]:
    return _code(yaml.safe_dump(example.facts, sort_keys=False, allow_unicode=True, width=96).rstrip(), "yaml")


def _control(control: dict[str, Json], rules: Iterable[Rule]) -> str:
    key = str(control["id"])
    what = "Clause" if control["kind"] == "clause" else "Control of Annex A"
    automation = {
        "auto": "A machine can tell.",
        "assisted": "A machine tells presence, freshness, completeness and consistency; a person judges the content.",
        "judgement": "Somebody attests it; the gate says who and when.",
    }[control["automation"]]
    when = {"change": "of a change", "programme": "of the organisation over time", "both": "of both"}[control["when"]]
    lines = [f"# {key} {inline(control['title'])}", "", f"{what}. Asked {when}. {automation}", ""]
    cited = [rule for rule in rules if key in rule.controls]
    lines += ["## Rules", "", *[_line(rule) for rule in cited]]
    lines += (
        [] if cited else [inline(str(pack.readiness_table()["unjudged"].get(key, "No rule of this pack cites it.")))]
    )
    if said := _anchors(control):
        basis = control.get("nist_basis")
        lines += [
            "",
            "## Nearest elsewhere",
            "",
            f"{said}.",
            "",
            f"{phrases.ANCHORS} *EU AI Act*: anchors of a public catalogue.",
        ]
        lines += [f"*{basis}*: {phrases.NIST_BASIS[basis]}."] if basis else []
    if control.get("title_conflict"):
        lines += ["", f"Worded otherwise: {inline(control['title_conflict'])}."]
    return "\n".join(lines)


def _anchors(entry: dict[str, Json]) -> str:
    return inline(phrases.crosswalk(entry), True)


def _line(rule: Rule) -> str:
    return f"* [{rule.id}](../rules/{rule.id}.md): this change {inline(rule.title)}"


def _evidence(kind: str, rules: Iterable[Rule]) -> str:
    schema = shipped_schema(kind)
    title = kind.replace("_", " ").capitalize()
    lines = [f"# {title}", "", inline(schema.get("description", "")), ""]
    lines += _code(f"$ aims-gate new {kind} --system ID\n$ aims-gate schema {kind}", "console")
    lines += ["", f"Its own date is `{EVIDENCE_DATES[kind]}`: by it the gate tells whether it is fresh."]
    if kind in OTHER_KINDS:
        lines += ["", "[Cards and bills of materials](../../evidence-formats.md) can stand for it."]
    lines += ["", "| field | asked from tier | holds | what it is |", "|---|---|---|---|"]
    lines += [
        f"| `{name}`{mark} | {_asked(kind, name)} | {holds} | {said} |"
        for name, mark, holds, said in _fields(schema, "")
    ]
    lines += [
        "",
        "\\* A document of its own cannot be without it. What is asked for `aims-gate new` leaves to be filled in,",
    ]
    lines += ["the rest it writes behind a `#`. Of fields that stand for each other the usual one is named."]
    reading = [rule for rule in rules if _reads(rule, kind)]
    lines += ["", "## Rules that read it", "", *map(_line, reading)] if reading else []
    return "\n".join(lines)


def _asked(kind: str, name: str) -> str:
    """The tier from which some rule asks for a field."""
    dotted = name.replace("[]", "")
    return next((tier for tier in TIERS if dotted in pack.asked_fields(kind, tier)), "")


def _reads(rule: Rule, kind: str) -> bool:
    key = {"datasheet": "datasets", "supplier": "suppliers"}.get(kind, kind)
    texts = [rule.when, *(f"{r.that} {r.for_each} {r.message}" for r in rule.require)]
    return any(f"evidence.{key}" in text for text in texts)


def _fields(schema: Json, above: str) -> Iterator[tuple[str, str, str, str]]:
    for name, field in schema.get("properties", {}).items():
        mark = " \\*" if name in schema.get("required", ()) else ""
        yield above + name, mark, holds(field), inline(field.get("description", ""), True)
        inner = field.get("items", field) if isinstance(field, dict) else {}
        if isinstance(inner, dict) and inner.get("properties"):
            yield from _fields(inner, f"{above}{name}{'[]' if 'items' in field else ''}.")


def _formats() -> Pages:
    found = {}
    with demo_repository() as folder:
        report, standing = judged(folder, "refused"), _standing(folder)
    for name in RENDERERS:
        text, option = render(name, report, Options()), f"aims-gate check --report {name}=PATH"
        found[f"reports/{name}.md"] = _format(name, "aims_gate.reports", option, text)
    for name in OF_READINESS:
        text, option = render_readiness(name, standing, Options()), f"aims-gate readiness --report {name}=PATH"
        found[f"reports/readiness-{name}.md"] = _format(name, "aims_gate.reports.of_readiness", option, text)
    return found


def _standing(folder: str) -> Readiness:
    with Repository(folder) as repository:
        standing = collect_standing(repository, "main", _AS_OF)
    facts = standing_facts(standing, pack.change_types(), pack.controls())
    return readiness_of(facts, load_policy(facts), pack.readiness_table(), law=pack.eu_ai_act())


def _format(name: str, package: str, option: str, text: str) -> str:
    module = importlib.import_module(f"{package}.{name.replace('-', '_')}")
    said = _paragraphs(module.__doc__ or "")
    # Digests and identifiers move with every rule, and tell a reader nothing.
    shown = _NAMED_BY_CONTENT.sub("…", text).splitlines()
    cut = ["…"] if len(shown) > _SHOWN_LINES else []
    of = "Readiness" if "of_readiness" in package else "Report on a change"
    lines = [f"# {of}: {name}", "", *said, "", *_code(f"$ {option}", "console")]
    lines += ["", "How it begins, of the example:", "", *_code("\n".join([*shown[:_SHOWN_LINES], *cut]))]
    return "\n".join(lines)


def _paragraphs(docstring: str) -> list[str]:
    """The paragraphs of a docstring, each in one line, with an empty line between."""
    parts = [" ".join(part.split()) for part in docstring.strip().split("\n\n")]
    return "\n\n".join(parts).split("\n")


def _command(name: str, command: click.Command) -> str:
    above = click.Context(cli, info_name="aims-gate", terminal_width=80, **cli.context_settings)
    context = click.Context(command, parent=above, info_name=name)
    lines = [f"# aims-gate {name}", "", *_code(command.get_help(context))]
    if found := twins(name, command):
        lines += ["", "| option | environment |", "|---|---|"]
        lines += [f"| `{option}` | `{twin}` |" for option, twin in found.items()]
    return "\n".join(lines)


def _index(rules: Iterable[Rule], controls: dict[str, Json], found: Pages) -> str:
    lines = [
        "# Reference",
        "",
        "A page for each rule, clause and control, kind of evidence, variable of the facts, report format and command.",
        "",
    ]
    for folder, heading, words in (
        ("commands", "Commands", lambda key: (cli.commands[key].help or "").split("\n\n")[0]),
        ("evidence", "Evidence", lambda key: shipped_schema(key).get("description", "")),
        ("reports", "Report formats", lambda _key: ""),
    ):
        lines += [f"## {heading}", "", *_links(folder, found, words), ""]
    lines += ["## Facts and functions", "", *facts_index(), ""]
    lines += ["## Rules", "", *[f"* [{r.id}](rules/{r.id}.md): this change {inline(r.title)}" for r in rules], ""]
    lines += ["## Clauses and controls", ""]
    lines += [f"* [{key}](controls/{key}.md) {inline(entry['title'])}" for key, entry in controls.items()]
    return "\n".join(lines)


def _links(folder: str, found: Pages, words: Callable[[str], str]) -> list[str]:
    names = sorted(Path(path).stem for path in found if path.startswith(f"{folder}/"))
    said = {name: inline(words(name)) for name in names}
    return [f"* [{name}]({folder}/{name}.md){f': {said[name]}' if said[name] else ''}" for name in names]


def _code(text: str, language: str = "") -> list[str]:
    return [f"````{language}", *(line.rstrip() for line in text.splitlines()), "````"]


def outdated(meant: Pages) -> list[str]:
    """Paths of pages that differ from what they should be, are missing, or should not be there."""
    there = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")}
    return sorted(path for path in {*there, *meant} if there.get(path) != meant.get(path))


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` only say which are out of date; 1 if some are."""
    meant = pages()
    stale = outdated(meant)
    if arguments == ["--check"]:
        sys.stderr.writelines(f"docs/reference/{path} is not what it is made from\n" for path in stale)
        return 1 if stale else 0
    for path in stale:
        place = FOLDER / path
        if path in meant:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(meant[path], encoding="utf-8")
        else:
            place.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
