"""Which facts an expression reads, told from its syntax tree alone.

A path is a tuple of segments. `[]` is an element of a list, and where a loop walks a map, one of its keys;
`*` is a field whose name is known only when the expression runs. Nothing is skipped for `has()`, `!`, `||`
or `?:`: every branch counts as taken. Knows no facts and no engine.
"""

from collections.abc import Iterable, Mapping, Set

from aims_gate.engine.syntax_tree import Call, Field, Items, Literal, Loop, Name, Node, SyntaxTree
from aims_gate.model.values import NamedTuple

FactPath = tuple[str, ...]

ELEMENT = "[]"
ANY = "*"

FIELD_FUNCTIONS = frozenset({"lacks"})
"""Functions that take a map and a list of names, and look at these fields of it only."""

_TYPE_FREE = frozenset({"dyn"})


class Reads(NamedTuple):
    """What an expression reads.

    Of `whole` paths everything below counts; of `counted` ones only how many elements there are; of
    `asked` ones only whether they are there; `walked` are the lists and maps that a loop goes over;
    `steps` are values that must be had but are not looked into. `paths` is what to tell others: all of
    these, without steps to a longer path.

    Where the expression gives a list, `elements` are the paths at which its elements stand as they are, and `decides`
    the whole paths that matter to which elements there are. Where its elements are made, not picked, `elements` is
    empty and `decides` is `whole`.
    """

    whole: frozenset[FactPath]
    counted: frozenset[FactPath]
    asked: frozenset[FactPath]
    walked: frozenset[FactPath]
    steps: frozenset[FactPath]
    elements: frozenset[FactPath] = frozenset()
    decides: frozenset[FactPath] = frozenset()

    @property
    def paths(self) -> frozenset[FactPath]:
        told = self.whole | self.counted | self.asked
        steps = self.walked | self.steps
        prefixes = {path[:length] for path in told | steps for length in range(1, len(path))}
        return told | (steps - prefixes)


class _Value(NamedTuple):
    """What an expression may give: the facts at `paths`, or a list or map made of `inner`."""

    paths: frozenset[FactPath]
    inner: "_Value | None" = None


_NOTHING = _Value(frozenset())


def reads_of(tree: SyntaxTree, variables: Set[str]) -> Reads:
    """The facts that `tree` reads, each path beginning with one of `variables`."""
    reader = _Reader(tree, variables)
    given = reader.visit(tree.root, {})
    element = _step(given, ELEMENT)
    decides = reader.reads().whole
    reader.use(given)
    reads = reader.reads()
    if element.inner is not None or not element.paths:
        return reads._replace(decides=reads.whole)
    return reads._replace(elements=element.paths, decides=decides)


def resolve(paths: Iterable[FactPath], aliases: Mapping[str, Iterable[FactPath]]) -> frozenset[FactPath]:
    """The paths with a first segment that is an alias replaced by each of the paths it stands for.

    For `for_each: evidence.plan.metrics as m` the alias is `{"m": [("evidence", "plan", "metrics", "[]")]}`. A path of
    an alias that stands for no path is left out.
    """
    return frozenset((*start, *path[1:]) for path in paths for start in aliases.get(path[0], (path[:1],)))


def _step(value: _Value, segment: str) -> _Value:
    below = _Value(frozenset((*path, segment) for path in value.paths))
    return below if value.inner is None else _join(below, value.inner)


def _join(one: _Value, other: _Value) -> _Value:
    if one.inner is None or other.inner is None:
        return _Value(one.paths | other.paths, one.inner or other.inner)
    return _Value(one.paths | other.paths, _join(one.inner, other.inner))


