// The model's picture: its examples as people find them.

import type { Page } from "@playwright/test";

export const model = (page: Page) => page.getByRole("region", { name: "Model", exact: true });

/** Chooses an example by the keyboard: the first is the leftmost. */
export async function example(page: Page, place: number) {
  const plot = model(page).getByRole("group");
  await plot.focus();
  for (let i = 0; i <= place; i++) await page.keyboard.press("ArrowRight");
  return plot;
}

/** Where the leftmost example is in the window: the keyboard puts a ring about it. */
export async function ringed(page: Page) {
  const plot = await example(page, 0);
  const ring = await model(page).locator("canvas.lines").evaluate((canvas: HTMLCanvasElement) => {
    const ratio = canvas.width / canvas.clientWidth;
    const { data, width } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    const places: number[][] = [];
    for (let i = 0; i < data.length; i += 4) {
      const [r, g, b, a] = data.slice(i, i + 4);
      if (a > 200 && r === 11 && g === 87 && b === 208) places.push([(i / 4) % width, Math.floor(i / 4 / width)]);
    }
    const middle = (axis: number) => (Math.min(...places.map((p) => p[axis])) + Math.max(...places.map((p) => p[axis]))) / 2 / ratio;
    return { x: middle(0), y: middle(1) };
  });
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  return { x: box.x + ring.x, y: box.y + ring.y };
}
