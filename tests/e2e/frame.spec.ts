import type { FrameLocator, Page } from "@playwright/test";
import type { DownhillRequest } from "../../dist/embed";
import { SHORT } from "./lab";
import { expect, test } from "./page";

/** Opens somebody else's page with ours in a frame, on an origin of its own or on ours. */
async function openHost(page: Page, baseURL: string, query = "", origin = baseURL.replace("127.0.0.1", "localhost")) {
  // A plain text of the same server becomes the page: the browser does not let made-up ones frame what is local.
  await page.route("**/favicon.ico", (route) => route.fulfill({ body: "" }));
  await page.goto(new URL("embed.js", origin).href);
  await page.setContent(`<!doctype html><html lang="en"><title>A course</title><body>
    <script>heard = []; addEventListener("message", (e) => heard.push({ ...e.data, from: e.origin }));</script>
    <iframe title="Downhill" width="900" height="700" src="${baseURL}?embed${query}#${SHORT.replaceAll("&", "&amp;")}"></iframe>`);
  const frame = page.frameLocator("iframe[title]");
  await expect(frame.locator(".maps:not(.pending) canvas.ground").first()).toBeVisible();
  await expect(step(frame)).toHaveAttribute("max", "60");
  return frame;
}

const step = (frame: FrameLocator) => frame.getByRole("slider", { name: "Step", exact: true });
const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: Record<string, unknown>[] }).heard);
const send = (page: Page, message: unknown) => page.evaluate((message) => document.querySelector("iframe")!.contentWindow!.postMessage(message, "*"), message);
const request = (page: Page, message: DownhillRequest) => send(page, message);
const ready = (page: Page) => expect.poll(async () => (await heard(page)).map((m) => m.event)).toContain("ready");

