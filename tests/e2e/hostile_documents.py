"""Front matter made to crash, stall, deceive or scribble on a terminal, for every place where a document can stand.

Each is YAML that stands below `aims:` in a document, or as a whole file; none of it may be understood as evidence.
"""

CONTROL = "\x1b]0;owned\x07\x1b[2J\x9b31m"

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{key}: &{key} [{','.join('*' + last for _ in range(9))}]\n"
    for last, key in zip("abcdefgh", "bcdefghi", strict=True)
)

UNREADABLE: dict[str, bytes] = {
    "alias bomb": BOMB.encode(),
    "recursive alias": b"a: &a [*a]\n",
    "30 KB of [": b"a: " + b"[" * 30_000 + b"\n",
    "30 KB of [ and ]": b"a: " + b"[" * 30_000 + b"]" * 30_000 + b"\n",
    "unquoted @handle": b"owner: @octo-owner\n",
    "duplicate tier": b"tier: high\ntier: minimal\n",
    "python object": b"a: !!python/object/apply:os.system ['touch owned']\n",
    "5,000-digit number": b"a: " + b"9" * 5_000 + b"\n",
    "not a number": b"a: .nan\n",
    "escape sequences": f"owner: {CONTROL}\n".encode(),
    "escape sequences by escape": b'owner: "\\e[2J\\a"\n',
    "escape sequences in a key": f"{CONTROL}: 1\n".encode(),
    "NUL": b"owner: a\x00b\n",
    "not UTF-8": b"owner: \xff\xfe\n",
    "bidirectional override": "owner: \u202eremmargorp\u202c\n".encode(),
    "line separator": "owner: a\u2028tier: minimal\n".encode(),
    "comparison unquoted": b"threshold: > 0.35\n",
    "second document": b"tier: high\n--- # other\ntier: minimal\n",
    "merge key": b"<<: {tier: minimal}\n",
    "tab": b"a:\n\tb: 1\n",
    "5 MB": b"# filler\n" * 600_000,
}
"""What no reader may make a value of."""

ILL_FILLED: dict[str, bytes] = {
    "month 13": b"assessed: 2026-13-45\n",
    "to be done": b"owner: TBD\n",
    "template enumeration": b"status: draft | approved | superseded\n",
    "template date": b"assessed: yyyy-mm-dd\n",
    "unknown key with markup": b'"<img src=x onerror=alert(1)>": 1\n',
    "workflow command": b'"::error::owned": 1\n"##[error]owned": 1\n',
    "markdown in a key": b'"**APPROVED** by @ciso [x](https://example.org)": 1\n',
    "list for text": b"owner: [a, b]\n",
    "mapping for text": b"owner: {a: b}\n",
}
"""What can be read, and is wrong."""

NAMES = (
    "line\nbreak.md",
    "return\r::error::owned.md",
    "\x1b[2Jescape.md",
    "bidi\u202egpj.md",
    "quote\"'`.md",
    "<b>&amp;.md",
    "| table |.md",
    " space .md",
    "-dash.md",
    "tab\t.md",
    "]]>.md",
    "@everyone.md",
    "bytes\udcff\udcfe.md",
)
"""File names to be had on any POSIX system; lone surrogates stand for bytes that are not UTF-8."""


def indented(text: bytes) -> bytes:
    """The same YAML one level deeper, line breaks of other kinds left as they are."""
    return b"".join(b"  " + line + b"\n" for line in text.split(b"\n")[:-1])
