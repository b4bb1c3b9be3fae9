// The day judged, on a slider from 2000 to 2032, above a strip with the verdict on every day.
import { ask, onRevived, onStopped } from "../engine/client.ts";
import type { Turn } from "../engine/protocol.ts";
import { Fresh } from "../fresh.ts";
import { byId, h, paused, readOn, refill } from "../dom.ts";
import { readable } from "../flow/json.ts";
import { edited, stepsOf } from "../flow/path.ts";
import { onLanguage, t } from "../i18n/index.ts";
import { said } from "../i18n/said.ts";
import { textsOf, type Store } from "../store.ts";
import { SHAPES } from "../verdict/outcome.ts";
import { pathInWords } from "../verdict/subject.ts";
import { since as sinceThen } from "./acts.ts";
import { atlasMonth, isAfterAtlas, lastKnown } from "./atlas-day.ts";
import { END, FIRST, LAST, START, dayOf, numberOf, share } from "./day.ts";
import { firstSupposed } from "./supposed.ts";

/** The pause before every day is judged, in milliseconds. */
const REST = 150;
/** The share of the strip below which a stretch has no room for a sign. */
const ROOM = 0.03;

/** The answers for the days. */
export interface Listening {
  /** Called with the stretch of days around the day judged, and the one before it; null while they are not known. */
  stands(turn: Turn | null, before: Turn | null): void;
  /** Called with all days on which the answer turns; none while they are not known. */
  turned(turns: readonly Turn[]): void;
}

export interface Timeline {
  /** Draws it anew. */
  draw(): void;
  /** Judges a day. */
  judge(day: string): void;
}

/** Shows the notes in one line, with a button where they are longer. */
function tellNotes(note: HTMLElement, text: string): void {
  if (note.textContent === text) return;
  note.classList.remove("whole");
  note.textContent = text;
  while (note.nextSibling) note.nextSibling.remove();
  if (note.scrollWidth > note.clientWidth) note.after(readOn(note, t("read_on")));
}

/** Wires the slider to the flow's day. */
export function timeline(store: Store, { stands, turned }: Listening): Timeline {
  const slider = h("input", { type: "range", id: "day", min: START, max: END, step: 1 });
  const day = h("input", { type: "date", id: "day-text", min: FIRST, max: LAST });
  const strip = h("div", { class: "strip", id: "strip", role: "img" });
  const spoken = h("p", { class: "visually-hidden", id: "turns" });
  const step = (id: string, sign: string) => h("button", { type: "button", class: "small", id }, sign);
  const [before, after] = [step("turn-before", "‹"), step("turn-after", "›")];
  const years = h("div", { class: "years", "aria-hidden": "true" }, [2000, 2008, 2016, 2024, 2032].map(year));
  const label = h("label", { for: "day-text", "data-t": "day_judged" }, t("day_judged"));
  const since = h("p", { class: "since note", id: "since" });
  const note = byId("strip-note");
  byId("time").append(
    h("div", { class: "day" }, label, day, before, after),
    h("div", { class: "track" }, strip, h("div", { class: "acts", id: "acts" }), slider, years),
    since,
    spoken,
  );

  let turns: readonly Turn[] = [];
  let state: "waiting" | "judged" | "fault" | "stopped" = "waiting";
  const fresh = new Fresh(
    store,
    [strip],
    ({ policy, flow, suppose }) => [policy, dayless(flow), ...suppose].join("\u0000"),
    (note) => byId("time").append(note),
  ); // below, so that the slider stays under the pointer
  const judge = (as_of: string) => numberOf(as_of) >= START && numberOf(as_of) <= END && set(store, as_of);
  slider.addEventListener("input", () => judge(dayOf(slider.valueAsNumber)));
  day.addEventListener("input", () => judge(day.value));
  before.addEventListener("click", () =>
    judge([...turns].reverse().find((turn) => turn.day < current(store) && turn.day > FIRST)?.day ?? ""),
  );
  after.addEventListener("click", () => judge(turns.find((turn) => turn.day > current(store))?.day ?? ""));

  const follow = () => {
    const as_of = current(store);
    if (document.activeElement !== day) day.value = as_of;
    const at = numberOf(as_of);
    if (Number.isFinite(at)) slider.value = String(at);
    slider.setAttribute("aria-valuetext", as_of);
    const turn = turns.findLast((each) => each.day <= as_of);
    const isKnown = state === "judged" && !fresh.isOld;
    stands(isKnown ? (turn ?? null) : null, isKnown && turn ? (turns[turns.indexOf(turn) - 1] ?? null) : null);
    since.textContent = since.title =
      state !== "judged"
        ? tell(turns, state)
        : turn?.answer === "error"
          ? t("no_verdict_then", reason(turn))
          : turn && turn.day > FIRST && turns[turns.indexOf(turn) - 1]?.answer !== "error"
            ? sinceThen(turn.day)
            : "";
  };
  const draw = () => {
    for (const [button, key] of [
      [before, "previous_turn"],
      [after, "next_turn"],
      [slider, "day_judged"],
      [strip, "strip_label"],
    ] as const) {
      button.setAttribute("aria-label", t(key));
    }
    drawStrip(strip, turns, store.doc.suppose);
    turned(state === "judged" && !fresh.isOld ? turns : []);
    tellNotes(note, notes(turns, store.doc.suppose).join(" "));
    spoken.textContent = [tell(turns, state), ...notes(turns, store.doc.suppose)].join(" ");
    follow();
  };
  let [judged, failures] = ["", 0];
  const fail = () => {
    failures++;
    judged = "";
    fresh.empty();
    [turns, state] = [[], "stopped"];
    draw();
  };
  const every = paused(REST, () => {
    const { doc, revision } = store;
    const without = fresh.about(doc);
    if (without === judged) return;
    const asked = failures;
    const take = (answer: readonly Turn[] | null) => {
      if (failures !== asked) return; // the engine stopped meanwhile: nothing stands until it is tried again
      judged = without;
      [turns, state] = [answer ?? [], answer ? "judged" : "fault"];
      fresh.answers(doc, revision);
      draw();
      if (fresh.isOld) every();
    };
    ask("turns", { ...textsOf(doc), from: FIRST, through: LAST }, take, { fail });
  });
  store.listen(() => (follow(), every()));
  onLanguage(draw);
  onStopped(fail);
  onRevived(() => ((state = "waiting"), every()));
  draw();
  every();
  return { draw, judge };
}

