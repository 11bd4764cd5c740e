import { add, card, column, fields, maps, open, OPENING, results, SHORT, slider, table } from "./lab";
import { expect, test } from "./page";

const names = (page: import("@playwright/test").Page) =>
  page.getByRole("article").evaluateAll((cards) => cards.map((card) => card.getAttribute("aria-label")));

test("an optimizer is added with a rate that works", async ({ page }) => {
  await open(page, SHORT);
  await add(page, "RMSProp");
  await expect.poll(() => names(page)).toEqual(["Adam 1", "RMSProp 1"]);
  await expect(table(page).locator("tbody tr")).toHaveCount(2);
  await expect(maps(page)).toHaveCount(2);
  expect((await column(page, "Outcome")).join()).not.toContain("Diverged");
  await expect.poll(async () => (await fields(page, "run"))[1]).toMatch(/^rmsprop\(lr=/);
});

test("the same optimizer twice is Adam 1 and Adam 2", async ({ page }) => {
  await open(page, SHORT);
  await add(page, "Adam");
  await expect.poll(() => names(page)).toEqual(["Adam 1", "Adam 2"]);
  await expect(slider(page, "Adam 1: lr")).toHaveCount(1);
  await expect(slider(page, "Adam 2: lr")).toHaveCount(1);
  const first = (await fields(page, "run"))[0];
  await slider(page, "Adam 2: lr").press("End");
  await expect.poll(async () => (await fields(page, "run"))[1]).toMatch(/^adam\(lr=/);
  expect((await fields(page, "run"))[0]).toBe(first);
});

test("a run is duplicated beside itself, in another colour", async ({ page }) => {
  await open(page, OPENING);
  await card(page, "Momentum 1").getByText("More").click();
  await page.getByRole("button", { name: "Momentum 1: Duplicate" }).click();
  await expect.poll(() => names(page)).toEqual(["SGD 1", "Momentum 1", "Momentum 2", "Adam 1", "Lion 1"]);
  const rows = (await results(page)).filter((row) => row.Optimizer.startsWith("Momentum"));
  expect(rows).toHaveLength(2);
  expect(rows[0].Loss).toBe(rows[1].Loss);
  expect(new Set(rows.map((row) => row.Optimizer)).size, "they can be told apart").toBe(2);
  const color = (name: string) => card(page, name).evaluate((card) => getComputedStyle(card).getPropertyValue("--line"));
  expect(await color("Momentum 1")).not.toBe(await color("Momentum 2"));
});

test("a run is removed, and what was set of the others stays", async ({ page }) => {
  await open(page, OPENING);
  await card(page, "Momentum 1").getByText("More").click();
  await page.getByRole("button", { name: "Momentum 1: Remove" }).click();
  await expect.poll(() => names(page)).toEqual(["SGD 1", "Adam 1", "Lion 1"]);
  await expect.poll(() => fields(page, "run")).toEqual(["sgd(lr=0.005)", "adam(lr=0.2)", "lion(lr=0.1)"]);
  await expect(maps(page)).toHaveCount(3);
});

test("Back undoes a removal", async ({ page }) => {
  await open(page, OPENING);
  await card(page, "Momentum 1").getByText("More").click();
  await page.getByRole("button", { name: "Momentum 1: Remove" }).click();
  await expect.poll(() => fields(page, "run")).toHaveLength(3);
  await page.goBack();
  await expect.poll(() => names(page)).toEqual(["SGD 1", "Momentum 1", "Adam 1", "Lion 1"]);
  await expect(maps(page)).toHaveCount(4);
});

test("without any run the map stays and offers some", async ({ page }) => {
  await open(page, SHORT);
  await card(page, "Adam 1").getByText("More").click();
  await page.getByRole("button", { name: "Adam 1: Remove" }).click();
  await expect(maps(page)).toHaveCount(1);
  await expect(maps(page).getByText("Add an optimizer")).toBeVisible();
  await expect(table(page).locator("tbody tr")).toHaveCount(0);
  await maps(page).getByRole("button", { name: "Momentum", exact: true }).click();
  await expect.poll(() => names(page)).toEqual(["Momentum 1"]);
});

test("a hidden run leaves the maps, and comes back", async ({ page }) => {
  await open(page, OPENING);
  await card(page, "Adam 1").getByText("More").click();
  await page.getByRole("button", { name: "Adam 1: Hide" }).click();
  await expect(maps(page)).toHaveCount(3);
  await expect(table(page).locator("tbody tr")).toHaveCount(4);
  await expect.poll(() => fields(page, "hide")).toEqual(["3"]);
  await page.getByRole("button", { name: "Adam 1: Show" }).click();
  await expect(maps(page)).toHaveCount(4);
});

test("a run takes another of the nine colours", async ({ page }) => {
  await open(page, OPENING);
  await card(page, "Adam 1").getByText("More").click();
  const colors = page.getByRole("group", { name: "Adam 1: colour" }).getByRole("button");
  await expect(colors).toHaveCount(9);
  await page.getByRole("button", { name: "Adam 1: gold" }).click();
  await expect(page.getByRole("button", { name: "Adam 1: gold" })).toHaveAttribute("aria-pressed", "true");
  await expect(colors.and(page.locator("[aria-pressed=true]"))).toHaveCount(1);
  await expect.poll(() => fields(page, "color")).toEqual(["3,gold"]);
});

test("a name opens one plain sentence, the formula and the paper", async ({ page }) => {
  await open(page, SHORT);
  const adam = card(page, "Adam 1");
  await adam.locator("summary").first().click();
  await expect(adam.getByText("momentum, with the stride of each direction scaled", { exact: false })).toBeVisible();
  await expect(adam.getByRole("link")).toHaveAttribute("href", /^https:/);
  await expect(adam.getByRole("link")).toHaveAttribute("rel", /noopener/);
});

test("a surface's own numbers can be changed", async ({ page }) => {
  await open(page, SHORT);
  await page.getByRole("combobox", { name: "Surface" }).selectOption({ label: "Rosenbrock" });
  await expect.poll(() => fields(page, "surface")).toEqual(["rosenbrock"]);
  const before = await column(page, "Loss");
  await page.getByRole("spinbutton", { name: "Rosenbrock: b" }).fill("5");
  await expect.poll(async () => (await fields(page, "surface"))[0]).toMatch(/^rosenbrock\((a=1,)?b=5\)$/);
  expect(await column(page, "Loss")).not.toEqual(before);
});

test("every surface of the picker opens without a fault", async ({ page }) => {
  // One after the other, and there are many.
  test.slow();
  await open(page, OPENING);
  const picker = page.getByRole("combobox", { name: "Surface" });
  const ids = await picker.locator("option").evaluateAll((options) => options.map((o) => (o as HTMLOptionElement).value));
  for (const id of ids) {
    await picker.selectOption(id);
    await expect.poll(async () => (await fields(page, "surface"))[0]).toMatch(new RegExp(`^${id}\\b`));
    await expect(picker).toHaveValue(id);
    await expect(table(page).locator("tbody tr")).toHaveCount(4);
  }
});
