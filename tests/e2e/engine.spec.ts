import { button, card, column, field, fields, maps, open, picture, slider, step, surface, table } from "./lab";
import { expect, test } from "./page";

type Page = import("@playwright/test").Page;

/** Holds back a part of the program, and returns what lets it through. */
async function hold(page: Page, part: "engine" | "more") {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/${part}-*.wasm`, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Whether nothing at all is painted on a map's canvas. */
const isBlank = (page: Page) =>
  maps(page).first().locator("canvas.ground").evaluate((canvas: HTMLCanvasElement) =>
    canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data.every((byte) => byte === 0),
  );

test.describe("before the engine has arrived", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("every control works, and what was set meanwhile is then run and drawn", async ({ page }) => {
    const release = await hold(page, "engine");
    await page.goto("./");
    await expect(card(page, "Adam 1")).toBeVisible();
    expect(await isBlank(page)).toBe(true);
    await expect(table(page).locator("tbody tr")).toHaveCount(4);

    await surface(page).selectOption({ label: "Rosenbrock" });
    await field(page, "Start x").fill("-4.5");
    await field(page, "Start x").press("Enter");
    await slider(page, "Learning rate").press("ArrowLeft");
    await card(page, "Lion 1").getByText("More").click();
    await button(page, "Lion 1: Duplicate").click();
    await button(page, "Lion 1: Remove").click();
    await button(page, "Play").click();
    await expect(button(page, "Pause")).toBeVisible();
    await page.keyboard.press("p");
    await page.keyboard.press("Escape");
    await expect.poll(() => fields(page, "surface")).toEqual(["rosenbrock"]);
    expect((await fields(page, "start"))[0]).toMatch(/^-4\.5,/);
    expect(await isBlank(page)).toBe(true);

    release();
    await expect.poll(() => isBlank(page)).toBe(false);
    await expect(maps(page)).toHaveCount(4);
    expect(await picture(maps(page).first(), "runs")).not.toBe("");
    expect(await column(page, "Optimizer")).toHaveLength(4);
    await expect.poll(() => column(page, "Loss")).not.toContain("");
    await expect.poll(() => step(page)).toBeGreaterThan(0);
    await expect(surface(page)).toHaveValue("rosenbrock");
    await expect(field(page, "Start x")).toHaveValue("-4.5");
  });

  test("pointer, wheel and keys on the maps, lessons and the player do no harm", async ({ page }) => {
    const release = await hold(page, "engine");
    await page.goto("./");
    const map = maps(page).first();
    await map.hover();
    await page.mouse.down();
    await page.mouse.move(300, 300);
    await page.mouse.wheel(0, 100);
    await page.mouse.up();
    for (const key of ["ArrowLeft", "Home", "0", " ", " "]) await page.keyboard.press(key);
    for (const name of ["Step back", "Step forward", "Reset", "Loop"]) await button(page, name).click();
    await slider(page, "Step").press("End");
    await page.locator(".strip button").nth(2).click();
    await page.locator(".header-button, [aria-label='Light or dark']").last().click();
    await page.locator("canvas").last().hover();
    release();
    await expect.poll(() => isBlank(page)).toBe(false);
    await expect.poll(() => column(page, "Loss")).not.toContain("");
    expect(await step(page)).toBeGreaterThan(0);
  });
});

/** The modules that were fetched, in order. */
const modules = (page: Page) =>
  page.evaluate(() =>
    performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).map((entry) => {
      const { name, startTime, responseEnd } = entry as PerformanceResourceTiming;
      return { name: name.replace(/^.*\/([a-z]+)-.*$/, "$1"), startTime, responseEnd };
    }),
  );

/** With a surface and optimizers that are not common. */
const RARE = "surface=keane&start=1,1&run=lookahead(optimizer=adam(lr=0.1))&run=lars(lr=0.1)&steps=50";

test.describe("what few people ask for", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("controls are fetched before the engine, and the rest when somebody does something", async ({ page }) => {
    await open(page);
    await page.waitForLoadState("networkidle");
    expect((await modules(page)).map(({ name }) => name)).toEqual(["controls", "engine"]);
    await page.mouse.move(10, 10);
    await expect.poll(async () => (await modules(page)).map(({ name }) => name)).toEqual(["controls", "engine", "more"]);
    const [controls, engine] = await modules(page);
    expect(engine.startTime).toBeGreaterThanOrEqual(controls.responseEnd);
  });

  test("the keyboard fetches the rest, too", async ({ page }) => {
    await open(page);
    await page.keyboard.press("Tab");
    await expect.poll(async () => (await modules(page)).map(({ name }) => name)).toEqual(["controls", "engine", "more"]);
  });

  test("a link with it fetches it and runs", async ({ page }) => {
    await open(page, RARE);
    await expect.poll(() => column(page, "Loss")).not.toContain("");
    expect(await isBlank(page)).toBe(false);
    expect((await modules(page)).map(({ name }) => name)).toEqual(["controls", "engine", "more"]);
    await expect(page.locator(".formula").first()).toContainText("f=");
  });

  test("a formula of one's own is run", async ({ page }) => {
    await open(page, 'surface=formula("x^2 %2B 3*y^2")&start=2,1&run=sgd(lr=0.1)&steps=50');
    await expect.poll(() => column(page, "Loss")).not.toContain("");
  });

  test("until it is here the page can be used, and waits with the runs", async ({ page }) => {
    const release = await hold(page, "more");
    await page.goto(`./#${RARE}`);
    await expect(card(page, "LARS 1")).toBeVisible();
    await expect(page.locator(".surface .formula")).toHaveCount(0);
    await card(page, "LARS 1").locator("summary").first().click();
    await expect(card(page, "LARS 1").getByText("On its way").first()).toBeVisible();
    expect(await isBlank(page)).toBe(true);
    await maps(page).first().hover();
    await page.keyboard.press("0");
    await surface(page).selectOption({ label: "Rosenbrock" });
    await button(page, "Add an optimizer").click();
    await expect(page.getByRole("dialog").getByText("On its way")).toBeVisible();
    release();
    await page.getByRole("dialog").getByRole("option", { name: "RMSProp", exact: true }).click();
    expect(await column(page, "Optimizer")).toHaveLength(3);
    await expect.poll(() => column(page, "Loss")).not.toContain("");
    await expect.poll(() => isBlank(page)).toBe(false);
    await expect(card(page, "LARS 1").locator(".formula").first()).toContainText("trust_coefficient");
  });

  test("what is common goes on while it is awaited, and shows nothing of before", async ({ page }) => {
    const release = await hold(page, "more");
    await open(page);
    await surface(page).selectOption({ label: "Keane" });
    await expect.poll(() => column(page, "Loss")).toEqual(["", "", "", ""]);
    await expect(maps(page).first().locator("canvas.ground")).toBeHidden();
    await surface(page).selectOption({ label: "Rosenbrock" });
    await expect.poll(() => column(page, "Loss")).not.toContain("");
    await expect(maps(page).first().locator("canvas.ground")).toBeVisible();
    release();
  });

  test("what is said of an optimizer comes when it is opened", async ({ page }) => {
    await open(page);
    const about = card(page, "Adam 1").locator("details.about");
    await about.locator("summary").click();
    await expect(about.getByRole("link", { name: "Kingma & Ba 2014" })).toHaveAttribute("href", /arxiv/);
    await expect(about.locator(".formula").last()).toContainText("β2");
    expect((await about.textContent())!.includes("\0")).toBe(false);
  });
});

test.describe("what few people ask for, on a bad line", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" }, mayLogErrors: true });

  test("where it does not arrive the page says so and tries again", async ({ page }) => {
    await page.route("**/more-*.wasm", (route) => route.abort());
    await page.goto(`./#${RARE}`);
    await expect(page.getByRole("alert").first()).toContainText("did not arrive");
    await expect(page.locator("#failure")).toBeHidden();
    await page.unroute("**/more-*.wasm");
    await button(page, "Try again").first().click();
    await expect.poll(() => column(page, "Loss")).not.toContain("");
    await expect(page.getByText("did not arrive")).toHaveCount(0);
  });
});
