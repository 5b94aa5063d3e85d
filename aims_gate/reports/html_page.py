"""One self-contained HTML page: its frame, its escapes, and the policy that lets nothing but itself run.

Knows no report. Every text that is not the page's own goes through `text` or `attribute`.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from html import escape

from aims_gate.reports.characters import lines, one_line, without_commands
from aims_gate.reports.html_script import SCRIPT
from aims_gate.reports.html_style import STYLE

_QUOTES = str.maketrans({'"': "&quot;", "'": "&#39;"})


def text(said: str) -> str:
    """One line of prose as the content of an element."""
    return escape(one_line(said), quote=False)


def attribute(said: str) -> str:
    """One line as the value of an attribute in quotes."""
    return text(said).translate(_QUOTES)


def prose(said: str) -> str:
    """One line of prose in which what stands between backticks is code."""
    pieces = text(said).split("`")
    if len(pieces) % 2 == 0:
        return "`".join(pieces)
    return "".join(f"<code>{piece}</code>" if odd % 2 else piece for odd, piece in enumerate(pieces))


def day(said: str) -> str:
    """A day, which no line breaks."""
    return f'<span class="when">{text(said)}</span>' if said else ""


def block(said: Iterable[str]) -> str:
    """Lines to copy as they are."""
    # A line feed at the very start of `pre` would be dropped.
    shown = "\n".join(escape(line, quote=False) for one in said for line in lines(one))
    return f"<pre><code>{shown}</code></pre>"


def listed(values: Iterable[str]) -> str:
    """Values as one attribute, by which the script filters: one a line, for no value holds a line break."""
    return "&#10;".join(attribute(value) for value in dict.fromkeys(values) if value)


def slug(said: str) -> str:
    """A text as the name of a class or as one word of an attribute."""
    return "".join(char if char.isalnum() and char.isascii() else "-" for char in said)


def badge(state: str, words: str) -> str:
    """A state in its colour and in words."""
    return f'<span class="badge is-{slug(state)}">{text(words)}</span>'


def bar(parts: Iterable[tuple[str, int]], label: str) -> str:
    """A bar of (state, how many); printed as it is shown, which a background would not be."""
    shares = [(state, number) for state, number in parts if number]
    whole = sum(number for _, number in shares) or 1
    at, drawn = 0.0, []
    for state, number in shares:
        wide = 100 * number / whole
        drawn.append(f'<rect class="is-{slug(state)}" x="{at:.2f}" y="0" width="{wide:.2f}" height="4"/>')
        at += wide
    return (
        f'<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="{attribute(label)}">'
        f"{''.join(drawn)}</svg>"
    )


def table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are HTML already; the first of each row names it. It scrolls by itself where it is wide."""
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in heads)
    body = []
    for row in rows:
        first, *rest = row
        body.append(f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>')
    label = attribute(caption)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table><caption>{text(caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{chr(10).join(body)}\n</tbody></table></div>"
    )


def choice(name: str, label: str, values: Iterable[tuple[str, str]]) -> str:
    """A field of the filter: (value, words) to choose from, beside no choice."""
    options = "".join(f'<option value="{attribute(value)}">{text(words)}</option>' for value, words in values)
    return (
        f'<label for="by-{name}">{text(label)} <select id="by-{name}" name="{name}"><option value="">all</option>'
        f"{options}</select></label>"
    )


def filters(choices: Iterable[str], what: str) -> str:
    """The form that the script shows: fields, a search, and how many of `what` are left."""
    fields = "\n".join(choices)
    return (
        f'<form id="filters" role="search" aria-label="Filter {attribute(what)}" hidden>\n{fields}\n'
        '<label for="by-q">Search <input id="by-q" name="q" type="search" autocomplete="off"></label>\n'
        '<span class="buttons"><button type="reset">Clear</button> <button type="button" id="open-all">Open all</button> '
        '<button type="button" id="close-all">Close all</button></span>\n'
        f'<output id="left" data-what="{attribute(what)}" aria-live="polite"></output>\n</form>'
    )


def page(title: str, sections: Iterable[tuple[str, str]], body: str) -> str:
    """The whole page. `sections` are (id, words) of what the body holds, for the way around."""
    allowed = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src '{_digest(STYLE)}'; script-src '{_digest(SCRIPT)}'"
    )
    links = "".join(f'<li><a href="#{attribute(place)}">{text(words)}</a></li>' for place, words in sections)
    said = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the content</a>\n'
        f'<nav aria-label="Sections"><ul>{links}</ul></nav>\n'
        f'<main id="main">\n{body}\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n'
    )
    return without_commands(said)


def _digest(inline: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(inline.encode()).digest()).decode()}"
