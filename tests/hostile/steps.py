"""How many steps a regular expression takes over a text: a matcher that goes back and forth as the standard one does, and
counts. Steps are the same on every machine, where time is not.

It reads the tree that the standard library's parser makes. Knows no expression of ours and no text that is hard on one.
"""

import importlib
from collections.abc import Callable, Iterable
from typing import Any

from tests.hostile.one_character import MULTILINE, SINGLE, UNICODE, in_category, reads

PARSER: Any = importlib.import_module("re._parser")
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
Next = Callable[[int], int]
"""Where a match that goes on at an offset ends; -1 where it does not."""


class TooManyError(Exception):
    """More steps than were allowed."""


class Counted:
    """One expression, made to count. `steps` is what it took last, `end` where it matched last, -1 where it did not."""

    def __init__(self, tree: Any, most: int) -> None:
        """Raise `TooManyError` from `over` at more steps than `most`."""
        self.steps, self.most, self.text, self.end = 0, most, "", -1
        self._groups: dict[int, tuple[int, int]] = {}
        self._match = self._sequence(tree, tree.state.flags, lambda at: at)
        self._whole = self._sequence(tree, tree.state.flags, lambda at: at if at == len(self.text) else -1)

    def over(self, text: str, how: Iterable[str]) -> int:
        """The steps that it takes to look for it everywhere; for it to match here, where it is only asked so."""
        self.text, self.steps = text, 0
        self._groups.clear()
        if "search" not in how:
            self.end = (self._whole if "fullmatch" in how else self._match)(0)
            return self.steps
        at = 0
        while at <= len(text):
            end = self._match(at)
            at = max(end, at + 1)
        return self.steps

    def _step(self, by: int = 1) -> None:
        self.steps += by
        if self.steps > self.most:
            raise TooManyError

    def _sequence(self, tree: Iterable[Any], flags: int, then: Next) -> Next:
        for op, argument in reversed(list(tree)):
            then = self._part(str(op), argument, flags, then)
        return then

    def _part(self, op: str, argument: Any, flags: int, then: Next) -> Next:
        if op in SINGLE:
            return self._single(op, argument, flags, then)
        if op in REPEATS:
            least, most, tree = argument
            one = list(tree)
            if len(one) == 1 and str(one[0][0]) in SINGLE:
                return self._run(op, least, most, self._reader(str(one[0][0]), one[0][1], flags), then)
            if op == "POSSESSIVE_REPEAT":
                return self._kept(least, most, self._sequence(tree, flags, lambda at: at), then)
            return self._loop(op == "MIN_REPEAT", least, most, tree, flags, then)
        if op == "SUBPATTERN":
            number, added, removed, tree = argument
            return self._group(number, tree, (flags | added) & ~removed, then)
        if op == "BRANCH":
            return self._branch(argument[1], flags, then)
        if op == "ATOMIC_GROUP":
            return self._kept(1, 1, self._sequence(argument, flags, lambda at: at), then)
        if op in ("ASSERT", "ASSERT_NOT"):
            return self._look(op == "ASSERT", argument[0], argument[1], flags, then)
        if op == "GROUPREF":
            return self._again(argument, then)
        if op == "AT":
            return self._at(str(argument), flags, then)
        raise NotImplementedError(op)

    def _reader(self, op: str, argument: Any, flags: int) -> Callable[[int], bool]:
        known: dict[str, bool] = {}

        def fits(at: int) -> bool:
            if at >= len(self.text):
                return False
            character = self.text[at]
            if character not in known:
                known[character] = reads(op, argument, character, flags)
            return known[character]

        return fits

    def _single(self, op: str, argument: Any, flags: int, then: Next) -> Next:
        fits = self._reader(op, argument, flags)

        def match(at: int) -> int:
            self._step()
            return then(at + 1) if fits(at) else -1

        return match

    def _run(self, op: str, least: int, most: int, fits: Callable[[int], bool], then: Next) -> Next:
        """One character again and again."""

        def furthest(at: int, limit: int) -> int:
            end = at
            while end - at < limit and fits(end):
                end += 1
            self._step(end - at + 1)
            return end

        def greedy(at: int) -> int:
            end = furthest(at, most)
            for place in range(end, at + least - 1, -1):
                self._step()
                if (found := then(place)) >= 0:
                    return found
            return -1

        def lazy(at: int) -> int:
            place = furthest(at, least)
            while place - at >= least and place - at <= most:
                if (found := then(place)) >= 0:
                    return found
                self._step()
                if not fits(place):
                    break
                place += 1
            return -1

        def kept(at: int) -> int:
            end = furthest(at, most)
            return then(end) if end - at >= least else -1

        return {"MAX_REPEAT": greedy, "MIN_REPEAT": lazy}.get(op, kept)

    def _kept(self, least: int, most: int, body: Next, then: Next) -> Next:
        """What is not gone back into: a possessive repeat, an atomic group."""

        def match(at: int) -> int:
            count = 0
            while count < most:
                self._step()
                end = body(at)
                if end < 0:
                    break
                count += 1
                if end == at:
                    count = max(count, least)
                    break
                at = end
            return then(at) if count >= least else -1

        return match

    def _loop(self, is_lazy: bool, least: int, most: int, tree: Any, flags: int, then: Next) -> Next:
        state = (0, -1)

        def onward(at: int) -> int:
            nonlocal state
            held = state
            found = then(at)
            state = held
            return found

        def once_more(at: int) -> int:
            nonlocal state
            held = state
            state = (held[0] + 1, at)
            found = body(at)
            state = held
            return found

        def match(at: int) -> int:
            self._step()
            count, last = state
            ways = [once_more] if count < most and (at != last or count < least) else []
            if count >= least:
                ways.insert(0 if is_lazy else len(ways), onward)
            return next((found for way in ways if (found := way(at)) >= 0), -1)

        body = self._sequence(tree, flags, match)

        def enter(at: int) -> int:
            nonlocal state
            held, state = state, (0, -1)
            found = match(at)
            state = held
            return found

        return enter

    def _group(self, number: int | None, tree: Any, flags: int, then: Next) -> Next:
        if number is None:
            return self._sequence(tree, flags, then)
        begun: list[int] = []

        def close(at: int) -> int:
            held = self._groups.get(number)
            start = begun.pop()
            self._groups[number] = (start, at)
            found = then(at)
            begun.append(start)
            if found < 0 and held is not None:
                self._groups[number] = held
            return found

        body = self._sequence(tree, flags, close)

        def match(at: int) -> int:
            begun.append(at)
            found = body(at)
            begun.pop()
            return found

        return match

    def _branch(self, branches: Iterable[Any], flags: int, then: Next) -> Next:
        """One after the other. Those whose first character cannot be the one here cost nothing, as in the standard one."""
        ways = [(self._begins(branch, flags), self._sequence(branch, flags, then)) for branch in branches]
        known: dict[str, list[Next]] = {}

        def match(at: int) -> int:
            self._step()
            here = self.text[at : at + 1]
            if here not in known:
                known[here] = [way for begins, way in ways if begins is None or begins(here)]
            return next((found for way in known[here] if (found := way(at)) >= 0), -1)

        return match

    @staticmethod
    def _begins(branch: Any, flags: int) -> Callable[[str], bool] | None:
        first = next(iter(branch), None)
        if first is None or str(first[0]) not in SINGLE:
            return None
        op, argument = str(first[0]), first[1]
        return lambda here: bool(here) and reads(op, argument, here, flags)

    def _look(self, wanted: bool, direction: int, tree: Any, flags: int, then: Next) -> Next:
        body = self._sequence(tree, flags, lambda at: at)
        back = tree.getwidth()[0] if direction < 0 else 0

        def match(at: int) -> int:
            self._step()
            found = at >= back and body(at - back) >= 0
            return then(at) if found == wanted else -1

        return match

    def _again(self, number: int, then: Next) -> Next:
        def match(at: int) -> int:
            self._step()
            start, end = self._groups.get(number, (0, -1))
            same = end >= start and self.text.startswith(self.text[start:end], at)
            return then(at + end - start) if same else -1

        return match

    def _at(self, where: str, flags: int, then: Next) -> Next:
        def word(at: int) -> bool:
            return 0 <= at < len(self.text) and in_category("CATEGORY_WORD", self.text[at], not flags & UNICODE)

        def holds(at: int) -> bool:
            end = len(self.text)
            if where == "AT_BEGINNING" and flags & MULTILINE:
                return at == 0 or self.text[at - 1] == "\n"
            if where.startswith("AT_BEGINNING"):
                return at == 0
            if where == "AT_END":
                return at == end or (self.text[at] == "\n" and (at == end - 1 or bool(flags & MULTILINE)))
            if where == "AT_END_STRING":
                return at == end
            return (word(at - 1) != word(at)) == (where == "AT_BOUNDARY")

        return lambda at: then(at) if holds(at) else -1
