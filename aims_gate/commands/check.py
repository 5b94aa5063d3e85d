"""`aims-gate check`: judge a change and say what is missing."""

from collections.abc import Mapping
from dataclasses import field

from aims_gate.engine.policy import Policy
from aims_gate.engine.report import report_on
from aims_gate.errors import PolicyError
from aims_gate.facts.build import Facts, build
from aims_gate.facts.together import are_several, parts_of, together
from aims_gate.forges import Forge, detect
from aims_gate.forges.local.change import NAME, Asked, read_change
from aims_gate.model.collected import Collected
from aims_gate.model.report import Report
from aims_gate.model.values import dataclass
from aims_gate.sources import pack
from aims_gate.sources.collect import as_if_merged, collect
from aims_gate.sources.git import Repository
from aims_gate.sources.looking import make_ready
from aims_gate.sources.rules import load_policy
from aims_gate.sources.saved_facts import read_facts, write_facts


@dataclass(frozen=True)
class Options:
    """What a user asks of a check. Empty texts leave the choice to the gate; `now` is an ISO date or date-time.

    `environment` tells the forge that this run is on; without one the repository is judged as it lies here.
    """

    now: str
    asked: Asked = field(default_factory=Asked)
    folder: str = "."
    strict: bool = False
    policy_digest: str = ""
    facts: str = ""
    save_facts: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


def check(options: Options) -> Report:
    """Judge a change, or facts that were saved earlier. Raises AimsGateError."""
    facts = read_facts(options.facts) if options.facts else collect_facts(options)
    if options.save_facts:
        write_facts(options.save_facts, facts)
    return judged(facts, strict=options.strict, policy_digest=options.policy_digest)


def judged(facts: Facts, *, strict: bool, policy_digest: str = "") -> Report:
    """The report on the facts of a change, or on those of several pull requests together. Raises AimsGateError."""
    if are_several(facts):
        from aims_gate.engine.combine import combine

        parts = [(number, judged(part, strict=strict, policy_digest=policy_digest)) for number, part in parts_of(facts)]
        return combine(parts, facts)
    policy = load_policy(facts)
    _hold_to(policy_digest, policy)
    proposed, unusable = _proposed(facts)
    return report_on(facts, policy, strict=strict, proposed=proposed, unusable=unusable)


def collect_facts(options: Options) -> Facts:
    """The facts of the change that the forge tells of, else of the one in the local repository."""
    with Repository(options.folder) as repository:
        repository.while_git_works(make_ready)
        return facts_of(_collected(repository, options))


def facts_of(sides: tuple[Collected, ...]) -> Facts:
    """The facts of what was read: of one change, or of several pull requests in the order they land."""
    if len(sides) > 1:
        return together((side.change.number, facts_of((side,))) for side in sides)
    types, (side,) = pack.change_types(), sides
    facts = build(side, types)
    if facts["proposed"]["gate"] and not side.bootstrap:
        facts["if_merged"] = build(as_if_merged(side), types)
    return facts


def forge_of(options: Options) -> Forge:
    """The forge that tells of the change to judge.

    Who names what to judge, speaks for the description, or replays facts means a local change on a forge, too.
    """
    asked = options.asked
    names_it = asked.base or asked.head or asked.description or asked.labels or options.facts
    return "local" if names_it else detect(options.environment)


def _collected(repository: Repository, options: Options) -> tuple[Collected, ...]:
    """What was read, a pull request each."""
    asked = options.asked
    forge = forge_of(options)
    if forge == "gitlab":
        return (_on_gitlab(repository, options),)
    if forge == "github":
        from aims_gate.forges.github.read_change import collect_github
        from aims_gate.forges.github.run import read_run

        run = read_run(options.environment)
        remote = run.place.remote(repository) if run.github else None
        return collect_github(repository, run.event, run.github, options.now, asked.policy_ref, remote)
    with read_change(repository, asked) as (change, trust):
        return (collect(repository, change, trust, options.now, NAME),)


def _on_gitlab(repository: Repository, options: Options) -> Collected:
    from aims_gate.forges.gitlab.read_change import collect_gitlab
    from aims_gate.forges.gitlab.run import read_run
    from aims_gate.forges.gitlab.source import Source

    run = read_run(options.environment)
    source = Source(repository, run.job, run.gitlab, run.remote)
    return collect_gitlab(source, options.now, options.asked.policy_ref)


def _proposed(facts: Facts) -> tuple[Policy | None, str]:
    """The policy that the change would bring, or why it could not be loaded: that is no reason not to judge."""
    if "if_merged" not in facts:
        return None, ""
    try:
        return load_policy(facts["if_merged"]), ""
    except PolicyError as error:
        return None, error.message


def _hold_to(digest: str, policy: Policy) -> None:
    if digest and digest != policy.digest:
        raise PolicyError(
            f"the policy in force is {policy.digest}, not {digest}",
            "pin the digest that this run shows once its rules were reviewed",
        )
