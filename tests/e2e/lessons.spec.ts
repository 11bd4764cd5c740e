import { button, column, field, fields, fragment, lesson, open, spoken, step, table } from "./lab";
import { expect, test } from "./page";

/** Title, the text's beginning, and the experiment's first field. */
const LESSONS = [
  ["One start, four valleys", "Four methods set off from the same point", "himmelblau", 4],
  ["Three learning rates", "The learning rate is the length of the stride", "quadratic", 3],
  ["The ravine", "In a narrow valley the steepest way down", "quadratic(kappa=50,angle=30)", 2],
  ["Momentum overshoots", "Momentum keeps part of its last move", "quadratic(kappa=5)", 3],
  ["Nesterov looks ahead", "Nesterov is momentum that measures the slope", "quadratic(kappa=20)", 2],
  ["The saddle", "At a saddle the ground is flat but not low", "styblinski_tang", 4],
  ["The plain", "Far from the crater the slope is 0.0000002", "crater", 4],
  ["AdaGrad runs out of breath", "AdaGrad and RMSProp begin with the same step", "rosenbrock", 3],
  ["Adam flattens the ravine", "This ravine is a hundred times steeper", "quadratic(kappa=100)", 2],
  ["Turn the ravine", "The same ravine, start and rates, turned by 30 degrees", "quadratic(kappa=100,angle=30)", 2],
  ["The trap", "Plain descent and RMSProp fall into the nearer", "double_well", 4],
  ["Newton climbs the hill", "Newton's method looks for level ground", "himmelblau", 3],
  ["Three leaders", "After 10 steps plain descent leads", "rosenbrock", 4],
] as const;

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("there are thirteen lessons", async ({ page }) => {
  await open(page);
  await expect(page.locator("ol.strip").first().locator("button.lesson")).toHaveText(LESSONS.map(([title]) => title));
  await expect(page.getByRole("button", { name: /^Lessons/ })).toContainText("1/13");
});

test("each opens by one click, with its title, its text and its runs", async ({ page }) => {
  await open(page, "surface=booth&start=1,1&run=sgd(lr=0.01)&steps=5");
  for (const [title, text, surface, runs] of LESSONS) {
    await lesson(page, title).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.locator(".caption")).toContainText(text);
    await expect(page.getByText("You have changed this lesson")).toBeHidden();
    await expect(table(page).locator("tbody tr")).toHaveCount(runs);
    await expect(lesson(page, title)).toHaveAttribute("aria-current", "true");
    expect(await fields(page, "surface"), title).toEqual([surface]);
  }
});

test("the sheet of lessons shows their texts and opens them", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: /^Lessons/ }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toBeVisible();
  const row = (title: string) => sheet.getByRole("button", { name: spoken(title), exact: true });
  for (const [title, text] of LESSONS) await expect(row(title)).toContainText(text);
  await row("The trap").click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The trap");
  await expect(page.getByRole("button", { name: /^Lessons/ })).toContainText("11/13");
});

test("a lesson that is chosen at the foot of the page is brought into view", async ({ page }) => {
  await open(page);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.locator("ol.strip").first().getByRole("button", { name: "The ravine", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The ravine");
  await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
});

test("the sheet opens at the lesson on show", async ({ page }) => {
  await open(page);
  await lesson(page, "The trap").click();
  await page.getByRole("button", { name: /^Lessons/ }).click();
  await expect(page.getByRole("dialog").getByRole("button", { name: "The trap" })).toBeFocused();
});

test("the sheet closes by its button and by Escape, and gives the focus back", async ({ page }) => {
  await open(page);
  const opener = page.getByRole("button", { name: /^Lessons/ });
  await opener.click();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(opener).toBeFocused();
  await opener.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(opener).toBeFocused();
});

test("a changed lesson says so, and Restore gives it back exactly", async ({ page }) => {
  await open(page);
  await lesson(page, "Three learning rates").click();
  const [text, losses] = [await fragment(page), await column(page, "Loss")];
  await field(page, "SGD 2: lr").fill("0.1");
  await expect(page.getByText("You have changed this lesson")).toBeVisible();
  await expect.poll(() => column(page, "Loss")).not.toEqual(losses);
  await button(page, "Restore").click();
  await expect(page.getByText("You have changed this lesson")).toBeHidden();
  expect(await fragment(page)).toBe(text);
  await expect.poll(() => column(page, "Loss")).toEqual(losses);
});

test("setting back by hand what was changed is no change", async ({ page }) => {
  await open(page);
  await field(page, "Start x").fill("1");
  await expect(page.getByText("You have changed this lesson")).toBeVisible();
  await field(page, "Start x").fill("0.85");
  await expect(page.getByText("You have changed this lesson")).toBeHidden();
});

test("looking elsewhere or at another step is no change of a lesson", async ({ page }) => {
  await open(page);
  await page.getByRole("radio", { name: "Overlay" }).check();
  await button(page, "Step back").click();
  await button(page, "Zoom in").click();
  await expect.poll(() => fields(page, "zoom")).toHaveLength(1);
  await expect(page.getByText("You have changed this lesson")).toBeHidden();
});

test("back and forward go through the lessons", async ({ page }) => {
  await open(page);
  const title = page.getByRole("heading", { level: 1 });
  await button(page, "The ravine").click();
  await button(page, "The trap").click();
  await expect(title).toHaveText("The trap");
  await page.goBack();
  await expect(title).toHaveText("The ravine");
  await expect(table(page).locator("tbody tr")).toHaveCount(2);
  await page.goBack();
  await expect(title).toHaveText("One start, four valleys");
  await expect(table(page).locator("tbody tr")).toHaveCount(4);
  await page.goForward();
  await page.goForward();
  await expect(title).toHaveText("The trap");
  await expect(page.getByText("You have changed this lesson")).toBeHidden();
});

test("every lesson has a picture in the strip", async ({ page }) => {
  await open(page);
  const blank = () =>
    page.locator("canvas.thumbnail").evaluateAll((all) => {
      const colors = (canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      };
      return all.filter((canvas) => colors(canvas as HTMLCanvasElement) < 20).length;
    });
  await page.locator("button.lesson").last().scrollIntoViewIfNeeded();
  await expect.poll(blank).toBe(0);
});

test.describe("with motion", () => {
  test.use({ contextOptions: { reducedMotion: "no-preference" } });

  test("a lesson that is opened plays", async ({ page }) => {
    await open(page, "surface=booth&start=1,1&run=sgd(lr=0.01)&steps=5");
    await button(page, "The plain").click();
    await expect(button(page, "Pause")).toBeVisible();
    await expect.poll(() => step(page)).toBeLessThan(100);
  });
});
