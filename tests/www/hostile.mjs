// Links that try to be more than text.
import { deflateRawSync } from "node:zlib";

const packed = (value) =>
  `#s=${deflateRawSync(typeof value === "string" || Buffer.isBuffer(value) ? value : JSON.stringify(value)).toString("base64url")}`;

const SCRIPTS = [
  "<script>ran()</script>",
  "<img src=x onerror=ran()>",
  "<svg onload=ran()>",
  "<svg><script>ran()</script></svg>",
  "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
  "<a href='javascript:ran()'>x</a>",
  "javascript:ran()",
  '"><script>ran()</script>',
  "'-ran()-'",
  "${ran()}",
  "{{constructor.constructor('ran()')()}}",
  "</textarea><script>ran()</script>",
  "<base href=https://example.org/>",
  "<meta http-equiv=refresh content='0;url=https://example.org/'>",
  "<link rel=stylesheet href=https://example.org/a.css>",
  "<object data=https://example.org/></object>",
  "\u2028ran()\u2029",
  "\u202Eran()",
];

/** Returns a policy whose texts reach the verdict: title, source with an address that is a script, remedy. */
const policy = (text) => {
  const quoted = JSON.stringify(text.replace(/[\u2028\u2029]/g, " "));
  return `loci 1\nsource S is ${quoted} at "javascript:ran()"\npolicy p version 1.0.0 ${quoted} {\n  rule r ${quoted} [S 1]\n    for every s in storage\n    require s in EEA\n    remedy ${quoted}\n}\n`;
};

/** Fragments, each to be opened. */
export function hostile() {
  const texts = SCRIPTS.flatMap((text) => [
    packed([1, policy(text), JSON.stringify({ as_of: "2026-03-01", storage: ["US"], exporter: { name: text } })]),
    packed([1, text, JSON.stringify({ as_of: "2026-03-01", [text]: text })]),
  ]);
  const shapes = [
    [2, "", ""],
    [1],
    [1, {}, ""],
    [1, "", {}],
    [1, ["__proto__", ""], "{}"],
    [1, ["constructor", "x"], "{}"],
    [1, ["gdpr_transfers", "x"], "{}"],
    [1, "", "{}", "__proto__"],
    [1, "", "{}", {}],
    [1, "", "{}", "<script>ran()</script>"],
    [1, "", "{}", "uber", 1],
    [1, policy("x"), "{}", "uber"],
    { __proto__: 1 },
    null,
    1,
    "x",
    [1, "", '{"__proto__": {"polluted": true}, "constructor": 1}'],
  ].map(packed);
  const broken = [
    "#s=",
    "#s=A",
    "#s=!!!!",
    "#s=AAAA",
    `#s=${"A".repeat(300_000)}`,
    packed("not json"),
    packed(Buffer.from([0xff, 0xfe])),
    packed(`[1,"","${"a".repeat(5_000_000)}"]`),
    packed("[".repeat(100_000)),
    packed([1, "", "[".repeat(100_000)]),
    "#case=<script>ran()</script>",
    "#case=__proto__",
    "#javascript:ran()",
    "#<img src=x onerror=ran()>",
    "#%3Cscript%3Eran()%3C/script%3E",
    "#%ff%fe",
    "#s=%ff",
    "#s=%C3%28",
    "#s=\u0000",
    `#s=${"A".repeat(1_900_000)}`,
    `#${"(".repeat(1_500_000)}`,
  ];
  return [...texts, ...shapes, ...broken];
}
