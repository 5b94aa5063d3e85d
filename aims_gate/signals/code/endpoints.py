"""Hosts of model APIs in a text: `api.example.com`, `{name}.example.com`, `https://example.com/api`. Knows no language."""

import re
from collections.abc import Iterator
from functools import cached_property

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.words import Words

# A part of a host may be filled in: {region}, ${REGION}, %s, <resource>, $(name).
_HOST = late_regex(rb"[\w.\-{}$<>%()]*")
_GOES_ON = late_regex(rb"\.?[\w-]")
_PATH = late_regex(rb"(?::\d{1,5})?(/[\w./-]{0,80})?")
_LONGEST = 120


class _Pattern:
    """A host, `*` for any one or more of its labels, and the path that its address begins with."""

    def __init__(self, row: Row) -> None:
        self._host, slash, path = row.pattern.partition("/")
        self.row = row
        self.path = (slash + path).encode()

    @cached_property
    def host(self) -> re.Pattern[bytes]:
        labels = [b".+" if label == "*" else re.escape(label.encode()) for label in self._host.split(".")]
        regex = rb"\.".join(labels)
        # What code puts before the dot may stand in another string.
        return re.compile(rb"(?:.+)?" + regex[2:] if self._host.startswith("*") else regex, re.IGNORECASE)


class Endpoints:
    """The endpoints of a catalogue. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._patterns: dict[bytes, list[_Pattern]] = {}
        rows = [*catalogue.of("endpoint", "any").values(), *catalogue.of("monitor", "any").values()]
        for row in sorted(rows, key=lambda row: "*" in row.pattern):
            self._patterns.setdefault(_last_labels(row.pattern), []).append(_Pattern(row))
        self.words = tuple(self._patterns)
        """One of these stands, in lower case, in every text that names one."""
        self._words = Words(self.words)

    def possible(self, raw: bytes, lowered: bytes) -> bool:
        """Whether the text names one, wherever it does; `lowered` is the text in lower case."""
        return self._words.stand_in(lowered) and next(self._found(raw), None) is not None

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every host outside comments that a row recognises."""
        for offset, host, row in self._found(text.spoken):
            line, shown = text.line(offset), text.shown(offset)
            yield row.hit(line, shown, host)

    def _found(self, raw: bytes) -> Iterator[tuple[int, str, Row]]:
        if self._tails is None:
            return
        for match in self._tails.finditer(raw):
            end = match.end()
            if _GOES_ON.match(raw, end):
                continue
            start = match.start()
            head = _HOST.match(raw[max(0, start - _LONGEST) : start][::-1])
            host = (head[0][::-1] if head else b"").lstrip(b"(<") + match[0]
            before = raw[end - len(host) - 1 : end - len(host)] if end > len(host) else b""
            if before != b"@" and (row := self._row(host, raw, end)):
                yield end - len(host), host.decode("utf-8", "replace"), row

    def _row(self, host: bytes, raw: bytes, end: int) -> Row | None:
        path = _PATH.match(raw, end)
        for pattern in self._patterns.get(b".".join(host.lower().rsplit(b".", 2)[-2:]), ()):
            if pattern.host.fullmatch(host) and (path[1] or b"" if path else b"").startswith(pattern.path):
                return pattern.row
        return None

    @cached_property
    def _tails(self) -> re.Pattern[bytes] | None:
        """The last label of each host, where the one before stands there too, in whatever case.

        It begins with a literal dot, so that a text is searched for little else, and what is a host of nobody we know
        costs no more than the search.
        """
        before: dict[bytes, list[bytes]] = {}
        for tail in sorted(self._patterns):
            label, dot, last = tail.rpartition(b".")
            if dot:
                looked = rb"(?<=(?i:" + re.escape(label) + rb")\." + re.escape(last) + rb")"
                before.setdefault(last, []).append(looked)
        tails = [re.escape(last) + rb"(?![\w-])(?:" + b"|".join(looked) + rb")" for last, looked in before.items()]
        return re.compile(rb"\.(?:" + b"|".join(tails) + rb")") if tails else None


def _last_labels(pattern: str) -> bytes:
    return ".".join(pattern.partition("/")[0].lower().split(".")[-2:]).encode()
