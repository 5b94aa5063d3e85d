"""Time that only sleeping moves on."""

from dataclasses import dataclass, field


@dataclass
class Time:
    """A clock that stands still but for its sleeps, which take no time."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Moves the clock on."""
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        """Seconds, from anywhere."""
        return self.now