class _Reader:
    """Walks a tree once and gathers what is read."""

    def __init__(self, tree: SyntaxTree, variables: Set[str]) -> None:
        self._tree = tree
        self._variables = variables
        self._whole: set[FactPath] = set()
        self._counted: set[FactPath] = set()
        self._asked: set[FactPath] = set()
        self._walked: set[FactPath] = set()
        self._steps: set[FactPath] = set()

    def reads(self) -> Reads:
        parts = (self._whole, self._counted, self._asked, self._walked, self._steps)
        return Reads(*(frozenset(part) for part in parts))

    def use(self, value: _Value | None) -> None:
        """The value matters as a whole: it is compared, passed to a function or returned."""
        while value is not None:
            self._whole |= value.paths
            value = value.inner

    def visit(self, node: Node, bound: Mapping[str, _Value]) -> _Value:
        """What `node` may give, where `bound` holds the variables of the loops around it."""
        if isinstance(node, Field):
            return self._field(node, bound)
        if isinstance(node, Name):
            return self._name(node.name, bound)
        if isinstance(node, Call):
            return self._call(node, bound)
        if isinstance(node, Loop):
            return self._loop(node, bound)
        return self._items(node, bound) if isinstance(node, Items) else _NOTHING

    def _name(self, name: str, bound: Mapping[str, _Value]) -> _Value:
        if name in bound:
            return bound[name]
        variable = name.removeprefix(".")
        return _Value(frozenset({(variable,)})) if variable in self._variables else _NOTHING

    def _field(self, node: Field, bound: Mapping[str, _Value]) -> _Value:
        value = _step(self.visit(node.operand, bound), node.field)
        if not node.only_asked:
            return value
        self._asked |= value.paths
        return _NOTHING

    def _items(self, node: Items, bound: Mapping[str, _Value]) -> _Value:
        inner = _NOTHING
        for key in node.keys:
            given = self.visit(key, bound)
            self.use(given)
            inner = _join(inner, given)
        for item in node.values:
            given = self.visit(item, bound)
            self._steps |= given.paths
            inner = _join(inner, given)
        return _Value(frozenset(), inner)

    def _call(self, node: Call, bound: Mapping[str, _Value]) -> _Value:
        if node.function == "_[_]":
            return self._index(*node.arguments, bound=bound)
        if node.function in FIELD_FUNCTIONS and len(node.arguments) == 2:
            return self._named_fields(*node.arguments, bound=bound)
        given = [self.visit(argument, bound) for argument in node.arguments]
        if node.function == "_?_:_":
            self.use(given[0])
            return self._either(*given[1:])
        if node.function == "_+_":
            return self._either(*given)
        if node.function in _TYPE_FREE:
            return given[0]
        if node.function == "size":
            self._counted |= given[0].paths
            return _NOTHING
        for value in given:
            self.use(value)
        return _NOTHING

    def _either(self, one: _Value, other: _Value) -> _Value:
        self._steps |= one.paths | other.paths
        return _join(one, other)

    def _index(self, operand: Node, index: Node, *, bound: Mapping[str, _Value]) -> _Value:
        value = self.visit(operand, bound)
        if isinstance(index, Literal):
            return _step(value, _constant_segment(index))
        key = self.visit(index, bound)
        if value.paths and value.inner is None and key == _step(value, ELEMENT):
            # A loop walks this very value and uses its variable as the key: a map, field by field.
            return _step(value, ANY)
        self.use(key)
        return _step(value, ELEMENT if self._tree.is_number(index) else ANY)

    def _named_fields(self, operand: Node, names: Node, *, bound: Mapping[str, _Value]) -> _Value:
        value = self.visit(operand, bound)
        constant = _texts(names)
        if constant is None or value.inner is not None:
            self.use(value)
            self.use(self.visit(names, bound))
            return _NOTHING
        self._steps |= value.paths
        for name in constant:
            self.use(_step(value, _named(name)))
        return _NOTHING

    def _loop(self, node: Loop, bound: Mapping[str, _Value]) -> _Value:
        over = self.visit(node.over, bound)
        self._walked |= over.paths
        start = self.visit(node.start, bound)
        inside = {**bound, node.variable: _step(over, ELEMENT), node.total: start}
        self.use(self.visit(node.goes_on, inside))
        gathered = _join(start, self.visit(node.step, inside))
        return self.visit(node.result, {**bound, node.total: gathered})


def _constant_segment(index: Literal) -> str:
    if isinstance(index.value, str):
        return _named(index.value)
    return ANY if index.value is None or isinstance(index.value, bool) else ELEMENT


def _named(field: str) -> str:
    """The segment of a field; one that is called `[]` must not pass for the elements of a list."""
    return ANY if field == ELEMENT else field


def _texts(node: Node) -> tuple[str, ...] | None:
    if not isinstance(node, Items) or node.keys:
        return None
    values = tuple(item.value for item in node.values if isinstance(item, Literal) and isinstance(item.value, str))
    return values if len(values) == len(node.values) else None