test("a frame shows neither header nor lessons, and what its address hides", async ({ page, baseURL }) => {
  const frame = await openHost(page, baseURL!, "&hide=charts,table&theme=dark");
  await expect(frame.locator("header, .lessons, .charts, table")).toHaveCount(0);
  await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(frame.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test("the page around a frame has the element's verbs and events", async ({ page, baseURL }) => {
  const frame = await openHost(page, baseURL!);
  await ready(page);
  await request(page, { type: "downhill", verb: "seek", value: 12 });
  await expect(step(frame)).toHaveValue("12");
  await expect.poll(() => heard(page)).toContainEqual({ type: "downhill", event: "step", detail: { step: 12, last: 60 }, from: new URL(baseURL!).origin });
  await request(page, { type: "downhill", verb: "trajectories", id: 5 });
  await expect.poll(async () => (await heard(page)).find((m) => m.id === 5)).toMatchObject({ verb: "trajectories", value: [{ name: "Adam 1", outcome: expect.stringMatching(/^Reached/) }] });
  await request(page, { type: "downhill", verb: "experiment", value: "surface=rosenbrock&run=sgd(lr=0.001)&steps=30" });
  await expect(step(frame)).toHaveAttribute("max", "30");
  await expect.poll(async () => (await heard(page)).filter((m) => m.event === "change").length).toBeGreaterThan(0);
  await request(page, { type: "downhill", verb: "experiment", id: "now" });
  await expect.poll(async () => (await heard(page)).find((m) => m.id === "now")?.value).toBe("surface=rosenbrock&start=-1.2,1&run=sgd(lr=0.001)&steps=30");
  await request(page, { type: "downhill", verb: "hide", value: "table" });
  await expect(frame.getByRole("table")).toHaveCount(0);
  await request(page, { type: "downhill", verb: "theme", value: "dark" });
  await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
  await request(page, { type: "downhill", verb: "play" });
  await expect(frame.getByRole("button", { name: "Pause" })).toBeVisible();
  await request(page, { type: "downhill", verb: "pause" });
  await expect(frame.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  expect(await page.evaluate(() => history.length), "a frame adds nothing to the history").toBe(2);
});

test("what people do in a frame is not in the history of the page around it", async ({ page, baseURL }) => {
  const frame = await openHost(page, baseURL!);
  const before = await page.evaluate(() => history.length);
  await frame.getByRole("combobox", { name: "Surface", exact: true }).selectOption("rosenbrock");
  await expect.poll(() => frame.locator("body").evaluate(() => location.hash)).toContain("surface=rosenbrock");
  expect(await page.evaluate(() => history.length)).toBe(before);
});

test("only the origin that the address names is heard and told anything", async ({ page, baseURL }) => {
  const stranger = await openHost(page, baseURL!, "&origin=https://school.example");
  await request(page, { type: "downhill", verb: "seek", value: 12 });
  await page.waitForTimeout(300);
  await expect(step(stranger)).toHaveValue("60");
  expect(await heard(page)).toEqual([]);

  const host = new URL(baseURL!.replace("127.0.0.1", "localhost")).origin;
  const friend = await openHost(page, baseURL!, `&origin=${encodeURIComponent(host)}`);
  await ready(page);
  await request(page, { type: "downhill", verb: "seek", value: 12 });
  await expect(step(friend)).toHaveValue("12");
});

for (const origin of ["*", "null", "https://school.example/path", "javascript:alert(1)", ""]) {
  test(`an origin that is none (${origin}) opens no door`, async ({ page, baseURL }) => {
    const frame = await openHost(page, baseURL!, `&origin=${encodeURIComponent(origin)}`);
    await request(page, { type: "downhill", verb: "seek", value: 12 });
    await page.waitForTimeout(300);
    await expect(step(frame)).toHaveValue("60");
    expect(await heard(page)).toEqual([]);
  });
}

test("other windows than the page around it are not heard", async ({ page, baseURL }) => {
  const frame = await openHost(page, baseURL!, "", baseURL!);
  await ready(page);
  await page.evaluate(() => {
    const sibling = document.body.appendChild(document.createElement("iframe"));
    sibling.contentWindow!.eval(`parent.frames[0].postMessage({ type: "downhill", verb: "seek", value: 3 }, "*")`);
  });
  await frame.locator("body").evaluate(() => postMessage({ type: "downhill", verb: "seek", value: 4 }, "*"));
  await page.waitForTimeout(300);
  await expect(step(frame)).toHaveValue("60");
});

test("hostile messages have no effect", async ({ page, baseURL }) => {
  const frame = await openHost(page, baseURL!);
  await ready(page);
  await frame.locator("html").evaluate(() => {
    Object.assign(window, { alert: () => Object.assign(window, { wasRun: true }) });
    document.addEventListener("securitypolicyviolation", () => Object.assign(window, { wasRun: true }));
  });
  const markup = `<img src=x onerror="alert(1)">`;
  const ignored = [null, 7, markup, [], { type: "downhill" }, { type: "downhill", verb: "constructor" }, { type: "downhill", verb: "__proto__" },
    { type: "downhill", verb: ["seek"], value: 3 }, { type: "downhill", verb: "see", value: false }, { type: "other", verb: "seek", value: 3 }];
  for (const value of [markup, -1, NaN, Infinity, 1e300, null, {}, [3], "3", "\u0000"]) ignored.push({ type: "downhill", verb: "seek", value });
  for (const message of ignored) await send(page, message);
  await page.evaluate(() => {
    let nested: object = {};
    for (let depth = 0; depth < 1000; depth += 1) nested = { type: "downhill", verb: nested, value: nested };
    document.querySelector("iframe")!.contentWindow!.postMessage(nested, "*");
    document.querySelector("iframe")!.contentWindow!.postMessage({ type: "downhill", verb: "seek", value: nested }, "*");
  });
  await page.waitForTimeout(300);
  await expect(step(frame)).toHaveValue("60");
  await expect(frame.getByRole("alert")).toHaveCount(0);
  for (const value of [markup, "javascript:alert(1)", "a".repeat(1_000_000), "(".repeat(15_000), "\u0000\u0007"]) {
    for (const verb of ["experiment", "hide", "theme"]) await send(page, { type: "downhill", verb, value });
    await expect(frame.getByRole("alert")).toBeVisible();
    await expect(frame.locator("img, #lab script, iframe")).toHaveCount(0);
  }
  expect(await frame.locator("html").evaluate(() => "wasRun" in window)).toBe(false);
});
