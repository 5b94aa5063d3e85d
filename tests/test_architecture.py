"""The house rules that no linter knows. Import directions are import-linter's; tests/test_contracts.py breaks each."""

import ast
import importlib
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.tree import PACKAGE, ROOT, modules, name, syntax, texts, tracked_files

LONGEST = 300

VAGUE = {"util", "utils", "helper", "helpers", "common", "manager", "handler", "data", "info", "misc"}

TABLES = {
    "aims_gate.reports": "RENDERERS",
    "aims_gate.reports.of_inventory": "RENDERERS",
    "aims_gate.reports.of_readiness": "RENDERERS",
    "aims_gate.model.evidence": "KINDS",
}
"""Package → the typed table in its `__init__` that names every module of it."""

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
SHARED = {
    line.partition(" -> ")[2]
    for contract in CONTRACTS
    if contract["id"] == "reports"
    for line in contract["ignore_imports"]
}
BESIDE_THE_TABLE = SHARED | {
    "aims_gate.model.evidence.base",
    "aims_gate.model.evidence.parts",
    "aims_gate.reports.of_readiness.html_entry",
    "aims_gate.reports.of_readiness.wording",
}
"""Modules in such a package that its entries are made of, and that are no entry themselves."""

TESTED_ELSEWHERE: dict[str, str] = {}
"""Module with logic but without a test module of its name → why."""

MACHINE_PATH = re.compile(r"(?<![\w.$}~])(?:/(?:home|root|Users|work|workspace)/[\w.]|[A-Z]:\\+Users\\)")
REGISTRY_HOST = re.compile(
    r"pypi\.(?:org|python\.org)|pythonhosted\.org|npmjs\.(?:org|com)|crates\.io|rubygems\.org"
    r"|proxy\.golang\.org|repo1?\.maven\.org",
)
ANNEX_A = re.compile(r"(?<![\w.])A\.\d+(?:\.\d+)*")


def test_every_module_says_what_it_knows() -> None:
    silent = [name(path) for path in modules() if syntax(path).body and not ast.get_docstring(syntax(path))]
    assert silent == []


def test_no_python_file_is_long() -> None:
    lines = {
        name(path): path.read_text(encoding="utf-8").count("\n") for path in tracked_files() if path.suffix == ".py"
    }
    assert {path: count for path, count in lines.items() if count > LONGEST} == {}


def test_no_module_has_a_vague_name() -> None:
    parts = [path.relative_to(PACKAGE).with_suffix("").parts for path in modules()]
    assert [part for part in parts if VAGUE & {word for step in part for word in step.split("_")}] == []


