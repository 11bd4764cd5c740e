// Finding one of many: the dialogs of optimizers and of surfaces.

import { add, button, card, fields, NESTED, open, OPENING, SHORT, surface } from "./lab";
import { expect, test } from "./page";

const search = (page: import("@playwright/test").Page) => page.getByRole("combobox", { name: /^Search/ });
const options = (page: import("@playwright/test").Page) => page.getByRole("listbox", { name: "Found" }).getByRole("option");
const chosen = (page: import("@playwright/test").Page) => page.locator('[role=option][aria-selected="true"]');

test("an optimizer is found by typing and added by Enter; the focus comes back", async ({ page }) => {
  await open(page, SHORT);
  await button(page, "Add an optimizer").press("Enter");
  await expect(search(page)).toBeFocused();
  await page.keyboard.type("momen");
  await expect(chosen(page)).toHaveAccessibleName("Momentum");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(card(page, "Momentum 1")).toBeVisible();
  await expect(button(page, "Add an optimizer")).toBeFocused();
  await expect.poll(async () => (await fields(page, "run"))[1]).toMatch(/^momentum\(lr=/);
});

test("the basics come first, then the others by family, each with its sentence", async ({ page }) => {
  await open(page, SHORT);
  await button(page, "Add an optimizer").click();
  const groups = page.getByRole("listbox", { name: "Found" }).getByRole("group");
  await expect(groups.first()).toHaveAccessibleName("The basics");
  await expect(groups.first().getByRole("option")).toHaveCount(8);
  expect(await groups.count()).toBeGreaterThan(2);
  await expect(options(page).first()).toHaveAccessibleDescription("Steps straight down the slope, longer where it is steeper.");
  const names = await options(page).evaluateAll((all) => all.map((option) => option.getAttribute("aria-label")));
  expect(new Set(names).size).toBe(names.length);
});

test("arrows walk through what is found and stay in view; Escape closes and adds nothing", async ({ page }) => {
  await open(page, SHORT);
  await button(page, "Add an optimizer").click();
  const last = options(page).last();
  await expect(last).toBeAttached();
  await page.keyboard.press("ArrowUp");
  await expect(last).toHaveAttribute("aria-selected", "true");
  await expect(last).toBeInViewport();
  await expect(search(page)).toHaveAttribute("aria-activedescendant", (await last.getAttribute("id"))!);
  await page.keyboard.press("ArrowDown");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(button(page, "Add an optimizer")).toBeFocused();
  expect(await fields(page, "run")).toHaveLength(1);
});

test("what is not found is said, and Enter does nothing then", async ({ page }) => {
  await open(page, SHORT);
  await button(page, "Add an optimizer").click();
  await page.keyboard.type("no such name");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("a surface is found by what there is to see, and stays a native select", async ({ page }) => {
  await open(page, OPENING);
  await button(page, "Find a shape").click();
  await page.keyboard.type("rosen");
  await expect(chosen(page)).toHaveAccessibleName("Rosenbrock");
  await page.keyboard.press("Enter");
  await expect(surface(page)).toHaveValue("rosenbrock");
  await expect.poll(() => fields(page, "surface")).toEqual(["rosenbrock"]);
  expect(await surface(page).evaluate((element) => element.tagName)).toBe("SELECT");
});

test("the dialogs fit on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await open(page, SHORT);
  await button(page, "Add an optimizer").click();
  const box = (await page.getByRole("dialog").boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(360);
  expect(box.y + box.height).toBeLessThanOrEqual(640);
  await page.keyboard.press("Escape");
  await add(page, "RMSProp");
  await expect(card(page, "RMSProp 1")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test("nested settings leave nothing wider than a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await open(page, NESTED);
  for (const more of await page.locator(".card > details > summary, .surface summary").all()) await more.click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
