import { button, card, column, field, fields, maps, open, picture, slider, step, surface, table } from "./lab";
import { expect, test } from "./page";

type Page = import("@playwright/test").Page;

/** Holds back what runs and draws, and returns what lets it through. */
async function holdEngine(page: Page) {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/engine-*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Whether nothing at all is painted on a map's canvas. */
const isBlank = (page: Page) =>
  maps(page).first().locator("canvas.ground").evaluate((canvas: HTMLCanvasElement) =>
    canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data.every((byte) => byte === 0),
  );

test.describe("before the engine has arrived", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("every control works, and what was set meanwhile is then run and drawn", async ({ page }) => {
    const release = await holdEngine(page);
    await page.goto("./");
    await expect(card(page, "Adam 1")).toBeVisible();
    expect(await isBlank(page)).toBe(true);
    await expect(table(page).locator("tbody tr")).toHaveCount(4);

    await surface(page).selectOption({ label: "Booth" });
    await field(page, "Start x").fill("-4.5");
    await field(page, "Start x").press("Enter");
    await slider(page, "Learning rate").press("ArrowLeft");
    await card(page, "Lion 1").getByText("More").click();
    await button(page, "Lion 1: Remove").click();
    await page.getByRole("combobox", { name: "Add an optimizer" }).selectOption({ label: "RMSProp" });
    await button(page, "Play").click();
    await expect(button(page, "Pause")).toBeVisible();
    await page.keyboard.press("p");
    await page.keyboard.press("Escape");
    await expect.poll(() => fields(page, "surface")).toEqual(["booth"]);
    expect((await fields(page, "start"))[0]).toMatch(/^-4\.5,/);
    expect(await isBlank(page)).toBe(true);

    release();
    await expect.poll(() => isBlank(page)).toBe(false);
    await expect(maps(page)).toHaveCount(4);
    expect(await picture(maps(page).first(), "runs")).not.toBe("");
    expect(await column(page, "Optimizer")).toHaveLength(4);
    await expect.poll(() => column(page, "Loss")).not.toContain("");
    await expect.poll(() => step(page)).toBeGreaterThan(0);
    await expect(surface(page)).toHaveValue("booth");
    await expect(field(page, "Start x")).toHaveValue("-4.5");
  });

  test("pointer, wheel and keys on the maps, lessons and the player do no harm", async ({ page }) => {
    const release = await holdEngine(page);
    await page.goto("./");
    const map = maps(page).first();
    await map.hover();
    await page.mouse.down();
    await page.mouse.move(300, 300);
    await page.mouse.wheel(0, 100);
    await page.mouse.up();
    for (const key of ["ArrowLeft", "Home", "0", " ", " "]) await page.keyboard.press(key);
    for (const name of ["Step back", "Step forward", "Reset", "Loop"]) await button(page, name).click();
    await slider(page, "Step").press("End");
    await page.locator(".strip button").nth(2).click();
    await page.locator(".header-button, [aria-label='Light or dark']").last().click();
    await page.locator("canvas").last().hover();
    release();
    await expect.poll(() => isBlank(page)).toBe(false);
    await expect.poll(() => column(page, "Loss")).not.toContain("");
    expect(await step(page)).toBeGreaterThan(0);
  });
});

test("controls are fetched before the engine", async ({ page }) => {
  await open(page);
  const modules = await page.evaluate(() =>
    performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).map((entry) => {
      const { name, startTime, responseEnd } = entry as PerformanceResourceTiming;
      return { name: name.replace(/^.*\/([a-z]+)-.*$/, "$1"), startTime, responseEnd };
    }),
  );
  expect(modules.map(({ name }) => name)).toEqual(["controls", "engine"]);
  expect(modules[1].startTime).toBeGreaterThanOrEqual(modules[0].responseEnd);
});
