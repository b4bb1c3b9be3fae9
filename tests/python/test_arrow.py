"""Tables of every library give the verdicts of the native audit, row by row, and cross without a copy."""

import datetime
import json
import pathlib
import tempfile
import unittest

import duckdb
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet
from common import audited, flows, stated, table

from lexloci import FlowError, Policy

COUNT = 3_000


class Lent:
    """A table that counts how often its stream is asked for, and has nothing else."""

    def __init__(self, given):
        self.given, self.asked = given, 0

    def __arrow_c_stream__(self, requested_schema=None):
        self.asked += 1
        return self.given.__arrow_c_stream__(requested_schema)


class Arrow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.policy = Policy.shipped("eu_residency")
        cls.table = table(COUNT)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "flows.parquet")
            pyarrow.parquet.write_table(cls.table, path)
            cls.verdicts, cls.rejected = audited("eu_residency", path, pathlib.Path(folder, "verdicts.ndjson"))

    def agree(self, made):
        rows = pa.table(made).to_pylist()
        self.assertEqual(len(rows), COUNT)
        for at, row in enumerate(rows):
            self.assertEqual((row["row"], row["id"]), (at, f"s{at:07}"))
            there = self.verdicts.get(row["id"])
            if there is None:
                reject = self.rejected[row["id"]]
                self.assertEqual(row["error"], f"{reject['code']} {reject['path']}: {reject['reason']}")
                self.assertEqual((row["verdict"], row["rules"], row["missing"]), (None, None, None))
            else:
                self.assertEqual([row["verdict"], row["rules"], row["missing"]], [there[name] for name in ("verdict", "rules", "missing")])
                self.assertIsNone(row["error"])
        return len(rows)

    def test_the_inventory_has_every_answer(self):
        counts = self.policy.audit(self.table, key="id").counts
        self.assertEqual(sum(counts.values()), COUNT)
        self.assertEqual(counts["rejected"], len(self.rejected))
        for answer in ("compliant", "non_compliant", "undetermined", "rejected"):
            self.assertGreater(counts[answer], 30, counts)

    def test_pyarrow_polars_pandas_and_duckdb_agree_with_the_native_audit(self):
        small = self.table.to_batches(max_chunksize=777)
        connection = duckdb.connect()
        inventory = self.table
        whole = [{name: value for name, value in stated(flow).items() if name != "id"} for flow in flows(COUNT)]
        texts = pa.table({"id": self.table["id"], "flow": [json.dumps(flow) for flow in whole]})
        tried = {
            "pyarrow table": self.table,
            "pyarrow reader in small batches": pa.RecordBatchReader.from_batches(self.table.schema, small),
            "pyarrow table, sliced": pa.concat_tables([self.table.slice(0, 1_111), self.table.slice(1_111)]),
            "polars": polars.from_arrow(self.table),
            "pandas": self.table.to_pandas(types_mapper=pandas.ArrowDtype),
            "duckdb": connection.sql("select * from inventory"),
            "JSON texts": texts,
        }
        self.assertIs(inventory, self.table)
        for name, given in tried.items():
            with self.subTest(name):
                lent = Lent(given)
                self.assertEqual(self.agree(self.policy.audit(lent, key="id")), COUNT)
                self.assertEqual(lent.asked, 1)
        print(f"{len(tried)} tables of {COUNT} flows each agree with the native audit")

    def test_every_library_reads_the_verdicts(self):
        made = self.policy.audit(self.table, key="id", jobs=1)
        expected = pa.table(made)
        self.assertEqual(pa.table(polars.DataFrame(made))["verdict"].to_pylist(), expected["verdict"].to_pylist())
        self.assertEqual(pandas.DataFrame.from_arrow(made)["verdict"].isna().sum(), len(self.rejected))
        there = pa.table(made)
        found = duckdb.connect().sql("select count(*) from there where verdict = 'compliant'").fetchall()
        self.assertEqual((found, len(there)), ([(made.counts["compliant"],)], COUNT))
        self.assertIn("Not judged", made._repr_html_())
        with self.assertRaises(TypeError):
            bool(made)

    def test_what_one_thread_makes_many_make(self):
        one, many = (pa.table(self.policy.audit(self.table.slice(7, 1_500), key="id", jobs=jobs)) for jobs in (1, 3))
        self.assertTrue(one.combine_chunks().equals(many.combine_chunks()))

    def test_verdicts_outlive_what_they_were_made_of(self):
        def made():
            return self.policy.audit(table(500), key="id").__arrow_c_stream__()

        class Kept:
            def __init__(self, capsule):
                self.capsule = capsule

            def __arrow_c_stream__(self, requested_schema=None):
                return self.capsule

        self.assertEqual(pa.table(Kept(made())).num_rows, 500)
        # A stream that nobody takes is freed with its capsule.
        lent = made()
        del lent

    def test_rows_are_judged_as_their_flows_are(self):
        for policy in (self.policy, Policy.shipped("gaia_x_label")):
            rows = pa.table(policy.audit(table(300), key="id")).to_pylist()
            for row, flow in zip(rows, flows(300)):
                flow = {name: value for name, value in stated(flow).items() if name != "id"}
                try:
                    verdict = policy.check(flow)
                    reached = verdict["level"] and verdict["level"]["reached"]
                    self.assertEqual((row["verdict"], row["missing"], row.get("level")), (verdict.answer, verdict.missing, reached))
                except FlowError as error:
                    self.assertIn(error.diagnostics[0]["code"], row["error"])

    def test_columns_that_nobody_reads_are_refused_before_anything_is_judged(self):
        for given, keys, says in [
            ({"storage": [["FR"]], "storge": [1]}, (), "`storge` is no fact"),
            ({"storage": [["FR"]], "a": [1], "b": [1]}, (), "a, b are no facts"),
            ({"storage": [["FR"]]}, "id", "there is no column `id`"),
            ({"storage": [["FR"]]}, "storage", "is a fact of a flow"),
            ({"verdict": ["x"]}, "verdict", "rename it"),
        ]:
            with self.assertRaisesRegex(ValueError, says):
                self.policy.audit(pa.table(given), key=keys)
        with self.assertRaises(TypeError):
            self.policy.audit([{"storage": ["FR"]}])
        with self.assertRaises(ValueError):
            self.policy.audit(self.table, key="id", jobs=0)
        with self.assertRaises(FlowError):
            self.policy.audit(self.table, key="id", level="gold")
        with self.assertRaises(FlowError):
            self.policy.audit(self.table, key="id", as_of="never")

    def test_days_are_days_in_every_type(self):
        day = datetime.date(2026, 3, 1)
        for given in (pa.array([day]), pa.array([datetime.datetime(2026, 3, 1)]), pa.array(["2026-03-01"])):
            made = pa.table(self.policy.audit(pa.table({"as_of": given, "storage": [["US"]]}))).to_pylist()
            self.assertEqual(made[0]["verdict"], "non_compliant")
        made = pa.table(self.policy.audit(pa.table({"storage": [["US"]]}), as_of=day)).to_pylist()
        self.assertEqual(made[0]["verdict"], "non_compliant")
        self.assertEqual(len(self.policy.audit(self.table.slice(0, 0), key="id")), 0)


if __name__ == "__main__":
    unittest.main()
