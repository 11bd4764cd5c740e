import { fields, maps, open, OPENING, picture, point, SHORT } from "./lab";
import { expect, test } from "./page";

type Page = import("@playwright/test").Page;

/** What is shown of the plane: [x min, x max, y min, y max]; none where it is the surface's whole domain. */
const zoom = async (page: Page) => (await fields(page, "zoom"))[0]?.split(",").map(Number);
const start = (page: Page) => fields(page, "start");

test("the wheel alone scrolls the page", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await open(page, SHORT);
  const at = await point(maps(page), 0.5, 0.5);
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  expect(await zoom(page)).toBeUndefined();
});

test("Ctrl and the wheel zoom about the pointer, and the page stays", async ({ page }) => {
  await open(page, SHORT);
  const at = await point(maps(page), 0.25, 0.25);
  const ground = await picture(maps(page), "ground");
  const scrolled = await page.evaluate(() => scrollY);
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -100);
  await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await expect.poll(() => zoom(page)).toBeDefined();
  const [x0, x1, y0, y1] = (await zoom(page))!;
  expect(x1 - x0).toBeLessThan(12);
  expect((x0 + x1) / 2, "towards the pointer").toBeLessThan(0);
  expect((y0 + y1) / 2).toBeGreaterThan(0);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  expect(await picture(maps(page), "ground")).not.toBe(ground);
  expect(await start(page)).toEqual(["0.85,4.6"]);
});

test("after a click into the map the wheel zooms, until the pointer leaves it", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await open(page, SHORT);
  const at = await point(maps(page), 0.5, 0.5);
  await page.mouse.click(at.x, at.y);
  await page.mouse.wheel(0, -100);
  await expect.poll(() => zoom(page)).toBeDefined();
  const scrolled = await page.evaluate(() => scrollY);
  const before = await zoom(page);
  await page.mouse.move(5, at.y);
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled);
  expect(await zoom(page)).toEqual(before);
});

test("the buttons zoom in, out, and back to the whole", async ({ page }) => {
  await open(page, SHORT);
  await maps(page).hover();
  const width = async () => {
    const view = await zoom(page);
    return view ? view[1] - view[0] : Infinity;
  };
  await page.getByRole("button", { name: "Zoom in" }).click();
  await expect.poll(width).toBeLessThan(Infinity);
  const once = await width();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await expect.poll(width).toBeLessThan(once);
  const twice = await width();
  await page.getByRole("button", { name: "Zoom out" }).click();
  await expect.poll(width).toBeGreaterThan(twice);
  await page.getByRole("button", { name: "Fit the view" }).click();
  await expect.poll(() => zoom(page)).toBeUndefined();
  expect(await start(page), "buttons on the map do not move the start").toEqual(["0.85,4.6"]);
});

test("Fit shows a lesson's own view again", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  await page.getByRole("button", { name: "The plain" }).click();
  await expect.poll(() => zoom(page)).toEqual([-6, 6, -4.2, 4.2]);
  await maps(page).first().hover();
  await maps(page).first().getByRole("button", { name: "Zoom in" }).click();
  await expect.poll(() => zoom(page)).not.toEqual([-6, 6, -4.2, 4.2]);
  await maps(page).first().getByRole("button", { name: "Fit the view" }).click();
  await expect.poll(() => zoom(page)).toEqual([-6, 6, -4.2, 4.2]);
});

test("Shift and a drag move the view and leave the start", async ({ page }) => {
  await open(page, SHORT);
  const [from, to] = [await point(maps(page), 0.5, 0.5), await point(maps(page), 0.7, 0.5)];
  await page.keyboard.down("Shift");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  // The address follows a moment later, on a slow machine also in the middle of the drag.
  const middle = async () => {
    const [x0, x1] = (await zoom(page)) ?? [0, 0];
    return (x0 + x1) / 2;
  };
  await expect.poll(middle, "the plane goes with the hand").toBeLessThan(-1);
  expect(await start(page)).toEqual(["0.85,4.6"]);
});

