"""Policies: parsed once, and asked about any number of flows."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Optional, Union

from . import _lexloci
from ._table import Verdicts
from ._types import Answer, Ask, Cures, Diagnostic, Diff, Envelope, Exact, Flow, Proof, There
from ._verdict import Receipt, Verdict

Day = Union[str, datetime.date, None]


def _plain(value: Any) -> Any:
    """Returns a value that JSON lacks as one that it has: days, mappings, and the scalars of numpy."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if getattr(value, "ndim", None) == 0 and hasattr(value, "item"):
        return value.item()
    raise TypeError(f"a flow cannot hold a value of the type {type(value).__name__}")


def _text(flow: Flow) -> str:
    """Returns a flow as JSON."""
    if isinstance(flow, str):
        return flow
    if isinstance(flow, (bytes, bytearray)):
        return flow.decode()
    if isinstance(flow, Mapping):
        return json.dumps(flow, default=_plain, allow_nan=False)
    raise TypeError(f"a flow is a mapping or its JSON as text, not {type(flow).__name__}")


def _given(
    as_of: Day, level: Optional[str] = None, refuse_complete: bool = False, refuse_assumed: bool = False
) -> tuple[Optional[str], Optional[str], bool, bool]:
    return _day(as_of), level, refuse_complete, refuse_assumed


def _day(day: Day) -> Optional[str]:
    return day.isoformat() if isinstance(day, datetime.date) else day


def _enveloped(envelope: Union[Envelope, Mapping[str, Any], str]) -> str:
    return envelope if isinstance(envelope, str) else json.dumps(envelope, ensure_ascii=False)


def verify_file(
    file: Union[str, bytes],
    envelope: Union[Envelope, Mapping[str, Any], str],
    *,
    name: str,
    kind: Literal["policy", "atlas"],
    keys: Sequence[str],
    on: Day = None,
) -> str:
    """Checks a file by its envelope before it is used, and returns the key that signed: what `lexloci verify FILE` does.

    `file` is a policy's text, what `lexloci compile` wrote, or a module's text, and `name` its file's name, which is signed with it.
    Raises `SignatureError` where the file was altered or renamed, is of another kind, or was signed by no key that counts on the day
    `on`; and `ValueError` for what is no key, or has rules that are wrong.
    """
    content = file.encode() if isinstance(file, str) else file
    return _lexloci.verify_file((name, kind), content, _enveloped(envelope), list(keys), _day(on))


