"""What the reviews on a forge are worth: whose approval counts, for this content, on this day.

Knows nothing of roles: who may approve what is for `claims` to say.
"""

from collections.abc import Iterable
from typing import Literal

from aims_gate.facts.people import People
from aims_gate.model.change import Change
from aims_gate.model.document import Json
from aims_gate.model.review import Review
from aims_gate.model.values import NamedTuple

State = Literal["verified", "claimed", "refuted", "stale", "self", "dismissed", "withdrawn", "bot", "unknown"]

DECISIVE = ("approved", "changes_requested", "dismissed")
"""States of a review that say something; a comment says nothing."""

_REFUTING = ("self", "withdrawn", "bot")


class Standing(NamedTuple):
    """What one account's last decisive review is worth. `reason` is the cause where it is not verified."""

    state: State
    reason: str
    login: str = ""
    commit: str = ""
    at: str = ""

    @property
    def refutes(self) -> bool:
        """Whether it speaks against a claim in that person's name."""
        return self.state in _REFUTING


class Content(NamedTuple):
    """What was reviewed: the head, and the sign-off digest of every commit that a review names.

    `digests` maps commit ids to digests; an empty digest could not be had. `written_at` is when what stands outside the
    tree (description, labels) was last edited: empty when no record stands there, None when it cannot be told.
    """

    head: str
    digests: dict[str, str]
    written_at: str | None = ""


class Approvals:
    """The reviews of one change, judged. Without a forge there are none, and every claim waits.

    `unavailable` says why a forge's reviews could not be had: then nobody's standing is known.
    """

    def __init__(
        self, people: People, change: Change, content: Content, forge: str = "github", unavailable: str = ""
    ) -> None:
        self._people = people
        self._content = content
        self._contributors = people.contributors(change, forge)
        self.strangers = people.strangers(change)
        self._author = (change.author_login.lower(), change.author_id)
        self._forge = forge
        self.unavailable = unavailable
        self.local = change.reviews is None and not unavailable
        self._last = _last_decisive(change.reviews or ())

    def of(self, person: str) -> Standing:
        """The standing of a person of the register."""
        if self.unavailable:
            return Standing("unknown", self.unavailable)
        if self.local:
            return Standing("claimed", "waits for an approving review")
        for login in self._last:
            if self.person(self._last[login]) == person:
                return self._judge(self._last[login], person)
        return Standing("claimed", f"{person} has not reviewed")

    def of_login(self, login: str) -> Standing:
        """The standing of an account, whoever it belongs to."""
        if self.unavailable:
            return Standing("unknown", self.unavailable)
        review = self._last.get(login.lower())
        if review is None:
            return Standing("claimed", f"{login} has not reviewed")
        return self._judge(review, self.person(review))

    def listed(self) -> list[dict[str, Json]]:
        """What every account's last decisive review is worth, as rules see it.

        On a public repository anybody can approve: what the register does not know is a stranger's, and verifies nothing.
        """
        found: list[dict[str, Json]] = []
        for review in self.reviewers():
            person = self.person(review)
            said: dict[str, Json] = self._judge(review, person)._asdict()
            if not person and said["state"] in ("verified", "stale", "unknown"):
                said |= {"state": "stranger", "reason": f"{review.login} is nobody of .aims/roles.yaml"}
            found.append({"person": person, "roles": list(self._people.roles_of(person)) if person else [], **said})
        return found

    def open_facts(self, listed: list[dict[str, Json]], asked: bool) -> list[dict[str, Json]]:
        """The unknown facts that leave the list of approvals open. `asked`: the change is one whose reviews are read."""
        if self.unavailable or self.local:
            reasons = [self.unavailable or "waits for an approving review"]
        elif not asked:
            reasons = ["reviews are read only of a change that concerns the gate: add `change.ai` to `when`"]
        else:
            reasons = [said["reason"] for said in listed if said["state"] == "unknown"]
        return [{"path": "approvals", "reason": reason, "waiting": self.local} for reason in reasons]

    def reviewers(self) -> tuple[Review, ...]:
        """The last decisive review of every account, in the order of their names."""
        return () if self.unavailable else tuple(self._last[login] for login in sorted(self._last))

    def person(self, review: Review) -> str:
        """The person of the register whom an account belongs to; a number that differs is somebody else's account."""
        return self._people.account(self._forge, review.login, review.user_id)

    def _judge(self, review: Review, person: str) -> Standing:
        state, reason = self._state(review, person)
        return Standing(state, reason, review.login, review.commit, review.at)

    def _state(self, review: Review, person: str) -> tuple[State, str]:
        if review.bot:
            return "bot", f"{review.login} is a bot"
        login, number = self._author
        opened = review.login.lower() == login or (number and review.user_id == number)
        if opened or (person and person in self._contributors):
            return "self", f"{review.login} took part in this change"
        if review.state == "changes_requested":
            return "withdrawn", f"{review.login} asks for changes"
        if review.state == "dismissed":
            return "dismissed", f"the review of {review.login} was dismissed"
        return self._content_state(review)

    def _content_state(self, review: Review) -> tuple[State, str]:
        """Whether what was approved is what would be merged."""
        if review.commit != self._content.head:
            then, now = self._content.digests.get(review.commit, ""), self._content.digests.get(self._content.head, "")
            if not review.commit:
                return "unknown", f"which commit {review.login} approved cannot be told"
            if not then or not now:
                return "unknown", f"the commit that {review.login} reviewed cannot be had any more"
            if then != now:
                return "stale", f"material edits came after the review of {review.login}"
        if self._content.written_at is None:
            return "unknown", "the forge does not tell when the description was last edited"
        if self._content.written_at and review.at <= self._content.written_at:
            return "stale", f"the record was edited after the review of {review.login}"
        return "verified", ""


def _last_decisive(reviews: Iterable[Review]) -> dict[str, Review]:
    """Account → its last review that says something. Reviews come in the forge's order, and time decides first."""
    found: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda review: review.at):
        if review.state in DECISIVE:
            found[review.login.lower()] = review
    return found
