// The parts of the page that come after the first verdict, as one file: many small ones would each cost a request.
import "../style/paper.css";
import "./words.ts";

export { compare } from "../compare/panel.ts";
export { drawFindings } from "../editor/findings.ts";
export { faultsOf } from "../flow/faults.ts";
export { Form } from "../flow/form.ts";
export { withRule } from "../policy/add.ts";
export { policyTools } from "../policy/tools.ts";
export { authored } from "../report/author.ts";
export { evidenceOf } from "../report/evidence.ts";
export { published, report } from "../report/report.ts";
export { openFiles, openSentence, save } from "../share/files.ts";
export { OwnData } from "../start/own.ts";
export { SKELETON } from "../start/skeleton.ts";
export { Tests } from "../tests/panel.ts";
export { Suppose } from "../time/suppose.ts";
export { offerTour, startTour } from "../tour.ts";
export { asides } from "../verdict/asides.ts";
export { Cures } from "../verdict/cures.ts";
export { isEnough, missing } from "../verdict/missing.ts";
export { rests } from "../verdict/rests.ts";
export { wrong } from "../verdict/wrong.ts";
