import type { Page } from "@playwright/test";
import { column, field, fields, maps, measures, open, OPENING, picture, point, results, SHORT } from "./lab";
import { expect, test } from "./page";

/** Each run's row without its rank, which may stay as it is. */
async function rows(page: Page) {
  const all = await results(page);
  return Object.fromEntries(all.map(({ "#": _, ...row }) => [row.Optimizer, JSON.stringify(row)]));
}

const start = async (page: Page) => [
  Number(await field(page, "Start x").inputValue()),
  Number(await field(page, "Start y").inputValue()),
];

for (const layout of ["side", "overlay"]) {
  test(`dragging on the map changes every run at every move (${layout})`, async ({ page }) => {
    await open(page, `${OPENING}&layout=${layout}`);
    const canvas = page.locator("canvas").first();
    const [from, to] = [await point(canvas, 0.3, 0.3), await point(canvas, 0.7, 0.6)];
    let before = await rows(page);
    let place = await start(page);
    const moves = 4;
    for (let k = 0; k <= moves; k += 1) {
      await page.mouse.move(from.x + ((to.x - from.x) * k) / moves, from.y + ((to.y - from.y) * k) / moves);
      if (k === 0) await page.mouse.down();
      await expect.poll(() => start(page)).not.toEqual(place);
      await expect
        .poll(async () => Object.entries(await rows(page)).filter(([run, row]) => before[run] === row), { timeout: 2000 })
        .toEqual([]);
      [before, place] = [await rows(page), await start(page)];
    }
    await page.mouse.up();
    expect(Object.keys(before)).toHaveLength(4);
    expect(await start(page)).toEqual(place);
    await expect.poll(() => fields(page, "start")).toEqual([place.join(",")]);
  });
}

