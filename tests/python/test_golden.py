"""On every golden case the package gives, byte for byte, what the engine gives natively."""

import json
import unittest

from common import golden, native

import lexloci


def compact(value):
    """Writes JSON as the engine does."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Golden(unittest.TestCase):
    def test_every_case_has_the_bytes_of_the_native_command(self):
        known, same = {}, 0
        for at, case in enumerate(golden()):
            # Each as a mapping, and some as the text that they are.
            for read in (json.loads, str)[: 2 if at % 10 == 0 else 1]:
                self.assertEqual(self.judged(case, read, known), case["verdict"] or case["errors"], case["name"])
            same += 1
        print(f"{same} of {len(golden())} golden cases")
        self.assertGreater(same, 1_000)

    def judged(self, case, read, known):
        texts = compact([case["policy"], case["modules"]])
        if texts not in known:
            try:
                known[texts] = lexloci.Policy.parse(case["policy"], case["modules"])
            except lexloci.PolicyError as error:
                known[texts] = compact(error.diagnostics)
        if isinstance(known[texts], str):
            return known[texts]
        if case["flow"] is None:
            return "[]"
        try:
            return known[texts].check(read(case["flow"]), **case["options"]).to_json()
        except lexloci.FlowError as error:
            return compact(error.diagnostics)

    def test_the_words_are_those_of_the_command(self):
        policy, flow = lexloci.Policy.shipped("eu_residency"), "examples/shop.json"
        with open(flow, encoding="utf-8") as file:
            verdict = policy.check(file.read())
        self.assertEqual(f"{verdict}\n".encode(), native("check", "eu_residency", flow, "--full")[1])


if __name__ == "__main__":
    unittest.main()
