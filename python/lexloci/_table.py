"""Verdicts on a table of flows."""

from __future__ import annotations

from typing import Any, NoReturn

from ._html import counts as drawn
from ._lexloci import Judged


class Verdicts:
    """The verdicts on a table, a row for each of its rows, in order. Any library that speaks Arrow reads it without a copy:
    `pyarrow.table(verdicts)`, `polars.DataFrame(verdicts)`, `pandas.DataFrame.from_arrow(verdicts)`.

    The columns are `row` (from 0), the keys, `verdict`, `rules` (those that decide), `missing` (facts), `level` for a policy with
    levels, and `error`. A row that cannot be judged has the reason in `error` and null as verdict.
    """

    def __init__(self, judged: Judged, policy: str) -> None:
        self._judged = judged
        self._policy = policy

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows by verdict; "rejected" are those that could not be judged."""
        return dict(self._judged.counts())

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Exports the verdicts by the PyCapsule interface of Arrow."""
        return self._judged.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return len(self._judged)

    def __bool__(self) -> NoReturn:
        raise TypeError("verdicts are neither true nor false: look at `counts`")

    def __repr__(self) -> str:
        counted = ", ".join(f"{number} {name}" for name, number in self.counts.items() if number)
        return f"<Verdicts by {self._policy}: {counted or 'none'}>"

    def _repr_html_(self) -> str:
        return drawn(f"{len(self):,} flows by {self._policy}", self.counts)
