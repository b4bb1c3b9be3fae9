// Answers of both workers.

export function answer(status, body) {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  return new Response(`${JSON.stringify(body, null, 2)}\n`, { status, headers });
}
