"""The verbs: each answers as the command does, refuses what the engine refuses, and keeps a mistake from passing as a go-ahead."""

import ast
import contextlib
import copy
import datetime
import doctest
import importlib
import inspect
import io
import json
import pathlib
import pickle
import tempfile
import unittest
from html.parser import HTMLParser

from common import ROOT, native

import lexloci
from lexloci import FlowError, Policy, PolicyError, _html, _lexloci

FLOW = {"as_of": "2026-03-01", "data": ["contact"], "storage": ["aws/eu-west-3", {"region": "aws/us-east-1", "kind": "backup"}]}
OPEN = {"as_of": "2026-03-01", "data": ["contact"], "storage": [{"encrypted": True}]}


def compact(value):
    """Writes JSON as the engine does."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Verbs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.policy = Policy.shipped("eu_residency")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def file(self, name, text):
        path = pathlib.Path(self.folder.name, name)
        path.write_text(text)
        return str(path)

    def asked(self, verb, flow, *more):
        printed = native(verb, "eu_residency", self.file("flow.json", json.dumps(flow)), *more, "--format", "json")[1]
        return printed.decode().rstrip("\n")

    def test_cures_places_proofs_and_differences_are_those_of_the_command(self):
        self.assertEqual(compact(self.policy.cure(FLOW, fixed=["exporter"])), self.asked("cure", FLOW, "--fixed", "exporter"))
        self.assertEqual(compact(self.policy.where(FLOW, "storage[1]")), self.asked("where", FLOW, "storage[1]"))
        proofs = "\n".join(compact(proof) for proof in self.policy.prove())
        self.assertEqual(proofs, native("prove", "eu_residency", "--format", "json")[1].decode().rstrip("\n"))
        older = 'loci 1 policy p version 1.0.0 "P" { rule a "A" for every s in storage require s in EEA }'
        newer = older.replace("EEA", "EU")
        files = [self.file("older.loci", older), self.file("newer.loci", newer)]
        found = Policy.parse(older).diff(Policy.parse(newer))
        self.assertEqual(compact(found), native("diff", *files, "--format", "json")[1].decode().rstrip("\n"))
        self.assertEqual([(kind["from"], kind["to"]) for kind in found["kinds"]][:1], [("compliant", "non_compliant")])

    def test_questions_are_those_of_the_command(self):
        said = json.loads(self.asked("ask", OPEN))
        asked, exact = self.policy.ask(OPEN), self.policy.exact(OPEN)
        self.assertEqual(exact["verdict"], "undetermined")
        self.assertTrue(asked["questions"])
        self.assertEqual(compact(exact), compact(said.pop("exact")))
        self.assertEqual(compact(asked), compact(said))

    def test_days_levels_and_suppositions_are_passed_on(self):
        flow = {**FLOW, "as_of": None}
        for day in ("2026-03-01", datetime.date(2026, 3, 1)):
            self.assertEqual(self.policy.check(flow, as_of=day)["as_of"], "2026-03-01")
        self.assertEqual(self.policy.check({**FLOW, "as_of": datetime.date(2026, 3, 2)})["as_of"], "2026-03-02")
        with self.assertRaises(FlowError) as raised:
            self.policy.check(FLOW, as_of="2026-02-30")
        self.assertEqual(raised.exception.diagnostics[0]["code"], "L0588")
        label = Policy.shipped("gaia_x_label")
        self.assertEqual(label.check(FLOW, level="label_1")["level"]["required"], "label_1")
        with self.assertRaises(FlowError):
            label.check(FLOW, level="gold")
        supposed = Policy.shipped("gdpr_transfers").suppose("US leaves adequate on 2027-03-01")
        self.assertEqual(supposed.check(FLOW)["suppose"], ["US leaves adequate on 2027-03-01"])
        with self.assertRaises(PolicyError):
            supposed.suppose("what if")
        closed = {"as_of": "2026-03-01", "complete": True, "data": ["contact"], "storage": ["FR"]}
        stated = [self.policy.check(closed, refuse_complete=refuse).get("complete") for refuse in (False, True)]
        self.assertEqual(stated, [True, None])

    def test_errors_say_everything_at_once(self):
        with self.assertRaises(PolicyError) as raised:
            Policy.parse("loci 1\npolicy p version 1.0.0 \"P\" {\n  rule a \"A\"\n    for every s in storage\n    require s.plaec is FR\n}\n")
        error = raised.exception
        self.assertEqual((error.diagnostics[0]["start"]["line"], error.diagnostics[0]["level"]), (5, "error"))
        self.assertIn(error.diagnostics[0]["code"], str(error))
        with self.assertRaises(FlowError) as raised:
            self.policy.check({"as_of": "2026-03-01", "storage": ["Narnia", "aws/moon-1"]})
        self.assertEqual([one["path"] for one in raised.exception.diagnostics], ["storage[0]", "storage[1]"])
        again = pickle.loads(pickle.dumps(raised.exception))
        self.assertEqual((str(again), again.diagnostics), (str(raised.exception), raised.exception.diagnostics))
        with self.assertRaises(FlowError) as raised:
            self.policy.check('{"as_of": "2026-03-01", "storage": [], "storage": []}')
        self.assertEqual(raised.exception.diagnostics[0]["code"], "L0502")

    def test_what_json_lacks_is_refused(self):
        for odd in (float("nan"), float("inf")):
            with self.assertRaises(ValueError):
                self.policy.check({**FLOW, "x": {"odd": odd}})
        for odd in ({1, 2}, object(), 1j):
            with self.assertRaises(TypeError):
                self.policy.check({**FLOW, "x": {"odd": odd}})
        for odd in (None, 7, [FLOW]):
            with self.assertRaises(TypeError):
                self.policy.check(odd)
        for odd in ("", "null", "[]", '{"as_of": "\\ud800"}', "{" * 100_000):
            with self.assertRaises(FlowError):
                self.policy.check(odd)
        deep = {}
        for _ in range(500):
            deep = {"x": deep}
        with self.assertRaises((FlowError, RecursionError)):
            self.policy.check(deep)
        with self.assertRaises(KeyError):
            Policy.shipped("nothing")
        with self.assertRaises(KeyError):
            self.policy.prove("nothing")

    def test_a_verdict_is_no_truth_value(self):
        verdict = self.policy.check(FLOW)
        with self.assertRaises(TypeError):
            bool(verdict)
        with self.assertRaises(TypeError):
            assert verdict
        self.assertFalse(verdict.is_compliant)
        self.assertEqual((verdict.answer, verdict["verdict"], dict(verdict)), ("non_compliant",) * 2 + (verdict.to_dict(),))
        self.assertEqual(pickle.loads(pickle.dumps(verdict)), verdict)
        self.assertEqual(self.policy.decide(FLOW), verdict.answer)

    def test_policies_travel(self):
        module = "loci 1\nset home = {FR, DE}\n"
        source = 'loci 1 use home policy p version 1.0.0 "P" { rule a "A" for every s in storage require s in home }'
        policy = Policy.parse(source, {"home": module}).suppose("FR leaves home on 2026-01-01")
        for again in (pickle.loads(pickle.dumps(policy)), copy.deepcopy(policy)):
            flow = {"as_of": "2026-03-01", "storage": ["FR"]}
            self.assertEqual(again.check(flow), policy.check(flow))
            self.assertEqual(again.check(flow).answer, "non_compliant")

    def test_versions_are_those_of_a_verdict(self):
        verdict = self.policy.check(FLOW)
        self.assertEqual(lexloci.versions(), {name: verdict[name] for name in ("engine", "edition", "atlas")})
        self.assertEqual(lexloci.__version__, verdict["engine"])


class Drawn(HTMLParser):
    """Collects the tags of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


