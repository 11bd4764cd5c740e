// Runs that take longer than a frame: the page stays responsive, says how far they are, and they can be stopped.

import { button, column, field, maps, open } from "./lab";
import { expect, test } from "./page";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** Some minutes of work. */
const LONG = "surface=logistic(data=classes(count=10000))&run=sgd(lr=0.5)&run=adam(lr=0.02)&steps=100000&layout=overlay";
/** Some tenths of a second. */
const SHORT = LONG.replace("steps=100000", "steps=150");

test("long runs say how far they are, and stop when a person says so", async ({ page }) => {
  await open(page, LONG);
  const meter = page.getByRole("progressbar", { name: "Computing the runs" });
  await expect(meter).toBeVisible();
  const share = async () => Number(await meter.getAttribute("value"));
  const before = await share();
  await expect.poll(share).toBeGreaterThan(before);
  expect((await column(page, "Loss")).every((loss) => loss === "")).toBe(true);
  await button(page, "Stop computing").click();
  await expect(page.getByRole("status").filter({ hasText: "Stopped: the runs end where they were." })).toBeVisible();
  await expect.poll(() => column(page, "Loss")).not.toContain("");
  await button(page, "Compute all").click();
  await expect(button(page, "Stop computing")).toBeVisible();
});

test("while runs are computed everything can be used, and a change begins anew", async ({ page }) => {
  await open(page, LONG);
  await expect(button(page, "Stop computing")).toBeVisible();
  await maps(page).first().click({ position: { x: 150, y: 150 } });
  await expect(field(page, "Start x")).not.toHaveValue("-2");
  await expect(button(page, "Stop computing")).toBeVisible();
  await page.evaluate((text) => (location.hash = text), SHORT);
  await expect.poll(() => column(page, "Step"), { timeout: 30_000 }).toEqual(["150", "150"]);
  await expect(page.locator(".computing-box")).toHaveCount(0);
});

test("what is computed in slices is what is computed at once", async ({ page }) => {
  await open(page, SHORT);
  await expect.poll(() => column(page, "Step"), { timeout: 30_000 }).toEqual(["150", "150"]);
  const sliced = await column(page, "Loss");
  // One run alone is little enough work to be done at once.
  for (const [place, run] of ["sgd(lr=0.5)", "adam(lr=0.02)"].entries()) {
    await page.evaluate(() => performance.clearMeasures());
    await page.evaluate((text) => (location.hash = text), SHORT.replace(/&run=.*&steps/, `&run=${run}&steps`));
    await expect.poll(() => column(page, "Loss")).toEqual([sliced[place]]);
    expect(await page.evaluate(() => performance.getEntriesByName("downhill.run", "measure").length)).toBe(1);
  }
});

test("the ground of many examples is there at once and then becomes fine", async ({ page }) => {
  await open(page, SHORT.replace("steps=150", "steps=5"));
  const picture = () => maps(page).first().locator("canvas.ground").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const rough = await picture();
  await expect.poll(picture, { timeout: 30_000 }).not.toBe(rough);
});
