"""A verdict on one flow, and what came of a receipt."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn, Optional

from ._html import verdict as drawn
from ._types import Answer


class Verdict(Mapping[str, Any]):
    """The verdict of a policy on one flow: a mapping with the keys of its JSON, shown as a page in a notebook.

    It has no truth value, since `if policy.check(flow):` would let every flow pass: ask for `is_compliant`.
    """

    def __init__(self, text: str, words: str) -> None:
        self._json = text
        self._words = words
        self._data: Optional[dict[str, Any]] = None

    @property
    def answer(self) -> Answer:
        """The answer. Only "compliant" means "go ahead"."""
        answer: Answer = self["verdict"]
        return answer

    @property
    def is_compliant(self) -> bool:
        """Says whether the answer is "compliant"."""
        return self.answer == "compliant"

    @property
    def missing(self) -> list[str]:
        """The missing facts on which an undetermined verdict depends."""
        missing: list[str] = self["ask"]
        return missing

    def to_json(self) -> str:
        """Returns the verdict as JSON, in the bytes that `lexloci check --format json` prints."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """Returns the verdict as a dict of its own."""
        data: dict[str, Any] = json.loads(self._json)
        return data

    def __getitem__(self, key: str) -> Any:
        if self._data is None:
            self._data = self.to_dict()
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.to_dict())

    def __len__(self) -> int:
        return len(self.to_dict())

    def __bool__(self) -> NoReturn:
        raise TypeError("a verdict is neither true nor false: ask for `is_compliant`, or compare `answer`")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Verdict) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)

    def __str__(self) -> str:
        return self._words.rstrip("\n")

    def __repr__(self) -> str:
        policy = self["policy"]
        return f"<Verdict {self.answer} by {policy['name']} {policy['version']} as of {self['as_of']}>"

    def _repr_html_(self) -> str:
        return drawn(self)

    def __reduce__(self) -> tuple[type[Verdict], tuple[str, str]]:
        return Verdict, (self._json, self._words)


class Receipt:
    """What came of verifying a receipt. It has no truth value: ask for `holds`."""

    def __init__(self, members: str, signed_by: Optional[str], why: Optional[str], is_asked: bool) -> None:
        self.members: list[tuple[str, Any, Any]] = [tuple(member) for member in json.loads(members)]
        """Each member: its name, its value in the receipt, and its value now."""
        self.signed_by: Optional[str] = signed_by
        """The key that signed; None where none of those given did."""
        self.signature: Optional[str] = why if is_asked else "not checked: no key was given"
        """The reason for which no key is known to have signed; None where one has."""
        self.differs: list[str] = [name for name, sealed, now in self.members if sealed != now]
        """The members that differ."""
        self.holds: bool = not self.differs and (not is_asked or signed_by is not None)
        """Says whether everything agrees, the signature included where keys are given."""

    def __bool__(self) -> NoReturn:
        raise TypeError("ask for `holds`")

    def __repr__(self) -> str:
        said = "holds" if self.holds else "does not hold"
        return f"<Receipt {said}, signed by {self.signed_by or 'nobody known'}>"
