// A flow as a row of 16 bytes, which the hand-written kernels of benches/limit read:
//   word 0  three places of storage, first place of processing     one byte each: a country's number
//   word 1  second and third place of processing, provider's seat, place of the keys
//   word 2  mechanism and what is done, the yes_no facts, the day   8, 8 and 16 bits
//   word 3  volume
const COUNTRIES = (
  "?? AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO " +
  "GB CH JP KR CA IL NZ UY AR AD FO GG IM JE US IN BR CN SG AU ZA TR MX RU AE BY VN IR KP"
).split(" ");

const NUMBERS = new Uint8Array(32 * 32);
COUNTRIES.forEach((code, number) => {
  if (number > 0) NUMBERS[slot(code)] = number;
});

const MECHANISMS = { __proto__: null, adequacy: 1, scc: 2, bcr: 3, derogation: 4 };

/** Writes a flow as the four words from `at`. */
export function pack(flow, words, at) {
  const { storage, processing } = flow;
  const [s, p] = [number(storage[0]), number(processing[0])];
  words[at] = s | (later(storage, 1, s) << 8) | (later(storage, 2, s) << 16) | (p << 24);
  const parties = (number(flow.providerHq) << 16) | (number(flow.keyCountry) << 24);
  words[at + 1] = later(processing, 1, p) | (later(processing, 2, p) << 8) | parties;
  words[at + 2] = kind(flow) | (flags(flow) << 8) | (flow.day << 16);
  words[at + 3] = flow.volume;
}

/** Returns an entry of a list; the first one again where there are not so many. */
function later(list, at, first) {
  return list.length > at ? number(list[at]) : first;
}

function kind(flow) {
  const encrypted = flow.encryption !== "none" ? 8 : 0;
  const own = flow.keyHolder === "exporter" ? 16 : 0;
  const advertising = flow.purpose === "advertising" ? 32 : 0;
  return (MECHANISMS[flow.mechanism] ?? 0) | encrypted | own | advertising;
}

function flags(flow) {
  const first = (flow.specialCategory ? 1 : 0) | (flow.tiaDone ? 2 : 0) | (flow.pseudonymised ? 4 : 0);
  return first | (flow.consent ? 8 : 0) | (flow.secNumCloud ? 16 : 0) | (flow.subprocessors === 0 ? 32 : 0);
}

function number(code) {
  return NUMBERS[slot(code)];
}

function slot(code) {
  return ((code.charCodeAt(0) - 65) << 5) + code.charCodeAt(1) - 65;
}
