"""The exceptions of the package, each with every fault at once."""

from __future__ import annotations

import json

from ._types import Diagnostic


class Error(Exception):
    """A text that cannot be judged, and the reasons."""

    diagnostics: list[Diagnostic]
    """Every fault: its code, its message, its position or path, and help."""

    def __init__(self, message: str, diagnostics: str = "[]") -> None:
        super().__init__(message)
        self._json = diagnostics
        self.diagnostics = json.loads(diagnostics)

    def __reduce__(self) -> tuple[type[Error], tuple[str, str]]:
        return type(self), (str(self), self._json)


class PolicyError(Error):
    """A policy that cannot be parsed or checked. None is evaluated in part."""


class SignatureError(Error):
    """A file whose signature does not count: it was altered or renamed, or signed by no key that may."""


class FlowError(Error):
    """A flow that cannot be judged, or a question about it that cannot be answered."""
