import { maps, open } from "./lab";
import { expect, test } from "./page";

// A path is thin: a map without it differs in less than one pixel in a hundred.
const TOLERANCE = { maxDiffPixelRatio: 0.002 };

test.use({ viewport: { width: 700, height: 800 } });

const RUNS = "run=momentum(lr=0.003)&run=adam(lr=0.2)&steps=150";

// Hardly any letters: fonts differ from system to system.
for (const theme of ["light", "dark"]) {
  test(`a map at rest looks as it did (${theme})`, async ({ page }) => {
    await open(page, `surface=himmelblau&start=0.85,4.6&${RUNS}&layout=side&theme=${theme}`);
    await page.mouse.move(0, 0);
    await expect(maps(page).first()).toHaveScreenshot(`map-${theme}.png`, TOLERANCE);
  });
}

test("a map in the middle of a run looks as it did", async ({ page }) => {
  await open(page, `surface=rosenbrock&start=-1.2,1&run=adam(lr=0.1)&steps=120&step=30&layout=side&theme=light`);
  await page.mouse.move(0, 0);
  await expect(maps(page).first()).toHaveScreenshot("map-step-30.png", TOLERANCE);
});
