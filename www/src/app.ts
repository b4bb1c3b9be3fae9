// The page: judges two texts at every change, and shows the verdict.
import type { Change, Question, Verdict } from "lexloci";
import { byId, h, painted, refill } from "./dom.ts";
import { Fresh } from "./fresh.ts";
import { Pane } from "./editor/pane.ts";
import { answered, ask, onRevived, onStopped, ready, tryAgain } from "./engine/client.ts";
import type { Judged, Known, Turn } from "./engine/protocol.ts";
import type { Form } from "./flow/form.ts";
import { flowView } from "./flow/view.ts";
import { readable, type Json, type Span } from "./flow/json.ts";
import { learnKinds } from "./flow/kinds.ts";
import { spanOf } from "./flow/path.ts";
import { fetchTexts } from "./gallery/cases.ts";
import { originOf } from "./gallery/origin.ts";
import { story } from "./gallery/story.ts";
import { language, onLanguage, t } from "./i18n/index.ts";
import { wordsOfPolicies } from "./i18n/policy-words.ts";
import { keep, kept } from "./kept.ts";
import { drawer } from "./policy/drawer.ts";
import { SHIPPED } from "./policy/names.ts";
import { picker } from "./policy/picker.ts";
import { rest, type Rest } from "./rest.ts";
import { Start } from "./start/start.ts";
import type { MapPanel } from "./map/panel.ts";
import { address, opening } from "./share/address.ts";
import type { Evidence } from "./report/evidence.ts";
import { dropped, printing } from "./share/dropped.ts";
import { keepOffline } from "./share/offline.ts";
import { tell } from "./notice.ts";
import { Store, type Doc } from "./store.ts";
import { watchPresses } from "./press.ts";
import { showPanel, tabs } from "./tabs.ts";
import { numberOf } from "./time/day.ts";
import { acts } from "./time/acts.ts";
import { learnAtlas } from "./time/atlas-day.ts";
import type { Suppose } from "./time/suppose.ts";
import { timeline, type Timeline } from "./time/slider.ts";
import { tools } from "./tools.ts";
import type { Cures } from "./verdict/cures.ts";
import { announce, announceFailure } from "./verdict/headline.ts";
import { sentence } from "./verdict/sentence.ts";
import { reasons, type Pointing } from "./verdict/reasons.ts";
import { Values } from "./verdict/value.ts";

// What is awaited here may import nothing of this file, which would wait for itself.
const opened = await opening();
const store = new Store(opened.doc);

const history = { undo: () => store.undo(), redo: () => store.redo() };
const policy = new Pane(
  { host: byId("policy"), typed: (text, stroke) => store.change({ policy: text }, stroke ? "policy" : "") },
  async (opening) =>
    (await import("./editor/made.ts")).policyEditor(
      opening,
      history,
      () => void layOut(),
      () => dayOf(store.doc),
    ),
);
const flow = new Pane(
  { host: byId("flow"), typed: (text, stroke) => store.change({ flow: text }, stroke ? "flow" : "") },
  async (opening) => (await import("./editor/made.ts")).flowEditor(opening, history),
);

/** What the first verdict does not need, once it is there: the form, and all that stands below the reasons. */
let parts: Rest | null = null;
let form: Form | null = null;
let cures: Cures | null = null;
const view = flowView(() => form?.shown());
const values = () => new Values(known, store.doc.policy);
let known: Known | null = null;
let map: MapPanel | null = null;
let questions: readonly Question[] = [];
/** Statements after which the policy has nothing to judge. */
let nothing: readonly Change[] = [];

const point: Pointing = {
  inWords: (path, value) => values().inWords(path, value),
  mark(clause, path) {
    policy.mark(clause);
    flow.mark(path === null ? null : factSpan(path));
    form?.mark(path && (path.split(",")[0] ?? path));
  },
  clause(span) {
    drawer.open();
    showPanel("policy");
    policy.select(span);
  },
  fact(path) {
    showPanel("flow");
    if (view.form() && form?.focus(path)) return;
    view.showText();
    const span = factSpan(path);
    if (span) flow.select(span);
  },
};

let judged: Judged | null = null;
/** The texts that `judged` is about. */
let about: Doc = store.doc;
/** The parts of the page that show one verdict. */
const fresh = new Fresh(
  store,
  ["sentence", "missing", "cures", "reasons", "rests", "asides", "policy-findings", "flow-findings"].map(byId),
);

function factSpan(path: string): Span | null {
  return readable(store.doc.flow) ? spanOf(store.doc.flow, path.split(",")[0] ?? path) : null;
}