test("the middle button moves the view too", async ({ page }) => {
  await open(page, SHORT);
  const [from, to] = [await point(maps(page), 0.5, 0.5), await point(maps(page), 0.5, 0.7)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button: "middle" });
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up({ button: "middle" });
  await expect.poll(() => zoom(page)).toBeDefined();
  expect(await start(page)).toEqual(["0.85,4.6"]);
});

test("maps side by side share their view", async ({ page }) => {
  await open(page, OPENING);
  const grounds = () => Promise.all([0, 1, 2, 3].map((i) => picture(maps(page).nth(i), "ground")));
  const before = await grounds();
  expect(new Set(before).size).toBe(1);
  await maps(page).nth(2).hover();
  await maps(page).nth(2).getByRole("button", { name: "Zoom in" }).click();
  await expect.poll(async () => (await grounds()).every((ground) => ground !== before[0])).toBe(true);
  await expect.poll(async () => new Set(await grounds()).size).toBe(1);
});

test("the pointer is told x, y and loss, and the nearest run is lifted", async ({ page }) => {
  await open(page, `${OPENING}&layout=overlay`);
  const at = await point(maps(page), 0.5, 0.5);
  await page.mouse.move(at.x, at.y);
  await expect(maps(page).getByText(/x .* y .* loss 1\d\d/)).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(maps(page).getByText(/ loss /)).toHaveCount(0);
  await page.getByRole("article", { name: "Adam 1" }).hover();
  await expect(page.getByRole("row").filter({ hasText: "Adam" })).toHaveClass(/lit/);
});

test("two runs on one map and each on its own: the switch keeps the experiment", async ({ page }) => {
  await open(page, OPENING);
  await page.getByRole("radio", { name: "Overlay" }).check();
  await expect(maps(page)).toHaveCount(1);
  await expect.poll(() => fields(page, "layout")).toEqual(["overlay"]);
  await page.getByRole("radio", { name: "Side by side" }).check();
  await expect(maps(page)).toHaveCount(4);
  await expect.poll(() => fields(page, "layout")).toEqual(["side"]);
  expect(await start(page)).toEqual(["0.85,4.6"]);
});

test("the layout switch keeps what it says when the window's width changes", async ({ page }) => {
  await open(page, OPENING);
  const choice = (name: string) => page.getByRole("radio", { name });
  for (const [width, name] of [[500, "Overlay"], [1280, "Side by side"], [900, "Side by side"], [500, "Overlay"], [700, "Side by side"]] as const) {
    await page.setViewportSize({ width, height: 800 });
    await expect(choice(name), `${width} px`).toBeChecked();
  }
});

test("light and dark follow the system until they are chosen", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open(page, SHORT);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(ground).not.toBe(dark);
  await page.getByRole("button", { name: "Light or dark" }).click();
  await expect.poll(ground).toBe(dark);
  await expect.poll(() => fields(page, "theme")).toEqual(["dark"]);
});

test("every canvas is as fine as the screen", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL, deviceScaleFactor: 2, viewport: { width: 1280, height: 800 } });
  await open(page, SHORT);
  const ratios = await page
    .locator("canvas:not(.thumbnail)")
    .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).width / canvas.clientWidth));
  for (const ratio of ratios) expect(ratio).toBeCloseTo(2, 1);
  await page.close();
});

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  test.describe(`motion: ${reducedMotion}`, () => {
    test.use({ contextOptions: { reducedMotion } });

    test("another surface cross-fades only for those who like motion", async ({ page }) => {
      await open(page, "surface=himmelblau&start=1,1&run=sgd(lr=0.005)&steps=50");
      const leaving = page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let seen = 0;
            new MutationObserver(() => (seen = Math.max(seen, document.querySelectorAll("canvas.leaving").length))).observe(document.body, { childList: true, subtree: true });
            setTimeout(() => resolve(seen), 1500);
          }),
      );
      await page.getByRole("combobox", { name: "Surface", exact: true }).selectOption("booth");
      expect(await leaving).toBe(reducedMotion === "reduce" ? 0 : 2);
      await expect(page.locator("canvas.leaving")).toHaveCount(0);
    });
  });
}
