"""How the gate's code uses its regular expressions, told from its syntax trees: by what name each goes, and whether it is
looked for or only matched at a place.
"""

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

import aims_gate

ROOT = Path(aims_gate.__file__).parent
_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn")
_WORDS = ("import re\n", "late_regex", ".match(", ".fullmatch(", ".search(", ".finditer(", ".findall(")
_LOOKING = frozenset({"search"})


class Call(NamedTuple):
    """A place that makes an expression: `how` is "compile" or a function of `re` that uses it at once."""

    path: str
    line: int
    last_line: int
    name: str
    how: str
    literal: str | bytes | None
    written: str


@cache
def calls() -> tuple[Call, ...]:
    """Every place in the package that makes one."""
    return tuple(call for path, tree in _trees() for call in _calls(path, tree))


@cache
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    paths = [path for path in sorted(ROOT.rglob("*.py")) if "example" not in path.relative_to(ROOT).parts]
    texts = ((path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths)
    # What is made elsewhere, and used here, is looked for by its methods' names alone.
    return tuple((path, ast.parse(text)) for path, text in texts if any(word in text for word in _WORDS))


def _calls(path: str, tree: ast.Module) -> list[Call]:
    found = []
    waiting: list[tuple[ast.AST, str]] = [(tree, "")]
    while waiting:
        node, around = waiting.pop()
        name = _given(node) or around
        waiting += ((inner, name) for inner in ast.iter_child_nodes(node))
        if isinstance(node, ast.Call) and (how := _how(node)):
            literal = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            told = literal if isinstance(literal, str | bytes) else None
            last = node.end_lineno or node.lineno
            found.append(Call(path, node.lineno, last, name, how, told, ast.unparse(node)))
    return found


def _given(node: ast.AST) -> str:
    """The name that a statement gives to what it makes; that of a function to what it returns."""
    if isinstance(node, ast.FunctionDef):
        return node.name
    target = (
        node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AnnAssign) else None
    )
    return _named(target) if target is not None else ""


def _named(node: ast.AST) -> str:
    """The name that stands for a thing: with a dot where it is an attribute."""
    return f".{node.attr}" if isinstance(node, ast.Attribute) else _last(node)


def _last(node: ast.AST) -> str:
    """The name that an expression of names ends with: `host` of `pattern.host`, `_glob` of `_glob(name)`."""
    if isinstance(node, ast.Call | ast.Subscript):
        return _last(node.func if isinstance(node, ast.Call) else node.value)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _how(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Name):
        return "compile" if function.id == "late_regex" else ""
    of_re = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"
    name = function.attr if isinstance(function, ast.Attribute) and of_re else ""
    return name if name in ("compile", *_METHODS) else ""


@cache
def _used() -> dict[tuple[str, str], frozenset[str]]:
    """File and name → the methods of an expression that are called on what goes by the name; an attribute's anywhere."""
    found: dict[tuple[str, str], set[str]] = {}
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _METHODS and (name := _named(node.value)):
                where = "" if name.startswith(".") else path
                found.setdefault((where, name), set()).add(node.attr)
    return {name: frozenset(methods) for name, methods in found.items()}


def how_used(path: str, line: int) -> tuple[str, frozenset[str]]:
    """The name of what is made on a line, and by which methods it is used: looked for, where that does not show."""
    here = [call for call in calls() if call.path == path and call.line <= line <= call.last_line]
    if not here:
        return "", _LOOKING
    call = here[-1]
    methods = frozenset({call.how})
    if call.how == "compile":
        methods = _used().get(("" if call.name.startswith(".") else path, call.name), _LOOKING)
    return call.name, methods if methods <= {"match", "fullmatch"} else _LOOKING
