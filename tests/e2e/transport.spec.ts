import { button, column, fields, maps, open, OPENING, SHORT, slider, step } from "./lab";
import { expect, test } from "./page";

test("Play begins anew at the end, runs to the end and stops", async ({ page }) => {
  await open(page, OPENING);
  expect(await step(page)).toBe(150);
  await page.getByRole("combobox", { name: "Speed" }).selectOption({ label: "4×" });
  await button(page, "Play").click();
  await expect.poll(() => step(page)).toBeLessThan(100);
  await expect(button(page, "Pause")).toBeVisible();
  await expect(button(page, "Play")).toBeVisible();
  expect(await step(page)).toBe(150);
  expect(await column(page, "Step")).toEqual(["150", "150", "150", "150"]);
  await button(page, "Play").click();
  await expect.poll(() => step(page), "it plays once more").toBeLessThan(100);
});

test("rows do not change places while it plays", async ({ page }) => {
  await open(page, "surface=rosenbrock&start=0,2&run=sgd(lr=0.0015)&run=momentum(lr=0.0015)&run=rmsprop(lr=0.01)&run=adam(lr=0.2)&steps=500");
  await page.getByRole("combobox", { name: "Speed" }).selectOption({ label: "4×" });
  await button(page, "Play").click();
  await expect(button(page, "Pause")).toBeVisible();
  const order = JSON.stringify(await column(page, "Optimizer"));
  while ((await step(page)) < 400) expect(JSON.stringify(await column(page, "Optimizer"))).toBe(order);
});

test("Pause keeps the step that it has come to", async ({ page }) => {
  await open(page, OPENING);
  await button(page, "Play").click();
  await expect.poll(() => step(page)).toBeGreaterThan(3);
  await button(page, "Pause").click();
  const at = await step(page);
  expect(at).toBeLessThan(150);
  await expect.poll(() => fields(page, "step")).toEqual([String(at)]);
  expect(await step(page)).toBe(at);
  await button(page, "Play").click();
  await expect.poll(() => step(page), "and goes on from there").toBeGreaterThan(at);
});

test("steps forward, back, and resets", async ({ page }) => {
  await open(page, SHORT);
  const shown = () => column(page, "Step");
  expect(await shown()).toEqual(["60"]);
  await button(page, "Step back").click();
  await expect.poll(shown).toEqual(["59"]);
  await button(page, "Reset").click();
  await expect.poll(shown).toEqual(["0"]);
  await button(page, "Step back").click();
  expect(await shown()).toEqual(["0"]);
  await button(page, "Step forward").click();
  await button(page, "Step forward").click();
  await expect.poll(shown).toEqual(["2"]);
  await expect(page.getByText("2 / 60")).toBeVisible();
  await expect.poll(() => fields(page, "step")).toEqual(["2"]);
});

test("scrubbing shows the step under the finger, and its loss", async ({ page }) => {
  await open(page, SHORT);
  const before = { loss: await column(page, "Loss"), outcome: await column(page, "Outcome") };
  await slider(page, "Step").fill("7");
  await expect.poll(() => column(page, "Step")).toEqual(["7"]);
  expect(await column(page, "Loss")).not.toEqual(before.loss);
  expect(await column(page, "Outcome"), "the outcome is the whole run's").toEqual(before.outcome);
  expect(await column(page, "Evaluations")).toEqual(["7"]);
});

test("loop begins again at the end", async ({ page }) => {
  await open(page, SHORT);
  await page.getByRole("combobox", { name: "Speed" }).selectOption({ label: "4×" });
  await button(page, "Loop").click();
  await expect(button(page, "Loop")).toHaveAttribute("aria-pressed", "true");
  await button(page, "Play").click();
  for (let round = 0; round < 2; round += 1) {
    await expect.poll(() => step(page), { intervals: [20] }).toBeGreaterThan(40);
    await expect.poll(() => step(page), { intervals: [20] }).toBeLessThan(30);
  }
  await expect(button(page, "Pause")).toBeVisible();
});

test("a change while it plays shows the whole runs at once", async ({ page }) => {
  await open(page, SHORT);
  await button(page, "Play").click();
  await expect.poll(() => step(page)).toBeLessThan(30);
  await slider(page, "Learning rate").press("ArrowRight");
  await expect(button(page, "Play")).toBeVisible();
  expect(await step(page)).toBe(60);
});

test("the keys: Space plays, arrows step, 0 resets, P presents", async ({ page }) => {
  await open(page, SHORT);
  await page.locator("body").press("ArrowLeft");
  await expect.poll(() => step(page)).toBe(59);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => step(page)).toBe(60);
  await page.keyboard.press("0");
  await expect.poll(() => step(page)).toBe(0);
  await page.keyboard.press("Space");
  await expect(button(page, "Pause")).toBeVisible();
  await page.keyboard.press("Space");
  await expect(button(page, "Play")).toBeVisible();
  await page.keyboard.press("p");
  await expect(page.getByRole("table")).toBeHidden();
  await expect(maps(page)).toBeVisible();
  await expect(slider(page, "Learning rate")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("table")).toBeVisible();
});

test("keys in a field are the field's", async ({ page }) => {
  await open(page, SHORT);
  await page.getByRole("spinbutton", { name: "Start x" }).focus();
  for (const key of ["0", "ArrowLeft", "p", "Space"]) await page.keyboard.press(key);
  expect(await step(page)).toBe(60);
  await expect(button(page, "Play")).toBeVisible();
  await expect(page.getByRole("table")).toBeVisible();
});

test("dragging in a chart scrubs", async ({ page }) => {
  await open(page, SHORT);
  const chart = page.locator(".plot").first();
  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 50, { steps: 3 });
  await page.mouse.up();
  const at = await step(page);
  expect(at).toBeGreaterThan(10);
  expect(at).toBeLessThan(50);
});