/** Draws a year at its place on the strip. */
function year(number: number): HTMLElement {
  const mark = h("span", {}, number);
  mark.style.left = share(numberOf(`${number}-01-01`));
  return mark;
}

function current({ doc }: Store): string {
  const value = readable(doc.flow)?.value;
  const as_of = typeof value === "object" && value !== null && !Array.isArray(value) ? value.as_of : undefined;
  return typeof as_of === "string" ? as_of : "";
}

function set(store: Store, as_of: string): void {
  if (readable(store.doc.flow)) store.change({ flow: edited(store.doc.flow, stepsOf("as_of"), as_of) }, "day");
}

/** Returns a flow's text without its day: what the strip depends on. */
function dayless(flow: string): string {
  return readable(flow) ? edited(flow, stepsOf("as_of"), FIRST) : flow;
}

function drawStrip(strip: HTMLElement, turns: readonly Turn[], suppose: readonly string[]): void {
  const parts: HTMLElement[] = turns.map((turn, i) => {
    const from = numberOf(turn.day);
    const to = numberOf(turns[i + 1]?.day ?? "") || END + 1;
    const roomy = (to - from) / (END - START) > ROOM;
    const title = [t("from_day", turn.day, t(turn.answer)), turn.answer === "error" ? reason(turn) : ""]
      .filter(Boolean)
      .join(". ");
    const part = h("span", { "data-answer": turn.answer, "data-day": turn.day, title }, roomy && SHAPES[turn.answer]);
    part.style.left = share(from);
    // The sign stands in the days that the atlas knows, clear of the line after them.
    const known = lastKnown();
    const after = known === null ? 0 : to - Math.max(from, numberOf(known) + 1);
    if (after > 0 && after < to - from) part.style.paddingInlineEnd = share(START + after);
    part.style.width = `calc(${share(START + to - from)} + 0.5px)`;
    return part;
  });
  const last = lastKnown();
  if (last !== null && parts.length > 0 && isAfterAtlas(LAST)) {
    const after = h("i", { class: "after-atlas", "data-day": last });
    after.style.left = share(numberOf(last) + 1);
    parts.push(after);
  }
  const supposed = firstSupposed(suppose);
  if (supposed !== null && parts.length > 0 && supposed <= LAST) {
    const from = h("i", { class: "supposed-from", "data-day": supposed, title: t("strip_supposed", supposed) });
    from.style.left = share(Math.max(START, numberOf(supposed)));
    parts.push(from);
  }
  refill(strip, parts);
}

/** Returns the reason why there is no verdict on the days of a stretch. */
function reason({ why }: Turn): string {
  return why === null
    ? ""
    : why.path === null
      ? said(why.message)
      : t("like", pathInWords(why.path), said(why.message));
}

/** Explains the signs on the strip that are not self-explanatory. */
function notes(turns: readonly Turn[], suppose: readonly string[]): string[] {
  // A flow that has no verdict on any day is wrong for another reason than its day.
  const isNever = turns.length === 1;
  const found = turns.flatMap((turn, i) => {
    const next = turns[i + 1];
    const { path } = turn.why ?? { path: null };
    return turn.answer === "error" && !isNever
      ? [
          t(
            "strip_error",
            turn.day,
            next ? dayOf(numberOf(next.day) - 1) : LAST,
            path === null ? t("whole_flow_inside") : pathInWords(path),
          ),
        ]
      : [];
  });
  const last = lastKnown();
  const supposed = firstSupposed(suppose);
  if (supposed !== null) found.unshift(t("strip_supposed", supposed));
  return turns.length > 0 && last !== null ? [t("strip_after", last, atlasMonth()), ...found] : found;
}

function tell(turns: readonly Turn[], state: "waiting" | "judged" | "fault" | "stopped"): string {
  if (state === "fault") return t("no_strip");
  if (state === "stopped") return t("strip_stopped");
  if (state === "waiting" || turns.length === 0) return t("turns_wait");
  if (turns.length === 1) return t(turns[0]?.answer === "error" ? "no_verdict_ever" : "no_turns");
  return t(
    "like",
    t("days_turned"),
    `${turns.map(({ day, answer }) => t("from_day", day, t(answer))).join(t("semicolon"))}.`,
  );
}
