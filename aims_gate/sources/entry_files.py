"""Which systems have an entry in a working tree, told by the names of files alone. Reads none of them."""

import os

SYSTEMS = ".aims/systems/"


def systems_in(folder: str) -> tuple[str, ...]:
    """Ids of the systems whose entry lies in a folder's register, sorted; none where there is no register."""
    try:
        names = os.listdir(os.path.join(folder, SYSTEMS))
    except OSError:
        return ()
    return tuple(sorted(stem for stem, end in map(os.path.splitext, names) if stem and end in (".yaml", ".yml")))
