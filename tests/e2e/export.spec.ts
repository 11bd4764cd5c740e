// The dialog that exports: each format is written, and holds what it says.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { open, SHORT } from "./lab";
import { expect, test } from "./page";

type Page = import("@playwright/test").Page;

test.use({ contextOptions: { reducedMotion: "reduce" } });

const TWO = "surface=rosenbrock&start=-1.2,1&run=adam(lr=0.02)&run=asgd(lr=0.001)&steps=40&layout=overlay";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Export" });

async function openDialog(page: Page, text = TWO) {
  await open(page, text);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await expect(dialog(page).getByRole("img")).toHaveAttribute("aria-label", /\. .*\.$/);
}

/** Presses a button and reads the file that comes of it. */
async function saved(page: Page, name: string) {
  const coming = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name, exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Width and height of a PNG. */
const size = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

/** The frames of a GIF: their delays in hundredths of a second. */
function delays(gif: Buffer) {
  const found: number[] = [];
  let at = 13 + (gif[10] & 0x80 ? 3 << ((gif[10] & 7) + 1) : 0);
  const skip = () => {
    while (gif[at] > 0) at += gif[at] + 1;
    at += 1;
  };
  for (;;) {
    const kind = gif[at];
    if (kind === 0x3b) return found;
    if (kind === 0x21) {
      if (gif[at + 1] === 0xf9) found.push(gif.readUInt16LE(at + 4));
      at += 2;
    } else {
      expect(kind).toBe(0x2c);
      at += 10 + (gif[at + 9] & 0x80 ? 3 << ((gif[at + 9] & 7) + 1) : 0) + 1;
    }
    skip();
  }
}

test("a PNG has as many pixels as were asked for", async ({ page }) => {
  await openDialog(page);
  for (const [scale, w, h] of [["1", 320, 256], ["4", 1280, 1024]] as const) {
    await dialog(page).getByRole("combobox", { name: "Pixels" }).selectOption(scale);
    const { name, bytes } = await saved(page, "PNG");
    expect(name).toBe("downhill-rosenbrock.png");
    expect(size(bytes)).toEqual([w, h]);
  }
  await expect(dialog(page).getByRole("status")).toHaveText("Saved downhill-rosenbrock.png");
  await dialog(page).getByRole("combobox", { name: "For" }).selectOption("16:9");
  expect(size((await saved(page, "PNG")).bytes)).toEqual([2560, 1440]);
});

test("an SVG has paths, words and one image", async ({ page }) => {
  await openDialog(page);
  await dialog(page).getByRole("combobox", { name: "Maps" }).selectOption("side");
  const { name, bytes } = await saved(page, "SVG");
  expect(name).toBe("downhill-rosenbrock.svg");
  const found = await page.evaluate((text) => {
    const svg = new DOMParser().parseFromString(text, "image/svg+xml");
    const count = (name: string) => svg.getElementsByTagName(name).length;
    const address = svg.getElementsByTagName("image")[0]?.getAttribute("href") ?? "";
    return { errors: count("parsererror"), images: count("image"), uses: count("use"), paths: count("path"), scripts: count("script"), address: address.slice(0, 22), words: svg.documentElement.textContent };
  }, bytes.toString("utf8"));
  expect(found).toMatchObject({ errors: 0, images: 1, uses: 1, scripts: 0, address: "data:image/png;base64," });
  expect(found.paths).toBeGreaterThan(10);
  expect(found.words).toContain("Colours: Downhill relief, dark is low.");
  expect(found.words).toContain("surface=rosenbrock&start=-1.2,1&run=adam(lr=0.02)");
});

test("CSV and JSON are those of the command line", async ({ page }) => {
  // Cargo may have to build it first.
  test.setTimeout(600_000);
  await openDialog(page);
  for (const format of ["csv", "json"]) {
    const { name, bytes } = await saved(page, format.toUpperCase());
    expect(name).toBe(`downhill-rosenbrock.${format}`);
    const cli = execFileSync("cargo", ["run", "--quiet", "--package", "downhill-cli", "--", "run", TWO, "--format", format]);
    expect(bytes.toString()).toBe(cli.toString());
  }
});

test("a GIF has a frame for every moment", async ({ page }) => {
  await openDialog(page, SHORT);
  await dialog(page).getByRole("combobox", { name: "Maps" }).selectOption("overlay");
  const { name, bytes } = await saved(page, "GIF of the race");
  expect(name).toBe("downhill-himmelblau.gif");
  expect(bytes.subarray(0, 6).toString()).toBe("GIF89a");
  expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([640, 512]);
  const found = delays(bytes);
  expect(found.slice(0, -1)).toEqual(Array(159).fill(5));
  expect(found.at(-1)).toBe(200);
  await expect(dialog(page).getByRole("progressbar")).toHaveCount(0);
});

test("a GIF shows how far it is and can be cancelled", async ({ page }) => {
  let downloads = 0;
  page.on("download", () => (downloads += 1));
  await openDialog(page);
  await dialog(page).getByRole("button", { name: "GIF of the race" }).click();
  const bar = dialog(page).getByRole("progressbar", { name: "GIF" });
  await expect.poll(async () => Number(await bar.getAttribute("value"))).toBeGreaterThan(2);
  expect(page.workers()).toHaveLength(1);
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(bar).toHaveCount(0);
  await expect(dialog(page).getByRole("status")).toHaveText("The GIF was cancelled");
  await expect.poll(() => page.workers().length).toBe(0);
  expect(downloads).toBe(0);
});

test("nothing of the encoder is fetched before somebody asks for a GIF", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await openDialog(page);
  expect(asked.filter((path) => /worker/.test(path))).toEqual([]);
});

