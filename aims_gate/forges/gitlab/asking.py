"""What is asked of GitLab about one change, once git shows that a decision depends on it."""

from dataclasses import dataclass, replace

from aims_gate.errors import ForgeError
from aims_gate.facts.build import build
from aims_gate.facts.people import People, names
from aims_gate.forges.edits import dated
from aims_gate.forges.gitlab.api import Api
from aims_gate.forges.gitlab.commits import Commits
from aims_gate.forges.gitlab.job import Job
from aims_gate.forges.gitlab.merge_request import (
    ApprovalRule,
    MergeRequest,
    approval_rules,
    edited_at,
    is_maintainer,
    read_merge_request,
)
from aims_gate.forges.gitlab.number import number_of
from aims_gate.forges.gitlab.reviews import Given, reviews
from aims_gate.forges.gitlab.source import Source
from aims_gate.forges.refusals import reason_of
from aims_gate.model.change import Change, Commit, Identity
from aims_gate.model.collected import Collected
from aims_gate.model.review import Review
from aims_gate.sources import pack
from aims_gate.sources.contribution import sign_off_digests
from aims_gate.sources.matter import matter_of

NAME = "gitlab"


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions about one change. Each says what becomes of it where GitLab does not answer."""

    source: Source
    commits: Commits
    api: Api

    def described(self, change: Change) -> tuple[Change, tuple[str, ...]]:
        """The change with what its author says of it, and notes. Raises ForgeError."""
        job = self.source.job
        shown = read_merge_request(self.api, number_of(self.api, job, change))
        described = replace(
            change,
            commits=self._own(change, shown),
            title=shown.title,
            body=shown.description,
            labels=shown.labels,
            author=Identity(shown.author.username, ""),
            author_login=shown.author.username,
            author_id=str(shown.author.id),
            number=shown.iid,
        )
        return described, _moved_on(job, shown)

    def dated(self, side: Collected) -> Collected:
        """With the times at which description and label were edited, where a record rests on them."""
        return dated(side, lambda: edited_at(self.api, side.change.number))

    def reviewed(self, side: Collected) -> Collected:
        """With everybody's word, and what each approved commit brings."""
        try:
            given = reviews(self.api, side.change.number)
            administrators = self._administrators(given) if side.bootstrap else ()
            rules = approval_rules(self.api, side.change.number) if given else ()
        except ForgeError as error:
            return replace(side, change=replace(side.change, reviews=None), unavailable=reason_of(error))
        side = replace(side, administrators=administrators, notes=(*side.notes, *_rule_notes(rules, side)))
        approved = sorted({commit for one in given for commit in one.meant} - {"", side.change.head})
        if approved:
            side = self._digested(side, approved)
        told = tuple(_settled(one, side) for one in given)
        side = replace(side, change=replace(side.change, reviews=tuple(review for review, _ in told)))
        return replace(side, notes=(*side.notes, *(note for _, note in told if note)))

    def _digested(self, side: Collected, approved: list[str]) -> Collected:
        repository = self.source.repository
        gone = tuple(_gone(commit) for commit in approved if not self._here(commit))
        matter = matter_of(side, build(side, pack.change_types()))
        digests = sign_off_digests(repository, self.commits.tip, [side.change.head, *approved], matter)
        return replace(side, digests=digests, notes=(*side.notes, *gone))

    def _here(self, commit: str) -> bool:
        """Whether an approved commit is in this clone, fetched if need be."""
        repository, remote = self.source.repository, self.source.remote
        if repository.resolve(commit) is None and remote is not None:
            try:
                remote.commit(repository.folder, commit)
            except ForgeError:
                return False
            repository.close()
        return repository.resolve(commit) is not None

    def _own(self, change: Change, shown: MergeRequest) -> tuple[Commit, ...]:
        """The merge request's own commits. Those by which GitLab lands it say nothing of who made it."""
        job, repository = self.source.job, self.source.repository
        if not (job.kind == "merge_train" or job.lands):
            return change.commits
        own = self.commits.own if job.kind == "merge_train" else shown.sha
        if repository.resolve(own) is None and self.source.remote is not None:
            self.source.remote.merge_request(repository.folder, shown.iid)
            repository.close()
        head = repository.resolve(own) if own else None
        if head is None:
            raise ForgeError(
                f"the commits of merge request !{shown.iid} are not in this clone, so who made it cannot be told",
                f"run `git fetch origin refs/merge-requests/{shown.iid}/head` before the gate",
            )
        return repository.commits(repository.merge_base(self.commits.tip, head), head)

    def _administrators(self, given: tuple[Given, ...]) -> tuple[str, ...]:
        """User names of those who approve and administer the project. Raises ForgeError."""
        approving = [one.review for one in given if one.review.state == "approved" and not one.review.bot]
        return tuple(review.login for review in approving if is_maintainer(self.api, review.user_id))


def _settled(one: Given, side: Collected) -> tuple[Review, str]:
    """A review, without its commit where it may have been given for another one that brings something else."""
    others = [commit for commit in one.meant if commit != one.review.commit]
    if not others:
        return one.review, ""
    digests = {side.digests.get(commit, "") for commit in one.meant}
    if len(digests) == 1 and "" not in digests:
        return one.review, ""
    pushed = ", ".join(commit[:12] for commit in one.meant)
    note = (
        f"{one.review.login} approved right after a push, so which of {pushed} was seen cannot be told: approve again."
    )
    return one.review._replace(commit=""), note


def _moved_on(job: Job, shown: MergeRequest) -> tuple[str, ...]:
    """What has become of a merge request since its pipeline: the pipeline's head is judged."""
    if not job.iid:
        return ()
    found = []
    if shown.sha and shown.sha != job.head:
        found.append(f"Judged is {job.head[:12]}; the merge request has moved on to {shown.sha[:12]}.")
    if shown.target_branch != job.target:
        found.append(f"Judged against {job.target}; the merge request has been moved to {shown.target_branch}.")
    return tuple(found)


def _rule_notes(rules: tuple[ApprovalRule, ...], side: Collected) -> tuple[str, ...]:
    """GitLab's own rules, by people of the register: they decide about the merge button and nothing here."""
    people = People(side.trusted.value("roles"), side.now)

    def who(accounts: tuple[str, ...]) -> str:
        return names(people.account(NAME, login, "") or login for login in accounts) or "nobody"

    return tuple(
        f"GitLab's approval rule {rule.name!r} asks for {rule.required} of {who(rule.eligible)}; given by {who(rule.given)}."
        for rule in rules
    )


def _gone(commit: str) -> str:
    return (
        f"{commit[:12]}, which was approved, cannot be fetched, so what it brought cannot be told: ask for another "
        "approval."
    )