class Notebook(unittest.TestCase):
    ALLOWED = {"div", "strong", "code", "table", "thead", "tbody", "tr", "td", "th", "a", "details", "summary"}

    def test_what_decides_is_shown(self):
        page = Drawn(Policy.shipped("eu_residency").check(FLOW)._repr_html_())
        words = "".join(page.words)
        self.assertIn("Non-compliant", words)
        self.assertIn("storage[1].place: US", words)
        self.assertLessEqual({tag for tag, _ in page.tags}, self.ALLOWED)
        asked = "".join(Drawn(Policy.shipped("eu_residency").check(OPEN)._repr_html_()).words)
        self.assertIn("Missing facts: ", asked)

    def test_no_text_becomes_markup(self):
        evil = "</div><script>alert(1)</script><img src=x onerror=alert(2)>"
        source = f"""loci 1
source EVIL is "{evil}" at "javascript:alert(3)"
policy evil version 1.0.0 "{evil}" {{
  rule a "{evil}" [EVIL 1]
    for every s in storage
    require s.encrypted
    duty exporter "{evil}" within 12 months
}}
"""
        try:
            policy = Policy.parse(source)
        except PolicyError as error:
            # An address of another kind is refused already.
            self.assertIn("javascript", str(error))
            policy = Policy.parse(source.replace(' at "javascript:alert(3)"', ""))
        site = {"place": "US", "operator": {"name": evil}}
        for is_encrypted in (True, False, None):
            verdict = policy.check({"as_of": "2026-03-01", "storage": [{**site, "encrypted": is_encrypted}]})
            page = Drawn(verdict._repr_html_())
            self.assertLessEqual({tag for tag, _ in page.tags}, self.ALLOWED)
            self.assertIn(evil, "".join(page.words))
            for tag, attributes in page.tags:
                self.assertLessEqual(set(attributes), {"style", "class", "href", "rel"}, tag)
                self.assertTrue(attributes.get("href", "https://").startswith(("https://", "http://")))
        made = _html.counts(evil, {evil: 1})
        self.assertIn(evil, "".join(Drawn(made).words))
        self.assertLessEqual({tag for tag, _ in Drawn(made).tags}, self.ALLOWED)