/** Returns the day on which a flow is judged, or null. */
function dayOf({ flow }: { readonly flow: string }): string | null {
  const value: Json | undefined = readable(flow)?.value;
  const day = typeof value === "object" && value !== null && !Array.isArray(value) ? value.as_of : null;
  return typeof day === "string" && Number.isFinite(numberOf(day)) ? day : null;
}

/** Puts the policy into its standard layout; one with errors stays as it is. */
async function layOut(): Promise<void> {
  const text = await answered("format", { policy: store.doc.policy });
  if (text === null) tell(t("layout_needs_right_text"));
  else store.change({ policy: text });
}

/** Shows the tests as the policy words them, or hides them again: the choice is kept. */
function policyWordsTool(): void {
  let on = kept("words") === "on";
  const draw = () => {
    byId("reasons").dataset.words = on ? "on" : "off";
    const press = () => {
      on = !on;
      keep("words", on ? "on" : null);
      draw();
    };
    const attributes = {
      type: "button",
      class: "small",
      id: "policy-words",
      "data-key": "words",
      "aria-pressed": String(on),
    };
    refill(byId("verdict-actions"), h("button", { ...attributes, onclick: press }, t("policy_words")));
  };
  onLanguage(draw);
  draw();
}

function show(): void {
  policy.show(store.doc.policy);
  flow.show(store.doc.flow);
  setTimeout(() => form?.follow(), 0); // after the focus has left the changed field
}

/** Resolves with the first answer of the engine, or with its first failure. */
let wasAnswered: () => void = () => {};
const firstAnswer = new Promise<void>((resolve) => (wasAnswered = resolve));
/** Resolves once everything stands that follows from the first answer. */
let furnished: Promise<void> = firstAnswer;

/** Judges the texts. Until there is an answer, the old verdict is marked as that of other texts. */
function judge(): void {
  byId("answer").ariaBusy = "true";
  const { doc, revision } = store;
  ask("judge", doc, (answer) => judgedAs(answer, doc, revision), {
    fail: unjudged,
    meanwhile: (answer: Judged) => answer.verdict && announce(answer, doc),
  });
}

/** Removes the verdict, and everything that follows from it, when the engine cannot answer. */
function unjudged(message: string): void {
  judged = null;
  fresh.empty();
  for (const id of ["sentence", "missing", "cures", "reasons", "rests", "asides"]) refill(byId(id));
  map?.judged(null);
  uncover();
  announceFailure(known ? "stopped" : "failed", message);
  wasAnswered();
  settle();
}

/** Callbacks that wait for the answer about the texts as they stand. */
const awaiting: ((verdict: Verdict | null) => void)[] = [];

/** Returns the verdict of the texts as they stand, which `waits` for an answer; null where they have none. */
function settled(waits = true): Promise<Verdict | null> {
  const isBusy = byId("answer").ariaBusy === "true";
  if (isBusy && waits) return new Promise((resolve) => awaiting.push(resolve));
  return Promise.resolve(isBusy ? null : (judged?.verdict ?? null));
}

function settle(): void {
  byId("answer").ariaBusy = "false";
  for (const resolve of awaiting.splice(0)) resolve(judged?.verdict ?? null);
}

/** Shows the parts below the answer. They are hidden until they have their content, so that nothing moves when it comes. */
function uncover(): void {
  document.body.dataset.uncovered = "";
}

/** Returns an answer with what puts the faults of the flow right; as it is, before that part of the page is there. */
function withFaults(answer: Judged, { flow }: Doc): Judged {
  return parts ? { ...answer, flow: parts.faultsOf(answer.flow, flow) } : answer;
}

function judgedAs(answer: Judged, doc: Doc, revision: number): void {
  judged = withFaults(answer, doc);
  about = doc;
  [questions, nothing] = [[], []];
  draw();
  uncover();
  fresh.answers(doc, revision);
  drawSentence(); // which is drawn for an answer to the current texts alone
  byId("answer").dataset.revision = String(revision);
  wasAnswered();
  void furnished.then(() => store.revision === revision && settle());
  supposed?.judged(answer.unread);
  reveal(answer.verdict);
  byId("map-panel").hidden = !map || !answer.verdict;
  map?.judged(answer.verdict);
  if (answer.verdict?.verdict === "undetermined") question();
}

let revealed: string | null = null;

/** Scrolls the policy to the rule that decides a newly opened case, rather than showing its first lines. */
function reveal(verdict: Verdict | null): void {
  const { caseId } = store.doc;
  if (caseId === revealed || !verdict) return;
  revealed = caseId;
  const decides =
    verdict.instances.find(({ outcome }) => outcome === "violated") ??
    verdict.instances.find(({ outcome }) => outcome !== "satisfied" && outcome !== "not_applicable") ??
    verdict.instances[0];
  if (caseId !== null && decides) revealing = decides.span;
  revealShown();
}

