import { open, OPENING, table } from "./lab";
import { expect, test } from "./page";

type Page = import("@playwright/test").Page;

/** Lays a file over the runs, as the browser's own choice of files does. */
async function lay(page: Page, name: string, text: string) {
  await page.locator("#recorded-file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
}

/** The row of a recording, its cells in words. */
function row(page: Page, name: string) {
  return table(page).locator("tr", { hasText: name });
}

const CASES = JSON.stringify({
  cases: [
    { id: "elsewhere-000", surface: "rosenbrock", positions: [[0, 0], [1, 1]] },
    { id: "here-000", surface: "himmelblau", steps: [0, 5, 20], positions: [[0, 0], [1, 1], [3, 2]] },
  ],
});

test("a table of steps is drawn, judged on the surface on show, and can be taken away", async ({ page }) => {
  await open(page, "surface=himmelblau&start=0,0&run=sgd(lr=0.01)&steps=20");
  const before = await page.locator(".map").first().screenshot();
  await lay(page, "theirs.csv", "step,x,y\n0,0,0\n20,3,2\n");
  await expect(row(page, "theirs")).toContainText("Recorded");
  await expect(row(page, "theirs").locator("td").nth(3)).toHaveText("0");
  await expect.poll(async () => before.equals(await page.locator(".map").first().screenshot())).toBe(false);
  await expect(page.getByText("not part of the link")).toBeVisible();
  expect(page.url()).not.toContain("theirs");
  await page.getByRole("button", { name: "Remove the recorded path theirs" }).click();
  await expect(row(page, "theirs")).toHaveCount(0);
  await expect(page.getByText("not part of the link")).toHaveCount(0);
});

test("of several cases that of the surface on show comes first, and another can be chosen", async ({ page }) => {
  await open(page, "surface=himmelblau&start=0,0&run=sgd(lr=0.01)&steps=20");
  await lay(page, "all.json", CASES);
  const choice = page.getByRole("combobox", { name: "Recorded path" });
  await expect(choice.locator("option:checked")).toHaveText("here-000");
  await expect(row(page, "here-000").locator("td").nth(3)).toHaveText("0");
  await choice.selectOption({ label: "elsewhere-000" });
  await expect(row(page, "elsewhere-000").locator("td").nth(3)).toHaveText("106");
});

test("a file can be dropped anywhere on the page", async ({ page }) => {
  await open(page, OPENING);
  const data = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["0;0,5;1\n1;0,25;0,5"], "dropped.csv"));
    return data;
  });
  await page.dispatchEvent("header", "drop", { dataTransfer: data });
  await expect(row(page, "dropped")).toContainText("Recorded");
});

test("a file that cannot be read is refused with its name, line and column", async ({ page }) => {
  await open(page, OPENING);
  const refused = page.locator(".recordings").getByRole("alert");
  await lay(page, "bad.csv", "step,x,y\n0,1,2\n1,<b>x</b>,2");
  await expect(refused).toHaveText("bad.csv: line 3, column 2: found <b>x</b>, expected a number, x");
  await lay(page, "bad.json", '{"cases":[{"id":"a","positions":[[0,0],[1,"<img>"]]}]}');
  await expect(refused).toContainText('bad.json: a: positions[1]: found [1,"<img>"], expected two numbers [x, y]');
  await lay(page, "torn.json", '{"cases":[');
  await expect(refused).toContainText(/torn\.json: JSON: found .*(line 1|end)/);
  await expect(page.locator(".recorded")).toHaveCount(0);
});

test("names from a file stay words", async ({ page }) => {
  await open(page, OPENING);
  await lay(page, "x.json", '{"id":"<img src=x onerror=alert(1)>","positions":[[0,0],[1,1]]}');
  await expect(page.locator(".recorded")).toContainText("<img src=x onerror=alert(1)>");
  await expect(page.locator("#lab img")).toHaveCount(0);
});