class Documented(unittest.TestCase):
    MODULES = ["lexloci", "lexloci._policy", "lexloci._table", "lexloci._verdict", "lexloci._errors", "lexloci._types"]

    def test_the_examples_of_the_package_run(self):
        tried = 0
        for name in self.MODULES:
            result = doctest.testmod(importlib.import_module(name), extraglobs={"lexloci": lexloci})
            self.assertEqual(result.failed, 0, name)
            tried += result.attempted
        self.assertGreater(tried, 20)

    def test_the_examples_of_the_documents_run(self):
        for name in ("docs/python.md", "python/README.md"):
            blocks = (ROOT / name).read_text().split("```python\n")[1:]
            self.assertTrue(blocks, name)
            around = {}
            for block in blocks:
                code = block.split("\n```")[0]
                # Examples that need a cluster are tried by the tests of Spark.
                if "pyspark" not in code:
                    with contextlib.redirect_stdout(io.StringIO()):
                        exec(compile(code, name, "exec"), around)

    def test_everything_public_is_typed_and_documented(self):
        for name in lexloci.__all__:
            each = getattr(lexloci, name)
            members = inspect.getmembers(each, inspect.isfunction) if inspect.isclass(each) else [(name, each)]
            for member, function in members:
                if member.startswith("_") or not (inspect.isfunction(function) and function.__module__.startswith("lexloci")):
                    continue
                self.assertTrue(inspect.getdoc(function), f"{name}.{member}")
                signature = inspect.signature(function)
                untyped = [key for key, one in signature.parameters.items() if key not in ("self", "cls") and one.annotation is one.empty]
                self.assertEqual((untyped, signature.return_annotation is signature.empty), ([], False), f"{name}.{member}")
        self.assertTrue((pathlib.Path(lexloci.__file__).parent / "py.typed").exists())

    def test_the_stubs_are_what_was_compiled(self):
        stubs = ast.parse((pathlib.Path(lexloci.__file__).parent / "_lexloci.pyi").read_text())
        said = {node.name: node for node in stubs.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
        compiled = {name for name in dir(_lexloci) if not name.startswith("_")}
        self.assertEqual(set(said), compiled)
        for name, node in said.items():
            if isinstance(node, ast.ClassDef):
                methods = {each.name: each for each in node.body if isinstance(each, ast.FunctionDef)}
                there = {each for each in vars(getattr(_lexloci, name)) if not each.startswith("__")}
                self.assertEqual({each for each in methods if not each.startswith("__")}, there, name)
                for method in there:
                    self.assertEqual(
                        [argument.arg for argument in methods[method].args.args],
                        list(inspect.signature(getattr(getattr(_lexloci, name), method)).parameters),
                    )
            else:
                self.assertEqual(
                    [argument.arg for argument in node.args.args], list(inspect.signature(getattr(_lexloci, name)).parameters)
                )


if __name__ == "__main__":
    unittest.main()
