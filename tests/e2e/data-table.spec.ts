import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { isDrawn, labs, openArticle } from "./article";
import { button, card, controls, field, open, OPENING, results, SHORT, slider } from "./lab";
import { expect, test } from "./page";

const DATA = "surface=logistic(data=iris)&start=0,0&run=sgd(lr=0.3)&run=adam(lr=0.2)&steps=300&batch=10&split=0.7";

/** What opens the table behind a chart. */
const opener = (within: Page | Locator, chart: string) => within.locator(".numbers summary").and(within.getByLabel(`${chart}: data`, { exact: true }));
const behind = (within: Page | Locator, chart: string) => within.getByRole("group", { name: `${chart}: table`, exact: true }).getByRole("table");

/** Titles and rows of a table, its numbers exactly. */
const rows = (table: Locator) =>
  table.evaluate((table) => {
    const exact = (cell: Element) => cell.getAttribute("title") ?? cell.textContent!.trim();
    return [...table.querySelectorAll("tr")].map((row) => [...row.children].map(exact));
  });

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("the table behind the loss has a column for each run and what the runs have at the same steps", async ({ page }) => {
  await open(page, OPENING);
  await opener(page, "Loss").click();
  const table = behind(page, "Loss");
  await expect(table.locator("caption")).toHaveText("Loss above the minimum");
  const [titles, ...all] = await rows(table);
  expect(titles).toEqual(["Step", "SGD", "Momentum", "Adam", "Lion"]);
  expect(all).toHaveLength(50);
  expect([all[0][0], all[49][0]]).toEqual(["0", "150"]);
  const shown = Object.fromEntries((await results(page)).map((row) => [row.Optimizer, row.Loss]));
  const last = await table.locator("tr").last().locator("td").allInnerTexts();
  expect(last).toEqual(titles.slice(1).map((name) => shown[name]));
  await expect(page.getByText("50 of 151 rows, evenly apart")).toBeVisible();
});

test("rows and columns say what they are, and the row on show is marked", async ({ page }) => {
  await open(page, SHORT);
  await slider(page, "Step").fill("7");
  await opener(page, "Gradient norm").click();
  const table = behind(page, "Gradient norm");
  await expect(table.getByRole("columnheader")).toHaveText(["Step", "Adam"]);
  await expect(table.getByRole("rowheader", { name: "7", exact: true })).toHaveCount(1);
  await expect(table.locator("[aria-current]")).toHaveText(/^7/);
  await button(page, "Step forward").click();
  await expect(table.locator("[aria-current]")).toHaveText(/^8/);
});

test("the table follows the experiment, what runs along the foot, and which runs are shown", async ({ page }) => {
  await open(page, "surface=himmelblau&start=0.85,4.6&run=adam(lr=0.2)&run=sgd(lr=0.005)&steps=40");
  await opener(page, "Loss").click();
  const table = behind(page, "Loss");
  const first = await rows(table);
  await field(page, "Start x").fill("1.5");
  await expect.poll(() => rows(table)).not.toEqual(first);
  await page.getByRole("combobox", { name: "Along the foot" }).selectOption("evaluations");
  await expect(table.getByRole("columnheader").first()).toHaveText("Evaluations");
  await card(page, "SGD 1").getByText("More").click();
  await button(page, "SGD 1: Hide").click();
  await expect(table.getByRole("columnheader")).toHaveText(["Evaluations", "Adam"]);
});

test("where losses are of several sorts each has a column, along epochs too", async ({ page }) => {
  await open(page, DATA);
  await opener(page, "Loss").click();
  const table = behind(page, "Loss");
  await expect(table.getByRole("columnheader")).toHaveText(
    ["Step", "SGD", "Adam", "SGD, held out", "Adam, held out", "SGD, batches", "Adam, batches"],
  );
  await page.getByRole("combobox", { name: "Along the foot" }).selectOption("epochs");
  await expect(table.getByRole("columnheader").first()).toHaveText("Epochs");
  await page.getByRole("combobox", { name: "Second chart" }).selectOption("Update norm");
  await opener(page, "Update norm").click();
  await expect(behind(page, "Update norm").locator("caption")).toHaveText("Update norm");
});

test("the keyboard opens the table, scrolls in it and saves every step", async ({ page }) => {
  await open(page, SHORT);
  await opener(page, "Loss").focus();
  await page.keyboard.press("Enter");
  await expect(behind(page, "Loss").locator("tr")).toHaveCount(51);
  await page.keyboard.press("Tab");
  const scroll = page.getByRole("group", { name: "Loss: table", exact: true });
  await expect(scroll).toBeFocused();
  await page.keyboard.press("End");
  await expect.poll(() => scroll.evaluate((e) => e.scrollTop)).toBeGreaterThan(100);
  await page.keyboard.press("Tab");
  await expect(button(page, "Loss: all as CSV")).toBeFocused();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toBe("downhill-himmelblau.csv");
  expect((await readFile(await download.path(), "utf8")).trim().split("\n")).toHaveLength(1 + 61);
});

test("while a race plays the rows stay, and they follow when it stops", async ({ page }) => {
  await open(page, SHORT);
  await opener(page, "Loss").click();
  const marked = behind(page, "Loss").locator("[aria-current]");
  await expect(marked).toHaveText(/^60/);
  await button(page, "Play").click();
  await expect.poll(async () => Number(await slider(page, "Step").inputValue())).toBeLessThan(60);
  await expect(marked).toHaveText(/^60/);
  await button(page, "Pause").click();
  await expect(marked).not.toHaveText(/^60/);
});

test("no control of the tables has a name that others are told by", async ({ page }) => {
  await open(page, SHORT);
  for (const chart of ["Loss", "Gradient norm"]) await opener(page, chart).click();
  const names = (await controls(page)).map(({ name }) => name);
  const own = names.filter((name) => /^(Loss|Gradient norm): /.test(name));
  expect(own.sort()).toEqual(["Gradient norm: all as CSV", "Gradient norm: data", "Loss: all as CSV", "Loss: data"]);
});

test("an element has the tables too", async ({ page }) => {
  await openArticle(page, `<downhill-lab experiment="${SHORT}" hide="controls,table"></downhill-lab>`);
  await isDrawn(labs(page));
  await opener(labs(page), "Loss").click();
  expect((await rows(behind(labs(page), "Loss")))[0]).toEqual(["Step", "Adam"]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

for (const [width, height] of [[360, 640], [900, 800], [1600, 900]] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`at ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme });

      test("the tables are accessible and fit", async ({ page }) => {
        await open(page, OPENING);
        for (const chart of ["Loss", "Gradient norm"]) await opener(page, chart).click();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id }) => id)).toEqual([]);
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      });
    });
  }
}
