// Serves dist/ as a plain static host would, at the root and below a path.
//
//     node tests/support/server.mjs [PORT]

import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

/** The path that proves that the site works from anywhere. */
const NESTED = "/some/where";

/** Starts the server and returns its address and a function that stops it. Port 0 is any free one. */
export async function serve(port) {
  // As hosts do whose elements stand on other people's pages.
  const setHeaders = (response) => response.setHeader("Access-Control-Allow-Origin", "*");
  const site = sirv(dist, { dev: true, setHeaders });
  const server = createServer((request, response) => {
    if (request.url.startsWith(`${NESTED}/`)) {
      request.url = request.url.slice(NESTED.length);
    }
    site(request, response, () => response.writeHead(404).end("Not found"));
  });
  await new Promise((ready, failed) => server.once("error", failed).listen(port, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(Number(process.argv[2] ?? 4173));
  console.log(`dist/ is at ${url} and ${NESTED}/`);
}
