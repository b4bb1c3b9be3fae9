// Each short form that the engine's reader accepts, once, and beside it what it refuses. tests/pkg/types.test.mjs hands the
// same flows to the engine.
import type { Flow } from "lexloci";

const as_of = "2026-03-01";

export const accepted = {
  categories: { as_of, data: ["contact", "health"] },
  categoriesOpen: { as_of, data: { items: ["contact"], complete: false } },
  data: { as_of, data: { categories: ["contact"], subjects: ["FR", "EU"] } },
  setOpen: {
    as_of,
    data: { categories: { items: [], complete: false } },
    purpose: { items: ["service"], complete: true },
  },
  sites: { as_of, storage: ["FR", "PT-20", "EU", "anywhere", "aws/eu-west-3", {}] },
  sitesOpen: { as_of, access: { items: ["US"], complete: false } },
  noRegion: { as_of, storage: [{ place: "FR", region: "none" }] },
  partyById: { as_of, provider: { id: "acme" }, storage: [{ place: "FR", operator: "@acme" }] },
  partyByWord: {
    as_of,
    exporter: { seat: "FR" },
    storage: [{ place: "FR", operator: "exporter" }],
    transfers: [{ recipient: "provider" }],
  },
  nobody: { as_of, provider: "none" },
  providerIsExporter: { as_of, provider: "exporter" },
  holders: {
    as_of,
    provider: { holders: ["@fund", { id: "fund", capital: "44.4%", votes: "24 %" }, { seat: "FR", capital: "10%" }] },
  },
  holdersByWord: { as_of, provider: { id: "acme", holders: { items: ["exporter"], complete: false } } },
  suppliers: { as_of, provider: { id: "acme" }, suppliers: ["@acme", "exporter", { name: "Acme" }] },
  measures: { as_of, measures: ["pseudonymisation", { kind: "encryption_at_rest", keys: { holder: "exporter" } }] },
  measuresOfASite: { as_of, storage: [{ place: "FR", measures: ["logging", "approval"] }] },
  noTool: { as_of, transfers: [{ to: "US", tool: "none" }] },
  vendors: {
    as_of,
    complete: true,
    provider: "scaleway",
    transfers: [
      { to: "US", recipient: "Zendesk, Inc." },
      { to: "LU", recipient: { vendor: "aws", seat: "LU" } },
    ],
  },
  durations: { as_of, exit: { notice: "2 months", transition: "P1Y6M", fee: "none" } },
  endless: { as_of, credentials: [{ kind: "gaia_x", from: "2026-01-01", through: "none" }] },
  unknown: { as_of, data: null, provider: null, storage: null, contract: null, x: null },
  ownFacts: {
    as_of,
    x: { tier: "gold", deep: { anything: [1, null] } },
    storage: [{ place: "FR", x: { inspected: "2026-01-01" } }],
  },
} satisfies { readonly [what: string]: Flow };

export const refused = {
  // @ts-expect-error: it is health
  misspeltCategory: { as_of, data: ["helth"] },
  // @ts-expect-error: one category is a list of one
  oneCategory: { as_of, data: "contact" },
  // @ts-expect-error: it is complete
  misspeltComplete: { as_of, data: { items: ["contact"], compleet: false } },
  // @ts-expect-error: a list that is open says so
  incomplete: { as_of, data: { items: ["contact"] } },
  // @ts-expect-error: an open list of categories has no other key
  mixed: { as_of, data: { items: ["contact"], complete: false, subjects: ["FR"] } },
  // @ts-expect-error: it is subjects
  misspeltSubjects: { as_of, data: { categories: ["contact"], subject: ["FR"] } },
  // @ts-expect-error: a list of sites is an array
  oneSite: { as_of, storage: "FR" },
  // @ts-expect-error: it is place
  misspeltPlace: { as_of, storage: ["FR", { plase: "US" }] },
  // @ts-expect-error: the exporter is an object
  exporterById: { as_of, exporter: "@acme" },
  // @ts-expect-error: it is vendor
  misspeltVendor: { as_of, provider: { vendr: "scaleway" } },
  // @ts-expect-error: a flow is complete or not
  completeInWords: { as_of, complete: "yes" },
  // @ts-expect-error: an entry of a list of parties is somebody
  holderIsNobody: { as_of, provider: { holders: ["none"] } },
  // @ts-expect-error: a share has a percent sign
  shareWithoutSign: { as_of, provider: { holders: [{ capital: "44.4" }] } },
  // @ts-expect-error: there is no such measure
  misspeltMeasure: { as_of, measures: ["pseudonymization"] },
  // @ts-expect-error: a duration has a unit
  durationWithoutUnit: { as_of, exit: { notice: "2" } },
  // @ts-expect-error: a day is a text
  dayAsNumber: { as_of: 20260301 },
  // @ts-expect-error: it is measures
  misspeltList: { as_of, measure: ["logging"] },
} satisfies { readonly [what: string]: Flow };
