"""Prepares what the tests of the Python package need, below target/python, and measures what can be measured on the way.

    python3 prepare.py tools           an environment with what tests/python/requirements.txt names
    python3 prepare.py spark           Spark for it, where there is a Java
    python3 prepare.py wheel PROFILE   the wheel, into target/python/wheels: `tested` or `wheel`
    python3 prepare.py install         the wheel, into an empty environment, which judges a first flow, and into the first one

The last line of `spark` is its folder, empty where there is none.
"""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOME = ROOT / "target/python"
TOOLS = HOME / "tools"
SPARK = HOME / "spark"
PYTHON = TOOLS / "bin/python"
PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet"]
SPARK_NAME = "pyspark>=4,<5"


def run(*command, **options):
    """Runs a command; its output goes to the errors, so that the last line of the output is ours."""
    subprocess.run([str(word) for word in command], check=True, stdout=sys.stderr, **options)


def tools():
    """Makes the environment, unless it is there and of the same requirements."""
    wanted = ROOT / "tests/python/requirements.txt"
    stamp = hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()
    done = HOME / "tools.stamp"
    if not (done.exists() and done.read_text() == stamp and PYTHON.exists()):
        shutil.rmtree(TOOLS, ignore_errors=True)
        run(sys.executable, "-m", "venv", TOOLS)
        # Each module is compiled when it is first imported.
        run(*PIP, "install", "--no-compile", "--requirement", wanted)
        done.write_text(stamp)


def spark():
    """Installs Spark where there is a Java, and says where."""
    print(unpacked() if shutil.which("java") else "")


def unpacked():
    """Unpacks Spark as pip would lay it out. pip itself would pack half a gigabyte first, to unpack it again."""
    home = SPARK / "home"
    if not (home / "jars").exists():
        shutil.rmtree(SPARK, ignore_errors=True)
        SPARK.mkdir(parents=True)
        run(*PIP, "download", "--no-deps", "--no-binary", "pyspark", "--dest", SPARK, SPARK_NAME)
        [packed] = SPARK.glob("pyspark-*.tar.gz")
        with tarfile.open(packed) as archive:
            archive.extractall(SPARK, filter="data")
        packed.unlink()
        [folder] = SPARK.glob("pyspark-*")
        home.mkdir()
        for name in ("bin", "sbin"):
            (home / name).symlink_to(folder / "deps" / name)
        (home / "jars").symlink_to(folder / "deps/jars")
    [folder] = SPARK.glob("pyspark-*")
    [packages] = TOOLS.glob("lib/python*/site-packages")
    (packages / "spark.pth").write_text(f"{folder}\n")
    return home


def overrides():
    """Returns the settings that make the profile `dev` what the tests are compiled with, so that crates are compiled once.

    The tests' own profile cannot be named: `cargo rustc --profile test` makes a test program.
    """
    profile = tomllib.loads((ROOT / "Cargo.toml").read_text())["profile"]["test"]
    return [word for setting in settings("profile.dev", profile) for word in ("--config", setting)]


def settings(name, value):
    """Writes a table of TOML as settings, one a line."""
    if isinstance(value, dict):
        return [line for key, inner in value.items() if key != "inherits" for line in settings(f"{name}.{key}", inner)]
    return [f"{name}={json.dumps(value)}"]


def wheel(profile):
    """Builds the wheel."""
    wheels = HOME / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    shared = ["--profile", "dev", "--strip", "false", *overrides()] if profile == "tested" else ["--profile", "wheel"]
    features = ["--features", "tested"] if profile == "tested" else []
    start = time.monotonic()
    run(
        *(TOOLS / "bin/maturin", "build", "--quiet", "--manifest-path", ROOT / "python/Cargo.toml", "--auditwheel", "skip"),
        *("--interpreter", PYTHON, "--out", wheels, *shared, *features),
        cwd=ROOT,
    )
    [built] = wheels.glob("*.whl")
    print(f"{built.name}: {built.stat().st_size / 1e6:.1f} MB, built in {time.monotonic() - start:.0f} s ({profile})")


FIRST = """
import lexloci
verdict = lexloci.Policy.shipped("eu_residency").check({"as_of": "2026-03-01", "storage": ["aws/us-east-1"]})
assert verdict.answer == "non_compliant", verdict
"""


def install():
    """Installs the wheel into an empty environment and judges a flow there; then into that of the tests."""
    [built] = (HOME / "wheels").glob("*.whl")
    empty = HOME / "empty"
    shutil.rmtree(empty, ignore_errors=True)
    run(sys.executable, "-m", "venv", "--without-pip", empty)
    start = time.monotonic()
    run(*PIP, "--python", empty / "bin/python", "install", "--no-index", built)
    installed = time.monotonic()
    run(empty / "bin/python", "-c", FIRST)
    judged = time.monotonic()
    print(f"pip install in an empty environment: {installed - start:.1f} s; from there to the first verdict: {judged - installed:.2f} s")
    run(*PIP, "install", "--no-index", "--no-deps", "--no-compile", "--force-reinstall", built)


if __name__ == "__main__":
    os.environ["PIP_NO_INPUT"] = "1"
    {"tools": tools, "spark": spark, "wheel": wheel, "install": install}[sys.argv[1]](*sys.argv[2:])
