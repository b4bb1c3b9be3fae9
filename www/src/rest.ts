// All that the first verdict does not need: fetched after it, or by the first press that needs it.
import { t } from "./i18n/index.ts";
import { tell } from "./notice.ts";
import type * as all from "./rest/index.ts";

export type Rest = typeof all;

let loading: Promise<Rest | null> | null = null;

/** Fetches it once; null, which is told, where that fails. The next call tries again. */
export function rest(): Promise<Rest | null> {
  loading ??= import("./rest/index.ts").catch((error: unknown) => {
    console.info(String(error));
    tell(t("rest_missing"));
    loading = null;
    return null;
  });
  return loading;
}
