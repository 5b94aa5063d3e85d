"""A change as git and a forge show it, before anything is concluded from it."""

from aims_gate.model.review import Review
from aims_gate.model.values import NamedTuple, dataclass


class ChangedFile(NamedTuple):
    """One path that differs between base and head. A rename is one entry with both paths.

    `status` is git's letter: A, M, D, R, C or T. Modes are git's octal strings (`100644`; `000000` where absent),
    object ids are full hexadecimal. `old_path` is empty unless the file was renamed or copied.
    """

    path: str
    status: str
    old_path: str = ""
    old_mode: str = "000000"
    new_mode: str = "000000"
    old_id: str = ""
    new_id: str = ""


class Identity(NamedTuple):
    """Who git says wrote or committed something. Anyone can write anything here."""

    name: str
    email: str


NOBODY = Identity("", "")


class Commit(NamedTuple):
    """One commit between base and head. `committed` is ISO 8601 with offset."""

    id: str
    author: Identity
    committer: Identity
    co_authors: tuple[Identity, ...]
    message: str
    committed: str


@dataclass(frozen=True)
class Change:
    """A proposed change: two trees, what lies between them, and what its author says about it.

    `base` is the merge base and `head` the judged commit, both full ids; `head` is empty when the working tree is
    judged. `head_tree` is always a tree id. `reviews` is None where no forge was asked, and in the forge's order
    otherwise. `body_edited` and `labels_edited` are when description and labels were last edited (ISO 8601, UTC): empty
    for never, None where that cannot be told. `number` is the pull or merge request's, 0 without one.
    """

    base: str
    head: str
    head_tree: str
    files: tuple[ChangedFile, ...]
    commits: tuple[Commit, ...] = ()
    title: str = ""
    body: str = ""
    labels: tuple[str, ...] = ()
    author: Identity = NOBODY
    author_login: str = ""
    author_id: str = ""
    reviews: tuple[Review, ...] | None = None
    body_edited: str | None = None
    labels_edited: str | None = None
    number: int = 0
