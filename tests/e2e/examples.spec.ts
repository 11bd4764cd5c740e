// Everything under examples/ as a reader finds it, with the repository's root served as examples/README.md says.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { isDrawn, labs, last } from "./article";
import { button, step, table } from "./lab";
import { expect, test } from "./page";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFile(`${root}/${path}`, "utf8");

/** Opens a file below the repository's root, with what is below `repository/` served from there. */
async function openExample(page: Page, path: string, body?: string) {
  await page.route("**/repository/**", async (route) => {
    const asked = new URL(route.request().url()).pathname.split("/repository/")[1];
    await (asked === path && body !== undefined
      ? route.fulfill({ contentType: "text/html", body })
      : route.fulfill({ path: `${root}/${asked}` }));
  });
  await page.goto(`./repository/${path}`);
}

async function areDrawn(page: Page, count: number) {
  await expect(labs(page)).toHaveCount(count);
  for (const lab of await labs(page).all()) {
    await lab.scrollIntoViewIfNeeded();
    await isDrawn(lab);
    await expect(lab.getByRole("alert")).toHaveCount(0);
  }
}

test("the article has three figures, and the last waits for a guess", async ({ page }) => {
  await openExample(page, "examples/article.html");
  await areDrawn(page, 3);
  expect(await Promise.all((await labs(page).all()).map(last))).toEqual([60, 80, 120]);
  const steps = labs(page).getByRole("slider", { name: "Step", exact: true });
  await expect(steps.nth(0)).toHaveValue("60");
  await expect(steps.nth(2)).toHaveValue("0");
});

test("the race on a slide begins when the slide is shown", async ({ page }) => {
  await openExample(page, "examples/slides/index.html");
  await isDrawn(labs(page).nth(0));
  await page.keyboard.press("ArrowRight");
  const race = labs(page).nth(1);
  await isDrawn(race);
  await expect.poll(async () => Number(await race.getByRole("slider", { name: "Step", exact: true }).inputValue())).toBeGreaterThan(10);
});

test("a line of HTML in a book's chapter is a figure", async ({ page }) => {
  await openExample(page, "examples/mdbook/book/momentum.html");
  await expect(page.locator("#mdbook-sidebar")).toHaveCount(1);
  await areDrawn(page, 1);
});

test("a notebook's output is a figure", async ({ page }) => {
  const notebook = JSON.parse(await read("examples/notebook/notebook.ipynb"));
  const output = [notebook.cells[1].outputs[0].data["text/html"]].flat().join("");
  await openExample(page, "examples/notebook/notebook.html", output);
  await areDrawn(page, 1);
});

test("the page made from a notebook has its figure", async ({ page }) => {
  await openExample(page, "examples/notebook/notebook.html");
  await areDrawn(page, 1);
});

test("the single file opens from a disk, runs, and asks for nothing", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => request.url().startsWith("data:") || asked.push(request.url()));
  const address = new URL("../../target/single-file/downhill.html", import.meta.url).href;
  await page.goto(`${address}#surface=beale&start=1,1.5&run=adam(lr=0.1)&run=lars(lr=1)&steps=80`);
  await expect(table(page).getByRole("row")).toHaveCount(3);
  await expect.poll(() => step(page)).toBe(80);
  await button(page, "Add an optimizer").click();
  await expect(page.getByRole("dialog").getByRole("option", { name: "Adam", exact: true })).toBeVisible();
  expect(asked.map((url) => url.split("#")[0])).toEqual([address]);
});
