"""Runs the tests of the Python package, and ends with the counts as `cargo xtask test` reads them."""

import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).parent


def main() -> int:
    """Runs the files that are named, or every file but the long ones."""
    sys.path.insert(0, str(HERE))
    names = sys.argv[1:] or sorted(path.stem for path in HERE.glob("test_*.py"))
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromName(name) for name in names)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    passed = result.testsRun - failed - len(result.skipped)
    print(f"ℹ pass {passed}\nℹ fail {failed}", flush=True)
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
