// Teaches the page the English of what comes after the first verdict.
import { enRest } from "../i18n/en-rest.ts";
import { teach } from "../i18n/index.ts";

teach(enRest);
