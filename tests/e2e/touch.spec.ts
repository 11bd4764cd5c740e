import { column, field, fields, fragment, maps, open, OPENING, point } from "./lab";
import { model, ringed } from "./model";
import { expect, test } from "./page";

type Page = import("@playwright/test").Page;
type Point = { x: number; y: number };

test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } });

const start = async (page: Page) => [
  Number(await field(page, "Start x").inputValue()),
  Number(await field(page, "Start y").inputValue()),
];

/** Moves fingers from places to others, as a hand does: by small steps. */
async function move(page: Page, from: Point[], to: Point[], steps = 8) {
  const client = await page.context().newCDPSession(page);
  const at = (k: number) =>
    from.map((p, id) => ({ x: p.x + ((to[id].x - p.x) * k) / steps, y: p.y + ((to[id].y - p.y) * k) / steps, id }));
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
  for (let k = 1; k <= steps; k += 1) {
    await client.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(k) });
  }
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await client.detach();
}

test("a tap moves the start", async ({ page }) => {
  await open(page, OPENING);
  const middle = await point(maps(page), 0.5, 0.5);
  await page.touchscreen.tap(middle.x, middle.y);
  await expect.poll(async () => Math.hypot(...(await start(page)))).toBeLessThan(0.1);
});

test("one finger elsewhere scrolls the page and leaves the start", async ({ page }) => {
  await open(page, OPENING);
  const [from, to] = [await point(maps(page), 0.2, 0.8), await point(maps(page), 0.2, 0.1)];
  await move(page, [from], [to]);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(80);
  expect(await start(page)).toEqual([0.85, 4.6]);
});

test("a finger on the ring drags it, the page stays, and the finger's offset is kept", async ({ page }) => {
  await open(page, OPENING);
  const ring = (await page.getByRole("button", { name: /^Start point/ }).boundingBox())!;
  const from = { x: ring.x + ring.width / 2 + 10, y: ring.y + ring.height / 2 + 8 };
  const to = { x: from.x - 60, y: from.y + 90 };
  const scrolled = await page.evaluate(() => scrollY);
  await move(page, [from], [to]);
  await expect.poll(() => start(page)).not.toEqual([0.85, 4.6]);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  const after = (await page.getByRole("button", { name: /^Start point/ }).boundingBox())!;
  expect(after.x - ring.x).toBeCloseTo(-60, -1);
  expect(after.y - ring.y).toBeCloseTo(90, -1);
  await expect.poll(() => fields(page, "start")).toEqual([(await start(page)).join(",")]);
});

test("two fingers zoom and leave the start", async ({ page }) => {
  await open(page, OPENING);
  const places = await Promise.all([point(maps(page), 0.4, 0.6), point(maps(page), 0.6, 0.6), point(maps(page), 0.15, 0.6), point(maps(page), 0.85, 0.6)]);
  await move(page, places.slice(0, 2), places.slice(2));
  await expect.poll(() => fields(page, "zoom")).toHaveLength(1);
  const [x0, x1] = (await fields(page, "zoom"))[0].split(",").map(Number);
  expect(x1 - x0).toBeLessThan(8);
  expect(await start(page)).toEqual([0.85, 4.6]);
});

test("the dock's buttons are large enough for a finger", async ({ page }) => {
  await open(page, OPENING);
  for (const name of ["Reset", "Step back", "Play", "Step forward"]) {
    const box = (await page.getByRole("button", { name, exact: true }).boundingBox())!;
    expect(Math.min(box.width, box.height), name).toBeGreaterThanOrEqual(44);
  }
});

test("a finger that rests says what is under it, and leaves the start", async ({ page }) => {
  await open(page, OPENING);
  const at = { ...(await point(maps(page), 0.3, 0.7)), id: 0 };
  const client = await page.context().newCDPSession(page);
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
  await expect(page.locator(".tag")).toContainText("loss");
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect(page.locator(".tag")).toBeHidden();
  expect(await start(page)).toEqual([0.85, 4.6]);
});

test("speed and loop unfold from the dock", async ({ page }) => {
  await open(page, OPENING);
  const speed = page.getByRole("combobox", { name: "Speed", exact: true });
  await expect(speed).toBeHidden();
  await page.getByRole("button", { name: "Speed and loop" }).tap();
  await speed.selectOption("4×");
  await page.getByRole("button", { name: "Loop", exact: true }).tap();
  await expect(page.getByRole("button", { name: "Loop", exact: true })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Speed and loop" }).tap();
  await expect(speed).toBeHidden();
});

test("a finger drags an example of the model's picture, the page stays, and elsewhere it scrolls the page", async ({ page }) => {
  await open(page, "surface=linear(data=line(count=20))&start=0,0&run=sgd(lr=0.1)&run=adam(lr=0.1)&steps=60");
  await expect(model(page).locator("li")).not.toHaveCount(0);
  const losses = await column(page, "Loss");
  const ring = await ringed(page);
  const scrolled = await page.evaluate(() => scrollY);
  await move(page, [{ x: ring.x + 6, y: ring.y + 6 }], [{ x: ring.x + 6, y: ring.y - 44 }]);
  await expect.poll(() => fragment(page)).toContain('data=points(points="');
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  (await column(page, "Loss")).forEach((loss, i) => expect(loss).not.toBe(losses[i]));
  const [text, box] = [await fragment(page), (await model(page).getByRole("group").boundingBox())!];
  // No example is in the corner where a rising line never is.
  const corner = { x: box.x + box.width - 20, y: box.y + box.height - 40 };
  await move(page, [corner], [{ ...corner, y: corner.y - 120 }]);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled + 40);
  expect(await fragment(page)).toBe(text);
});
