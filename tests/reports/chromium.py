"""A page as a browser without a screen shows it: what it holds once its script has run, and what it said meanwhile."""

import shutil
import subprocess
from pathlib import Path

import pytest

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
needs_chromium = pytest.mark.skipif(not BROWSER, reason="no Chromium is on the PATH")

_QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr",
)  # fmt: skip


def run(page: Path, *options: str, address: str = "") -> tuple[str, str]:
    """What the browser prints, and what the page's console holds: errors, and what its policy refused."""
    profile = page.parent / "profile"
    done = subprocess.run(
        [BROWSER, *_QUIET, f"--user-data-dir={profile}", *options, f"{page.as_uri()}{address}"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout, "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)
