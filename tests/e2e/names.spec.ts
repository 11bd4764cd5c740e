import { controls, maps, NESTED, open, OPENING, SHORT, surface, table } from "./lab";
import { expect, test } from "./page";

/** Names that people, scripts and lessons rely on. */
const NAMES = {
  Surface: "combobox",
  "Learning rate": "slider",
  "Start x": "spinbutton",
  "Start y": "spinbutton",
  Play: "button",
  "Step forward": "button",
  "Step back": "button",
  Reset: "button",
  Step: "slider",
  "Side by side": "radio",
  Overlay: "radio",
} as const;

test("every control that tests and lessons rely on is there, once, by its exact name", async ({ page }) => {
  await open(page, OPENING);
  for (const [name, role] of Object.entries(NAMES)) {
    const control = page.getByRole(role as "button", { name, exact: true });
    await expect(control, name).toHaveCount(1);
    await expect(control, name).toBeVisible();
    // No other control of its kind has a name that contains this one.
    await expect(page.getByRole(role as "button", { name }), name).toHaveCount(1);
  }
});

test("Play is called Pause while it plays", async ({ page }) => {
  await open(page, OPENING);
  await page.getByRole("button", { name: "Play" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Play" })).toHaveCount(0);
});

test("the surface is chosen in a native select", async ({ page }) => {
  await open(page, SHORT);
  expect(await surface(page).evaluate((element) => element.tagName)).toBe("SELECT");
  expect(await surface(page).locator("option").count()).toBeGreaterThanOrEqual(18);
});

test("the table Results has one row for each run", async ({ page }) => {
  await open(page, OPENING);
  await expect(table(page).locator("tbody tr")).toHaveCount(4);
  await open(page, SHORT);
  await expect(table(page).locator("tbody tr")).toHaveCount(1);
});

test("settings of a run are named after it", async ({ page }) => {
  await open(page, OPENING);
  await expect(page.getByRole("slider", { name: "Adam 1: lr", exact: true })).toBeVisible();
  await expect(page.getByRole("spinbutton", { name: "Adam 1: lr", exact: true })).toHaveValue("0.2");
});

test("no other control's name contains one of these names", async ({ page }) => {
  await open(page, OPENING);
  for (const more of await page.locator("details > summary").all()) await more.click();
  const all = await controls(page);
  expect(all.length).toBeGreaterThan(60);
  const relied = [...Object.keys(NAMES), "Pause", "Results"];
  const own = (name: string) => relied.includes(name);
  const others = all.filter(({ name }) => !own(name));
  const clashes = others.flatMap(({ role, name }) =>
    relied.filter((of) => name.toLowerCase().includes(of.toLowerCase())).map((of) => `${role} "${name}" contains "${of}"`),
  );
  expect(clashes).toEqual([]);
});

test("nor does the name of a setting within settings", async ({ page }) => {
  await open(page, NESTED);
  for (const more of await page.locator("details > summary").all()) await more.click();
  const all = await controls(page);
  expect(all.map(({ name }) => name)).toContain("SGD 1: schedule: schedules 1: iteration_size");
  const relied = [...Object.keys(NAMES), "Pause", "Results"];
  const others = all.filter(({ name }) => !relied.includes(name));
  const clashes = others.filter(({ name }) => relied.some((of) => name.toLowerCase().includes(of.toLowerCase())));
  expect(clashes).toEqual([]);
  expect(all.filter(({ name }) => name.trim() === "")).toEqual([]);
});

test("every control has a name", async ({ page }) => {
  await open(page, OPENING);
  for (const more of await page.locator("details > summary").all()) await more.click();
  expect((await controls(page)).filter(({ name }) => name.trim() === "")).toEqual([]);
});

test("each map says its surface and its optimizer", async ({ page }) => {
  await open(page, OPENING);
  const labels = await maps(page).evaluateAll((maps) => maps.map((map) => map.getAttribute("aria-label")));
  expect(labels).toHaveLength(4);
  for (const [i, name] of ["SGD", "Momentum", "Adam", "Lion"].entries()) {
    expect(labels[i]).toContain("Himmelblau");
    expect(labels[i]).toContain(name);
  }
  await page.getByRole("radio", { name: "Overlay" }).check();
  await expect(maps(page)).toHaveCount(1);
  for (const name of ["Himmelblau", "SGD", "Momentum", "Adam", "Lion"]) {
    await expect(maps(page)).toHaveAccessibleName(new RegExp(name));
  }
});

test("the page's first canvas is the first map's", async ({ page }) => {
  await open(page, OPENING);
  const isInFirstMap = () =>
    page.locator("canvas").first().evaluate((canvas) => canvas.closest('[role="group"]')!.getAttribute("aria-label"));
  expect(await isInFirstMap()).toMatch(/^Map: Himmelblau, SGD/);
  await page.getByRole("radio", { name: "Overlay" }).check();
  await expect.poll(isInFirstMap).toMatch(/^Map: Himmelblau, .*Lion/);
});

test("what happened is said in a sentence for those who do not see the map", async ({ page }) => {
  await open(page, "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.22)&run=sgd(lr=0.18)&steps=60");
  const said = page.locator("[aria-live]").filter({ hasText: /SGD/ });
  await expect(said).toContainText("diverged at step 49");
  await expect(said).toContainText("reaches a minimum");
});
