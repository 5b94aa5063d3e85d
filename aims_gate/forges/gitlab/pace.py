"""By which signs GitLab's answers show a limit, and when it ends. Makes no request."""

from aims_gate.forges.exchange import Answer
from aims_gate.forges.pace import Signs, is_count


def limited(answer: Answer) -> bool:
    """Whether GitLab refuses because of how much was asked, and not of what."""
    return answer.status == 429


def reset_at(answer: Answer) -> int | None:
    """When a spent allowance is given anew, in seconds since 1970, where GitLab tells."""
    reset = answer.headers.get("ratelimit-reset", "").strip()
    return int(reset) if limited(answer) and is_count(reset) else None


SIGNS = Signs(limited, reset_at, frozenset((500, 502, 503, 504, *range(520, 525))))