test("dragging draws the runs anew, never the ground", async ({ page }) => {
  await open(page, OPENING);
  const map = maps(page).first();
  // Thumbnails are drawn in the first second, and those of the lessons that come when somebody does something.
  await page.mouse.move(10, 10);
  await page.waitForTimeout(1500);
  await page.evaluate(() => {
    const proto = CanvasRenderingContext2D.prototype;
    const put = proto.putImageData;
    Object.assign(window, { grounds: 0 });
    proto.putImageData = function (this: CanvasRenderingContext2D, ...all: unknown[]) {
      (window as unknown as { grounds: number }).grounds += 1;
      put.apply(this, all as Parameters<typeof put>);
    } as typeof put;
  });
  const before = await measures(page, "downhill.draw");
  const [from, to] = [await point(map, 0.3, 0.3), await point(map, 0.7, 0.9)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
  expect(await measures(page, "downhill.draw")).toBeGreaterThan(before);
  expect(await page.evaluate(() => (window as unknown as { grounds: number }).grounds)).toBe(0);
});

test("the start comes to where the mouse is pressed", async ({ page }) => {
  await open(page, SHORT);
  const middle = await point(maps(page).first(), 0.5, 0.5);
  await page.mouse.click(middle.x, middle.y);
  await expect.poll(async () => Math.hypot(...(await start(page)))).toBeLessThan(0.1);
  await expect.poll(() => fields(page, "start")).toHaveLength(1);
});

test("the start may be dragged on any of the maps", async ({ page }) => {
  await open(page, OPENING);
  const middle = await point(maps(page).nth(3), 0.5, 0.5);
  const before = await rows(page);
  await page.mouse.click(middle.x, middle.y);
  await expect.poll(async () => Math.hypot(...(await start(page)))).toBeLessThan(0.1);
  const after = await rows(page);
  for (const run of Object.keys(before)) expect(after[run]).not.toBe(before[run]);
});

test("a drag that leaves the map and the window ends on the map's edge", async ({ page }) => {
  await open(page, SHORT);
  const inside = await point(maps(page).first(), 0.5, 0.5);
  await page.mouse.move(inside.x, inside.y);
  await page.mouse.down();
  await page.mouse.move(-50, inside.y, { steps: 4 });
  await page.mouse.up();
  const [x] = await start(page);
  expect(x).toBeLessThan(-4);
  await page.mouse.move(inside.x, inside.y, { steps: 3 });
  expect(await start(page), "after release the start stays").toEqual([x, (await start(page))[1]]);
});

test("the numbers of the start may be typed, with a decimal comma or a point", async ({ page }) => {
  await open(page, OPENING);
  const before = await column(page, "Loss");
  await field(page, "Start x").fill("2,5");
  await field(page, "Start y").fill("-1.2");
  await field(page, "Start y").press("Tab");
  await expect.poll(() => fields(page, "start")).toEqual(["2.5,-1.2"]);
  expect(await start(page)).toEqual([2.5, -1.2]);
  expect(await column(page, "Loss")).not.toEqual(before);
  await expect(field(page, "Start x")).not.toHaveAttribute("aria-invalid", "true");
});

test("nonsense as a start stays typed and is explained, and the last valid picture stays", async ({ page }) => {
  await open(page, SHORT);
  const x = field(page, "Start x");
  const message = page.locator(".field").filter({ has: x }).getByRole("status");
  const before = { rows: await rows(page), runs: await picture(maps(page).first(), "runs") };
  for (const nonsense of ["abc", "1e400", "2.5.1", "--1", "2000000"]) {
    await x.fill(nonsense);
    await expect(x, nonsense).toHaveAttribute("aria-invalid", "true");
    await expect(message).toContainText("a number from");
    await x.press("Tab");
    await expect(x).toHaveValue(nonsense);
    await expect(x).toHaveAttribute("aria-invalid", "true");
    expect(await rows(page)).toEqual(before.rows);
    await expect.poll(() => picture(maps(page).first(), "runs")).toBe(before.runs);
  }
  await x.fill("1");
  await expect(x).not.toHaveAttribute("aria-invalid", "true");
  await expect(message).toHaveCount(0);
  await expect.poll(() => fields(page, "start")).toEqual(["1,4.6"]);
});

test("the beginning of a number is no fault yet, and what is left of it is forgotten", async ({ page }) => {
  await open(page, SHORT);
  const x = field(page, "Start x");
  for (const beginning of ["", "-", "."]) {
    await x.fill(beginning);
    await expect(x).not.toHaveAttribute("aria-invalid", "true");
    await expect(x).toHaveValue(beginning);
    await x.press("Tab");
    await expect(x).toHaveValue("0.85");
  }
});

test("a field that is marked invalid becomes valid again when the start is dragged", async ({ page }) => {
  await open(page, SHORT);
  await field(page, "Start x").fill("abc");
  const middle = await point(maps(page).first(), 0.5, 0.5);
  await page.mouse.click(middle.x, middle.y);
  await expect.poll(async () => Math.hypot(...(await start(page)))).toBeLessThan(0.1);
  await expect(field(page, "Start x")).not.toHaveAttribute("aria-invalid", "true");
});

test("the start may lie off the map", async ({ page }) => {
  await open(page, "surface=himmelblau&start=40,-25&run=adam(lr=0.2)&run=sgd(lr=0.005)&steps=60");
  expect(await start(page)).toEqual([40, -25]);
  const rows = await results(page);
  expect(rows.map((row) => row.Optimizer)).toEqual(["Adam", "SGD"]);
  expect(rows[1].Outcome).toContain("Diverged");
  // It can be fetched back by a press on the map.
  const middle = await point(maps(page).first(), 0.5, 0.5);
  await page.mouse.click(middle.x, middle.y);
  await expect.poll(async () => Math.hypot(...(await start(page)))).toBeLessThan(0.1);
});

test("the browser's timeline has a measure of every run and every drawing", async ({ page }) => {
  await open(page, OPENING);
  await page.evaluate(() => performance.clearMeasures());
  const canvas = page.locator("canvas").first();
  const [from, to] = [await point(canvas, 0.3, 0.3), await point(canvas, 0.7, 0.6)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => measures(page, "downhill.run")).toBeGreaterThan(0);
  await expect.poll(() => measures(page, "downhill.draw")).toBeGreaterThan(0);
});

test("a field may be taken away while the focus is in it", async ({ page }) => {
  await open(page, SHORT);
  await page.locator(".lesson").nth(3).click();
  await field(page, "Start x").focus();
  await page.goBack();
  await expect(page.getByRole("table", { name: "Results" })).toBeVisible();
});
