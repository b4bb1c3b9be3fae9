// The engine comes in two files. The second one is fetched with the first question that needs it.
import { loadAnalyses } from "lexloci/check";

/** Returns a module once the whole engine is loaded, which it needs. */
export async function whole<T>(module: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([module, loadAnalyses()]);
  return loaded;
}
