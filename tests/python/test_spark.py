"""A short run of Spark on this machine gives the verdicts of the package, and names its faults before it starts."""

import os
import pathlib
import sys
import tempfile
import unittest

import pyarrow as pa
import pyarrow.parquet
from common import table

import lexloci

COUNT = 10_000


@unittest.skipUnless(os.environ.get("SPARK_HOME"), "Spark is not installed")
class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from pyspark.sql import SparkSession

        cls.folder = tempfile.TemporaryDirectory()
        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = SparkSession.builder.master("local[2]").appName("lexloci")
        for name, value in {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.warehouse.dir": f"{cls.folder.name}/warehouse",
            "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
            "spark.sql.files.maxPartitionBytes": "64k",
            "spark.log.level": "ERROR",
        }.items():
            builder = builder.config(name, value)
        cls.spark = builder.getOrCreate()
        cls.path = str(pathlib.Path(cls.folder.name, "flows.parquet"))
        pyarrow.parquet.write_table(table(COUNT), cls.path, row_group_size=2_500)

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.folder.cleanup()

    def test_spark_gives_the_verdicts_of_the_package(self):
        from lexloci import spark

        policy = lexloci.Policy.shipped("eu_residency")
        made = spark.audit(self.spark.read.parquet(self.path), policy, key="id")
        self.assertEqual(made.columns, ["id", "verdict", "rules", "missing", "error"])
        here = pa.table(policy.audit(table(COUNT), key="id")).drop_columns(["row"])
        there = made.orderBy("id").toArrow().cast(here.schema)
        self.assertTrue(there.combine_chunks().equals(here.combine_chunks()))
        self.assertEqual(there.num_rows, COUNT)

    def test_faults_come_up_before_anything_runs(self):
        from lexloci import spark

        policy, frame = lexloci.Policy.shipped("eu_residency"), self.spark.read.parquet(self.path)
        with self.assertRaisesRegex(ValueError, "`id` is no fact"):
            spark.audit(frame, policy)
        with self.assertRaises(lexloci.FlowError):
            spark.audit(frame, policy, key="id", level="gold")

    def test_an_executor_with_another_atlas_fails(self):
        from lexloci.spark import _Judge

        judge = _Judge(lexloci.Policy.shipped("eu_residency"), ["id"], (None, None, False, False))
        batches = table(10).to_batches()
        self.assertEqual(sum(batch.num_rows for batch in judge(batches)), 10)
        for name in ("engine", "atlas"):
            judge._versions = {**lexloci.versions(), name: "another"}
            with self.assertRaisesRegex(RuntimeError, "install the same package"):
                list(judge(batches))


if __name__ == "__main__":
    unittest.main()
