"""Receipts: package and command write the same, each verifies what the other signed, and what is altered is found."""

import base64
import json
import pathlib
import tempfile
import unittest

from common import ROOT, golden, native

from lexloci import FlowError, Policy, SignatureError, verify_file

KEY = (ROOT / "tests/receipt/key.jwk").read_text()
PUBLIC = (ROOT / "tests/receipt/public.jwk").read_text()
FLOW = {"as_of": "2026-03-01", "storage": ["aws/eu-west-3", {"place": "US", "kind": "backup"}]}


class Receipts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.policy = Policy.shipped("eu_residency")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def file(self, name, text):
        path = pathlib.Path(self.folder.name, name)
        path.write_text(text if isinstance(text, str) else json.dumps(text))
        return str(path)

    def test_golden_cases_are_sealed_alike_and_verified_both_ways(self):
        label = Policy.shipped("gaia_x_label")
        groups, same = {}, 0
        for case in golden():
            if case["policy"] == label.source and case["flow"] is not None and case["verdict"]:
                groups.setdefault(case["options"]["level"], []).append(case)
        for level, cases in groups.items():
            files = [self.file(f"{at}.json", case["flow"]) for at, case in enumerate(cases)]
            asked = ["--level", level] if level else []
            code, sealed, errors = native("seal", "gaia_x_label", *files, *asked, "--key", "tests/receipt/key.jwk")
            self.assertEqual((code, errors), (0, b""))
            for case, line in zip(cases, sealed.decode().splitlines()):
                ours = label.seal(case["flow"], level=level, key=KEY)
                self.assertEqual(json.dumps(ours, separators=(",", ":")), line, case["name"])
                there = label.verify(line, case["flow"], keys=[PUBLIC])
                self.assertEqual((there.holds, there.signed_by), (True, "dpo"), case["name"])
                same += 1
        print(f"{same} receipts of the command verified")
        self.assertEqual(same, sum(map(len, groups.values())))
        self.assertGreater(same, 50)

    def test_the_command_verifies_those_of_the_package(self):
        supposed = self.policy.suppose("FR leaves EEA on 2026-01-01")
        checked = 0
        for policy in (self.policy, supposed):
            for options in ({}, {"as_of": "2025-01-01"}, {"refuse_assumed": True}, {"refuse_complete": True}):
                receipt = self.file("receipt.json", policy.seal(FLOW, key=KEY, **options))
                asked = ("verify", receipt, "eu_residency", self.file("flow.json", FLOW), "--keys", "tests/receipt/public.jwk")
                code, printed, errors = native(*asked)
                self.assertEqual((code, printed.splitlines()[0], errors), (0, b"THE RECEIPT HOLDS", b""))
                checked += 1
        self.assertEqual(checked, 8)

    def test_what_is_altered_is_found(self):
        envelope = self.policy.seal(FLOW, key=KEY)
        receipt = json.loads(base64.b64decode(envelope["payload"]))
        altered = {
            "policy_digest": "sha256:" + "0" * 64, "flow_digest": "sha256:" + "1" * 64, "verdict_digest": "sha256:" + "2" * 64,
            "verdict": "compliant", "as_of": "2026-03-02", "atlas": "2020.01+sha256:0", "engine": "9.9.9", "edition": 2,
            "policy": "other", "version": "9.0.0", "complete": True, "assumed": ["exporter"], "instead": ["storage[0]"],
        }
        for name, value in altered.items():
            text = json.dumps({**receipt, name: value}, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
            changed = {**envelope, "payload": base64.b64encode(text.encode()).decode()}
            found = self.policy.verify(changed, FLOW, keys=[PUBLIC])
            self.assertEqual((found.holds, found.differs, found.signed_by), (False, [name], None), name)
        self.assertIn("flow_digest", self.policy.verify(envelope, {**FLOW, "data": ["health"]}).differs)
        other = json.loads(PUBLIC)
        other["x"] = "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"
        stranger = self.policy.verify(envelope, FLOW, keys=[json.dumps(other)])
        self.assertEqual((stranger.holds, stranger.signed_by, stranger.differs), (False, None, []))
        unsigned = self.policy.verify(self.policy.seal(FLOW), FLOW, keys=[PUBLIC])
        self.assertEqual((unsigned.holds, unsigned.differs), (False, []))
        unasked = self.policy.verify(envelope, FLOW)
        self.assertEqual((unasked.holds, unasked.signed_by, unasked.signature), (True, None, "not checked: no key was given"))
        with self.assertRaises(TypeError):
            bool(unasked)

    def test_signed_files_are_verified_and_others_refused_as_by_the_command(self):
        module = "loci 1\nset home = {FR, DE}\n"
        files = [("home.loci", "atlas", module), ("eu_residency.loci", "policy", self.policy.source)]
        found = tried = 0
        for name, kind, text in files:
            path = self.file(name, text)
            self.assertEqual(native("sign", path, "--key", "tests/receipt/key.jwk")[0], 0)
            envelope = json.loads(pathlib.Path(f"{path}.dsse.json").read_text())
            may = {"signs": [kind], "from": "2026-01-01", "until": "2026-12-31"}

            def verified(name=name, kind=kind, text=text, envelope=envelope, rules=may, key=PUBLIC, on="2026-06-30"):
                keys = [json.dumps({**json.loads(key), "lexloci": rules})]
                return verify_file(text, envelope, name=name, kind=kind, keys=keys, on=on)

            self.assertEqual(verified(), "dpo")
            signature = envelope["signatures"][0]
            sig = ("B" if signature["sig"][0] == "A" else "A") + signature["sig"][1:]
            other = json.dumps({**json.loads(PUBLIC), "x": "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"})
            for why, changed in [
                ("it is not the file that was signed", {"text": f"{text}\n"}),
                ("it was signed under another name", {"name": "lax.loci"}),
                ("it was signed as", {"kind": "policy" if kind == "atlas" else "atlas"}),
                ("the key dpo did not sign this", {"envelope": {**envelope, "signatures": [{**signature, "sig": sig}]}}),
                ("the key dpo did not sign this", {"key": other}),
                ("counts from 2026-01-01 on", {"on": "2025-12-31"}),
                ("counts through 2026-12-31", {"on": "2027-01-01"}),
                ("no day was asked about", {"on": None}),
                ("was revoked on 2026-09-01", {"rules": {"revoked": "2026-09-01"}}),
                ("may sign receipts, and no", {"rules": {"signs": ["receipt"]}}),
            ]:
                tried += 1
                with self.assertRaises(SignatureError) as refused:
                    verified(**changed)
                self.assertEqual(refused.exception.diagnostics[0]["code"], "L0008")
                self.assertIn(why, str(refused.exception))
                found += 1
            with self.assertRaises(ValueError):
                verified(rules={"sign": []})
        print(f"{found} of {tried} refused")
        self.assertEqual((found, tried), (20, 20))
        receipt = self.policy.seal(FLOW, key=KEY)
        ruled = [json.dumps({**json.loads(PUBLIC), "lexloci": {"signs": ["receipt"], "until": "2026-12-31"}})]
        held = [self.policy.verify(receipt, FLOW, keys=ruled, on=on).holds for on in ("2026-12-31", "2027-01-01")]
        self.assertEqual(held, [True, False])

    def test_what_is_no_receipt_key_or_flow_is_refused(self):
        for odd in ("{}", "", {"payloadType": "x"}):
            with self.assertRaises(ValueError):
                self.policy.verify(odd, FLOW)
        with self.assertRaises(ValueError):
            self.policy.seal(FLOW, key="no key")
        with self.assertRaises(ValueError):
            self.policy.verify(self.policy.seal(FLOW), FLOW, keys=["no key"])
        with self.assertRaises(FlowError):
            self.policy.seal({"storage": ["Narnia"]})


if __name__ == "__main__":
    unittest.main()
