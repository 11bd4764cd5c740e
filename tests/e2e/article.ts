// Somebody else's page with our elements in it, and with styles that would spoil them.

import type { Locator, Page } from "@playwright/test";
import { expect } from "./page";
import type { DownhillLabElement } from "../../dist/embed";

/** What an article's style sheet might do to everything on its page. */
const STYLE = `
  * { color: rgb(200, 0, 0) !important; letter-spacing: 3px; text-transform: uppercase; line-height: 3; }
  body { margin: 0 24px; font: 24px/3 cursive; text-align: right; }
  button, input, h1, h2, table, canvas { display: none; border: 9px solid lime; }
  .lab, .grid, .maps, .room { display: none; width: 50px; }
  :root { --ink: lime; --ground: lime; --window: 10px; }
`;

/** Opens an article with this body. */
export async function openArticle(page: Page, body: string, style = STYLE) {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An article</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <style>${style}</style><script type="module" src="embed.js"></script></head><body><main>${body}</main></body></html>`;
  await page.route("**/article.html", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto("./article.html");
}

/** The elements in their order. */
export const labs = (page: Page) => page.locator("downhill-lab");
/** Waits until an element is drawn. */
export async function isDrawn(lab: Locator) {
  await expect(lab.locator(".maps:not(.pending) canvas.ground").first()).toBeVisible();
  await expect.poll(() => last(lab)).toBeGreaterThan(0);
}

/** The last step of an element's longest run; 0 before anything has run. */
export const last = async (lab: Locator) => Number(await lab.getByRole("slider", { name: "Step", exact: true }).getAttribute("max"));

/** Asks an element something, with the types that we publish. */
export const ask = <T>(lab: Locator, question: (lab: DownhillLabElement) => T | Promise<T>) =>
  lab.evaluate(question as (element: Node) => T | Promise<T>);

/** Keeps what an element tells from now on; `told` reads it. */
export const listen = (page: Page) =>
  page.evaluate(() => {
    const told: [string, unknown][] = [];
    Object.assign(window, { told });
    for (const name of ["downhill-change", "downhill-step", "downhill-done"] as const) {
      document.addEventListener(name, (event) => told.push([name, (event as CustomEvent).detail]));
    }
  });
export const told = (page: Page, name: string) =>
  page.evaluate((name) => (window as unknown as { told: [string, never][] }).told.filter(([n]) => n === name).map(([, d]) => d), name);
