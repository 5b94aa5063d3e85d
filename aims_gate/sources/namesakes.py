"""Python imports that may mean a module of the repository which only bears the name of an AI library.

Knows where Python looks first, beside the file that imports, and no more of its search path. An import is never taken
away: it becomes likely.
"""

import re
from collections.abc import Iterable, Iterator

from aims_gate.model.signal import Found, Hit, Signal
from aims_gate.sources.git import Repository

MODULES_AT_MOST = 200
"""Files of a package that are looked at; a larger one is taken for the library itself."""

_FILE_AT_MOST = 1024 * 1024
_ROW = "import:python:"


class Namesakes:
    """The modules of one tree that bear the name of something imported beside them."""

    def __init__(self, repository: Repository, tree: str) -> None:
        self._repository = repository
        self._tree = tree
        self._known: dict[tuple[str, str], bool] = {}

    def weighed(self, path: str, hit: Hit) -> Hit:
        """The hit, likely where the import may mean a module of the repository.

        A vendor's name is nobody else's word, so that the imports of its SDK stay as they are.
        """
        if hit.confidence != "certain" or hit.vendor or not hit.row.startswith(_ROW):
            return hit
        key = (path.rpartition("/")[0], hit.name.partition(".")[0])
        if key not in self._known:
            self._known[key] = self._is_own(*key)
        return hit._replace(confidence="likely") if self._known[key] else hit

    def _is_own(self, folder: str, name: str) -> bool:
        """Whether a module or a package of that name lies in the folder and is no wrapper of the library.

        What wraps it is often called after it, and imports it: there the name means the library, in its neighbours too.
        """
        beside = f"{folder}/{name}" if folder else name
        entries = self._repository.entries(self._tree, (f"{beside}.py", f"{beside}/__init__.py"))
        ids = [entry.id for entry in entries.values() if entry.is_file]
        if f"{beside}/__init__.py" in entries:
            inside = self._repository.list_tree(self._tree, beside)
            ids += [entry.id for path, entry in inside if entry.is_file and path.endswith(".py")]
        if not ids or len(ids) > MODULES_AT_MOST:
            return False
        return not any(self._imports(blob, name) for blob in self._contents(ids))

    def _contents(self, ids: Iterable[str]) -> Iterator[bytes | None]:
        for _, blob in self._repository.blobs(dict.fromkeys(ids), limit=_FILE_AT_MOST):
            yield blob.data if blob is not None and not blob.truncated else None

    def _imports(self, content: bytes | None, name: str) -> bool:
        """Whether a module imports what it is called after; one that cannot be read may."""
        pattern = rb"^[ \t]*(?:from|import)[ \t]+" + re.escape(name.encode()) + rb"\b"
        return content is None or re.search(pattern, content, re.MULTILINE) is not None


def told_apart(repository: Repository, found: Found, base_tree: str, head_tree: str) -> Found:
    """What was found in a change, its imports weighed against the tree in which they stand."""
    before, after = Namesakes(repository, base_tree), Namesakes(repository, head_tree)

    def weighed(signal: Signal) -> Signal:
        place = before if signal.action == "removed" else after
        return signal._replace(hit=place.weighed(signal.path, signal.hit))

    return found._replace(signals=tuple(map(weighed, found.signals)))
