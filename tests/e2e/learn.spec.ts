import { AxeBuilder } from "@axe-core/playwright";
import { column, field, fields, fragment, maps, open, picture, slider, step } from "./lab";
import { example, model, ringed } from "./model";
import { expect, test } from "./page";

type Page = import("@playwright/test").Page;

const IRIS = "surface=logistic(data=iris,features=petal_length)&start=0,0&run=sgd(lr=0.3)&run=adam(lr=0.2)&steps=60";
const LINE = 'surface=linear(data=points("0,1;1,3;2,5;3,6.5"))&start=0,0&run=sgd(lr=0.05)&run=adam(lr=0.1)&steps=80';
const EARLY =
  "surface=logistic(data=classes(overlap=1.2,count=16,seed=30))&start=0,0&run=sgd(lr=1)&run=adam(lr=0.1)&steps=300&split=0.5&patience=10";

const ABSENT = "300 points were not in this link: a link holds 200 at most; the page shows the usual data instead";

const canvas = (page: Page, layer: string) =>
  model(page).locator(`canvas.${layer}`).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** Waits for the third module, and for the picture to be drawn. */
async function learn(page: Page, text: string) {
  await open(page, text);
  await expect(model(page).locator("li")).not.toHaveCount(0);
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName("downhill.model", "measure").length)).toBeGreaterThan(0);
}

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("the boundary moves with the playhead, and its formula says where it is", async ({ page }) => {
  await learn(page, IRIS);
  const [end, dots, said] = [await canvas(page, "lines"), await canvas(page, "dots"), await model(page).locator("li").allInnerTexts()];
  expect(said[0]).toMatch(/SGD\s+virginica where [\d.]+ petal length − [\d.]+ > 0/);
  await slider(page, "Step").fill("3");
  await expect.poll(() => canvas(page, "lines")).not.toBe(end);
  expect(await canvas(page, "dots")).toBe(dots);
  await expect(model(page).locator("li").first()).not.toHaveText(said[0]);
});

