"""aims-gate: a merge gate for AI changes, after ISO/IEC 42001."""

__version__ = "0.1.0"
