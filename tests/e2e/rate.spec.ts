import { card, column, field, fields, open, OPENING, point, results, slider } from "./lab";
import { expect, test } from "./page";

const RAVINE = "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.18)&run=adam(lr=0.1)&steps=60";

test("the learning rate at its right end diverges, and the address says the resulting rates", async ({ page }) => {
  await open(page, OPENING);
  expect((await column(page, "Outcome")).join()).not.toContain("Diverged");
  await slider(page, "Learning rate").press("End");
  await expect.poll(() => column(page, "Outcome")).toContainEqual(expect.stringContaining("Diverged"));
  const rates = Object.fromEntries((await results(page)).map((row) => [row.Optimizer, Number(row.Rate)]));
  expect(rates).toEqual({ SGD: 0.5, Momentum: 0.3, Adam: 20, Lion: 10 });
  await expect
    .poll(() => fields(page, "run"))
    .toEqual(["sgd(lr=0.5)", "momentum(lr=0.3)", "adam(lr=20)", "lion(lr=10)"]);
});

test("the learning rate follows the mouse, and its track is red where a run diverges", async ({ page }) => {
  await open(page, RAVINE);
  const rate = slider(page, "Learning rate");
  const red = () => rate.evaluate((input) => getComputedStyle(input.parentElement!).getPropertyValue("--danger"));
  await expect.poll(red).toMatch(/rgb.* 98\.75% 100\.00%$/);
  expect(await red()).toMatch(/^transparent/);
  const [middle, end] = [await point(rate, 0.5, 0.5), await point(rate, 0.999, 0.5)];
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 5 });
  await expect.poll(async () => (await results(page)).find((row) => row.Optimizer === "SGD")?.Outcome).toMatch(/^Diverged at step \d+$/);
  await page.mouse.move(middle.x, middle.y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await results(page)).find((row) => row.Optimizer === "SGD")?.Outcome).toContain("Reached a minimum");
});

test("it says whether it multiplies each run's rate or is one for all", async ({ page }) => {
  await open(page, RAVINE);
  const rate = slider(page, "Learning rate");
  await expect(page.getByText("Multiplies each run's own rate")).toBeVisible();
  await expect(page.locator("output[for=rate]")).toHaveText("× 1");
  await expect(rate).toHaveAttribute("aria-valuetext", /own.*× 1$/);
  await page.getByRole("checkbox", { name: "one rate for all" }).check();
  await expect(page.getByText("All runs take the same rate")).toBeVisible();
  await expect(rate).toHaveAttribute("aria-valuetext", /0\.18 for all/);
  await expect.poll(() => fields(page, "run")).toEqual(["sgd(lr=0.18)", "adam(lr=0.18)"]);
  await rate.press("ArrowLeft");
  await expect.poll(async () => new Set(await column(page, "Rate")).size).toBe(1);
  expect(Number((await column(page, "Rate"))[0])).toBeLessThan(0.18);
  await page.getByRole("checkbox", { name: "one rate for all" }).uncheck();
  await expect.poll(() => fields(page, "run")).toEqual(["sgd(lr=0.18)", "adam(lr=0.1)"]);
});

test("moving the rate there and back leaves no trace in the rates", async ({ page }) => {
  await open(page, RAVINE);
  const rate = slider(page, "Learning rate");
  for (const key of ["ArrowRight", "ArrowRight", "End", "Home", "End"]) await rate.press(key);
  await rate.fill("0");
  await expect.poll(() => fields(page, "run")).toEqual(["sgd(lr=0.18)", "adam(lr=0.1)"]);
});

