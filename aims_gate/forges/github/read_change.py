"""Reads a change that GitHub tells of: from git, and what only GitHub knows where a decision depends on it.

What GitHub does not answer is left open with the cause. It is never an exception here, and never an approval.
"""

from dataclasses import dataclass, replace

from aims_gate.errors import ForgeError
from aims_gate.facts.build import Facts, build
from aims_gate.forges.github.api import Api
from aims_gate.forges.github.commits import Commits, commits_of
from aims_gate.forges.github.event import Event
from aims_gate.forges.github.number import number_of
from aims_gate.forges.github.pull_request import PullRequest, edited_at, is_administrator, read_pull_request, reviews
from aims_gate.model.change import Change, Commit, Identity
from aims_gate.model.collected import Collected
from aims_gate.model.review import Review
from aims_gate.sources import pack
from aims_gate.sources.collect import collect
from aims_gate.sources.contribution import sign_off_digests
from aims_gate.sources.git import Repository
from aims_gate.sources.matter import matter_of

NAME = "github"

_NO_TOKEN = (
    "GitHub was not asked for the pull request: there is no token",
    "pass `GITHUB_TOKEN: ${{ github.token }}` to this step, with `pull-requests: read` among the permissions",
)


def collect_github(repository: Repository, event: Event, api: Api | None, now: str, policy_ref: str = "") -> Collected:
    """All that was read of an event's change. GitHub is asked only where git shows that a decision depends on it.

    `api` is None where there is no token. Raises SourceError where this clone lacks the commits.
    """
    commits = commits_of(repository, event, policy_ref)
    change = _from_git(repository, commits)
    side = collect(repository, change, commits.trust, now, NAME)
    if not _concerns_the_gate(_facts(side)):
        return side
    try:
        asking = _Asking(repository, event, commits, _given(api))
        change, notes = asking.described(change)
    except ForgeError as error:
        reason = _reason(error)
        return replace(side, change=replace(change, reviews=None), unavailable=reason, undescribed=reason)
    side = replace(collect(repository, change, commits.trust, now, NAME, side.found), notes=notes)
    return asking.reviewed(asking.dated(side))


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is asked of GitHub about one change."""

    repository: Repository
    event: Event
    commits: Commits
    api: Api

    def described(self, change: Change) -> tuple[Change, tuple[str, ...]]:
        """The change with what its author says of it, and notes. Raises ForgeError."""
        pull = read_pull_request(self.api, number_of(self.api, self.event, change))
        described = replace(
            change,
            commits=self._own(change, pull),
            title=pull.title,
            body=pull.body,
            labels=tuple(label.name for label in pull.labels),
            author=Identity(pull.user.login, ""),
            author_login=pull.user.login,
            author_id=pull.user.user_id,
            number=pull.number,
        )
        return described, _moved_on(self.event, pull)

    def dated(self, side: Collected) -> Collected:
        """With the times at which description and label were edited, where a record rests on them."""
        if not any(record.source in ("description", "label") or not record.edited for record in side.records):
            return side
        try:
            body, labels = edited_at(self.api, side.change.number)
        except ForgeError as error:
            body = labels = None
            side = replace(side, notes=(*side.notes, f"When the description was last edited: {_reason(error)}."))
        return replace(side, change=replace(side.change, body_edited=body, labels_edited=labels))

    def reviewed(self, side: Collected) -> Collected:
        """With every review, and what each approved commit brings."""
        try:
            given = reviews(self.api, side.change.number)
            administrators = self._administrators(given) if side.bootstrap else ()
        except ForgeError as error:
            return replace(side, change=replace(side.change, reviews=None), unavailable=_reason(error))
        side = replace(side, change=replace(side.change, reviews=given), administrators=administrators)
        approved = sorted({r.commit for r in given if r.state == "approved"} - {"", side.change.head})
        if not approved:
            return side
        matter = matter_of(side, _facts(side))
        digests = sign_off_digests(self.repository, self.commits.tip, [side.change.head, *approved], matter)
        gone = tuple(_gone(commit) for commit in approved if self.repository.resolve(commit) is None)
        return replace(side, digests=digests, notes=(*side.notes, *gone))

    def _own(self, change: Change, pull: PullRequest) -> tuple[Commit, ...]:
        """The pull request's own commits. Those by which a queue or a button lands it say nothing of who made it."""
        if not (self.event.kind == "merge_group" or self.event.lands):
            return change.commits
        head = self.repository.resolve(pull.head.sha)
        if head is None:
            raise ForgeError(
                f"the commits of pull request {pull.number} are not in this clone, so who made it cannot be told",
                f"run `git fetch origin pull/{pull.number}/head` before the gate",
            )
        return self.repository.commits(self.repository.merge_base(self.commits.tip, head), head)

    def _administrators(self, given: tuple[Review, ...]) -> tuple[str, ...]:
        """Logins of approving reviewers who administer the repository. Raises ForgeError."""
        approving = sorted({review.login for review in given if review.state == "approved" and not review.bot})
        return tuple(login for login in approving if is_administrator(self.api, login))


def _from_git(repository: Repository, commits: Commits) -> Change:
    """The change as git alone shows it. Nobody has reviewed it as far as git knows."""
    tree = repository.tree_of(commits.head)
    listed = repository.commits(commits.base, commits.head)
    return Change(
        base=commits.base,
        head=commits.head,
        head_tree=tree,
        files=repository.changed_files(repository.tree_of(commits.base), tree),
        commits=listed,
        title=listed[0].message.partition("\n")[0] if listed else "",
        author=listed[0].author if listed else Identity("", ""),
        reviews=(),
    )


def _facts(side: Collected) -> Facts:
    return build(side, pack.change_types())


def _concerns_the_gate(facts: Facts) -> bool:
    """Whether anything that needs an approval, or could be described elsewhere, changes."""
    return bool(facts["change"]["ai"] or facts["proposed"]["gate"])


def _given(api: Api | None) -> Api:
    if api is None:
        raise ForgeError(*_NO_TOKEN)
    return api


def _reason(error: ForgeError) -> str:
    return f"{error.message}; {error.hint}" if error.hint else error.message


def _moved_on(event: Event, pull: PullRequest) -> tuple[str, ...]:
    """What has become of a pull request since its event: the event's head is judged, and an older one stays older."""
    if not event.number:
        return ()
    notes = []
    if pull.head.sha != event.head_sha:
        notes.append(f"Judged is {event.head_sha[:12]}; the pull request has moved on to {pull.head.sha[:12]}.")
    if pull.base.ref != event.base_ref:
        notes.append(f"Judged against {event.base_ref}; the pull request has been moved to {pull.base.ref}.")
    return tuple(notes)


def _gone(commit: str) -> str:
    return (
        f"{commit[:12]}, which was approved, is not in this clone, so what it brought cannot be told: run "
        f"`git fetch origin {commit}` before the gate, or ask for another review."
    )
