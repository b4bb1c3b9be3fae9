"""The native audit, Wasm in Node, Python over Arrow, and Spark on a cluster of this machine, each beside a loop that reads the same data and
does nothing else. Then a worker is killed midway with its files, and what comes out is compared. Run by `cargo xtask scale --spark`.

Prints a table, and fails where the kill did not land, no task was lost and run again, or a count or a byte differs.
"""

import collections
import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/python"))

from cluster import Cluster  # noqa: E402
from common import audited, flows, schema, stated  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

import lexloci  # noqa: E402
import lexloci.spark  # noqa: E402

POLICY = lexloci.Policy.shipped("eu_residency")
DISTINCT = 5_000


def inventory(path, count):
    """Writes flows in files of 5,000, each with its own id."""
    drawn = pa.Table.from_pylist(flows(DISTINCT), schema=schema())
    path.mkdir()
    for start in range(0, count, DISTINCT):
        part = drawn.slice(0, min(DISTINCT, count - start))
        ids = pa.array([f"s{start + at:09}" for at in range(part.num_rows)])
        pq.write_table(part.set_column(0, "id", ids), path / f"part-{start:09}.parquet", row_group_size=DISTINCT)


def lines(rows):
    """Returns verdicts as lines by id, and their digest: what the bytes of two runs are compared by."""
    text = [json.dumps(row, sort_keys=True) for row in sorted(rows, key=lambda row: row["id"])]
    return text, hashlib.sha256("\n".join(text).encode()).hexdigest()


def of_children():
    """Returns the processor seconds of the processes that were waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def in_wasm(path, folder):
    """Returns what the Wasm package makes of the same flows in Node, as lines of NDJSON, and what judging and parsing them cost."""
    given, out = folder / "flows.ndjson", folder / "wasm.ndjson"
    drawn = flows(DISTINCT)
    ids = (row["id"] for file in sorted(path.iterdir()) for row in pq.read_table(file, columns=["id"]).to_pylist())
    with given.open("w") as file:
        for at, key in enumerate(ids):
            file.write(json.dumps({**stated(drawn[at % DISTINCT]), "id": key}) + "\n")
    words = ["node", str(ROOT / "benches/scale/wasm.mjs"), "eu_residency", str(given), str(out)]
    costs = json.loads(subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    return [json.loads(line) for line in out.read_text().splitlines()], costs


def natively(path, folder):
    """Returns what the native audit makes of the files, in the columns of the package."""
    made = []
    for file in sorted(path.iterdir()):
        verdicts, rejected = audited("eu_residency", file, folder / "verdicts.ndjson")
        made += [{name: line[name] for name in ("id", "verdict", "rules", "missing")} | {"error": None} for line in verdicts.values()]
        for key, line in rejected.items():
            error = f"{line['code']} {line['path']}: {line['reason']}"
            made.append({"id": key, "verdict": None, "rules": None, "missing": None, "error": error})
        for left in folder.glob("verdicts.ndjson*"):
            left.unlink()
    return made


def reading(batches):
    """Hands batches on as they are."""
    yield from batches


def session(address, folder, name):
    """Starts a driver on the cluster."""
    builder = SparkSession.builder.master(address).appName(name)
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "1g",
        "spark.executor.cores": "1",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.dir": f"file://{folder}",
        "spark.sql.files.maxPartitionBytes": "256k",
        "spark.sql.files.openCostInBytes": "256k",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.warehouse.dir": f"{folder}/warehouse",
        "spark.log.level": "OFF",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def judged(spark, path):
    """Returns the verdicts as rows, in two stages: what the first leaves on the workers' disks is what the second reads."""
    made = lexloci.spark.audit(spark.read.parquet(str(path)), POLICY, key="id")
    return made.repartition(4, "id").toArrow().to_pylist()


def ended(folder):
    """Counts the ends of tasks in the logs of events by their reason."""
    reasons = collections.Counter()
    for log in folder.iterdir():
        if log.is_file():
            for line in log.read_text().splitlines():
                event = json.loads(line)
                if event["Event"] == "SparkListenerTaskEnd":
                    reasons[event["Task End Reason"]["Reason"]] += 1
    return reasons


