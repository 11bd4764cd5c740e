// Whether everything has its place: nothing sticks out, nothing is cut, nothing is invisible.

import type { Locator, Page } from "@playwright/test";

/** By how much the page can be scrolled sideways. */
export const overflow = (page: Page) => page.evaluate(() => document.scrollingElement!.scrollWidth - document.documentElement.clientWidth);

/** What sticks out of the window or, where one is given, of a dialog, or is cut by its own box and cannot be scrolled to. */
export async function cut(page: Page, within?: Locator): Promise<string[]> {
  const root = await (within ?? page.locator("#lab")).elementHandle();
  return page.evaluate(
    ([root, isDialog]) => {
      const room = isDialog ? root.getBoundingClientRect() : { left: 0, right: innerWidth };
      const name = (e: Element) => `<${e.tagName.toLowerCase()} class="${e.className}"> ${e.textContent!.trim().slice(0, 40)}`;
      const scrolls = (e: Element) => e !== root && /auto|scroll/.test(getComputedStyle(e).overflowX);
      const isIn = (e: Element, test: (e: Element) => boolean): boolean =>
        e !== root && e.parentElement !== null && (test(e.parentElement) || isIn(e.parentElement, test));
      const isHidden = (e: Element) => getComputedStyle(e).clipPath !== "none" || !e.checkVisibility({ visibilityProperty: true });
      const faults: string[] = [];
      for (const element of root.querySelectorAll("*")) {
        if (isHidden(element) || isIn(element, isHidden) || isIn(element, scrolls) || element instanceof SVGElement) continue;
        const box = element.getBoundingClientRect();
        if (box.width > 0 && (box.left < room.left - 0.5 || box.right > room.right + 0.5)) faults.push(`${name(element)} sticks out`);
        const clips = getComputedStyle(element).overflowX === "hidden";
        // A line of text that is wider than the box it stands in overlaps its neighbour.
        const isText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== "");
        // What is drawn smaller than it is laid out is not cut.
        const isFull = isText || [...element.children].some((child) => child.getBoundingClientRect().right > box.right + 1);
        if (clips && isFull && element.scrollWidth > element.clientWidth + 1) faults.push(`${name(element)} is cut`);
        if (isText && !clips && !scrolls(element) && getComputedStyle(element).display !== "inline" && element.scrollWidth > element.clientWidth + 1) {
          faults.push(`${name(element)} is wider than its place`);
        }
      }
      return faults;
    },
    [root as unknown as Element, within !== undefined] as const,
  );
}

/**
 * What of the window, or of a dialog, cannot be told from what is round it, by its pixels: controls without a line or a
 * letter that stands out three to one. Only what is whole in the window is looked at. And how many colours each canvas
 * shows.
 */
export async function seen(page: Page, within = "#lab") {
  const shot = (await page.screenshot({ scale: "css" })).toString("base64");
  return page.evaluate(
    async ([shot, within]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${shot}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext("2d", { willReadFrequently: true })!;
      context.drawImage(image, 0, 0);
      const colors = (e: Element) => {
        const box = e.getBoundingClientRect();
        const [x, y] = [Math.max(0, Math.floor(box.left)), Math.max(0, Math.floor(box.top))];
        const [w, h] = [Math.min(innerWidth, Math.ceil(box.right)) - x, Math.min(innerHeight, Math.ceil(box.bottom)) - y];
        const counts = new Map<string, number>();
        if (w < 4 || h < 4) return counts;
        const { data } = context.getImageData(x, y, w, h);
        for (let i = 0; i < data.length; i += 4) {
          const color = `${data[i]},${data[i + 1]},${data[i + 2]}`;
          counts.set(color, (counts.get(color) ?? 0) + 1);
        }
        return counts;
      };
      const light = (color: string) =>
        color.split(",").reduce((sum, part, i) => {
          const c = Number(part) / 255;
          return sum + [0.2126, 0.7152, 0.0722][i] * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        }, 0.05);
      const contrast = (a: string, b: string) => Math.max(light(a), light(b)) / Math.min(light(a), light(b));
      const stands = (e: Element) => {
        const all = [...colors(e)].sort((a, b) => b[1] - a[1]);
        return all.some(([color, count]) => count >= 4 && contrast(color, all[0][0]) >= 3);
      };
      const isShown = (e: Element) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && getComputedStyle(e).clipPath === "none";
      const root = document.querySelector(within)!;
      const isInside = ({ left, top, right, bottom }: DOMRect) => Math.min(left, top) >= 0 && right <= innerWidth && bottom <= innerHeight;
      const controls = [...root.querySelectorAll("button, select, summary, textarea, a, input:not([type=file])")]
        .filter((e) => isShown(e) && isInside(e.getBoundingClientRect()));
      const name = (e: Element) => e.getAttribute("aria-label") ?? e.textContent!.trim().slice(0, 40);
      return {
        count: controls.length,
        invisible: controls.filter((e) => !stands(e)).map(name),
        canvases: [...root.querySelectorAll("canvas")].filter(isShown).map((e) => colors(e).size).filter((size) => size > 0),
      };
    },
    [shot, within] as const,
  );
}
