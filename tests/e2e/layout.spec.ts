import { cut, overflow } from "./fit";
import { button, card, lesson, maps, open, OPENING, slider } from "./lab";
import { expect, test } from "./page";

type Page = import("@playwright/test").Page;

const SIZES = [
  { width: 360, height: 640 },
  { width: 900, height: 800 },
  { width: 1600, height: 900 },
];

for (const size of SIZES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${size.width} px wide, ${colorScheme}`, () => {
      test.use({ viewport: size, colorScheme, contextOptions: { reducedMotion: "reduce" } });

      test("nothing overflows, nothing is cut", async ({ page }) => {
        await open(page);
        expect(await overflow(page)).toBe(0);
        expect(await cut(page)).toEqual([]);
        for (const more of await page.locator("details > summary").all()) await more.click();
        expect(await overflow(page)).toBe(0);
        expect(await cut(page)).toEqual([]);
      });

      test("nothing jumps while it loads", async ({ page }) => {
        await page.addInitScript(() => {
          const shifts: { value: number; what: string[] }[] = [];
          Object.assign(window, { shifts });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Element }[] })[]) {
              shifts.push({ value: entry.value, what: entry.sources.map(({ node }) => node?.className || node?.nodeName || "") });
            }
          }).observe({ type: "layout-shift", buffered: true });
        });
        await open(page);
        // Thumbnails and the tint come within the first second.
        await page.waitForTimeout(1000);
        const shifts = await page.evaluate(() => (window as unknown as { shifts: { value: number }[] }).shifts);
        const sum = shifts.reduce((sum, { value }) => sum + value, 0);
        expect(sum, JSON.stringify(shifts)).toBeLessThan(0.02);
      });

      test("every map has its ground, its runs and its room", async ({ page }) => {
        await open(page, OPENING);
        for (const map of await maps(page).all()) {
          const box = (await map.boundingBox())!;
          expect(box.width).toBeGreaterThan(200);
          expect(box.height).toBeGreaterThan(180);
        }
      });
    });
  }
}

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 360, height: 640 }, contextOptions: { reducedMotion: "reduce" } });

  test("the map, Play and the learning rate are on screen together, without scrolling", async ({ page }) => {
    await open(page);
    await expect(maps(page)).toHaveCount(1);
    await expect(maps(page)).toBeInViewport({ ratio: 1 });
    for (const control of [button(page, "Play"), slider(page, "Step"), slider(page, "Learning rate")]) {
      await expect(control).toBeInViewport({ ratio: 1 });
      const covered = await control.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return !element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
      expect(covered).toBe(false);
    }
    const dock = (await page.locator(".transport").boundingBox())!;
    const map = (await maps(page).boundingBox())!;
    expect(map.y + map.height, "the dock leaves the map free").toBeLessThanOrEqual(dock.y + 1);
  });

  test("the dock hides nothing that the keyboard reaches", async ({ page }) => {
    await open(page, OPENING);
    const hidden: string[] = [];
    for (let k = 0; k < 70; k += 1) {
      await page.keyboard.press("Tab");
      const fault = await page.evaluate(() => {
        const at = document.activeElement!;
        const dock = document.querySelector(".transport")!;
        if (at === document.body || at.closest(".transport, .rate, .map")) return "";
        return at.getBoundingClientRect().bottom > dock.getBoundingClientRect().top + 1 ? (at.getAttribute("aria-label") ?? at.textContent!) : "";
      });
      if (fault) hidden.push(fault);
    }
    expect(hidden).toEqual([]);
  });

  test("every lesson leaves the map and Play on screen", async ({ page }) => {
    await open(page);
    for (const title of ["Three learning rates", "The plain", "AdaGrad runs out of breath", "Newton climbs the hill"]) {
      await lesson(page, title).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await page.evaluate(() => scrollTo(0, 0));
      await expect(button(page, "Play")).toBeInViewport({ ratio: 1 });
      await expect(maps(page)).toBeInViewport({ ratio: 0.85 });
    }
  });

  test("a link's problems leave the map on the screen, and unfold", async ({ page }) => {
    await open(page, "surface=himmelblou&start=1,x&run=adam(lr=-3)&run=sgd(lr=0.5)&speed=7&steps=40");
    const notice = page.getByRole("alert");
    await expect(notice).toContainText("4 parts of this link were not understood");
    await expect(notice.getByRole("listitem").first()).toBeHidden();
    await expect(maps(page)).toBeInViewport({ ratio: 0.95 });
    await notice.getByText("4 parts").click();
    await expect(notice.getByRole("listitem")).toHaveCount(4);
    await expect(notice.getByRole("listitem").first()).toBeVisible();
    await notice.getByRole("button", { name: "Dismiss" }).click();
    await expect(notice).toBeHidden();
  });

  test("every setting can be reached", async ({ page }) => {
    await open(page, OPENING);
    await card(page, "Adam 1").getByText("More").click();
    for (const control of [page.getByRole("slider", { name: "Adam 1: betas 1" }), page.getByRole("button", { name: "Adam 1: Remove" }), page.getByRole("checkbox", { name: "one rate for all" })]) {
      await control.scrollIntoViewIfNeeded();
      await control.click({ trial: true, timeout: 2000 });
    }
  });
});

// Long words: a chart's other title, outcomes that say more, big numbers, runs told apart by their rates.
const WORDY = [
  "surface=saddle&start=0.01,2&run=sgd(lr=0.05)&run=adam(lr=0.1)&run=newton(damping=1)&steps=200",
  "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.01)&run=sgd(lr=0.18)&run=sgd(lr=0.22)&steps=60",
  "surface=himmelblou&start=1,x&run=adam(lr=-3)&run=sgd(lr=0.5)&speed=7&steps=40",
];
for (const width of [360, 700, 900, 1280, 1600]) {
  test(`long words have their room at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, WORDY[0]);
    for (const text of WORDY) {
      await page.evaluate((text) => void (location.hash = `#${text}`), text);
      await expect(page.locator(".caption")).toBeVisible();
      expect(await overflow(page), text).toBe(0);
      expect(await cut(page), text).toEqual([]);
    }
  });
}

