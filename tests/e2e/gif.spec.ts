// A GIF from wherever the program is: within an element, on another host's page, in the single file.

import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { isDrawn, labs, openArticle } from "./article";
import { open, SHORT, table } from "./lab";
import { expect, test } from "./page";

const ONE = `<downhill-lab experiment="${SHORT}" hide="caption,charts,table"></downhill-lab>`;
const QUIET = "body { margin: 24px; font: 16px/24px serif }";

/** Asks for a GIF by the dialog of a page or an element. */
async function ask(within: Page | Locator) {
  await within.getByRole("button", { name: "Export", exact: true }).click();
  const dialog = within.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("button", { name: "GIF of the race" }).click();
  return dialog;
}

async function saved(page: Page, within: Page | Locator) {
  const coming = page.waitForEvent("download");
  const dialog = await ask(within);
  const download = await coming;
  await expect(dialog.getByRole("status")).toHaveText("Saved downhill-himmelblau.gif");
  return readFile(await download.path());
}

/** Opens an article on another host than the element's; a policy may stand in its head. */
async function openElsewhere(page: Page, baseURL: string, head = "") {
  const html = `<!doctype html><html lang="en"><head><title>An article</title>${head}
    <script type="module" src="${baseURL}embed.js"></script></head><body>${ONE}</body></html>`;
  await page.route("**/article.html", (route) => route.fulfill({ contentType: "text/html", body: html }));
  // Else the browser does not let a page that no server sent ask what is local.
  await page.context().grantPermissions(["local-network-access"]);
  await page.goto(new URL("article.html", baseURL.replace("127.0.0.1", "localhost")).href);
  await isDrawn(labs(page));
}

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("an element makes a GIF, and its dialog is its own", async ({ page }) => {
  await openArticle(page, ONE + ONE, QUIET);
  await isDrawn(labs(page).nth(1));
  const gif = await saved(page, labs(page).nth(1));
  expect(gif.subarray(0, 6).toString()).toBe("GIF89a");
  await expect(labs(page).nth(0).getByRole("dialog")).toHaveCount(0);
});

test("an element on another host's page makes the same GIF", async ({ page, baseURL }) => {
  await openElsewhere(page, baseURL!);
  const elsewhere = await saved(page, labs(page));
  await open(page, SHORT);
  expect(elsewhere.equals(await saved(page, page))).toBe(true);
});

test.describe("where a policy forbids workers", () => {
  test.use({ mayLogErrors: true });

  test("the dialog says what the page around the element has to allow", async ({ page, baseURL }) => {
    const host = new URL(baseURL!).origin;
    const policy = `script-src ${host} 'wasm-unsafe-eval'; connect-src ${host}; worker-src 'none'`;
    await openElsewhere(page, baseURL!, `<meta http-equiv="Content-Security-Policy" content="${policy}">`);
    const dialog = await ask(labs(page));
    await expect(dialog.getByRole("status")).toContainText("worker-src blob:");
    await expect(dialog.getByRole("progressbar")).toHaveCount(0);
  });
});

test("an element that hides its controls has no export", async ({ page }) => {
  await openArticle(page, `<downhill-lab experiment="${SHORT}" hide="controls"></downhill-lab>`, QUIET);
  await isDrawn(labs(page));
  await expect(labs(page).getByRole("button", { name: "Export" })).toHaveCount(0);
});

test("the single file makes a GIF", async ({ page }) => {
  await page.goto(`${new URL("../../target/single-file/downhill.html", import.meta.url).href}#${SHORT}`);
  await expect(table(page).getByRole("row")).toHaveCount(2);
  expect((await saved(page, page)).subarray(0, 6).toString()).toBe("GIF89a");
});
