// Settings of every kind, and the run as code.

import { card, column, field, fields, maps, NESTED, open, picture, SHORT, slider, surface } from "./lab";
import { expect, test } from "./page";

type Page = import("@playwright/test").Page;

const select = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
const text = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const run = async (page: Page) => (await fields(page, "run"))[0];

test("a schedule is chosen, set and shown as a chart", async ({ page }) => {
  await open(page, SHORT);
  await card(page, "Adam 1").getByText("More").click();
  const chart = card(page, "Adam 1").locator(".plan");
  await expect(chart.locator("polyline")).toHaveCount(0);
  await select(page, "Adam 1: schedule").selectOption({ label: "Exponential" });
  await expect.poll(() => run(page)).toMatch(/^adam\(lr=0\.2,schedule=exponential\(gamma=[\d.]+\)\)$/);
  await field(page, "Adam 1: schedule: gamma").fill("0.5");
  await expect.poll(() => run(page)).toBe("adam(lr=0.2,schedule=exponential(gamma=0.5))");
  await expect(chart).toContainText("rate 0.2 to");
  const points = (await chart.locator("polyline").first().getAttribute("points"))!.split(" ").map((p) => p.split(",").map(Number));
  expect(points).toHaveLength(60);
  for (let i = 1; i < points.length; i++) expect(points[i][1]).toBeGreaterThanOrEqual(points[i - 1][1]);
  expect(points[0][1]).toBeLessThan(points[10][1]);
  await select(page, "Adam 1: schedule").selectOption({ label: "constant rate" });
  await expect.poll(() => run(page)).toBe("adam(lr=0.2)");
  await expect(field(page, "Adam 1: schedule: gamma")).toHaveCount(0);
  await expect(chart.locator("polyline")).toHaveCount(0);
});

test("schedules one after the other are set one by one, and their milestones as a list", async ({ page }) => {
  await open(page, NESTED);
  await card(page, "SGD 1").getByText("More").click();
  await field(page, "SGD 1: schedule: schedules 2: gamma").fill("0.8");
  await expect.poll(() => run(page)).toContain("exponential(gamma=0.8)");
  await select(page, "SGD 1: schedule: schedules 3").selectOption({ label: "Steps" });
  await expect.poll(() => run(page)).toContain("exponential(gamma=0.8),step(step_size=30)");
  const milestones = text(page, "SGD 1: schedule: milestones");
  await expect(milestones).toHaveValue("10");
  await milestones.fill("10, 2.5");
  await expect(milestones).toHaveAccessibleDescription('number 2: found "2.5", expected a whole number from 0 to 1000000');
  expect(await run(page)).toContain("milestones=(10)");
  await milestones.fill("10, 20");
  await expect.poll(() => run(page)).toContain("milestones=(10,20)");
  await expect(milestones).toHaveAttribute("aria-invalid", "false");
  await select(page, "SGD 1: schedule: schedules 1").selectOption({ label: "no other" });
  await expect.poll(() => run(page)).toContain("schedule=sequential(schedules=(exponential(gamma=0.8),step(step_size=30))");
});

test("clipping is chosen with its limit and in a library's dialect", async ({ page }) => {
  await open(page, SHORT);
  await card(page, "Adam 1").getByText("More").click();
  const before = await column(page, "Loss");
  await select(page, "Adam 1: clip").selectOption({ label: "By norm" });
  await field(page, "Adam 1: clip: max_norm").fill("0.5");
  await select(page, "Adam 1: clip: dialect").selectOption("optax");
  await expect.poll(() => run(page)).toBe("adam(lr=0.2,clip=norm(max_norm=0.5,dialect=optax))");
  expect(await column(page, "Loss")).not.toEqual(before);
  await select(page, "Adam 1: clip").selectOption({ label: "none" });
  await expect.poll(() => run(page)).toBe("adam(lr=0.2)");
});

