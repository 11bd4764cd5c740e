import type { Page } from "@playwright/test";
import { button, column, field, fields, fragment, maps, open, OPENING, SHORT, slider, step, surface } from "./lab";
import { expect, test } from "./page";

/** Presses Tab through the whole page and returns where the focus went. */
async function tabStops(page: Page): Promise<string[]> {
  const stops: string[] = [];
  await page.locator("body").evaluate((body) => (body.ownerDocument.activeElement as HTMLElement)?.blur());
  for (let k = 0; k < 200; k += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
      if (!at || at === document.body) return null;
      return at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent ?? at.tagName;
    });
    if (name === null) break;
    stops.push(name.trim());
  }
  return stops;
}

test("Tab reaches everything in the order of reading", async ({ page }) => {
  await open(page, OPENING);
  const stops = await tabStops(page);
  const order = [
    /^Lessons/, /^Side by side$/, /^Start point/, /^Reset$/, /^Step back$/, /^Play$/, /^Step forward$/, /^Step$/, /^Speed$/, /^Loop$/,
    /^Learning rate$/, /^one rate for all$/, /^Surface$/, /^Start x$/, /^Start y$/, /^SGD 1: lr$/, /^Momentum 1: lr$/,
    /^Adam 1: lr$/, /^Lion 1: lr$/, /^Add an optimizer$/, /^Along the foot$/, /^One start, four valleys$/, /^Three leaders$/,
  ];
  const places = order.map((name) => stops.findIndex((stop) => name.test(stop)));
  expect(places.map((place, i) => (place < 0 ? `${order[i]} is not reached` : "")).filter(Boolean)).toEqual([]);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("the maps are one stop, with arrow keys between them", async ({ page }) => {
  await open(page, OPENING);
  const stops = await tabStops(page);
  expect(stops.filter((stop) => /^Map: /.test(stop))).toHaveLength(1);
  expect(stops.filter((stop) => /^Start point/.test(stop))).toHaveLength(1);
  await maps(page).first().focus();
  for (const [key, place] of [["ArrowRight", 1], ["ArrowRight", 2], ["ArrowDown", 3], ["ArrowRight", 0], ["ArrowLeft", 3], ["ArrowUp", 2]] as const) {
    await page.keyboard.press(key);
    await expect(maps(page).nth(place)).toBeFocused();
  }
  expect(await step(page), "the playhead stays").toBe(150);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(maps(page).nth(2), "Tab comes back to the same map").toBeFocused();
});

test("arrows move the ring by a hundredth of the view, with Shift by a thousandth; Home takes it back", async ({ page }) => {
  await open(page);
  const ring = page.getByRole("button", { name: /^Start point/ }).first();
  const x = async () => Number(await field(page, "Start x").inputValue());
  const y = async () => Number(await field(page, "Start y").inputValue());
  await ring.focus();
  const from = [await x(), await y()];
  await page.keyboard.press("ArrowRight");
  await expect.poll(x).toBeGreaterThan(from[0]);
  const far = (await x()) - from[0];
  expect(await y()).toBe(from[1]);
  await page.keyboard.press("ArrowDown");
  await expect.poll(y).toBeLessThan(from[1]);
  const before = await x();
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(x).toBeGreaterThan(before);
  expect((await x()) - before).toBeCloseTo(far / 10, 2);
  await page.keyboard.press("Home");
  await expect.poll(async () => [await x(), await y()]).toEqual([0.85, 4.6]);
});

test("the keyboard alone chooses a surface, moves the start, changes a rate and plays", async ({ page }) => {
  await open(page, OPENING);
  const tabTo = async (name: RegExp) => {
    for (let k = 0; k < 80; k += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const at = document.activeElement as HTMLSelectElement;
        return at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? "";
      });
      if (name.test(at)) return;
    }
    throw new Error(`Tab does not reach ${name}`);
  };
  await tabTo(/^Surface$/);
  await expect(surface(page)).toBeFocused();
  await page.keyboard.type("Booth");
  await page.keyboard.press("Enter");
  await expect.poll(() => fields(page, "surface")).toEqual(["booth"]);
  await expect(maps(page).first()).toHaveAccessibleName(/Booth/);

  await tabTo(/^Adam 1: lr$/);
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await fields(page, "run"))[2]).not.toBe("adam(lr=0.2)");

  await page.locator("header").getByRole("button").first().focus();
  await tabTo(/^Start point/);
  const [start, loss] = [await fields(page, "start"), await column(page, "Loss")];
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => fields(page, "start")).not.toEqual(start);
  expect(await column(page, "Loss")).not.toEqual(loss);

  await tabTo(/^Play$/);
  await page.keyboard.press("Enter");
  await expect(button(page, "Pause")).toBeFocused();
  await expect.poll(() => step(page)).toBeLessThan(100);
});

test("the learning rate keeps the focus while it moves", async ({ page }) => {
  await open(page, OPENING);
  const rate = slider(page, "Learning rate");
  await rate.focus();
  for (let k = 0; k < 3; k += 1) await page.keyboard.press("ArrowRight");
  await expect(rate).toBeFocused();
  await expect.poll(() => fragment(page)).toContain("sgd(lr=0.0053");
});

test("the focus can be seen wherever it is", async ({ page }) => {
  await open(page, OPENING);
  const unseen: string[] = [];
  for (let k = 0; k < 60; k += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement;
      if (at === document.body) return "";
      const outlined = (e: Element | null) => e !== null && getComputedStyle(e).outlineStyle !== "none";
      const name = at.getAttribute("aria-label") ?? at.textContent ?? at.tagName;
      // The ring's focus is painted on the canvas; a radio's on its label.
      if (at.classList.contains("ring")) return "";
      return outlined(at) || outlined(at.parentElement) ? "" : name;
    });
    if (fault) unseen.push(fault);
  }
  expect(unseen).toEqual([]);
});

test("everything that a map's buttons do can be done from the keyboard", async ({ page }) => {
  await open(page, SHORT);
  await maps(page).first().focus();
  await page.keyboard.press("+");
  await expect.poll(() => fields(page, "zoom")).toHaveLength(1);
  const near = (await fields(page, "zoom"))[0];
  await page.keyboard.press("-");
  await expect.poll(() => fields(page, "zoom")).not.toEqual([near]);
  await page.keyboard.press("f");
  await expect.poll(() => fields(page, "zoom")).toEqual([]);
});
