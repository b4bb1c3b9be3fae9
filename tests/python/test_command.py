"""The command inside the package prints, byte for byte, what the native command prints."""

import json
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
import unittest

from common import ROOT, golden, native

INSTALLED = [str(pathlib.Path(sysconfig.get_path("scripts"), "lexloci"))]
MODULE = [sys.executable, "-m", "lexloci"]


def packed(*arguments, program=INSTALLED, folder=ROOT, given=b""):
    """Runs the package's command; returns its exit code, output and errors."""
    done = subprocess.run([*program, *arguments], cwd=folder, input=given, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


class Command(unittest.TestCase):
    def same(self, *arguments, **options):
        self.assertEqual(packed(*arguments, **options), native(*arguments, **{k: v for k, v in options.items() if k != "program"}), arguments)

    def test_help_errors_and_exit_codes_are_the_same(self):
        self.same()
        self.same("--help")
        self.same("--version")
        names = re.findall(r"^ {2}([a-z]+)(?= )", native("--help")[1].decode(), re.M)
        self.assertIn("audit", names)
        for name in names:
            self.same(name, "--help")
        self.same("chekc")
        self.same("check", "eu_residency", "nowhere.json")
        self.same("check", "eu_residency", "--as-of", "yesterday", "examples/shop.json")
        self.same("check", "examples/shop.loci", "examples/shop.json")
        self.same("check", "examples/shop.loci", "-", given=(ROOT / "examples/shop.json").read_bytes())
        self.same("check", "examples/shop.loci", "examples/shop.json", "--color", "always", program=MODULE)
        self.same("explain", "L0312", program=MODULE)

    def test_golden_cases_of_shipped_policies_are_printed_the_same(self):
        groups = {}
        for case in golden():
            if case["flow"] is not None and not case["modules"] and not case["options"]["as_of"]:
                groups.setdefault((case["policy"], case["options"]["level"]), []).append(case["flow"])
        large = sorted(groups.items(), key=lambda group: -len(group[1]))[:12]
        few = [(key, flows[:25]) for key, flows in large]
        same = 0
        with tempfile.TemporaryDirectory() as folder:
            for (policy, level), flows in few:
                pathlib.Path(folder, "policy.loci").write_text(policy)
                for at, flow in enumerate(flows):
                    pathlib.Path(folder, f"{at}.json").write_text(flow)
                asked = ["policy.loci", *(f"{at}.json" for at in range(len(flows))), *(["--level", level] if level else [])]
                self.same("check", *asked, "--format", "json", folder=folder)
                same += len(flows)
        print(f"{same} golden cases by the command")
        self.assertGreater(same, 200)

    def test_audits_write_the_same_files(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "examples", pathlib.Path(folder, "examples"), ignore=shutil.ignore_patterns("node_modules"))
            for out in ("verdicts.ndjson", "verdicts.parquet"):
                asked = ("audit", "examples/shop.loci", "examples/audit/flows.ndjson", "--key", "id", "--out", out)
                made = []
                for run in (native, packed):
                    printed = run(*asked, folder=folder)
                    made.append((printed, pathlib.Path(folder, out).read_bytes()))
                    pathlib.Path(folder, out).unlink()
                self.assertEqual(made[0], made[1])

    def test_an_interruption_ends_it_at_once(self):
        with tempfile.TemporaryDirectory() as folder:
            flow = {"as_of": "2026-03-01", "data": ["contact"], "storage": ["aws/eu-west-3", {"kind": "backup"}]}
            path = pathlib.Path(folder, "flows.ndjson")
            path.write_text(f"{json.dumps(flow)}\n" * 300_000)
            running = subprocess.Popen([*INSTALLED, "audit", "gdpr_transfers", str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(1.5)
            self.assertIsNone(running.poll())
            running.send_signal(signal.SIGINT)
            self.assertEqual(running.wait(timeout=20), -signal.SIGINT)


if __name__ == "__main__":
    unittest.main()