test("an optimizer inside another has its own settings, and the rate of all moves its rate", async ({ page }) => {
  await open(page, "surface=himmelblau&start=0.85,4.6&run=lookahead(optimizer=sgd(lr=0.005))&steps=60");
  await card(page, "Lookahead 1").getByText("More").click();
  await field(page, "Lookahead 1: optimizer: lr").fill("0.002");
  await expect.poll(() => run(page)).toBe("lookahead(optimizer=sgd(lr=0.002))");
  await slider(page, "Learning rate").press("End");
  await expect.poll(() => run(page)).toBe("lookahead(optimizer=sgd(lr=0.2))");
  await select(page, "Lookahead 1: optimizer").selectOption({ label: "Adam" });
  await field(page, "Lookahead 1: optimizer: betas 1").fill("0.5");
  await expect.poll(() => run(page)).toMatch(/^lookahead\(optimizer=adam\(lr=[\d.e-]+,betas=\(0\.5,0\.999\)\)/);
});

test("a formula with a mistake says where; the last picture and what was typed stay", async ({ page }) => {
  await open(page, SHORT);
  await surface(page).selectOption({ label: "Your own formula" });
  const formula = text(page, "Your own formula: formula");
  await formula.fill("x^2 + 2y^2");
  await expect.poll(async () => (await fields(page, "surface"))[0]).toBe('formula(formula="x^2 + 2y^2")');
  const [losses, before] = [await column(page, "Loss"), await picture(maps(page), "ground")];
  await formula.fill("x^2 + )");
  await expect(formula).toHaveAccessibleDescription(/^at character 7: found "\)", expected /);
  await expect(formula).toHaveAttribute("aria-invalid", "true");
  await formula.blur();
  await expect(formula).toHaveValue("x^2 + )");
  expect(await column(page, "Loss")).toEqual(losses);
  expect(await picture(maps(page), "ground")).toBe(before);
  expect((await fields(page, "surface"))[0]).toBe('formula(formula="x^2 + 2y^2")');
  await formula.fill("x^2 + sin(y)");
  await expect(formula).toHaveAttribute("aria-invalid", "false");
  await expect(formula).toHaveAccessibleDescription("");
  await expect.poll(() => picture(maps(page), "ground")).not.toBe(before);
});

test("what is wrong with a number is tied to its field", async ({ page }) => {
  await open(page, SHORT);
  await field(page, "Adam 1: lr").fill("-1");
  await expect(field(page, "Adam 1: lr")).toHaveAccessibleDescription(/^a number from 0 to/);
  await field(page, "Adam 1: lr").fill("1");
  await expect(field(page, "Adam 1: lr")).toHaveAccessibleDescription("");
});

test("any surface can be turned, stretched and moved", async ({ page }) => {
  await open(page, SHORT);
  await page.getByText("Turn, stretch, move").click();
  await field(page, "Himmelblau: rotate").fill("30");
  await field(page, "Himmelblau: stretch 2").fill("0.5");
  await expect.poll(async () => (await fields(page, "surface"))[0]).toBe("himmelblau(rotate=30,stretch=(1,0.5))");
  await slider(page, "Himmelblau: rotate").press("End");
  await expect.poll(async () => (await fields(page, "surface"))[0]).toContain("rotate=180");
});

test.describe("the run as code", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("is copied with the settings on show", async ({ page }) => {
    await open(page, "surface=himmelblau&start=0.85,4.6&run=adam(lr=0.2,schedule=step(30,0.5),clip=norm(1))&steps=60");
    const adam = card(page, "Adam 1");
    await adam.locator("summary").first().click();
    await adam.getByRole("button", { name: "Adam 1: copy as PyTorch code" }).click();
    await expect(adam.getByText("Copied.")).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("torch.optim.Adam(");
    expect(copied).toContain("lr=0.2");
    expect(copied).toContain("torch.optim.lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.5)");
    expect(copied).toContain("torch.nn.utils.clip_grad_norm_([x], 1.0, norm_type=2.0)");
    await expect(adam.locator("pre")).toHaveText(copied);
    await field(page, "Adam 1: lr").fill("0.05");
    await expect(adam.locator("pre")).toContainText("lr=0.05");
  });
});