test("nine runs fit in one window, a tenth scrolls", async ({ page }) => {
  const runs = (n: number) => `surface=himmelblau&start=0.85,4.6&${Array(n).fill("run=sgd(lr=0.005)").join("&")}&steps=30`;
  await page.setViewportSize({ width: 1600, height: 900 });
  await open(page, runs(9));
  await expect(maps(page)).toHaveCount(9);
  await expect(maps(page).last()).toBeInViewport({ ratio: 0.9 });
  await page.goto("about:blank");
  await open(page, runs(10));
  await expect(maps(page)).toHaveCount(10);
  expect((await maps(page).last().boundingBox())!.height).toBeGreaterThan(120);
  expect(await overflow(page)).toBe(0);
});

test("Present fills the window of a projector", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page, OPENING);
  await button(page, "Present").click();
  await expect(page.getByRole("table")).toBeHidden();
  for (const map of await maps(page).all()) await expect(map).toBeInViewport({ ratio: 0.9 });
  await expect(button(page, "Play")).toBeInViewport({ ratio: 1 });
  expect(await overflow(page)).toBe(0);
  expect(await cut(page)).toEqual([]);
});

for (const width of [360, 640, 700, 800, 850, 900, 1200, 1600]) {
  test(`the table of results is read without scrolling sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, OPENING);
    const scroll = page.getByRole("group", { name: "Table of runs", exact: true });
    expect(await scroll.evaluate((e) => e.scrollWidth - e.clientWidth)).toBe(0);
    const rows = await scroll.locator("tbody tr").evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
    // Two lines.
    expect(Math.max(...rows)).toBeLessThan(70);
  });
}
