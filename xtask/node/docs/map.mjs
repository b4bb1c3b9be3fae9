// The pages of the documentation site: which file each is made of, and where it stands in the site's navigation.

/** The words of the site itself. */
export const WORDS = {
  en: {
    skip: "Skip to the text",
    search: "Search",
    found: (count) => `${count} found`,
    menu: "All pages",
    on: "On this page",
    playground: "Try it",
    other: "Français",
    next: "Next",
    exit: "exit code",
    tagline: "Where data may rest, and under whose law, as of a day, with the reason.",
    legal: "Not legal advice. Tests run the examples on these pages.",
  },
  fr: {
    skip: "Aller au texte",
    search: "Rechercher",
    found: (count) => `${count} trouvé(s)`,
    menu: "Toutes les pages",
    on: "Sur cette page",
    playground: "Essayer",
    other: "English",
    next: "Suite",
    exit: "code de sortie",
    tagline: "Où les données peuvent se trouver, et sous quelle loi, à une date, avec le motif.",
    legal: "Ceci n’est pas un conseil juridique. Des tests exécutent les exemples de ces pages.",
  },
};

const page = (to, from, title) => ({ to, from, title });

const POLICIES = [
  "gdpr_transfers",
  "uk_transfers",
  "ch_transfers",
  "eu_residency",
  "secnumcloud",
  "gaia_x_label",
  "data_act_switching",
  "hds",
  "sovereign_cloud",
  "marketplace_admission",
  "eu_cloud_sovereignty",
  "cada_proposal",
];

const POLICY_PAGES = [
  page("policies/index", "docs/policies/README.md", "The shipped policies"),
  ...POLICIES.map((name) => page(`policies/${name}`, `docs/policies/${name}.md`, name)),
];

const REFERENCE = [
  page("reference/language", "pkg/docs/language.md", "The language"),
  page("reference/clauses", "docs/clauses.md", "Every clause"),
  page("reference/words", null, "Every word"),
  page("reference/facts", "docs/facts.md", "Facts"),
  page("reference/diagnostics", null, "Diagnostics"),
  page("reference/testing", "docs/testing.md", "Tests"),
  page("reference/command", "docs/command.md", "The command"),
  page("reference/package", "pkg/README.md", "The npm package"),
  page("reference/python", "docs/python.md", "The Python package"),
  page("reference/audit", "docs/audit.md", "Audits"),
  page("reference/signing", "docs/signing.md", "Receipts and signed policies"),
  page("reference/ci", "docs/ci.md", "CI"),
  page("reference/editors", "docs/editors.md", "Editors"),
  page("reference/cases", "docs/cases.md", "The decided cases"),
];

/** The groups of the navigation in each language. */
export const GROUPS = {
  en: [
    {
      title: "Start",
      pages: [page("index", "docs/index.md", "Overview"), page("tutorial", "docs/tutorial.md", "Your first policy")],
    },
    {
      title: "How to",
      pages: [
        page("how-to/web-app", "docs/how-to/web-app.md", "Guard a web application"),
        page("how-to/edge-function", "docs/how-to/edge-function.md", "Decide in an edge function"),
        page("how-to/tests", "docs/how-to/tests.md", "Test a policy"),
        page("how-to/ci", "docs/how-to/ci.md", "Judge each change in CI"),
        page("how-to/audit", "docs/how-to/audit.md", "Audit an inventory"),
        page(
          "how-to/data-protection-officer",
          "docs/how-to/data-protection-officer.md",
          "Answer as a data protection officer",
        ),
      ],
    },
    { title: "Reference", pages: REFERENCE },
    {
      title: "Policies",
      pages: POLICY_PAGES,
    },
    {
      title: "Background",
      pages: [
        page("background/design", "DESIGN.md", "Why it is as it is"),
        page("background/upcoming", "docs/upcoming.md", "What will change in the law"),
        page("background/everyday", "docs/everyday.md", "Everyday flows"),
        page("background/scale", "docs/scale.md", "What an audit costs"),
        page("background/compare", "COMPARE.md", "Beside other engines"),
      ],
    },
  ],
  fr: [
    {
      title: "Commencer",
      pages: [
        page("fr/index", "docs/fr/index.md", "Vue d’ensemble"),
        page("fr/tutorial", "docs/fr/tutorial.md", "Votre première politique"),
      ],
    },
    {
      title: "Comment faire",
      pages: [
        page("fr/how-to/web-app", "docs/fr/how-to/web-app.md", "Protéger une application web"),
        page("fr/how-to/edge-function", "docs/fr/how-to/edge-function.md", "Décider dans une fonction edge"),
        page("fr/how-to/tests", "docs/fr/how-to/tests.md", "Tester une politique"),
        page("fr/how-to/ci", "docs/fr/how-to/ci.md", "Juger chaque changement en CI"),
        page("fr/how-to/audit", "docs/fr/how-to/audit.md", "Auditer un inventaire"),
        page(
          "fr/how-to/data-protection-officer",
          "docs/fr/how-to/data-protection-officer.md",
          "Répondre en tant que DPO",
        ),
      ],
    },
    { title: "Référence (en anglais)", lang: "en", pages: REFERENCE },
    { title: "Politiques (en anglais)", lang: "en", pages: POLICY_PAGES },
  ],
};

/** Returns every page once, with its language. */
export function pages() {
  const all = Object.entries(GROUPS).flatMap(([lang, groups]) =>
    groups.flatMap((group) => group.pages.map((each) => ({ ...each, lang: group.lang ?? lang, group: group.title }))),
  );
  return all.filter((each, at) => all.findIndex((other) => other.to === each.to) === at);
}

/** Returns the same page in the other language: its beginning where there is none. */
export function twin(to) {
  const other = to.startsWith("fr/") ? to.slice(3) : `fr/${to}`;
  return pages().some((each) => each.to === other) ? other : to.startsWith("fr/") ? "index" : "fr/index";
}
