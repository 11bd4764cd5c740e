// The page enlarged by its reader, in the colours of its reader, and under a finger.

import type { Locator, Page } from "@playwright/test";
import { cut, overflow, seen } from "./fit";
import { button, maps, open, OPENING } from "./lab";
import { expect, test } from "./page";

const LINE = 'surface=linear(data=points("0,1;1,3;2,5;3,6.5"))&start=0,0&run=sgd(lr=0.05)&run=adam(lr=0.1)&steps=80';

/** The dialogs, by what is open before and what opens them. */
const DIALOGS: Record<string, [text: string, open: (page: Page) => Promise<void>, ready: (dialog: Locator) => Locator]> = {
  Lessons: [OPENING, (page) => page.getByRole("button", { name: /^Lessons/ }).click(), (d) => d.getByRole("button", { name: "The saddle" })],
  Share: [OPENING, (page) => button(page, "Share").click(), (d) => d.locator("iframe")],
  Export: [OPENING, (page) => button(page, "Export").click(), (d) => d.getByRole("img")],
  "Find a shape": [OPENING, (page) => button(page, "Find a shape").click(), (d) => d.getByRole("option").first()],
  "Add an optimizer": [OPENING, (page) => button(page, "Add an optimizer").click(), (d) => d.getByRole("option").first()],
  "Your own data": [LINE, ownData, (d) => d.getByRole("table")],
};

async function ownData(page: Page) {
  await button(page, "Your own data…").click();
  await page.getByRole("dialog").getByRole("textbox").fill("length;height;weight\n1,5;2,25;0\n2,0;3,1;1\n");
}

/** Opens a dialog, and waits for what is in it. */
async function openDialog(page: Page, name: string) {
  const [text, act, ready] = DIALOGS[name];
  await open(page, text);
  await act(page);
  const dialog = page.locator("dialog[open]");
  await expect(ready(dialog)).toBeVisible();
  return dialog;
}

/** A dialog is in the window, and what is in it can be reached by scrolling down alone. */
async function fits(page: Page, dialog: Locator) {
  const [box, window] = [(await dialog.boundingBox())!, page.viewportSize()!];
  expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
  expect([box.x + box.width <= window.width, box.y + box.height <= window.height]).toEqual([true, true]);
  expect(await dialog.evaluate((e) => e.scrollWidth - e.clientWidth)).toBe(0);
  expect(await cut(page, dialog)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

for (const [zoom, viewport] of [["200 %", { width: 640, height: 400 }], ["400 %", { width: 320, height: 256 }]] as const) {
  test.describe(`at ${zoom} of a window 1280 px wide`, () => {
    test.use({ viewport, deviceScaleFactor: 2, contextOptions: { reducedMotion: "reduce" } });

    test("the page is read by scrolling down alone, and nothing is cut", async ({ page }) => {
      await open(page, OPENING);
      expect(await overflow(page)).toBe(0);
      expect(await cut(page)).toEqual([]);
      for (const more of await page.locator("details > summary").all()) await more.click();
      expect(await overflow(page)).toBe(0);
      expect(await cut(page)).toEqual([]);
    });

    test("what stays in its place while the page is scrolled leaves most of the window free", async ({ page }) => {
      await open(page, OPENING);
      const fixed = await page.evaluate(() =>
        [...document.querySelectorAll("#lab *")]
          .filter((e) => getComputedStyle(e).position === "fixed" && e.checkVisibility())
          .reduce((sum, e) => sum + e.getBoundingClientRect().height, 0),
      );
      expect(fixed).toBeLessThan(viewport.height / 3);
    });

    for (const name of Object.keys(DIALOGS)) {
      test(`the dialog ${name} fits`, async ({ page }) => fits(page, await openDialog(page, name)));
    }
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in forced colours, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce", forcedColors: "active" } });

    test("every control of the page is seen, and pictures keep their colours", async ({ page }) => {
      await open(page, OPENING);
      for (const part of [maps(page).first(), page.locator(".results"), page.locator(".lessons")]) {
        await part.scrollIntoViewIfNeeded();
        const { count, invisible } = await seen(page);
        expect(count).toBeGreaterThan(10);
        expect(invisible).toEqual([]);
      }
      await maps(page).first().scrollIntoViewIfNeeded();
      const { canvases } = await seen(page, ".maps");
      expect(Math.min(...canvases)).toBeGreaterThan(50);
    });

    for (const name of Object.keys(DIALOGS)) {
      test(`every control of the dialog ${name} is seen`, async ({ page }) => {
        await openDialog(page, name);
        const { count, invisible } = await seen(page, "dialog[open]");
        expect(count).toBeGreaterThan(0);
        expect(invisible).toEqual([]);
      });
    }

    test("what is current, chosen or pressed has an outline", async ({ page }) => {
      const outline = (e: Locator) => e.evaluate((e) => getComputedStyle(e).outlineStyle);
      await openDialog(page, "Lessons");
      await button(page, "Close").focus();
      expect(await outline(page.locator("dialog[open] [aria-current]"))).toBe("solid");
      await page.keyboard.press("Escape");
      await openDialog(page, "Find a shape");
      expect(await outline(page.locator("dialog[open]").getByRole("option", { selected: true }))).toBe("solid");
      await page.keyboard.press("Escape");
      await button(page, "Loop").click();
      await button(page, "Play").focus();
      expect(await outline(button(page, "Loop"))).toBe("solid");
    });
  });
}

for (const [width, height] of [[360, 640], [390, 844]] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`on a telephone of ${width} × ${height}, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme, hasTouch: true, isMobile: true, contextOptions: { reducedMotion: "reduce" } });

      for (const name of Object.keys(DIALOGS)) {
        test(`the dialog ${name} fits, its controls are large enough for a finger, and Close stays at hand`, async ({ page }) => {
          const dialog = await openDialog(page, name);
          await fits(page, dialog);
          const small = await dialog.locator("button, select, label.check, [role=option]").evaluateAll((all) =>
            all.filter((e) => e.checkVisibility() && Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width) < 36).map((e) => e.textContent),
          );
          expect(small).toEqual([]);
          await dialog.evaluate((e) => e.scrollTo(0, e.scrollHeight));
          await dialog.getByRole("button", { name: "Close", exact: true }).tap();
          await expect(page.locator("dialog[open]")).toHaveCount(0);
        });
      }
    });
  }
}
