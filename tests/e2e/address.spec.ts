import { button, column, field, fields, fragment, maps, open, OPENING, painted, SHORT, slider, step, surface, table } from "./lab";
import { expect, test } from "./page";

test("a text in the address is shown at rest, at the last step", async ({ page }) => {
  await open(page, SHORT);
  // The opening race would begin 0.7 s after the page.
  await page.waitForTimeout(1200);
  await expect(button(page, "Play")).toBeVisible();
  expect(await step(page)).toBe(60);
  await expect(slider(page, "Step")).toHaveAttribute("max", "60");
  expect(await fragment(page), "the address stays as it was sent").toBe(SHORT);
});

test("everything of a text is shown", async ({ page }) => {
  await open(page, "v=1&surface=rosenbrock(a=1,b=5)&start=-1.5,0.5&run=adam(lr=0.02,betas=(0.8,0.99))&run=adam(lr=0.1)&evals=50&layout=overlay&step=20&theme=dark");
  await expect(surface(page)).toHaveValue("rosenbrock");
  await expect(field(page, "Rosenbrock: b")).toHaveValue("5");
  await expect(field(page, "Start x")).toHaveValue("-1.5");
  await expect(field(page, "Start y")).toHaveValue("0.5");
  await expect(field(page, "Adam 1: lr")).toHaveValue("0.02");
  await expect(field(page, "Adam 2: lr")).toHaveValue("0.1");
  await expect(page.getByRole("radio", { name: "Overlay" })).toBeChecked();
  await expect(maps(page)).toHaveCount(1);
  expect(await step(page)).toBe(20);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("step=0 shows no path: it asks for a prediction", async ({ page }) => {
  await open(page, `${SHORT}&step=0`);
  expect(await step(page)).toBe(0);
  expect(await column(page, "Step")).toEqual(["0"]);
  await page.mouse.move(0, 0);
  const none = await painted(maps(page).first());
  expect(Math.max(none.width, none.height), "only the ring and the head on it").toBeLessThan(44);
  await slider(page, "Step").press("End");
  await expect.poll(async () => (await painted(maps(page).first())).width).toBeGreaterThan(2 * none.width);
});

test("a step beyond the end is the end", async ({ page }) => {
  await open(page, `${SHORT}&step=9999`);
  expect(await step(page)).toBe(60);
});

test("what of a text is broken is listed with what is allowed; the rest is shown", async ({ page }) => {
  await open(page, "surface=himmelblou&start=1,x&run=adam(lr=-3)&run=sgd(lr=0.005)&speed=7&steps=40");
  const list = page.getByRole("alert");
  await expect(list).toBeVisible();
  const item = (start: RegExp) => list.getByRole("listitem").filter({ hasText: start });
  await expect(item(/^surface: found himmelblou, /)).toContainText("did you mean himmelblau");
  await expect(item(/^start: found 1,x, expected x,y/)).toHaveCount(1);
  await expect(item(/lr: found -3, expected/)).toHaveCount(1);
  await expect(item(/^speed: found an unknown field/)).toContainText("expected one of v, surface, start");
  expect(await column(page, "Optimizer")).toContain("SGD");
  expect((await column(page, "Step"))[0]).toBe("40");
  await list.getByRole("button", { name: "Dismiss" }).click();
  await expect(list).toBeHidden();
});

test("no text breaks the page", async ({ page }) => {
  await open(page, SHORT);
  const broken = ["%", "=", "surface", "run=adam(", `run=adam(lr=${"(".repeat(5000)}`, "start=1e999,0", "steps=1e99", "run=".repeat(5000)];
  for (const text of broken) {
    await page.evaluate((text) => void (location.hash = `#${text}`), text);
    await expect(page.getByRole("alert"), text.slice(0, 40)).toBeVisible();
    await expect(surface(page)).toBeVisible();
    await button(page, "Dismiss").click();
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
  await page.evaluate(() => void (location.hash = "#&&&"));
  await expect(surface(page)).toBeVisible();
  await expect(page.locator("#failure")).toBeHidden();
});

test("the text may be percent-encoded, once", async ({ page }) => {
  await open(page, encodeURIComponent("surface=booth&start=-2,3&run=adam(lr=0.02,betas=(0.8,0.99))&steps=30"));
  await expect(surface(page)).toHaveValue("booth");
  await expect(field(page, "Start x")).toHaveValue("-2");
  await expect(field(page, "Adam 1: lr")).toHaveValue("0.02");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a text that was encoded twice is not decoded twice", async ({ page }) => {
  await open(page, encodeURIComponent(encodeURIComponent("surface=booth")));
  await expect(page.getByRole("alert")).toContainText("%3D");
});

test("a plus sign is a plus sign", async ({ page }) => {
  await open(page, "surface=himmelblau&start=+1,2&run=adam(lr=1e+0)&steps=30&extra=a+b");
  await expect(field(page, "Start x")).toHaveValue("1");
  await expect(field(page, "Adam 1: lr")).toHaveValue("1");
  await expect(page.getByRole("alert").getByRole("listitem")).toHaveCount(1);
});

const HOSTILE = [
  "surface=<img src=x onerror=window.broken=1>",
  "run=<script>window.broken=1</script>",
  "run=\"<svg onload=window.broken=1>\"",
  "<img src=x onerror=window.broken=1>=1",
  "theme=\"><img src=x onerror=window.broken=1>",
  "color=1,red;background:url(javascript:window.broken=1)",
  "surface=javascript:window.broken=1",
  "hide='\"><b>x</b>",
];

test("nothing of a text becomes markup", async ({ page }) => {
  for (const [k, text] of HOSTILE.entries()) {
    await page.goto("about:blank");
    await open(page, k % 2 === 0 ? text : encodeURIComponent(text));
    await expect(page.getByRole("alert"), text).toBeVisible();
    const made = page.locator("#lab").locator("img, script, b, svg[onload], [onerror], a[href^='javascript']");
    await expect(made, text).toHaveCount(0);
    expect(await page.evaluate(() => "broken" in window), text).toBe(false);
  }
});

test("an address that a person changes is loaded", async ({ page }) => {
  await open(page, SHORT);
  await page.evaluate(() => {
    location.hash = "#surface=booth&start=-2,3&run=sgd(lr=0.01)&run=adam(lr=0.1)&steps=25";
  });
  await expect(surface(page)).toHaveValue("booth");
  await expect(table(page).locator("tbody tr")).toHaveCount(2);
  await expect.poll(() => step(page)).toBe(25);
  await page.goBack();
  await expect(surface(page)).toHaveValue("himmelblau");
});

test("an address loaded again shows the same", async ({ page }) => {
  await open(page, OPENING);
  await field(page, "Start x").fill("-1.5");
  await button(page, "Step back").click();
  await page.getByRole("radio", { name: "Overlay" }).check();
  await expect.poll(() => fragment(page)).toContain("layout=overlay");
  const [text, rows] = [await fragment(page), await table(page).innerText()];
  await page.reload();
  await expect(table(page)).toBeVisible();
  expect(await table(page).innerText()).toBe(rows);
  expect(await fragment(page)).toBe(text);
  expect(await step(page)).toBe(149);
});

test("parts that a text hides are not there", async ({ page }) => {
  await open(page, `${SHORT}`);
  await page.evaluate(() => {
    location.hash += "&hide=controls,charts,lessons";
  });
  await expect(surface(page)).toHaveCount(0);
  await expect(page.locator(".plot")).toHaveCount(0);
  await expect(page.locator("button.lesson")).toHaveCount(0);
  await expect(maps(page)).toBeVisible();
  await expect(table(page)).toBeVisible();
});

test("the address says which version of the text form it is in", async ({ page }) => {
  await open(page, SHORT);
  await field(page, "Start x").fill("1.25");
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#v=1&surface=himmelblau&start=1.25,4.6&/);
});
