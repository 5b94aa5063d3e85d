"""`python -m aims_gate` is the same as `aims-gate`."""

from aims_gate.cli import main

if __name__ == "__main__":
    main()
