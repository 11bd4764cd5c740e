import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { button, field, open, SHORT, step } from "./lab";
import { example, model } from "./model";
import { expect, test } from "./page";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Share" });
const text = (page: Page, name: RegExp) => dialog(page).getByRole("textbox", { name });

async function share(page: Page) {
  await button(page, "Share").click();
  await expect(text(page, /^Link/)).toBeVisible();
}

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("the link is the address, with what was just changed, and its button says that it copied", async ({ page }) => {
  await open(page, SHORT);
  await field(page, "Start x").fill("1.25");
  await share(page);
  await dialog(page).getByRole("button", { name: "Copy: Link" }).click();
  await expect(dialog(page).getByRole("button", { name: "Copied" })).toBeVisible();
  await expect(dialog(page).getByRole("status").filter({ hasText: "Copied" })).toHaveCount(1);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("#v=1&surface=himmelblau&start=1.25,4.6&");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.url()).toBe(copied);
  await expect(button(page, "Share")).toBeFocused();
});

test("what is hidden, and step 0, are in the link, the element and the frame", async ({ page }) => {
  await open(page, SHORT);
  await share(page);
  await dialog(page).getByRole("checkbox", { name: "Charts" }).uncheck();
  await dialog(page).getByRole("checkbox", { name: "Table" }).uncheck();
  await dialog(page).getByRole("checkbox", { name: /^At step 0/ }).check();
  const base = new URL("./", page.url()).href;
  await expect(text(page, /^Link/)).toHaveValue(`${base}#v=1&${SHORT}&step=0&hide=charts,table`);
  await expect(text(page, /^Element/)).toHaveValue(
    `<script type="module" src="${base}embed.js"></script>\n\n<downhill-lab experiment="${SHORT}&step=0" hide="charts,table"></downhill-lab>`,
  );
  await expect(text(page, /^Frame/)).toHaveValue(
    `<iframe src="${base}?embed&hide=charts,table#v=1&${SHORT}&step=0" width="100%" height="680" title="Downhill" loading="lazy"></iframe>`,
  );
  const preview = dialog(page).frameLocator("iframe");
  await expect(preview.getByText("0 / 60")).toBeVisible();
  await expect(preview.locator("table, .plot, header")).toHaveCount(0);
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(dialog(page)).toBeHidden();
  expect(await step(page), "sharing changes nothing here").toBe(60);
});

test("the snippets do what the preview shows", async ({ page }) => {
  await open(page, 'surface=formula("x^2 + 3*y^2")&start=3,2&run=sgd(lr=0.1)&steps=40');
  await share(page);
  const element = await text(page, /^Element/).inputValue();
  const frame = await text(page, /^Frame/).inputValue();
  const link = await text(page, /^Link/).inputValue();
  await page.route("**/article.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>An article</title>${element}${frame}` }),
  );
  await page.goto("./article.html");
  await expect(page.locator("downhill-lab").getByText("40 / 40")).toBeVisible();
  const framed = page.frameLocator("iframe");
  await framed.locator("body").scrollIntoViewIfNeeded();
  await expect(framed.getByText("40 / 40")).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("textbox", { name: "Your own formula: formula" })).toHaveValue("x^2 + 3*y^2");
});

test("of points that no link holds the dialog says so, and its preview says what is missing", async ({ page }) => {
  await open(page, "surface=linear(data=line(count=300))&start=0,0&run=sgd(lr=0.1)&steps=20");
  await example(page, 0);
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await expect(model(page)).toContainText("here as long as the page is open");
  await share(page);
  await expect(dialog(page)).toContainText("Your 300 points do not travel: a link, an element or a frame holds 200 at most.");
  const preview = dialog(page).frameLocator("iframe");
  await expect(preview.getByRole("alert")).toContainText("300 points were not in this link: a link holds 200 at most");
  await expect(preview.getByRole("alert")).not.toContainText("expected");
});

test("of points that a link holds the dialog says nothing", async ({ page }) => {
  await open(page, 'surface=linear(data=points("0,1;1,3"))&start=0,0&run=sgd(lr=0.1)&steps=20');
  await share(page);
  await expect(dialog(page)).not.toContainText("do not travel");
});

test("choosing and looking add nothing to the history", async ({ page }) => {
  await open(page, SHORT);
  await share(page);
  const before = await page.evaluate(() => history.length);
  for (const name of ["Charts", "Table", "Player"]) await dialog(page).getByRole("checkbox", { name }).uncheck();
  await expect(dialog(page).frameLocator("iframe").locator(".maps:not(.pending)")).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(before);
});

for (const [width, colorScheme] of [[360, "light"], [1600, "dark"]] as const) {
  test.describe(`at ${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("Share is at hand, fits, and axe-core finds nothing", async ({ page }) => {
      await open(page, SHORT);
      await share(page);
      await expect(dialog(page).frameLocator("iframe").locator(".maps:not(.pending)")).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`))).toEqual([]);
      expect(await dialog(page).evaluate((e) => e.scrollWidth - e.clientWidth)).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  });
}
