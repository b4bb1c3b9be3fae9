"""Lex Loci decides whether a data flow complies with a policy on where data may rest and under whose law they are processed.

>>> import lexloci
>>> policy = lexloci.Policy.shipped("eu_residency")
>>> verdict = policy.check({"as_of": "2026-03-01", "storage": ["aws/us-east-1"]})
>>> verdict.answer
'non_compliant'

A flow is a mapping or its JSON as text. What it leaves out is unknown, never taken as favourable. Only "compliant" means "go ahead".
"""

from __future__ import annotations

from typing import Optional

from . import _lexloci
from ._errors import Error, FlowError, PolicyError, SignatureError
from ._policy import Policy, verify_file
from ._table import Verdicts
from ._types import Answer, Flow, Versions
from ._verdict import Receipt, Verdict

__version__: str = _lexloci.versions()[0]

__all__ = [
    "Answer",
    "Error",
    "Flow",
    "FlowError",
    "Policy",
    "PolicyError",
    "Receipt",
    "SignatureError",
    "Verdict",
    "Verdicts",
    "explain",
    "format",
    "shipped",
    "verify_file",
    "versions",
]


def shipped() -> list[str]:
    """Returns the names of the policies that the package ships.

    >>> "gdpr_transfers" in lexloci.shipped()
    True
    """
    return [name for name, _ in _lexloci.shipped()]


def versions() -> Versions:
    """Returns the versions of the engine, of the language's edition, and of the atlas with its digest.

    >>> lexloci.versions()["edition"]
    1
    """
    engine, edition, atlas, digest = _lexloci.versions()
    return {"engine": engine, "edition": edition, "atlas": f"{atlas}+{digest}"}


def explain(code: str) -> Optional[tuple[str, str]]:
    """Returns title and explanation of a diagnostic's code; None for a code that does not exist.

    >>> lexloci.explain("L0504")[0]
    'no day to judge'
    """
    return _lexloci.explain(code)


def format(source: str) -> str:
    """Returns the text of a policy in its standard layout, comments kept. Raises `PolicyError`.

    >>> lexloci.format("loci 1 set home={FR,DE}")
    'loci 1\\n\\nset home = {FR, DE}\\n'
    """
    return _lexloci.format(source)
