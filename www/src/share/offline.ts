// Caches the page's own files at the first visit, so that it opens without a network.
import { scriptAddress } from "../trusted.ts";

export async function keepOffline(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(scriptAddress("sw.js"));
  } catch {
    // A host without https, or a browser that keeps nothing: the page works as long as there is a network.
  }
}
