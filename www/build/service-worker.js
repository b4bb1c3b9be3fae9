// Keeps the page's files, so that it opens without a network. The build fills in the two constants.
const VERSION = "";
const FILES = [];
const CACHE = `lexloci-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const outdated = (name) => name.startsWith("lexloci-") && name !== CACHE;
  const cleared = caches.keys().then((names) => Promise.all(names.filter(outdated).map((name) => caches.delete(name))));
  event.waitUntil(cleared.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answered(request));
});

/** The page's own addresses; the documentation beside it has others. */
const PAGE = ["./", "./index.html"].map((name) => new URL(name, self.location.href).pathname);

/** From the files kept; what is not among them, from the network. */
async function answered(request) {
  const cache = await caches.open(CACHE);
  const isPage = request.mode === "navigate" && PAGE.includes(new URL(request.url).pathname);
  const address = isPage ? "./" : request;
  return (await cache.match(address, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}
