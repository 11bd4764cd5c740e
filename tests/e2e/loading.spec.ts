import { button, open, step, table } from "./lab";
import { expect, test } from "./page";

for (const path of ["./", "./some/where/"]) {
  test(`opens at ${path} and draws`, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveTitle(/Downhill/);
    await expect(page.locator("canvas").first()).toBeVisible();
    await expect(table(page).locator("tbody tr")).toHaveCount(4);
  });
}

test("refuses whatever its policy does not name", async ({ page }) => {
  await page.goto("./");
  const policy = page.locator('head > meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute("content", /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'/);
});

test("plays the opening race once, by itself, and then offers the ring", async ({ page }) => {
  await open(page);
  await expect(button(page, "Pause")).toBeVisible();
  await expect.poll(() => step(page)).toBeLessThan(75);
  await expect(page.getByText("Drag me")).toBeHidden();
  await expect(button(page, "Play")).toBeVisible({ timeout: 12_000 });
  expect(await step(page)).toBe(150);
  await expect(page.getByText("Drag me")).toBeVisible();
  expect(new URL(page.url()).hash, "nobody has changed anything").toBe("");
});

test("a touch of the map stops the opening race for good", async ({ page }) => {
  await open(page);
  await expect(button(page, "Pause")).toBeVisible();
  await page.locator("canvas").first().click({ force: true });
  await expect(button(page, "Play")).toBeVisible();
  expect(await step(page)).toBe(150);
  await expect(page.getByText("Drag me")).toBeHidden();
});

test("whoever is faster than the opening race is left in peace", async ({ page }) => {
  // Within the page: however slow the machine is, this comes before the race.
  await page.addInitScript(() => {
    const timer = setInterval(() => {
      const back = document.querySelector<HTMLButtonElement>('[aria-label="Step back"]');
      const slider = document.querySelector<HTMLInputElement>('[aria-label="Step"]');
      if (back === null || slider?.max === "0") return;
      clearInterval(timer);
      back.click();
    }, 20);
  });
  await open(page);
  // The race would begin 0.7 s after the page.
  await page.waitForTimeout(1200);
  expect(await step(page)).toBe(149);
  await expect(button(page, "Play")).toBeVisible();
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("nothing plays by itself", async ({ page }) => {
    await open(page);
    await expect(page.getByText("Drag me")).toBeVisible();
    await expect(button(page, "Play")).toBeVisible();
    expect(await step(page)).toBe(150);
  });

  test("Play advances in a few jumps a second", async ({ page }) => {
    await open(page);
    await button(page, "Play").click();
    await expect(button(page, "Pause")).toBeVisible();
    const seen = new Set<number>();
    const begin = Date.now();
    while (Date.now() - begin < 2000) seen.add(await step(page));
    expect(seen.size).toBeGreaterThan(3);
    expect(seen.size).toBeLessThanOrEqual(10);
  });
});
