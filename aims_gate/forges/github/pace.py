"""By which signs GitHub's answers show a limit, and when it ends. Makes no request."""

from aims_gate.forges.exchange import Answer
from aims_gate.forges.pace import Signs, is_count


def limited(answer: Answer) -> bool:
    """Whether GitHub refuses because of how much was asked, and not of what."""
    if answer.status == 429:
        return True
    said = answer.body[:4096].lower()
    told = "retry-after" in answer.headers or used_up(answer)
    return answer.status == 403 and (told or b"rate limit" in said or b"abuse detection" in said)


def used_up(answer: Answer) -> bool:
    """Whether the token's hourly allowance is spent."""
    return answer.headers.get("x-ratelimit-remaining") == "0"


def reset_at(answer: Answer) -> int | None:
    """When a spent allowance is given anew, in seconds since 1970, where GitHub tells."""
    reset = answer.headers.get("x-ratelimit-reset", "")
    return int(reset) if used_up(answer) and is_count(reset) else None


SIGNS = Signs(limited, reset_at, frozenset((500, 502, 503, 504)))
