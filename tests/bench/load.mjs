// Measures how the page arrives on a phone with a slow line, and prints one JSON value: milliseconds from navigation, and
// gzip bytes transferred until then, of the working controls and of the first paths drawn.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { launchOptions } from "../support/browser.mjs";

const ROUNDS = 5;
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 };
const PHONE = { width: 390, height: 844 };
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm" };

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

/** Serves dist/ compressed, as hosts do, and counts the bytes. */
async function serveCompressed() {
  const files = new Map();
  const server = createServer(async (request, response) => {
    const name = new URL(request.url, "http://host/").pathname.replace(/\/$/, "/index.html");
    try {
      if (!files.has(name)) files.set(name, gzipSync(await readFile(join(dist, name)), { level: 9 }));
      const type = TYPES[extname(name)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-encoding": "gzip" }).end(files.get(name));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/** In the page, before its own scripts: notes when the controls stand and when the first paths were drawn. */
function watch() {
  const seen = (globalThis.arrival = {});
  const bytes = () => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation")).reduce((sum, entry) => sum + entry.encodedBodySize, 0);
  const note = (what) => (seen[what] ??= { ms: performance.now(), bytes: bytes() });
  new MutationObserver(() => document.querySelector("select") && note("controls")).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => list.getEntriesByName("downhill.draw").length > 0 && note("paths")).observe({ type: "measure" });
}

async function load(browser, url) {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Network.emulateNetworkConditions", LINE);
  await page.addInitScript(watch);
  await page.goto(url);
  await page.waitForFunction(() => globalThis.arrival.paths);
  const arrival = await page.evaluate(() => globalThis.arrival);
  await context.close();
  return arrival;
}

const median = (values) => Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]);

const { url, stop } = await serveCompressed();
const browser = await chromium.launch(launchOptions);
try {
  const loads = [];
  for (let round = 0; round < ROUNDS; round += 1) loads.push(await load(browser, url));
  const of = (what) => ({ ms: median(loads.map((l) => l[what].ms)), bytes: median(loads.map((l) => l[what].bytes)) });
  console.log(JSON.stringify({ controls: of("controls"), paths: of("paths") }, null, 2));
} finally {
  await browser.close();
  stop();
}
