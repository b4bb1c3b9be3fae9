"""The shapes of what goes in and comes out, as JSON has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Optional, TypedDict, Union

Answer = Literal["compliant", "non_compliant", "undetermined", "not_applicable"]
"""The answer of a policy on a flow. Only "compliant" means "go ahead"."""

Flow = Union[Mapping[str, Any], str, bytes]
"""A flow: a mapping, or its JSON as text. Text keeps what `json.loads` drops: of two equal keys the engine refuses both."""


class Position(TypedDict):
    """A position in a text: bytes and UTF-16 units from its start, line and column from 1."""

    byte: int
    utf16: int
    line: int
    column: int
    utf16_column: int


class Fix(TypedDict):
    """A replacement that an editor can apply, its span in UTF-16 units."""

    span: list[int]
    text: str


class Diagnostic(TypedDict):
    """One fault of a policy (`start`, `end`) or a flow (`path`)."""

    code: str
    level: Literal["error", "warning"]
    message: str
    module: Optional[str]
    start: Optional[Position]
    end: Optional[Position]
    path: Optional[str]
    help: Optional[str]
    fix: Optional[Fix]


class PassedOver(TypedDict):
    """Something that was not tried, for which an answer is not decided."""

    path: str
    what: Literal["values", "entries", "depth", "open", "contradiction", "size", "days", "steps"]


Change = TypedDict("Change", {"path": str, "from": Any, "to": Any})
"""One statement or change: `from` is None where the fact was missing, `to` where an entry is removed."""


class QuestionOutcome(TypedDict):
    """A value for each fact of a question, the number of values that each stands for, and the verdict."""

    values: list[Any]
    like: list[int]
    verdict: Answer


class Question(TypedDict):
    """Facts that would settle the flow together."""

    facts: list[str]
    outcomes: list[QuestionOutcome]


class Ask(TypedDict):
    """The smallest sets of facts that would settle a flow."""

    questions: list[Question]
    smallest: bool
    passed_over: list[PassedOver]


class Exact(TypedDict):
    """The verdict that no completion of the flow could change, where there is one."""

    verdict: Answer
    kleene: Answer
    decided: bool
    witnesses: list[dict[str, Any]]
    passed_over: list[PassedOver]


class RuleAt(TypedDict):
    """A rule, and the entry that it is about."""

    rule: str
    at: str


class Cure(TypedDict):
    """Changes after which the flow is compliant, if the conditions are found to hold."""

    changes: list[Change]
    conditions: list[Change]
    cost: int
    flow: dict[str, Any]
    settled: dict[str, Any]
    satisfies: list[RuleAt]
    releases: list[RuleAt]


class Cures(TypedDict):
    """The cures of a flow, in legal order."""

    remedy: Literal["not_needed", "found", "no_lawful_cure", "not_found"]
    cures: list[Cure]
    cheapest: bool
    passed_over: list[PassedOver]


class There(TypedDict):
    """A country or a cloud region, and the verdict that the flow would have there."""

    id: str
    kind: Literal["place", "region"]
    verdict: Optional[Answer]
    reason: Optional[RuleAt]


class Shown(TypedDict, total=False):
    """What shows the outcome of a proof: a compliant flow that breaks the claim, or the reason why it is undecided."""

    shown: Union[dict[str, Any], str]


class Proof(Shown):
    """A claim, proved or refuted by a compliant flow that breaks it."""

    claim: str
    title: str
    outcome: Literal["proved", "refuted", "undecided"]
    passed_over: list[PassedOver]
    steps: int


Kind = TypedDict("Kind", {"from": Answer, "to": Answer, "rule": str, "flow": dict[str, Any]})
"""A kind of flow whose verdict changes, with a witness."""


class Diff(TypedDict):
    """What a newer version of a policy changes, and the step of the version number that it needs."""

    kinds: list[Kind]
    claimed: Literal["none", "patch", "minor", "major"]
    needed: Literal["none", "patch", "minor", "major"]
    right: bool
    complete: bool
    passed_over: list[PassedOver]


class Signature(TypedDict):
    """A signature of an envelope."""

    keyid: str
    sig: str


class Envelope(TypedDict):
    """A receipt, or what is said of a signed file, in an envelope of DSSE."""

    payloadType: str
    payload: str
    signatures: list[Signature]


class Versions(TypedDict):
    """The versions of engine, language and atlas; the atlas's with its digest."""

    engine: str
    edition: int
    atlas: str