let revealing: Span | null = null;

/** Scrolls to the rule. On a narrow screen the policy may not be shown yet. */
function revealShown(): void {
  if (revealing === null || byId("policy").offsetParent === null) return;
  policy.reveal(revealing);
  revealing = null;
}

/** Asks for the smallest sets of facts that settle the verdict, and for what leaves the policy nothing to judge. */
function question(): void {
  const { doc } = store;
  const take = (answer: readonly Question[] | null) => {
    if (store.doc !== doc) return; // the texts have changed meanwhile
    questions = answer ?? [];
    drawMissing();
    drawSentence();
  };
  ask("questions", doc, take, { fail: () => {} });
  const spare = (answer: readonly Change[] | null) => {
    if (store.doc !== doc) return;
    nothing = answer ?? [];
    drawMissing();
  };
  ask("nothing", doc, spare, { fail: () => {} });
}

function drawMissing(): void {
  const verdict = judged?.verdict;
  refill(byId("missing"), verdict && parts?.missing(verdict, { questions, nothing }, store, known, point.fact));
}

function draw(): void {
  if (!judged) return;
  announce(judged, about);
  policy.find(judged.policy);
  flow.find(judged.flow);
  parts?.drawFindings(byId("policy-findings"), policy, judged.policy, () => showPanel("policy"));
  parts?.drawFindings(byId("flow-findings"), flow, judged.flow, () => showPanel("flow"));
  form?.follow(judged.flow);
  const { verdict } = judged;
  drawMissing();
  cures?.judged(verdict);
  refill(byId("reasons"), verdict ? reasons(verdict, point) : parts?.wrong(judged, point.fact));
  refill(byId("rests"), verdict ? parts?.rests(verdict, about, values(), point.fact) : []);
  drawSentence();
  refill(byId("asides"), verdict ? parts?.asides(verdict, known) : []);
}

let supposed: Suppose | null = null;

/** The stretch of days around the day judged. */
let turn: Turn | null = null;
/** The stretch before it. */
let before: Turn | null = null;

/** Says the answer in one sentence, under the heading of the reasons. */
function drawSentence(): void {
  const verdict = judged?.verdict;
  const said = verdict
    ? sentence(
        verdict,
        turn,
        before,
        questions.some((each) => parts?.isEnough(each)),
      )
    : judged && t("never_in_part");
  refill(byId("sentence"), fresh.isOld ? null : said);
}

let evidence: Evidence | null = null;
/** The texts that the evidence is about. */
let evidenceOn: Doc | null = null;

/** Draws the report for paper: of the answer that is shown, if it is about the texts as they stand. */
function drawReport(): void {
  const verdict = fresh.isOld ? null : (judged?.verdict ?? null);
  const proof = evidenceOn === about ? evidence : null;
  const said = byId("sentence").textContent ?? "";
  parts?.report(verdict && { doc: about, verdict, values: values(), sentence: said, evidence: proof });
}

/** Asks who reports, computes what the report says of itself, and prints it. */
async function printReport(): Promise<void> {
  const made = await rest();
  const author = made && (await made.authored());
  if (!made || author === null) return;
  keep("author", author === "" ? null : author);
  const verdict = await settled();
  if (!verdict) return tell(t("nothing_to_save"));
  const doc = about;
  evidence = await made.evidenceOf(doc, verdict).catch(() => null);
  evidenceOn = doc;
  drawReport();
  print();
}

const STOPPED = { engine: "stopped_all", analyses: "stopped_part", rest: "rest_missing" } as const;

/**
 * Shows that a part of the engine has stopped, with a button that starts it again; or that a part of the page is missing, which
 * only loading all of it again can bring. The draft stays.
 */
function sayStopped(which: keyof typeof STOPPED): void {
  const again = which === "rest" ? () => location.reload() : tryAgain;
  const draw = () => {
    const button = h(
      "button",
      { type: "button", class: "small", id: "try-again", "data-key": "try-again", onclick: again },
      t("try_again"),
    );
    refill(byId("stopped"), h("span", {}, t(STOPPED[which])), " ", button);
  };
  saying = draw;
  draw();
  byId("stopped").hidden = false;
}

let saying: () => void = () => {};