class Policy:
    """A parsed and checked policy. It does not change: `suppose` returns another one.

    Every verb takes the flow's own day, or `as_of` instead; and the highest level of a policy that has levels, or `level`.
    """

    def __init__(self, engine: _lexloci.Engine) -> None:
        self._engine = engine

    @classmethod
    def parse(cls, source: str, modules: Optional[Mapping[str, str]] = None) -> Policy:
        """Parses and checks a policy. `modules` are the texts, by name, that `use` may name beside the shipped ones.

        Raises `PolicyError` with every error: none is evaluated in part.

        >>> home = Policy.parse('loci 1 policy home version 1.0.0 "H" { rule a "A" for every s in storage require s in EEA }')
        >>> home.name
        'home'
        """
        return cls(_lexloci.Engine(source, dict(modules or {})))

    @classmethod
    def shipped(cls, name: str) -> Policy:
        """Returns a policy that the package ships. Raises `KeyError` for a name that is none.

        >>> Policy.shipped("hds").name
        'hds'
        """
        texts = dict(_lexloci.shipped())
        if name not in texts:
            raise KeyError(f"no policy {name!r} is shipped: there are {', '.join(texts)}")
        return cls.parse(texts[name])

    @property
    def name(self) -> str:
        """The name of the policy."""
        return self._engine.named()[0]

    @property
    def version(self) -> str:
        """The version of the policy."""
        return self._engine.named()[1]

    @property
    def title(self) -> str:
        """What the policy says, in a sentence."""
        return self._engine.named()[2]

    @property
    def digest(self) -> str:
        """The SHA-256 digest of the policy's text and of its modules."""
        return self._engine.named()[3]

    @property
    def source(self) -> str:
        """The text of the policy."""
        return self._engine.texts()[0]

    @property
    def modules(self) -> dict[str, str]:
        """The texts of the modules that were given beside it, by name."""
        return dict(self._engine.texts()[1])

    @property
    def supposed(self) -> list[str]:
        """The suppositions under which it judges."""
        return self._engine.texts()[2]

    @property
    def levels(self) -> list[str]:
        """The names of the levels, lowest first; none for a policy without levels."""
        return self._engine.levels()

    @property
    def parts(self) -> list[str]:
        """The names of the parts."""
        return self._engine.parts()

    @property
    def claims(self) -> dict[str, str]:
        """The claims: their titles by name."""
        return dict(self._engine.claims())

    @property
    def lints(self) -> list[Diagnostic]:
        """What is legal and probably not meant."""
        lints: list[Diagnostic] = json.loads(self._engine.lint())
        return lints

    def check(
        self,
        flow: Flow,
        *,
        as_of: Day = None,
        level: Optional[str] = None,
        refuse_complete: bool = False,
        refuse_assumed: bool = False,
    ) -> Verdict:
        """Judges one flow, with every reason.

        `refuse_complete` does not rely on a flow that says `"complete": true`; `refuse_assumed` takes nobody to be another company
        than the exporter unless the flow says so. Raises `FlowError` with every error of the flow.

        >>> policy = Policy.shipped("eu_residency")
        >>> policy.check({"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}).answer
        'non_compliant'
        """
        return Verdict(*self._engine.check(_text(flow), _given(as_of, level, refuse_complete, refuse_assumed)))

    def decide(
        self,
        flow: Flow,
        *,
        as_of: Day = None,
        level: Optional[str] = None,
        part: Optional[str] = None,
        refuse_complete: bool = False,
        refuse_assumed: bool = False,
    ) -> Answer:
        """Returns the answer of `check`, or that of one part, without reasons, in a part of the time. Raises `FlowError`.

        >>> Policy.shipped("eu_residency").decide('{"as_of": "2026-03-01", "storage": ["US"]}')
        'non_compliant'
        """
        answer: Any = self._engine.decide(_text(flow), _given(as_of, level, refuse_complete, refuse_assumed), part)[0]
        decided: Answer = answer
        return decided

    def exact(
        self, flow: Flow, *, as_of: Day = None, level: Optional[str] = None, steps: Optional[int] = None
    ) -> Exact:
        """Returns the verdict that no completion of the flow could change, where there is one. Raises `FlowError`."""
        answer: Exact = json.loads(self._engine.exact(_text(flow), _given(as_of, level), steps))
        return answer

    def ask(self, flow: Flow, *, as_of: Day = None, level: Optional[str] = None, steps: Optional[int] = None) -> Ask:
        """Returns the smallest sets of facts that would settle an undetermined flow. Raises `FlowError`.

        `steps` is the most work that the answer may take: a step is one small flow judged.

        >>> flow = {"as_of": "2026-03-01", "storage": [{"region": "aws/eu-west-3"}], "data": ["contact"]}
        >>> isinstance(Policy.shipped("eu_residency").ask(flow)["questions"], list)
        True
        """
        answer: Ask = json.loads(self._engine.ask(_text(flow), _given(as_of, level), steps))
        return answer

    def cure(
        self,
        flow: Flow,
        *,
        fixed: Sequence[str] = (),
        costs: Optional[Mapping[str, int]] = None,
        as_of: Day = None,
        level: Optional[str] = None,
        steps: Optional[int] = None,
    ) -> Cures:
        """Returns the cheapest lawful changes after which the flow is compliant.

        `fixed` are paths that stay as they are, `costs` what a kind of change costs: `{"relocate": 50}`. Raises `FlowError`.

        >>> policy = Policy.shipped("eu_residency")
        >>> policy.cure({"as_of": "2026-03-01", "data": ["contact"], "storage": ["US"], "complete": True})["remedy"]
        'found'
        """
        wishes = json.dumps({"fixed": list(fixed), "costs": dict(costs or {})})
        answer: Cures = json.loads(self._engine.cure(_text(flow), _given(as_of, level), steps, wishes))
        return answer

    def where(
        self,
        flow: Flow,
        path: str = "storage[0]",
        *,
        as_of: Day = None,
        level: Optional[str] = None,
        steps: Optional[int] = None,
    ) -> list[There]:
        """Judges the flow with one site (`"storage[0]"`) or place (`"transfers[0].to"`) in every country and cloud region.

        Raises `FlowError`, also for a path at which the flow has neither.

        >>> there = Policy.shipped("eu_residency").where({"as_of": "2026-03-01", "storage": ["FR"]})
        >>> next(one["verdict"] for one in there if one["id"] == "US")
        'non_compliant'
        """
        answer: list[There] = json.loads(self._engine.where_to(_text(flow), path, _given(as_of, level), steps))
        return answer

    def prove(self, claim: Optional[str] = None, *, steps: int = 200_000) -> list[Proof]:
        """Proves every claim, or the one that is named; or finds a compliant flow that breaks it.

        `steps` is the most work that each may take. Raises `KeyError` for a claim that the policy does not state.

        >>> Policy.shipped("eu_residency").prove("rests_inside")[0]["outcome"]
        'proved'
        """
        names = list(self.claims)
        if claim is not None and claim not in names:
            raise KeyError(f"{self.name} has no claim {claim!r}: its claims are {', '.join(names) or 'none'}")
        wanted = [index for index, name in enumerate(names) if claim in (None, name)]
        return [json.loads(self._engine.prove(index, steps)) for index in wanted]

    def diff(self, newer: Policy) -> Diff:
        """Compares this version with a newer one: the flows whose verdict changes, and the version step that this needs.

        >>> policy = Policy.shipped("hds")
        >>> policy.diff(policy)["kinds"]
        []
        """
        answer: Diff = json.loads(self._engine.diff(newer._engine))
        return answer

    def suppose(self, amendment: str) -> Policy:
        """Returns the policy under a supposition: `"US leaves adequate on 2027-03-01"`. Verdicts name it. Raises `PolicyError`.

        >>> Policy.shipped("gdpr_transfers").suppose("US leaves adequate on 2027-03-01").supposed
        ['US leaves adequate on 2027-03-01']
        """
        return Policy(self._engine.supposing(amendment))

    def format(self) -> str:
        """Returns its text in the standard layout, comments kept."""
        return _lexloci.format(self.source)

    def seal(
        self,
        flow: Flow,
        *,
        key: Optional[str] = None,
        as_of: Day = None,
        level: Optional[str] = None,
        refuse_complete: bool = False,
        refuse_assumed: bool = False,
    ) -> Envelope:
        """Judges a flow, and returns the receipt of its verdict in an envelope of DSSE.

        `key` is the text of a private key of Ed25519, PEM (PKCS#8) or JWK, that signs it. The receipt holds digests, and none of the
        flow's facts but the paths that were assumed or overruled. Raises `FlowError`, and `ValueError` for a text that is no key.

        >>> policy, flow = Policy.shipped("eu_residency"), {"as_of": "2026-03-01", "storage": ["FR"]}
        >>> policy.verify(policy.seal(flow), flow).holds
        True
        """
        given = _given(as_of, level, refuse_complete, refuse_assumed)
        envelope: Envelope = json.loads(self._engine.seal(_text(flow), given, key))
        return envelope

    def verify(
        self,
        envelope: Union[Envelope, Mapping[str, Any], str],
        flow: Flow,
        *,
        keys: Sequence[str] = (),
        on: Day = None,
    ) -> Receipt:
        """Judges a flow again, as its receipt says that it was asked, and compares every member.

        `keys` are the texts of public keys (PEM, JWK), key sets or DID documents, one of which has to have signed. Where it has rules,
        they have to let it, on the day `on`. Raises `FlowError`, and `ValueError` for what is no envelope of a receipt or no key.
        """
        members, signed_by, why = self._engine.verify(_enveloped(envelope), _text(flow), list(keys), _day(on))
        return Receipt(members, signed_by, why, bool(keys))

    def audit(
        self,
        data: Any,
        *,
        key: Union[str, Sequence[str]] = (),
        as_of: Day = None,
        level: Optional[str] = None,
        refuse_complete: bool = False,
        refuse_assumed: bool = False,
        jobs: Optional[int] = None,
    ) -> Verdicts:
        """Judges every row of a table, as `lexloci audit` judges a row of Parquet.

        `data` is whatever speaks Arrow's PyCapsule interface: a table or reader of pyarrow, a frame of polars or pandas, a relation
        of duckdb. It is read without a copy. Its columns are the facts of a flow, nested as structs and lists, or one column `flow` has
        the flow as a struct or as JSON text. `key` names columns that are no facts, and are carried beside the verdict. `jobs` is
        the number of threads, every core when it is not said.

        Raises `ValueError` before anything is judged where a column is neither a fact nor a key.
        """
        if not hasattr(data, "__arrow_c_stream__"):
            kind = type(data).__name__
            raise TypeError(f"{kind} does not speak Arrow (__arrow_c_stream__): give a table of pyarrow, polars, pandas or duckdb")
        keys = [key] if isinstance(key, str) else list(key)
        threads = (os.cpu_count() or 1) if jobs is None else jobs
        if threads < 1:
            raise ValueError("`jobs` is at least 1")
        given = _given(as_of, level, refuse_complete, refuse_assumed)
        return Verdicts(self._engine.judge(data, keys, given, threads), f"{self.name} {self.version}")

    def __repr__(self) -> str:
        return f"<Policy {self.name} {self.version}: {self.title}>"

    def __reduce__(self) -> tuple[Any, tuple[str, dict[str, str], list[str]]]:
        return _again, (self.source, self.modules, self.supposed)


def _again(source: str, modules: Mapping[str, str], supposed: Sequence[str]) -> Policy:
    """Returns a policy from what it is pickled as: its texts."""
    policy = Policy.parse(source, modules)
    for amendment in supposed:
        policy = policy.suppose(amendment)
    return policy