test("Newton has no rate, says so and is left untouched", async ({ page }) => {
  await open(page, "surface=himmelblau&start=1,0&run=newton(damping=1)&run=sgd(lr=0.005)&run=adam(lr=0.2)&steps=100");
  const newton = async () => {
    const { "#": _, ...row } = (await results(page)).find((row) => row.Optimizer === "Newton")!;
    return row;
  };
  const before = await newton();
  await expect(page.getByText("Newton has none")).toBeVisible();
  await expect(card(page, "Newton 1")).toContainText("no rate");
  await slider(page, "Learning rate").press("End");
  await expect.poll(() => fields(page, "run")).toEqual(["newton(damping=1)", "sgd(lr=0.5)", "adam(lr=20)"]);
  expect(await newton()).toEqual(before);
  await page.getByRole("checkbox", { name: "one rate for all" }).check();
  await expect.poll(async () => (await fields(page, "run"))[0]).toBe("newton(damping=1)");
  expect(await newton()).toEqual(before);
});

test("a run's own rate has a slider and a field that follow each other", async ({ page }) => {
  await open(page, OPENING);
  await field(page, "Adam 1: lr").fill("0,05");
  await expect.poll(async () => (await fields(page, "run"))[2]).toBe("adam(lr=0.05)");
  const before = Number(await slider(page, "Adam 1: lr").inputValue());
  await slider(page, "Adam 1: lr").press("ArrowRight");
  await expect.poll(async () => Number((await field(page, "Adam 1: lr").inputValue()))).toBeGreaterThan(0.05);
  expect(Number(await slider(page, "Adam 1: lr").inputValue())).toBe(before + 1);
});

test("every other setting can be changed too", async ({ page }) => {
  await open(page, OPENING);
  await card(page, "Adam 1").getByText("More").click();
  await field(page, "Adam 1: betas 1").fill("0.5");
  await expect.poll(async () => (await fields(page, "run"))[2]).toBe("adam(lr=0.2,betas=(0.5,0.999))");
  await card(page, "Momentum 1").getByText("More").click();
  await field(page, "Momentum 1: momentum").fill("0.5");
  await expect.poll(async () => (await fields(page, "run"))[1]).toBe("momentum(lr=0.003,momentum=0.5)");
});

test("a setting that is not allowed is explained and not taken", async ({ page }) => {
  await open(page, OPENING);
  const before = await results(page);
  await field(page, "Adam 1: lr").fill("-1");
  await expect(field(page, "Adam 1: lr")).toHaveAttribute("aria-invalid", "true");
  await expect(card(page, "Adam 1").locator(".field").getByRole("status")).not.toBeEmpty();
  expect(await results(page)).toEqual(before);
});

test("the budget may be counted in evaluations or in steps", async ({ page }) => {
  await open(page, SHORT_NESTEROV);
  await page.getByText("Budget and noise").click();
  await field(page, "Budget").fill("30");
  await expect.poll(() => fields(page, "steps")).toEqual(["30"]);
  await expect.poll(() => column(page, "Step")).toEqual(["30"]);
  await page.getByRole("combobox", { name: "Budget counts" }).selectOption({ label: "evaluations" });
  await expect.poll(() => fields(page, "evals")).toEqual(["30"]);
  expect(await fields(page, "steps")).toEqual([]);
});

const SHORT_NESTEROV = "surface=himmelblau&start=0.85,4.6&run=nesterov(lr=0.003)&steps=60";

test("where runs take too long to be tried, the slider is not red and the data say why", async ({ page }) => {
  const words = page.getByText("Too many examples to try other learning rates");
  const red = () => page.locator(".rate-track").evaluate((track) => getComputedStyle(track).getPropertyValue("--danger"));
  const show = (text: string) => page.evaluate((text) => (location.hash = text), text);
  await open(page, RAVINE);
  await expect.poll(red).toContain("rgb");
  // One of ten thousand examples is computed in slices, the other at once; both take too long to be tried 41 times.
  for (const [count, steps] of [[10000, 100000], [2000, 900]]) {
    await show(`surface=logistic(data=classes(count=${count}))&run=sgd(lr=0.5)&steps=${steps}`);
    await expect(words).toBeVisible();
    await expect.poll(red).toBe("transparent, transparent");
  }
  await show("surface=logistic(data=classes(count=50))&run=sgd(lr=0.5)&steps=60");
  await expect.poll(red).not.toBe("transparent, transparent");
  await expect(words).toHaveCount(0);
});
