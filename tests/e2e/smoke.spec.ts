import { expect, test } from "./page";

for (const path of ["./", "./some/where/"]) {
  test(`opens at ${path} and draws`, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveTitle(/Downhill/);
    await expect(page.locator("canvas").first()).toBeVisible();
  });
}

test("refuses whatever its policy does not name", async ({ page }) => {
  await page.goto("./");
  const policy = page.locator('head > meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute("content", /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'/);
});
