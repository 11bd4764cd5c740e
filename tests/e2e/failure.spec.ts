import { open, SHORT } from "./lab";
import { expect, test } from "./page";

test.describe("when something is broken", () => {
  test.use({ mayLogErrors: true });

  test("a browser without WebAssembly is told so", async ({ page }) => {
    await page.addInitScript("delete globalThis.WebAssembly");
    await page.goto(`./#${SHORT}`);
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByRole("alert")).toContainText("no WebAssembly");
    await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();
    await expect(page.locator("#lab")).toBeHidden();
    expect(page.url()).toContain(SHORT);
  });

  test("a program that does not arrive is missed in words", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto("./");
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByRole("alert")).toContainText("did not arrive");
    await page.unroute("**/*.wasm");
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(page.getByRole("table", { name: "Results" })).toBeVisible();
  });

  test("a program that is no program is missed in words", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.fulfill({ body: "nothing", contentType: "application/wasm" }));
    await page.goto("./");
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByRole("alert")).toContainText("could not be started");
  });

  test("a script that does not arrive is missed in words", async ({ page }) => {
    await page.route("**/downhill-web*.js", (route) => route.abort());
    await page.goto("./");
    await expect(page.getByRole("alert")).toBeVisible();
  });
});

test("a panic shows a readable message, and the address keeps what was set", async ({ page }) => {
  await open(page, SHORT);
  await page.evaluate(() => dispatchEvent(new CustomEvent("downhill-panic", { detail: "<b>index out of bounds</b>" })));
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("Something broke inside");
  await expect(page.getByRole("alert")).toContainText("<b>index out of bounds</b>");
  await expect(page.locator("#lab")).toBeHidden();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("table", { name: "Results" })).toBeVisible();
  expect(page.url()).toContain(SHORT);
});