def killed(spark, cluster, path, parts):
    """Judges while one worker is killed with its files, once a third of the first stage is done."""
    said, tracker = {}, spark.sparkContext.statusTracker()

    def strike():
        while "killed" not in said:
            for stage in tracker.getActiveStageIds():
                known = tracker.getStageInfo(stage)
                if known and known.numTasks == parts and known.numCompletedTasks >= parts // 3:
                    said["done"], said["of"] = known.numCompletedTasks, known.numTasks
                    said["killed"], said["files"] = cluster.workers[0].kill()
                    return
            time.sleep(0.05)

    thread = threading.Thread(target=strike, daemon=True)
    thread.start()
    rows = judged(spark, path)
    assert "killed" in said, "the run ended before the kill"
    return rows, said


def rate(count, seconds):
    """Returns flows a processor second, with two digits that count."""
    return f"{float(f'{count / max(seconds, 1e-9):.2g}'):,.0f}"


def main(count):
    """Measures, kills, compares, and prints."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lexloci-spark-"))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    path = folder / "inventory"
    inventory(path, count)
    start = of_children()
    made = natively(path, folder)
    native_seconds = of_children() - start
    expected, digest = lines(made)
    assert len(expected) == count

    made, wasm = in_wasm(path, folder)
    assert lines(made)[1] == digest, "Wasm and the native audit differ"

    start = time.process_time()
    read = sum(pq.read_table(file).num_rows for file in sorted(path.iterdir()))
    read_seconds = time.process_time() - start
    start, here = time.process_time(), []
    for file in sorted(path.iterdir()):
        here.append(pa.table(POLICY.audit(pq.read_table(file), key="id", jobs=1)).drop_columns(["row"]))
    arrow_seconds = time.process_time() - start
    assert read == count and lines(pa.concat_tables(here).to_pylist())[1] == digest, "Python and the native audit differ"

    cluster, events = Cluster(os.environ["SPARK_HOME"], folder / "cluster"), [folder / "calm", folder / "killed"]
    try:
        for log in events:
            log.mkdir()
        spark = session(cluster.address, events[0], "calm")
        frame = spark.read.parquet(str(path))
        # The first job pays for the start of what compiles at run time.
        frame.mapInArrow(reading, frame.schema).write.format("noop").mode("overwrite").save()
        costs = []
        for job in (frame.mapInArrow(reading, frame.schema), lexloci.spark.audit(frame, POLICY, key="id")):
            start = cluster.seconds()
            job.write.format("noop").mode("overwrite").save()
            costs.append(cluster.seconds() - start)
        parts = frame.rdd.getNumPartitions()
        calm = judged(spark, path)
        spark.stop()
        assert lines(calm)[1] == digest, "Spark and the native audit differ"

        spark = session(cluster.address, events[1], "killed")
        rows, said = killed(spark, cluster, path, parts)
        spark.stop()
    finally:
        cluster.stop()
    reasons = ended(events[1])
    again = sum(number for reason, number in reasons.items() if reason != "Success")
    calmly = ended(events[0])
    text, struck = lines(rows)
    assert said["killed"] >= 2 and again > 0, (said, reasons)
    assert set(calmly) == {"Success"}, calmly
    assert len(text) == count and struck == digest and text == expected, "the run with a kill differs"

    print(f"\n| {count:,} flows, `eu_residency` | flows a CPU-second | reading alone, a CPU-second |\n|---|--:|--:|")
    print(f"| `lexloci audit`, one thread, Parquet to NDJSON | {rate(count, native_seconds)} | {rate(count, read_seconds)} |")
    print(f"| Wasm in Node, with every reason | {rate(count, wasm['judging'])} | {rate(count, wasm['reading'])} |")
    print(f"| Python over Arrow, one thread | {rate(count, arrow_seconds)} | {rate(count, read_seconds)} |")
    print(f"| Spark, two workers of one core | {rate(count, costs[1])} | {rate(count, costs[0])} |")
    print(f"\nVerdicts equal, natively, in Wasm, in Python and in Spark: {len(expected):,} of {count:,}.")
    lost = ", ".join(f"{number} {reason}" for reason, number in sorted(reasons.items()) if reason != "Success")
    print(
        f"A worker killed at {said['done']} of {said['of']} tasks, with {said['killed']} processes and {said['files']} files: "
        f"tasks lost and run again {again} ({lost}), {len(text):,} of {count:,} verdicts, the same bytes (sha256:{struck[:16]}…)."
    )
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400_000)
