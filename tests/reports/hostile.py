"""Text as an author who means harm, or a broken editor, would write it."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from tests.reports.sample import HOSTILE_TEXTS

ANY_TEXT = st.lists(
    st.one_of(st.sampled_from(HOSTILE_TEXTS), st.text(st.characters()), st.text("`*_[]()<>|\\#@!~$&-+=.:/1a \t\n\r")),
    max_size=4,
).map("".join)
"""Any characters at all, lone surrogates included, mixed with pieces known to do harm."""


def with_any_text(test: Callable[..., None]) -> Callable[..., None]:
    """Runs a test with all manner of text."""
    return given(text=ANY_TEXT)(test)
