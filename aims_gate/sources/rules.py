"""From rule files to rules, and from rules and register to the policy in force."""

from aims_gate.engine.expression import use_prepared
from aims_gate.engine.policy import Policy, policy_of
from aims_gate.errors import PolicyError
from aims_gate.model.document import Json, Parsed
from aims_gate.model.rule import Example, FixPart, Requirement, Rule
from aims_gate.sources import pack
from aims_gate.sources.strict_yaml import read_yaml

_LIMIT = 262_144


def load_policy(facts: dict[str, Json]) -> Policy:
    """The policy that the trusted register of some facts puts in force. Raises PolicyError.

    Rules of the programme are among its rules where the facts are of the whole management system: nothing of a change is
    theirs to judge, so that a check does not even read them.
    """
    whole = "programme" in facts
    use_prepared(pack.prepared_expressions())
    if whole:
        use_prepared(pack.prepared_expressions(of_programme=True))
    trusted = facts["trusted"]
    own = trusted["rules"]
    rules = [*built_in_rules(programme=whole), *(own_rule(path, text) for path, text in own.items())]
    config = trusted["register"].get("config") or {}
    chosen = pack.profile(str(config.get("profile", "standard")))
    where = f"{trusted['ref']} ({trusted['commit'][:12]})" if trusted["commit"] else "built-in rules only"
    unasked = () if whole else map(_name, pack.programme_rule_paths())
    return policy_of(tuple(rules), trusted["register"], chosen, trusted["day"], where, frozenset(unasked))


def built_in_rules(*, programme: bool = True) -> list[Rule]:
    """Every rule of the built-in pack, or only those that judge a change, by id.

    Without `examples`; the others are as they were read when the pack was made, where a file is still the same.
    """
    files = pack.rule_files(programme=programme)
    return [read_rule(pack.without_examples(data), path, pack.PACK) for path, data in files.items()]


def built_in_rules_with_examples() -> list[Rule]:
    """Every rule of the built-in pack, by id, as its file has it."""
    return [read_rule(data, path, pack.PACK) for path, data in pack.rule_files().items()]


def read_rule(data: bytes | str, path: str, of_pack: str) -> Rule:
    """A rule from its file. Raises PolicyError, with line and column, for one that cannot be used."""
    value = _own_value(data, path) if of_pack != pack.PACK else _shipped_value(data, path)
    name = _name(path)
    if value.get("id") != name:
        raise PolicyError(f"{path}: the rule's id is not `{name}`, the name of its file", "make the two the same")
    return _rule(value, path, of_pack)


def _name(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _shipped_value(data: bytes | str, path: str) -> dict[str, Json]:
    before = pack.read_before(path, data) if isinstance(data, bytes) else None
    return _value(read_yaml(data, path, limit=_LIMIT)) if before is None else before


def _own_value(data: bytes | str, path: str) -> dict[str, Json]:
    parsed = read_yaml(data, path, limit=_LIMIT)
    _check_shape(parsed)
    return _value(parsed)


def _value(parsed: Parsed) -> dict[str, Json]:
    if parsed.value is None:
        raise _problem(parsed)
    value: dict[str, Json] = parsed.value
    return value


def own_rule(path: str, text: str) -> Rule:
    """A rule of the organisation's own. Raises PolicyError for one that cannot be used or could never mean what it says."""
    from aims_gate.engine.lint import lint
    from aims_gate.sources.view_table import view_table

    if not text.strip():
        raise PolicyError(
            f"{path}:1:1: there is no rule: the file is empty, or no file of the tree (links are not followed)",
            "put the rule there, or remove it and what names it in .aims/config.yaml",
        )
    rule = read_rule(text, path, "own")
    known = {str(control["id"]) for control in pack.controls()}
    problems = [f"`{control}` is no control of the catalogue" for control in rule.controls if control not in known]
    problems += lint(rule, view_table())
    if problems:
        raise PolicyError(f"{path}: {problems[0]}", "`aims-gate schema rule` and `aims-gate explain` show the format")
    return rule


def _check_shape(parsed: Parsed) -> None:
    from aims_gate.sources.shape import check_shape

    if parsed.value is not None and (problems := check_shape(parsed, "rule")):
        first = problems[0]
        raise PolicyError(f"{parsed.path}:{first.line}:{first.column}: {first.message}", first.hint)


def _problem(parsed: Parsed) -> PolicyError:
    first = parsed.problems[0]
    return PolicyError(f"{parsed.path}:{first.line}:{first.column}: {first.message}", first.hint)


def _rule(value: dict[str, Json], path: str, of_pack: str) -> Rule:
    examples = value.get("examples", {})
    return Rule(
        id=value["id"],
        title=value["title"],
        controls=tuple(value["controls"]),
        subject=value["subject"],
        from_tier=value.get("from_tier", "minimal"),
        severity=value["severity"],
        when=value.get("when", "true"),
        require=tuple(_requirement(entry, path) for entry in value["require"]),
        why=" ".join(value["why"].split()),
        fix=_fix(value["fix"]),
        pack=of_pack,
        waivable=value.get("waivable", True),
        stage=value.get("stage", "stable"),
        asked_of_non_material=value.get("asked_of_non_material", False),
        follows=tuple(value.get("follows", ())),
        standing=value.get("standing", False),
        shows=value.get("shows", "written"),
        passing=_examples(examples, "pass"),
        failing=_examples(examples, "fail"),
        not_applicable=_examples(examples, "not_applicable"),
        path=path,
    )


def _requirement(entry: dict[str, Json], path: str) -> Requirement:
    listed, _, each = entry.get("for_each", "").rpartition(" as ")
    if "for_each" in entry and not (listed.strip() and each.strip().isidentifier()):
        raise PolicyError(f"{path}: `for_each: {entry['for_each']}` names no element", "write `for_each: <list> as m`")
    return Requirement(
        that=entry["that"],
        message=" ".join(entry["message"].split()),
        at=entry.get("at", ""),
        for_each=listed.strip(),
        each=each.strip(),
        allow_empty=entry.get("allow_empty", False),
        always=entry.get("always", False),
    )


def _fix(fix: Json) -> tuple[FixPart, ...]:
    if isinstance(fix, list):
        return tuple(FixPart(part["text"], part.get("when", "")) for part in fix)
    return (FixPart(fix),)


def _examples(examples: dict[str, Json], key: str) -> tuple[Example, ...]:
    return tuple(Example(entry["name"], entry["facts"]) for entry in examples.get(key, ()))