test("the image is copied, and the dialog says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openDialog(page);
  await dialog(page).getByRole("button", { name: "Copy image" }).click();
  await expect(dialog(page).getByRole("status")).toHaveText("Copied");
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const bitmap = await createImageBitmap(await item.getType("image/png"));
    return [bitmap.width, bitmap.height];
  });
  expect(copied).toEqual([640, 512]);
});

test("what the browser refuses is said", async ({ page }) => {
  await openDialog(page);
  await page.evaluate(() => Object.defineProperty(navigator.clipboard, "write", { value: () => Promise.reject(new Error("no")) }));
  await dialog(page).getByRole("button", { name: "Copy image" }).click();
  await expect(dialog(page).getByRole("status")).toHaveText("The browser does not allow it here");
});

test("the preview follows the choices", async ({ page }) => {
  await openDialog(page);
  const picture = dialog(page).getByRole("img");
  const pixels = () => picture.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const seen = new Set([await pixels()]);
  for (const [name, value] of [["Theme", "dark"], ["Maps", "side"], ["For", "16:9"]] as const) {
    await dialog(page).getByRole("combobox", { name }).selectOption(value);
    await expect.poll(async () => seen.has(await pixels())).toBe(false);
    seen.add(await pixels());
  }
  await dialog(page).getByRole("checkbox", { name: "Loss chart" }).check();
  await expect.poll(async () => seen.has(await pixels())).toBe(false);
});

test("a recorded path is in the figure", async ({ page }) => {
  await open(page, TWO);
  const file = { name: "theirs.csv", mimeType: "text/csv", buffer: Buffer.from("x,y\n-1,1\n0,0.5\n0.5,0.2\n") };
  await page.locator("#recorded-file").setInputFiles(file);
  await expect(page.getByRole("row", { name: /theirs/ })).toBeVisible();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const svg = (await saved(page, "SVG")).bytes.toString();
  expect(svg).toContain(">theirs<");
});

test("step 0 shows no path and moves nothing", async ({ page }) => {
  await openDialog(page, `${TWO}&step=0`);
  const svg = (await saved(page, "SVG")).bytes.toString();
  expect(svg).not.toContain("stroke-dasharray");
  await dialog(page).getByRole("button", { name: "GIF of the race" }).click();
  await expect(dialog(page).getByRole("status")).toHaveText("Nothing moves: no run has a step to show");
});

for (const [width, height] of [[360, 640], [1600, 900]] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`at ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme });

      test("the dialog is accessible, fits, and closes with Escape", async ({ page }) => {
        await openDialog(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id }) => id)).toEqual([]);
        const overflow = await dialog(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
        expect(overflow).toBe(0);
        await page.keyboard.press("Escape");
        await expect(dialog(page)).toHaveCount(0);
        await expect(page.getByRole("button", { name: "Export", exact: true })).toBeFocused();
      });
    });
  }
}
