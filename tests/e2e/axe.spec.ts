import { AxeBuilder } from "@axe-core/playwright";
import { card, maps, NESTED, open, OPENING } from "./lab";
import { expect, test } from "./page";

type Page = import("@playwright/test").Page;

/** What axe finds, in few words. */
async function violations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.any[0]?.message ?? ""}`));
}

for (const [width, height] of [[360, 640], [1600, 900]] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`axe-core at ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme, contextOptions: { reducedMotion: "reduce" } });

      test("finds no violation on the page", async ({ page }) => {
        await open(page);
        expect(await violations(page)).toEqual([]);
      });

      test("finds none with everything of a card open and a field marked", async ({ page }) => {
        await open(page, OPENING);
        const adam = card(page, "Adam 1");
        await adam.locator("summary").first().click();
        await adam.getByText("More").click();
        await page.getByRole("spinbutton", { name: "Start x" }).fill("abc");
        await page.getByText("Budget and noise").click();
        expect(await violations(page)).toEqual([]);
      });

      test("finds none in the card of a hidden run", async ({ page }) => {
        await open(page, OPENING);
        const sgd = card(page, "SGD 1");
        await sgd.locator("summary").first().click();
        await sgd.getByText("More").click();
        await page.getByRole("button", { name: "SGD 1: Hide" }).click();
        expect(await violations(page)).toEqual([]);
      });

      test("finds none in the sheet of lessons", async ({ page }) => {
        await open(page, OPENING);
        await page.getByRole("button", { name: /^Lessons/ }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });

      test("finds none in the dialogs that find one of many", async ({ page }) => {
        await open(page, OPENING);
        for (const name of ["Add an optimizer", "Find a shape"]) {
          await page.getByRole("button", { name }).click();
          await expect(page.getByRole("listbox", { name: "Found" })).toBeVisible();
          expect(await violations(page), name).toEqual([]);
          await page.keyboard.type("no such name");
          await expect(page.getByText("Nothing found")).toBeVisible();
          expect(await violations(page), name).toEqual([]);
          await page.keyboard.press("Escape");
        }
      });

      test("finds none in settings within settings, a formula with a mistake and code", async ({ page }) => {
        await open(page, NESTED);
        await page.getByRole("textbox", { name: "Your own formula: formula" }).fill("x^2 + )");
        await page.getByText("Turn, stretch, move").click();
        const sgd = card(page, "SGD 1");
        await sgd.locator("summary").first().click();
        await sgd.getByText("More").click();
        await sgd.getByRole("button", { name: /copy as PyTorch/ }).click();
        await expect(sgd.locator("pre")).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });

      test("finds none in a link that could not be read, with a run that diverged, and without runs", async ({ page }) => {
        await open(page, "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.22)&steps=60&extra=1");
        await expect(page.getByRole("alert")).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await card(page, "SGD 1").getByText("More").click();
        await page.getByRole("button", { name: "SGD 1: Remove" }).click();
        await expect(maps(page).getByText("Add an optimizer")).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });

      test("finds none in a lesson that was changed", async ({ page }) => {
        await open(page);
        await page.getByRole("spinbutton", { name: "Start x" }).fill("1");
        await expect(page.getByText("You have changed this lesson")).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });
    });
  }
}
