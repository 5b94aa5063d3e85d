"""Conditions in CEL, and the only module that knows the engine behind them.

An expression is compiled once against the names it may use, says which facts it reads, and gives a plain
value or the reason why it has none. An error can never become a value here; who judges decides what it
means.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, Protocol

from aims_gate.engine.expression_errors import CannotEvaluate, ExpressionError, reason_for, refusal
from aims_gate.engine.fact_paths import FactPath, Reads, reads_of
from aims_gate.engine.functions import FUNCTIONS, Function
from aims_gate.engine.picking import Picking, at, in_order_of_keys
from aims_gate.engine.projection import UNFIT_CHARACTERS, Fitted, UnfitFactError, kind_of, plan_of, project
from aims_gate.engine.syntax_tree import SyntaxTree, UnreadableTreeError
from aims_gate.errors import PolicyError
from aims_gate.model.document import Json

__all__ = ["CannotEvaluate", "Expression", "ExpressionError", "compile_expression", "holds"]

LONGEST_SOURCE = 4096
"""Characters in an expression; it bounds what a hostile rule can make the compiler do."""


class Expression(Protocol):
    """A compiled expression.

    `reads` are the facts it may look at, `reads_whole` those of them below which everything counts (of the
    others only whether they are there, or how many). Where it gives a list, its elements stand at the paths
    `elements`, and of what is read whole only `decides` matters to which they are; where they cannot be told
    from the facts, `elements` is empty. `gives` is what the compiler knows of its value:
    `bool`, `int`, `string`, `list`, `map`, … or `dyn` where only the facts decide.
    """

    @property
    def source(self) -> str: ...
    @property
    def reads(self) -> frozenset[FactPath]: ...
    @property
    def reads_whole(self) -> frozenset[FactPath]: ...
    @property
    def elements(self) -> frozenset[FactPath]: ...
    @property
    def decides(self) -> frozenset[FactPath]: ...
    @property
    def gives(self) -> str: ...

    def value(self, variables: Mapping[str, Json], fitted: Fitted | None = None) -> Json:
        """The value as bool, int, float, str, list, dict or None. Raises `CannotEvaluate`."""

    def picked(self, variables: Mapping[str, Json]) -> list[int] | None:
        """Of an expression that picks from one list of mappings: the places in it of what it gives, in that order.

        None where it is no such expression, so that only its value tells. Raises `CannotEvaluate`.
        """


def compile_expression(source: str, variables: Set[str] | Sequence[str]) -> Expression:
    """Compile `source`, which may name `variables` and the functions of `FUNCTIONS`.

    Raises `ExpressionError`.
    """
    names = frozenset(variables)
    found = _prepared.get(prepared_key(source, names))
    if found is not None:
        # What was compiled has its names resolved: it needs the functions of an environment, and no variable.
        return _CelExpression(source, _environment(frozenset()).deserialize(b64decode(found[0])), _reads(found[1:]))
    if len(source) > LONGEST_SOURCE:
        raise ExpressionError(
            f"the expression has {len(source):,} characters; the most is {LONGEST_SOURCE:,}",
            LONGEST_SOURCE + 1,
            hint="Split it over several requirements.",
        )
    if not source.strip():
        raise ExpressionError("the expression is empty", 1)
    unfit = UNFIT_CHARACTERS.search(source)
    if unfit is not None:
        raise ExpressionError("the expression holds a character that is no text", unfit.start() + 1)
    try:
        compiled = _environment(names).compile(source)
        tree = SyntaxTree(compiled.serialize())
    except UnreadableTreeError as error:
        raise ExpressionError(f"the facts that the expression reads cannot be told: {error}", 1) from error
    except (RuntimeError, MemoryError, UnicodeError) as error:
        raise refusal(str(error)) from None
    return _CelExpression(source, compiled, reads_of(tree, names))


Prepared = dict[str, list[Any]]
"""Key of an expression → its serialized form in base 64, and the paths it reads in the order of `Reads`."""

_prepared: Prepared = {}


def prepared_key(source: str, variables: Set[str] | Sequence[str]) -> str:
    """What names an expression among those that were compiled ahead."""
    return "\0".join([*sorted(variables), source])


def is_prepared(source: str, variables: Set[str] | Sequence[str]) -> bool:
    """Whether an expression was compiled ahead."""
    return prepared_key(source, variables) in _prepared


def prepare(source: str, variables: Set[str] | Sequence[str]) -> list[Any]:
    """An expression compiled ahead, as `use_prepared` takes it. Raises `ExpressionError`."""
    names = frozenset(variables)
    compiled = _environment(names).compile(source)
    serialized = compiled.serialize()
    reads = reads_of(SyntaxTree(serialized), names)
    return [b64encode(serialized).decode("ascii"), *(sorted(map(list, paths)) for paths in reads)]


def use_prepared(table: Prepared) -> None:
    """Take these expressions as compiled. They are part of the program: nothing of a judged change is among them."""
    _prepared.update(table)


def _reads(stored: list[list[list[str]]]) -> Reads:
    return Reads(*(frozenset(map(tuple, paths)) for paths in stored))


def holds(expression: Expression, variables: Mapping[str, Json], fitted: Fitted | None = None) -> bool:
    """Whether a condition is true. `fitted` keeps what many conditions ask for (see `projection`).

    Raises `CannotEvaluate` when it has no value, or one that is not yes or no.
    """
    value = expression.value(variables, fitted)
    if isinstance(value, bool):
        return value
    raise CannotEvaluate(f"the condition gives {kind_of(value)}, not a yes or no")


class _CelExpression:
    """An expression of cel-expr-python. One that is nothing but the path of a fact that is there needs no engine."""

    __slots__ = (
        "_compiled",
        "_path",
        "_picking",
        "_plan",
        "_walked",
        "decides",
        "elements",
        "gives",
        "reads",
        "reads_whole",
        "source",
    )

    def __init__(self, source: str, compiled: Any, reads: Reads) -> None:
        self.source = source
        self.reads = reads.paths
        self.reads_whole = reads.whole
        self.elements = reads.elements
        self.decides = reads.decides
        self.gives = str(compiled.return_type().name()).lower().partition("<")[0]
        self._compiled = compiled
        self._plan = plan_of(reads)
        self._picking = Picking.of(reads)
        self._walked = reads.walked
        path = tuple(source.split("."))
        self._path = path if reads.whole == {path} else ()

    def value(self, variables: Mapping[str, Json], fitted: Fitted | None = None) -> Json:
        given = _given(lambda: project(self._plan, variables, fitted))
        if self._path and (there := at(given, self._path)) is not None:
            return there
        found = self._evaluated(given, variables)
        return in_order_of_keys(found, self._walked, variables) if isinstance(found, list) else found

    def picked(self, variables: Mapping[str, Json]) -> list[int] | None:
        picking = self._picking
        if picking is None or not picking.fits(variables):
            return None
        given = _given(lambda: picking.project(variables))
        return picking.places(at(given, self._path) if self._path else self._evaluated(given, variables))

    def _evaluated(self, facts: dict[str, Json], variables: Mapping[str, Json]) -> Json:
        try:
            given = self._compiled.eval(data=facts)
        except MemoryError:
            raise CannotEvaluate("the expression needs more memory than there is") from None
        except RuntimeError as error:
            raise CannotEvaluate(reason_for(str(error), self.reads, variables)) from None
        plain = given.plain_value()
        if plain is True or plain is False:
            return plain
        kind = given.type().name()
        if kind in ("ERROR", "UNKNOWN"):
            raise CannotEvaluate(reason_for(str(plain), self.reads, variables))
        return _plain(plain)


def _given(facts: Callable[[], dict[str, Json]]) -> dict[str, Json]:
    try:
        return facts()
    except UnfitFactError as error:
        raise CannotEvaluate(str(error)) from error


def _plain(value: Any) -> Json:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise CannotEvaluate("the expression gives a value that is no text, number, list or map")


_environments: dict[frozenset[str], Any] = {}


def _environment(names: frozenset[str]) -> Any:
    if names not in _environments:
        cel = _engine()
        dynamic = dict.fromkeys(sorted(names), cel.Type.DYN)
        _environments[names] = cel.NewEnv(variables=dynamic, extensions=[_extension(cel)])
    return _environments[names]


def _engine() -> Any:
    # The engine is 50 MB of machine code: commands that judge nothing must not load it.
    try:
        from cel_expr_python import cel
    except ImportError as error:
        raise PolicyError(
            f"the expression engine cel-expr-python cannot be loaded: {error}",
            "It needs glibc, macOS or Windows. In a container, use an image that is not based on Alpine.",
        ) from error
    return cel


def _extension(cel: Any) -> Any:
    types = {
        "any": cel.Type.DYN,
        "bool": cel.Type.BOOL,
        "int": cel.Type.INT,
        "text": cel.Type.STRING,
        "list": cel.Type.LIST,
        "texts": cel.Type.List(cel.Type.STRING),
    }

    def form(name: str, function: Function, parameters: tuple[str, ...]) -> Any:
        return cel.Overload(
            id=f"aims_{name}_{len(parameters)}",
            return_type=types[function.returns],
            parameters=[types[parameter] for parameter in parameters],
            is_member=False,
            impl=function.compute,
        )

    declared = [
        cel.FunctionDecl(name, [form(name, function, parameters) for parameters in function.parameters])
        for name, function in FUNCTIONS.items()
    ]
    return cel.CelExtension("aims", declared)
