"""What the tests share: the native command, the golden cases, and a table of flows drawn from a seed."""

import functools
import json
import os
import pathlib
import random
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
NATIVE = os.environ.get("LEXLOCI_NATIVE", str(ROOT / "target/debug/lexloci"))


def native(*arguments, folder=ROOT, given=b""):
    """Runs the native command; returns its exit code, output and errors."""
    done = subprocess.run([NATIVE, *arguments], cwd=folder, input=given, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


@functools.lru_cache(maxsize=1)
def golden():
    """Returns the golden cases with what the native command makes of them."""
    listed = os.environ.get("LEXLOCI_GOLDEN")
    text = pathlib.Path(listed).read_text() if listed else native("test", "--list-json", "tests/cases")[1].decode()
    return [json.loads(line) for line in text.splitlines()]


REGIONS = ["aws/eu-west-3", "aws/eu-central-1", "ovhcloud/GRA", "gcp/europe-west1", "azure/westeurope", "aws/us-east-1"]
VENDORS = ["zendesk", "mailchimp", "salesforce", "stripe"]


def flows(count, seed=20260301):
    """Draws flows: few regions have most, much is not stated, and one in fifty names what nobody knows."""
    draw = random.Random(seed)

    def store():
        site = {"region": REGIONS[min(int(draw.expovariate(0.7)), 5)] if draw.random() > 0.02 else "aws/moon-1"}
        site["kind"] = draw.choice(["primary", "backup", None])
        site["encrypted"] = draw.choice([True, False, None])
        return site

    def flow(number):
        transfer = {"to": draw.choice(["US", "CH", "GB", "BR"]), "recipient": {"vendor": draw.choice(VENDORS)}}
        return {
            "id": f"s{number:07}",
            "as_of": f"2026-{draw.randint(1, 9):02}-01",
            "data": draw.choice([["contact"], ["contact", "health"], None]),
            "storage": [store() for _ in range(draw.choice([1, 1, 1, 2, 6]))],
            "transfers": [transfer] if draw.random() < 0.4 else [],
            "complete": draw.random() < 0.5,
        }

    return [flow(number) for number in range(count)]


def stated(flow):
    """Returns a flow as a table reads it: what is null was not stated."""
    site = lambda given: {name: value for name, value in given.items() if value is not None}
    return {
        name: [site(entry) for entry in value] if name == "storage" else value
        for name, value in flow.items()
        if value is not None or name in ("storage", "transfers")
    }


def schema():
    """Returns the types of a table of these flows."""
    import pyarrow as pa

    recipient = pa.struct([("vendor", pa.string())])
    return pa.schema(
        [
            ("id", pa.string()),
            ("as_of", pa.string()),
            ("data", pa.list_(pa.string())),
            ("storage", pa.list_(pa.struct([("region", pa.string()), ("kind", pa.string()), ("encrypted", pa.bool_())]))),
            ("transfers", pa.list_(pa.struct([("to", pa.string()), ("recipient", recipient)]))),
            ("complete", pa.bool_()),
        ]
    )


def table(count):
    """Returns the flows as a table of pyarrow."""
    import pyarrow as pa

    return pa.Table.from_pylist(flows(count), schema=schema())


def audited(policy, path, out, key="id"):
    """Judges a file by the native command; returns the lines of its verdicts by key, and those of what it rejected."""
    code, printed, errors = native("audit", policy, str(path), "--key", key, "--out", str(out), "--jobs", "1")
    assert out.exists(), (code, printed, errors)
    verdicts = [json.loads(line) for line in out.read_text().splitlines()]
    rejected = out.with_name(out.name + ".rejected.ndjson")
    lines = [json.loads(line) for line in rejected.read_text().splitlines()] if rejected.exists() else []
    return {line[key]: line for line in verdicts}, {dict(line["keys"])[key]: line for line in lines}
