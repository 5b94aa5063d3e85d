"""PyYAML, imported without what takes half of its import's time. Knows nothing of YAML.

Its reader in Python, its resolver and its constructors compile expressions when they are imported. The events of the
parser, which are all that is read here, come from libyaml where it is there, and need none of them.
"""

from aims_gate.model.regex import compiled_late

with compiled_late():
    import yaml

__all__ = ["yaml"]