def broad_handlers(tree: ast.Module) -> list[int]:
    """Lines that catch a bug of ours, whatever they do with it: what only tidies up is a `finally` or a context."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.expr | ast.ExceptHandler) and is_broad(node)]


def is_broad(node: ast.expr | ast.ExceptHandler) -> bool:
    match node:
        case ast.ExceptHandler(type=None):
            return True
        case ast.ExceptHandler(type=ast.expr() as caught) | (
            ast.Call(func=ast.Name("suppress") | ast.Attribute(attr="suppress")) as caught
        ):
            names = {getattr(part, "attr", getattr(part, "id", "")) for part in ast.walk(caught)}
            return bool(names & {"Exception", "BaseException", "ExceptionGroup", "BaseExceptionGroup"})
    return False


def test_only_the_command_line_catches_everything_and_only_once() -> None:
    broad = {name(path): broad_handlers(syntax(path)) for path in modules()}
    broad = {path: lines for path, lines in broad.items() if lines}
    assert set(broad) <= {"aims_gate/cli/group.py"}
    assert len(broad.get("aims_gate/cli/group.py", [])) <= 1


@pytest.mark.parametrize(
    "handler",
    [
        "except:\n    pass",
        "except Exception:\n    pass",
        "except (ValueError, BaseException):\n    pass",
        "except builtins.Exception:\n    pass",
        "except* Exception:\n    pass",
        "except BaseException:\n    raise",
    ],
)
def test_a_broad_handler_is_seen(handler: str) -> None:
    assert broad_handlers(ast.parse(f"try:\n    pass\n{handler}\n")) == [3]


@pytest.mark.parametrize("kind", ["suppress(Exception)", "contextlib.suppress(OSError, BaseException)"])
def test_what_lets_everything_go_is_seen(kind: str) -> None:
    assert broad_handlers(ast.parse(f"with {kind}:\n    pass\n")) == [1]


@pytest.mark.parametrize(
    "narrow",
    [
        "try:\n    pass\nexcept (OSError, yaml.YAMLError):\n    pass",
        "try:\n    pass\nfinally:\n    pass",
        "with suppress(OSError):\n    pass",
    ],
)
def test_what_is_narrow_or_only_tidies_up_is_left_alone(narrow: str) -> None:
    assert broad_handlers(ast.parse(narrow)) == []


def in_the_folder(package: str) -> set[str]:
    """Names of the modules and packages of a package, but for those that stand beside its table."""
    folder = ROOT / package.replace(".", "/")
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    folders = {path.parent.name for path in folder.glob("*/__init__.py")}
    return {m for m in files | folders if f"{package}.{m}" not in BESIDE_THE_TABLE | set(TABLES)}


@pytest.mark.parametrize("package", TABLES)
def test_a_table_names_what_is_in_its_folder(package: str) -> None:
    table = getattr(importlib.import_module(package), TABLES[package], {})
    assert {entry.replace("-", "_") for entry in table} == in_the_folder(package)


def held_by_the_type_checker(tree: ast.Module) -> set[str]:
    """Modules in the tuple `CHECKED`, which only the type checker reads."""
    return {
        part.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "CHECKED"
        for part in ast.walk(node.value or node)
        if isinstance(part, ast.Name)
    }


@pytest.mark.parametrize("package", [package for package, table in TABLES.items() if table == "RENDERERS"])
def test_what_is_loaded_by_its_name_is_checked_by_its_type(package: str) -> None:
    init = ROOT / package.replace(".", "/") / "__init__.py"
    table = getattr(importlib.import_module(package), TABLES[package])
    assert held_by_the_type_checker(syntax(init)) == {entry.replace("-", "_") for entry in table}


def found_in_the_tree(pattern: re.Pattern[str]) -> list[str]:
    return [f"{path}: {hit.group()}" for path, text in texts() for hit in pattern.finditer(text)]


def test_no_file_names_a_path_of_someones_machine() -> None:
    assert found_in_the_tree(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert found_in_the_tree(REGISTRY_HOST) == []


@pytest.mark.parametrize(
    "text", ["see {}home/ana/x", "cd {}root/.cache", '"{}Users/ana"', "C:\\{}\\ana".replace("{}", "Users")]
)
def test_a_machine_path_is_seen(text: str) -> None:
    assert MACHINE_PATH.search(text.replace("{}", "/"))


@pytest.mark.parametrize("text", ["docs/home/x", "https://example.org/work/x", "$HOME/work/x", "../work/x"])
def test_a_path_within_something_else_is_not_a_machine_path(text: str) -> None:
    assert not MACHINE_PATH.search(text)


@pytest.mark.parametrize("host", ["pypi", "files.pythonhosted", "registry.npmjs"])
def test_a_package_registry_is_seen(host: str) -> None:
    assert REGISTRY_HOST.search(f"https://{host}.org/simple")


def catalogue_ids() -> set[str]:
    """Ids of the catalogue's controls and of the groups they stand in."""
    catalogue = yaml.safe_load((ROOT / "policies/controls.yaml").read_text(encoding="utf-8"))
    return {control["id"] for control in catalogue["controls"]} | set(catalogue["groups"])


def test_every_annex_a_id_that_the_project_names_exists() -> None:
    known = catalogue_ids()
    named = [
        f"{path}: {hit.group()}"
        for path, text in texts()
        if not path.startswith("tests/")
        for hit in ANNEX_A.finditer(text)
        if hit.group() not in known
    ]
    assert named == []


def test_every_control_that_a_rule_names_exists() -> None:
    known = catalogue_ids()
    rules = {
        path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / "policies/iso42001").glob("*.yaml")
    }
    assert {name(path): rule["controls"] for path, rule in rules.items() if not set(rule["controls"]) <= known} == {}


def has_logic(path: Path) -> bool:
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) for node in ast.walk(syntax(path)))


def imported(path: Path) -> set[str]:
    """Dotted names that a module may import: modules, and what it takes from them."""
    names = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def has_own_test(path: Path) -> bool:
    """A test module of its name, or of its folder's, at the mirrored place."""
    folders = path.relative_to(PACKAGE).parent.parts
    stem = folders[-1] if path.stem == "__init__" and folders else path.stem
    own = ROOT.joinpath("tests", *folders).glob(f"test_{stem}*.py")
    whole = ROOT.joinpath("tests", *folders[:-1]).glob(f"test_{folders[-1]}*.py") if folders else ()
    return any(own) or any(whole)


def test_every_module_with_logic_has_a_test() -> None:
    """Its own, or one that imports it, or that of the module beside it which it is a part of."""
    reached = set().union(*(imported(path) for path in (ROOT / "tests").rglob("test_*.py")))
    tested = {path for path in modules() if has_own_test(path) or dotted(path) in reached}
    parts = {(path.parent, name) for path in tested for name in imported(path)}
    rest = {path for path in modules() if has_logic(path)} - tested
    assert {name(path) for path in rest if (path.parent, dotted(path)) not in parts} == set(TESTED_ELSEWHERE)
