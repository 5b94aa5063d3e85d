"""A review as a forge shows it, before anything is concluded from it."""

from typing import Literal

from aims_gate.model.values import NamedTuple

ReviewState = Literal["approved", "changes_requested", "commented", "dismissed", "pending"]


class Review(NamedTuple):
    """One review of a pull or merge request.

    `login` is the account's name and `user_id` its lasting number (empty where the forge does not tell). `commit` is
    the full id of the commit that was reviewed, empty where the forge does not tell. `at` is ISO 8601 in UTC.
    """

    login: str
    user_id: str
    bot: bool
    state: ReviewState
    commit: str
    at: str
    id: str = ""