/** Makes what the first verdict did not need. */
function furnish(made: Rest | null): void {
  if (!made || parts) return;
  parts = made;
  form = new made.Form(store);
  cures = new made.Cures(store, values);
  if (time) supposed = new made.Suppose(store, time.judge);
  made.published(SHIPPED);
  made.compare(store, values);
  const tests = new made.Tests(store, () => (fresh.isOld ? null : (judged?.verdict ?? null)));
  openTests = (markdown) => tests.open(markdown);
  made.policyTools({ insert: (text) => policy.insert(text), layOut: () => void layOut(), tests, addRule });
  made.offerTour(
    () => !first.isShown && originOf(store.doc).is === "case",
    () => {
      const origin = originOf(store.doc);
      return origin.is === "case" && origin.of.kind === "decision";
    },
  );
  if (judged) judged = withFaults(judged, about);
  draw();
  if (judged) supposed?.judged(judged.unread);
}

/** Adds a rule at the end of the policy, and selects what it demands. Returns whether there is room for one. */
function addRule(): boolean {
  const added = parts?.withRule(store.doc.policy);
  if (!added) return false;
  store.change({ policy: added.text });
  policy.select(added.title);
  return true;
}

let openTests: (markdown: string) => void = () => {};

/** Opens files, in the place of the first screen. */
async function openFiles(chosen: readonly File[]): Promise<void> {
  const made = await rest();
  furnish(made);
  const tested = (markdown: string) => {
    first.hide();
    drawer.open();
    showPanel("policy");
    openTests(markdown);
  };
  await made?.openFiles(
    store,
    chosen,
    () => first.hide(),
    tested,
    () => settled(),
  );
}

/** Loads what needs the engine, once it has started and given its first answer. */
async function begin(): Promise<void> {
  if (known) return;
  await ready();
  await furnished;
  if (!parts) return;
  const { engine, edition, atlas } = await answered("versions", {});
  const versions = () => {
    byId("versions").textContent = t("versions", engine, edition, atlas);
    byId("docs").setAttribute("href", language() === "fr" ? "./docs/fr/index.html" : "./docs/index.html");
  };
  onLanguage(versions);
  versions();
  learnAtlas(atlas);
  known = await answered("known", {});
  learnKinds(known.vocabulary);
  form?.know(known);
  first.know(known, parts.OwnData);
  supposed?.know(known);
  drawStory();
  const dated = known;
  acts(dated);
  onLanguage(() => acts(dated));
  time?.draw();
  draw();
  void fetchTexts().catch((error: unknown) => console.info(String(error)));
  const { MapPanel } = await import("./map/panel.ts");
  map = new MapPanel(store, known);
  map.onPath = () => map?.judged(judged?.verdict ?? null);
  map.onPath();
  byId("map-panel").hidden = !judged?.verdict;
  await keepOffline();
}

let drawStory: () => void = () => {};
let time: Timeline | null = null;

/** Opens with the first screen, and shows a panel after it. */
const first = new Start(
  store,
  (to) => {
    if (to === "policy") drawer.open();
    showPanel(to);
    if (to === "flow") form?.focus("data");
    if (to === "policy") policy.focus();
  },
  (sentence) => void say(sentence),
);

/** Reads a flow out of a sentence, in the place of the first screen. */
async function say(sentence: string): Promise<void> {
  const made = await rest();
  furnish(made);
  await made?.openSentence(store, sentence, () => {
    first.hide();
    showPanel("verdict");
  });
}

function start(): void {
  watchPresses();
  tabs();
  byId("tab-policy").addEventListener("click", revealShown);
  tools(store, settled, printReport);
  drawStory = story(store);
  time = timeline(store, {
    stands(stretch, earlier) {
      [turn, before] = [stretch, earlier];
      drawSentence();
    },
    turned: (turns) => supposed?.turned(turns),
  });
  policyWordsTool();
  store.listen(() => (show(), judge()));
  show();
  judge();
  onLanguage(draw);
  wordsOfPolicies(draw);
  picker(store);
  drawer.onChange(() => drawer.isOpen && revealShown());
  address(store, { start: () => first.show(), texts: () => first.hide() });
  dropped(openFiles);
  printing(drawReport);
  if (opened.isFirst) first.show();
  else first.hide();
  furnished = firstAnswer
    .then(painted)
    .then(rest)
    .then((made) => (made ? furnish(made) : sayStopped("rest")));
  // A stopped engine is reported by `onStopped`; what waits for it here need not report it again.
  const starting = () => void begin().catch((error: unknown) => console.info(String(error)));
  onStopped((message, which) => {
    sayStopped(which);
    if (which === "engine") unjudged(message);
  });
  onRevived(() => {
    byId("stopped").hidden = true;
    judge();
    starting();
  });
  onLanguage(() => saying());
  starting();
}

start();
