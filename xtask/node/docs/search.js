// The search of the documentation site: loaded when somebody searches, with every section of every page.
import MiniSearch from "minisearch";

/* global SECTIONS */
const index = new MiniSearch({
  fields: ["heading", "page", "text"],
  storeFields: ["page", "heading", "text", "lang"],
  // `s.place` is found by `place`, and a code of two letters by itself.
  tokenize: (text) => text.split(/[^\p{L}\p{N}_]+/u).filter(Boolean),
  processTerm: (term) => term.toLowerCase().normalize("NFD").replace(/\p{M}/gu, ""),
});
index.addAll(SECTIONS);

/** Returns the sections that have every word, or, where none has, one of them; those in the reader's language first. */
globalThis.lexlociFind = (words, lang) => {
  const options = {
    boost: { heading: 4, page: 2 },
    prefix: true,
    fuzzy: (term) => (term.length > 5 ? 0.15 : false),
    boostDocument: (_, __, stored) => (stored.lang === lang ? 2 : 1),
  };
  const strict = index.search(words, { ...options, combineWith: "AND" });
  return (strict.length > 0 ? strict : index.search(words, options)).slice(0, 12);
};