test("a surface of its own formula has neither model nor data", async ({ page }) => {
  await open(page, "surface=sphere&run=sgd(lr=0.1)&steps=5");
  await expect(model(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Data", exact: true })).toHaveCount(0);
});

test("the batch changes the path, and goes into the address", async ({ page }) => {
  await learn(page, "surface=linear&start=-0.2,-0.6&run=sgd(lr=0.1)&steps=60");
  const whole = await column(page, "Loss");
  await page.getByRole("combobox", { name: "Batch", exact: true }).selectOption("a mini-batch");
  await field(page, "Batch size").fill("8");
  await field(page, "Batch size").press("Enter");
  await expect.poll(() => fields(page, "batch")).toEqual(["8"]);
  expect(await column(page, "Loss")).not.toEqual(whole);
  await page.getByRole("combobox", { name: "Batch", exact: true }).selectOption("all examples");
  await expect.poll(() => column(page, "Loss")).toEqual(whole);
});

test("a run's own batch goes before that of all runs, and is named after it", async ({ page }) => {
  await learn(page, "surface=linear&start=-0.2,-0.6&run=sgd(lr=0.1)&run=sgd(lr=0.1)&epochs=4&batch=8&along=examples");
  await expect(page.getByRole("combobox", { name: "Along the foot" })).toHaveValue("examples");
  await expect(page.getByRole("combobox", { name: "Budget counts", includeHidden: true })).toHaveValue("epochs");
  expect(await column(page, "Loss")).toEqual(Array(2).fill((await column(page, "Loss"))[0]));
  const card = page.getByRole("article", { name: "SGD 2", exact: true });
  await card.getByText("More", { exact: true }).click();
  await card.getByRole("combobox", { name: "SGD 2: batch", exact: true }).selectOption("one at a time");
  await expect.poll(() => fields(page, "run")).toEqual(["sgd(lr=0.1)", "sgd(lr=0.1,batch=1)"]);
  await expect(card.locator("summary .name")).toHaveText("SGD batch 1");
  await expect(card.getByRole("spinbutton", { name: "SGD 2: batch size", exact: true })).toHaveValue("1");
  await card.getByRole("combobox", { name: "SGD 2: batch", exact: true }).selectOption("all examples");
  await expect.poll(() => fields(page, "run")).toEqual(["sgd(lr=0.1)", "sgd(lr=0.1,batch=all)"]);
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Along the foot" })).toHaveValue("examples");
});

test("the gradients of the examples stand about the heads, and words say how far they agree", async ({ page }) => {
  await learn(page, "surface=linear&start=-0.2,-0.6&run=sgd(lr=0.1,batch=8)&run=sgd(lr=0.1,batch=all)&epochs=4&step=3");
  const [few, all] = [maps(page).nth(0), maps(page).nth(1)];
  const bare = [await picture(few, "runs"), await picture(all, "runs")];
  await page.getByRole("checkbox", { name: "gradients of the examples", exact: true }).check();
  await expect.poll(() => picture(few, "runs")).not.toBe(bare[0]);
  await expect.poll(() => picture(all, "runs")).not.toBe(bare[1]);
  await expect.poll(() => fields(page, "cloud")).toEqual(["true"]);
  const said = page.locator(".cloud-said p");
  await expect(said).toHaveCount(2);
  await expect(said.first()).toHaveText(/^SGD batch 8: at step 3 the mean of all is [\d.]+ long, .*; the batch's mean is [\d.]+ long, \d+° off$/);
  await expect(said.last()).toHaveText(/^SGD full batch: at step 3 the mean of all is [\d.]+ long, the examples scatter by [\d.]+$/);
  await slider(page, "Step").fill("1");
  await expect(said.first()).toContainText("at step 1 ");
  await page.getByRole("radio", { name: "Overlay" }).or(page.getByRole("button", { name: "Overlay" })).first().click();
  await expect(said).toHaveCount(1);
  await page.getByRole("checkbox", { name: "gradients of the examples", exact: true }).uncheck();
  await expect(said).toHaveCount(0);
  await expect.poll(() => fields(page, "cloud")).toEqual([]);
});

test("the table says where gradients vanish, and that at a minimum they do not", async ({ page }) => {
  const chain = 'surface=deep_chain(data=points("-1,-0.6;1,0.6"),depth=30)&start=0.5,0&run=sgd(lr=0.2)&steps=20';
  await learn(page, chain);
  await expect.poll(() => column(page, "Outcome")).toEqual([expect.stringMatching(/; gradient vanishing at step 0$/)]);
  await expect(page.locator("p[aria-live]").filter({ hasText: "gradient vanishing at step 0." })).not.toHaveCount(0);
  await learn(page, "surface=linear&start=0,0&run=sgd(lr=0.3)&steps=500");
  await expect.poll(() => column(page, "Outcome")).toEqual([expect.stringMatching(/^Reached a minimum, step \d+$/)]);
});

test("any two features of iris are looked at, in any order, and old names are still understood", async ({ page }) => {
  await learn(page, "surface=classifier(data=iris,features=sepal)&start=0,0&run=sgd(lr=0.1)&steps=20");
  const [first, second] = [1, 2].map((i) =>
    page.getByRole("combobox", { name: `Classification by two features: features ${i}`, exact: true }),
  );
  await expect(first).toHaveValue("sepal_length");
  await first.selectOption("petal_length");
  await expect.poll(() => fragment(page)).toContain("features=(petal_length,sepal_width)");
  await second.selectOption("petal_length");
  await expect.poll(() => fragment(page)).toContain("features=(sepal_width,petal_length)");
  await expect(first).toHaveValue("sepal_width");
});

test("on a formula there are no batches", async ({ page }) => {
  await open(page, "surface=sphere&run=sgd(lr=0.1)&steps=5");
  await page.getByRole("article", { name: "SGD 1" }).getByText("More", { exact: true }).click();
  await expect(page.getByRole("spinbutton", { name: "SGD 1: weight_decay" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "SGD 1: batch" })).toHaveCount(0);
});

test("what is held out and the patience go into the address", async ({ page }) => {
  await learn(page, LINE);
  await page.getByRole("combobox", { name: "Hold out", exact: true }).selectOption("a share");
  await page.getByRole("checkbox", { name: "early stopping", exact: true }).check();
  await expect.poll(() => fragment(page)).toContain("split=0.7&patience=5");
  await expect(model(page)).toContainText("hollow: 1 held out");
  await page.getByRole("combobox", { name: "Hold out", exact: true }).selectOption("one fold after the other");
  await expect.poll(() => fields(page, "folds")).toEqual(["5"]);
});

test("the validation chart marks the step that is kept", async ({ page }) => {
  await learn(page, EARLY);
  const lines = () => page.locator(".plot canvas.lines").first().evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await expect(page.getByRole("heading", { name: "Loss", exact: true })).toBeVisible();
  const marked = await lines();
  await page.getByRole("checkbox", { name: "early stopping", exact: true }).uncheck();
  await expect.poll(lines).not.toBe(marked);
});

test("the chart says what its lines of losses stand for, of the sorts that are there", async ({ page }) => {
  const chart = page.locator(".chart").first();
  const line = "surface=linear&start=-0.2,-0.6&run=sgd(lr=0.1)&steps=60";
  await learn(page, `${line}&batch=8`);
  await expect(chart.getByText("faint: batches; line: all examples", { exact: true })).toBeVisible();
  await learn(page, `${line}&batch=8&split=0.7`);
  await expect(chart.getByText("faint: batches; line: all learnt from; with rings: held out", { exact: true })).toBeVisible();
  await learn(page, `${line}&split=0.7`);
  await expect(chart.getByText("line: all learnt from; with rings: held out", { exact: true })).toBeVisible();
  await learn(page, line);
  await expect(chart.getByText("line: all")).toHaveCount(0);
});

test("an example that the keyboard moves changes every result, and Escape puts it back", async ({ page }) => {
  await learn(page, LINE);
  const [text, losses] = [await fragment(page), await column(page, "Loss")];
  await example(page, 1);
  await expect(model(page)).toContainText("Example 2 of 4: 1, 3. Enter takes it");
  await page.keyboard.press("Enter");
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowUp");
  await expect.poll(() => fragment(page)).not.toBe(text);
  const moved = await column(page, "Loss");
  moved.forEach((loss, i) => expect(loss).not.toBe(losses[i]));
  await page.keyboard.press("Escape");
  await expect.poll(() => column(page, "Loss")).toEqual(losses);
});

test("an example that the pointer drags makes points of one's own", async ({ page }) => {
  await learn(page, "surface=linear(data=line(count=20))&start=0,0&run=sgd(lr=0.1)&run=adam(lr=0.1)&steps=60");
  const losses = await column(page, "Loss");
  const ring = await ringed(page);
  await page.mouse.move(ring.x, ring.y);
  await page.mouse.down();
  await page.mouse.move(ring.x, ring.y - 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => fragment(page)).toContain('data=points(points="');
  const moved = await column(page, "Loss");
  moved.forEach((loss, i) => expect(loss).not.toBe(losses[i]));
});

test("the picture may go while an example in it is chosen", async ({ page }) => {
  await learn(page, LINE);
  await example(page, 1);
  await page.evaluate(() => (location.hash = "surface=sphere&run=sgd(lr=0.1)&steps=5"));
  await expect(model(page)).toHaveCount(0);
  await page.goBack();
  await expect(model(page)).toContainText("4 examples");
});

test("Back undoes what an example was moved by, and Escape leaves nothing to undo", async ({ page }) => {
  await learn(page, LINE);
  await slider(page, "Step").fill("20");
  await expect.poll(() => fields(page, "step")).toEqual(["20"]);
  const [text, losses, entries] = [await fragment(page), await column(page, "Loss"), await page.evaluate(() => history.length)];
  const ring = await ringed(page);
  await page.mouse.move(ring.x, ring.y);
  await page.mouse.down();
  await page.mouse.move(ring.x, ring.y - 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => fragment(page)).not.toBe(text);
  expect(await page.evaluate(() => history.length)).toBe(entries + 1);
  await expect.poll(() => column(page, "Loss")).not.toEqual(losses);
  const moved = await column(page, "Loss");
  await page.goBack();
  await expect.poll(() => fragment(page)).toBe(text);
  await expect.poll(() => column(page, "Loss")).toEqual(losses);
  await page.goForward();
  await expect.poll(() => column(page, "Loss")).toEqual(moved);
  await page.goBack();
  await expect.poll(() => column(page, "Loss")).toEqual(losses);
  // The first is still chosen.
  await example(page, 1);
  await page.keyboard.press("Enter");
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowUp");
  await expect.poll(() => fragment(page)).not.toBe(text);
  await page.keyboard.press("Escape");
  await expect.poll(() => fragment(page)).toBe(text);
  await expect.poll(() => column(page, "Loss")).toEqual(losses);
  await expect(model(page)).toContainText("Example 3 of 4: 2, 5. Enter takes it");
});

test("the step on show stays while an example moves", async ({ page }) => {
  await learn(page, LINE);
  await slider(page, "Step").fill("20");
  const losses = await column(page, "Loss");
  await example(page, 1);
  await page.keyboard.press("Enter");
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowUp");
  await expect.poll(() => column(page, "Loss")).not.toEqual(losses);
  expect(await step(page)).toBe(20);
  await page.keyboard.press("Escape");
  await expect.poll(() => column(page, "Loss")).toEqual(losses);
  expect(await step(page)).toBe(20);
});

test("a pasted table is read, and what is wrong in it is named by line and column", async ({ page }) => {
  await learn(page, LINE);
  await page.getByRole("button", { name: "Your own data…" }).click();
  const dialog = page.getByRole("dialog", { name: "Your own data" });
  const paste = dialog.getByRole("textbox");
  await paste.fill("length;height\n1,5;2,25\n2,0;abc\n");
  await expect(dialog.getByRole("alert")).toHaveText("line 3, column 2: found abc, expected a number, as in the first row");
  await paste.fill("length;height;weight\n1,5;2,25;0\n2,0;3,1;1\n");
  await expect(dialog.getByRole("alert")).toHaveText("");
  await expect(dialog.getByRole("table")).toContainText("length");
  await dialog.getByRole("combobox", { name: "To learn" }).selectOption("height");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(" ")}`)).toEqual([]);
  await dialog.getByRole("button", { name: "Use these" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => fragment(page)).toContain('data=points(points="1.5,2.25;2,3.1")');
});

test("of more rows than a link holds the dialog says so", async ({ page }) => {
  await learn(page, LINE);
  await page.getByRole("button", { name: "Your own data…" }).click();
  const dialog = page.getByRole("dialog", { name: "Your own data" });
  const rows = Array.from({ length: 250 }, (_, i) => `${i / 100},${i / 50 + 1}`);
  await dialog.getByRole("textbox").fill(rows.join("\n"));
  await expect(dialog).toContainText("250 rows. A link holds 200 at most");
});

test("more examples than a link holds are moved too, and the picture says what that means", async ({ page }) => {
  await learn(page, "surface=linear(data=line(count=300))&start=0,0&run=sgd(lr=0.1)&steps=20");
  await expect(model(page)).toContainText("300 examples; once one is moved they stay on this page: a link holds 200");
  const losses = await column(page, "Loss");
  await example(page, 0);
  await expect(model(page)).toContainText("of 300: ");
  await page.keyboard.press("Enter");
  for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowUp");
  await expect.poll(() => column(page, "Loss")).not.toEqual(losses);
  const here = "300 examples; here as long as the page is open: a link holds 200";
  await expect(model(page)).toContainText(here);
  const moved = await column(page, "Loss");
  await page.goBack();
  await expect.poll(() => column(page, "Loss")).toEqual(losses);
  await page.goForward();
  await expect.poll(() => column(page, "Loss")).toEqual(moved);
  await expect(model(page)).toContainText(here);
  await expect(page.getByRole("alert").filter({ hasText: "not understood" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("alert").filter({ hasText: "not understood" })).toContainText(ABSENT);
});

test("of more examples than are drawn none is moved, and the picture says so", async ({ page }) => {
  await learn(page, "surface=linear(data=line(count=1200))&start=0,0&run=sgd(lr=0.1)&steps=20");
  await expect(model(page)).toContainText("1200 examples; 400 of them drawn; too many to be moved by hand");
});

test("lessons on learning from data stand under a heading of their own", async ({ page }) => {
  await open(page);
  // They come with what is fetched when somebody does something.
  await page.mouse.move(10, 10);
  const lessons = page.locator("section.lessons");
  await expect(lessons.getByRole("heading", { name: "Learning from data" })).toBeVisible();
  await lessons.getByRole("button", { name: "Stop in time", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Stop in time");
  await expect(page.getByRole("button", { name: /^Lessons/ })).toContainText("/11");
  await expect(model(page)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Stop in time");
});

for (const [width, height] of [[360, 640], [900, 700], [1600, 900]] as const) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height } });

    test("model and data fit, and axe finds nothing", async ({ page }) => {
      await learn(page, `${EARLY}&batch=4`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const box = (await model(page).boundingBox())!;
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(" ")}`)).toEqual([]);
    });
  });
}
