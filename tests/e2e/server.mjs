// Serves dist/ as a plain static host would, at the root and below a path.
//
//     node tests/e2e/server.mjs [PORT]

import { createServer } from "node:http";
import sirv from "sirv";

/** The path that proves that the site works from anywhere. */
const NESTED = "/some/where";

const port = Number(process.argv[2] ?? 4173);
const site = sirv("dist", { dev: true });

const server = createServer((request, response) => {
  const missing = () => response.writeHead(404).end("Not found");
  if (request.url.startsWith(`${NESTED}/`)) {
    request.url = request.url.slice(NESTED.length);
  }
  site(request, response, missing);
});

server.listen(port, "127.0.0.1", () => console.log(`dist/ is at http://127.0.0.1:${port}/ and ${NESTED}/`));
