// The page as a person finds it: by role and name, and by what the table and the address say.

import type { Locator, Page } from "@playwright/test";
import { expect } from "./page";

/** The opening lesson's experiment. */
export const OPENING =
  "surface=himmelblau&start=0.85,4.6&run=sgd(lr=0.005)&run=momentum(lr=0.003)&run=adam(lr=0.2)&run=lion(lr=0.1)&steps=150";
/** One run, sixty steps. */
export const SHORT = "surface=himmelblau&start=0.85,4.6&run=adam(lr=0.2)&steps=60";
/** A surface of one's own, schedules one after the other, and clipping. */
export const NESTED =
  'surface=formula("x^2 + 3*y^2")&start=3,2&run=sgd(lr=0.1,schedule=sequential((step(5,0.5),exponential(0.9)),milestones=(10)),clip=norm(1))&steps=40';

/** Opens the page, with an experiment's text or without, and waits until it is drawn. */
export async function open(page: Page, text = "") {
  await page.goto(text === "" ? "./" : `./#${text}`);
  await expect(table(page)).toBeVisible();
  await expect.poll(() => measures(page, "downhill.draw")).toBeGreaterThan(0);
}

/** How often a piece of work was measured. */
export const measures = (page: Page, name: string) =>
  page.evaluate((name) => performance.getEntriesByName(name, "measure").length, name);

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
/** What a lesson's button is called: no other control than the slider has the learning rate in its name. */
export const spoken = (title: string) => title.replace("learning rate", "rate");
export const lesson = (page: Page, title: string) => button(page, spoken(title));
export const slider = (page: Page, name: string) => page.getByRole("slider", { name, exact: true });
export const field = (page: Page, name: string) => page.getByRole("spinbutton", { name, exact: true });
export const surface = (page: Page) => page.getByRole("combobox", { name: "Surface", exact: true });
export const table = (page: Page) => page.getByRole("table", { name: "Results", exact: true });
export const maps = (page: Page) => page.getByRole("group", { name: /^Map: / });
export const card = (page: Page, name: string) => page.getByRole("article", { name, exact: true });

/** Adds an optimizer by its name. */
export async function add(page: Page, name: string) {
  await button(page, "Add an optimizer").click();
  await page.getByRole("dialog").getByRole("option", { name, exact: true }).click();
}

/** Each row of the table, by its column titles. */
export function results(page: Page): Promise<Record<string, string>[]> {
  return table(page).evaluate((table) => {
    const texts = (row: Element) => [...row.children].map((cell) => cell.textContent!.trim());
    const [titles, ...rows] = [...table.querySelectorAll("tr")].map(texts);
    return rows.map((row) => Object.fromEntries(titles.map((title, i) => [title, row[i]])));
  });
}

/** One column of the table. */
export const column = async (page: Page, title: string) => (await results(page)).map((row) => row[title]);

/** The text in the address, without the version that the page writes before it. */
export const fragment = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash.slice(1)).replace(/^v=1&/, ""));

/** The fields of the text in the address of one name. */
export const fields = async (page: Page, name: string) =>
  (await fragment(page)).split("&").filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));

/** The step that the playhead is at. */
export const step = async (page: Page) => Number(await slider(page, "Step").inputValue());

/** What is drawn on a map's canvas: the ground, or the runs. */
export const picture = (map: Locator, canvas: "ground" | "runs") =>
  map.locator(`canvas.${canvas}`).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** The box round everything that is painted on a map for its runs: paths, heads and the ring. */
export const painted = (map: Locator) =>
  map.locator("canvas.runs").evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
    const [xs, ys]: number[][] = [[], []];
    for (let i = 3; i < data.length; i += 4) {
      if (data[i] === 0) continue;
      xs.push(((i - 3) / 4) % width);
      ys.push(Math.floor((i - 3) / 4 / width));
    }
    const span = (places: number[]) => places.reduce((a, b) => Math.max(a, b), 0) - places.reduce((a, b) => Math.min(a, b), Infinity) + 1;
    return { width: span(xs), height: span(ys) };
  });

/** A point of an element, by its shares of width and height. */
export async function point(element: Locator, across: number, down: number) {
  await element.scrollIntoViewIfNeeded();
  const box = (await element.boundingBox())!;
  return { x: box.x + across * box.width, y: box.y + down * box.height };
}

export type Control = { role: string; name: string };

/** Every control that assistive technology finds. */
export async function controls(page: Page): Promise<Control[]> {
  const roles = ["button", "combobox", "slider", "spinbutton", "radio", "checkbox", "link", "textbox", "searchbox", "listbox", "DisclosureTriangle"];
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  await client.detach();
  return nodes
    .filter((node) => !node.ignored && roles.includes(node.role?.value))
    .map((node) => ({ role: node.role!.value, name: node.name?.value ?? "" }));
}
