"""Audits on Apache Spark, for inventories that one machine does not hold.

The package has to be installed on every executor. What judges travels with the plan: the policy's text, its modules and
suppositions, the day, the level, and the versions of engine and atlas. A task that runs again, elsewhere or later, gives the same
verdicts, and one on an executor with another atlas or engine fails instead of judging otherwise.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Union

from . import versions
from ._policy import Day, Policy, _again, _given

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["audit"]


@functools.lru_cache(maxsize=8)
def _parsed(source: str, modules: tuple[tuple[str, str], ...], supposed: tuple[str, ...]) -> Policy:
    """Parses a policy once for each process of an executor, not once a task."""
    return _again(source, dict(modules), supposed)


class _Judge:
    """What an executor runs: plain data, and nothing of the driver's."""

    def __init__(self, policy: Policy, keys: Sequence[str], given: tuple[Any, ...]) -> None:
        self._texts = (policy.source, tuple(sorted(policy.modules.items())), tuple(policy.supposed))
        self._digest = policy.digest
        self._keys = list(keys)
        self._given = given
        self._versions = dict(versions())

    def __call__(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        if dict(versions()) != self._versions:
            raise RuntimeError(f"this executor has {versions()}, and the driver {self._versions}: install the same package")
        policy = _parsed(*self._texts)
        if policy.digest != self._digest:
            raise RuntimeError("the policy did not arrive as it was sent")
        as_of, level, refuse_complete, refuse_assumed = self._given
        options = {"level": level, "refuse_complete": refuse_complete, "refuse_assumed": refuse_assumed}
        for batch in batches:
            verdicts = policy.audit(batch, key=self._keys, as_of=as_of, jobs=1, **options)
            # The number of a row within its batch means nothing elsewhere.
            yield from (made.drop_columns(["row"]) for made in pyarrow.RecordBatchReader.from_stream(verdicts))


def audit(
    df: DataFrame,
    policy: Policy,
    *,
    key: Union[str, Sequence[str]] = (),
    as_of: Day = None,
    level: Union[str, None] = None,
    refuse_complete: bool = False,
    refuse_assumed: bool = False,
) -> DataFrame:
    """Judges every row of a Spark DataFrame, and returns a DataFrame with a row for each: the keys, `verdict`, `rules`, `missing`,
    `level` for a policy with levels, and `error`.

    The columns are those of `Policy.audit`. A row that cannot be judged has the reason in `error` and null as verdict. Nothing is
    judged before Spark is asked for rows.
    """
    from pyspark.sql.types import ArrayType, StringType, StructField, StructType

    keys = [key] if isinstance(key, str) else list(key)
    text, texts = StringType(), ArrayType(StringType(), containsNull=False)
    fields = [StructField(name, text) for name in [*keys, "verdict"]]
    fields += [StructField(name, texts) for name in ("rules", "missing")]
    fields += [StructField("level", text)] if policy.levels else []
    judge = _Judge(policy, keys, _given(as_of, level, refuse_complete, refuse_assumed))
    # Faults of keys, columns or options come up here, and not in the middle of the night on an executor.
    policy.audit(_empty(df), key=keys, as_of=as_of, level=level)
    return df.mapInArrow(judge, StructType([*fields, StructField("error", text)]))


def _empty(df: DataFrame) -> pyarrow.Table:
    """Returns a table with the columns of a DataFrame and no rows."""
    from pyspark.sql.pandas.types import to_arrow_schema

    return to_arrow_schema(df.schema).empty_table()
