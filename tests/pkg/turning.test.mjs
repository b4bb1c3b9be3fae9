// The days on which an answer can turn, against every day.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { FlowError, Policy } from "lexloci";

const [FIRST, LAST] = ["2000-01-01", "2032-12-31"];
const dayOf = (number) => new Date(number * 864e5).toISOString().slice(0, 10);
const numberOf = (day) => Date.parse(day) / 864e5;

/** Returns the answer on a day as `judge` gives it, or "error". */
function standing(judge) {
  try {
    return judge();
  } catch (error) {
    assert.ok(error instanceof FlowError);
    return "error";
  }
}

/** Judges every day, and returns those on which the answer is another than on the day before. */
function turns(judge, from = FIRST, through = LAST) {
  const found = [];
  let before = null;
  for (let number = numberOf(from); number <= numberOf(through); number++) {
    const answer = standing(() => judge(dayOf(number)));
    if (answer !== before) found.push(dayOf(number));
    before = answer;
  }
  return found;
}

const example = (name) => JSON.parse(readFileSync(`www/examples/${name}.json`, "utf8")).flow;
const shipped = (name) => readFileSync(`src/policies/${name}.loci`, "utf8");

/** Policies and flows whose answer turns for another reason each: an act, a fact of the atlas, an age, a length of months. */
const CASES = {
  "acts of law": [shipped("gdpr_transfers"), example("atlantic"), 4, "2015-06-01", "2023-12-31"],
  "an exit that was tried": [
    `loci 1
     policy p version 1.0.0 "P" {
       rule tried "The exit is tried every half year" require exit.tested within 6 months
     }`,
    { exit: { tested: "2020-08-31" } },
    2,
  ],
  "months beside days": [
    `loci 1
     policy p version 1.0.0 "P" {
       rule soon "One can leave soon" require exit.switching_time <= 2 months
       rule notice "The notice is short" require exit.notice <= 61 days
     }`,
    { exit: { notice: "1 month", transition: "30 days" } },
    40,
  ],
  "a part that others bound": [
    `loci 1
     policy p version 1.0.0 "P" { rule notice "The notice is short" require exit.notice <= 1 month }`,
    { exit: { switching_time: "60 days", transition: "1 month" } },
    40,
  ],
};

for (const [name, [source, flow, atLeast, from = FIRST, through = LAST]] of Object.entries(CASES)) {
  test(`the answer turns only on days that are listed: ${name}`, () => {
    const policy = Policy.parse(source);
    const listed = policy.turningDays(flow, from, through);
    assert.equal(listed[0], from);
    assert.deepEqual(listed, [...new Set(listed)].sort());
    const found = turns((asOf) => policy.decide(flow, { asOf }), from, through);
    assert.ok(found.length >= atLeast, `${found.length} turns`);
    assert.deepEqual(
      found.filter((day) => !listed.includes(day)),
      [],
    );
  });
}

test("so does a contradiction to the atlas, and what is supposed", () => {
  const policy = Policy.parse(shipped("gdpr_transfers")).suppose("US leaves adequate on 2027-03-01");
  const given = { "schrems-ii": ["2001-09-01", "2001-12-31"], atlantic: ["2027-01-01", "2027-04-30"] };
  for (const [name, [from, through]] of Object.entries(given)) {
    const listed = policy.turningDays(example(name), from, through);
    const found = turns((asOf) => policy.check(example(name), { asOf }).verdict, from, through);
    assert.equal(found.length, 2, name);
    assert.ok(listed.length < 12 && found.every((day) => listed.includes(day)), `${name}: ${listed}`);
  }
});

test("few days are listed, and a day that is none is refused", () => {
  const policy = Policy.parse(shipped("gdpr_transfers"));
  assert.ok(policy.turningDays(example("atlantic"), FIRST, LAST).length < 200);
  assert.throws(() => policy.turningDays({}, "2000-01-01", "tomorrow"), FlowError);
});
