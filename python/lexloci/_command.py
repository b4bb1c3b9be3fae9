"""The command `lexloci`, as the package installs it."""

from __future__ import annotations

import signal
import sys

from ._lexloci import main as run


def main() -> None:
    """Runs the command with the arguments of the process, and ends it with the command's exit code."""
    # Python would note an interruption and raise it when the engine returns, which a long audit does late.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(run(["lexloci", *sys.argv[1:]]))
