// Teaches the page the words of what comes after the first verdict.
import { enRest } from "../i18n/en-rest.ts";
import { learnAlso, teach } from "../i18n/index.ts";
import { learnSaid } from "../i18n/said.ts";

teach(enRest);
await learnAlso(learnSaid);
