// Starts the engine before anything else is fetched, then the page.
import "./style/index.css";
import "./engine/client.ts";
import { learn, translate } from "./i18n/index.ts";
import { applyTheme } from "./theme.ts";

applyTheme();
await learn();
translate();
void import("./app.ts");
