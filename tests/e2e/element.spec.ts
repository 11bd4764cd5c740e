import AxeBuilder from "@axe-core/playwright";
import { elements } from "../bench/elements.mjs";
import { ask, isDrawn, labs, last, listen, openArticle, told } from "./article";
import { SHORT } from "./lab";
import { expect, test } from "./page";

const ONE = `<downhill-lab experiment="${SHORT}"></downhill-lab>`;
const QUIET = "body { margin: 24px; font: 16px/24px serif }";

test("ten elements on one page share one program", async ({ page }) => {
  const modules: string[] = [];
  page.on("request", (request) => request.url().endsWith(".wasm") && modules.push(request.url()));
  await openArticle(page, ONE.repeat(10));
  for (const lab of await labs(page).all()) {
    await lab.scrollIntoViewIfNeeded();
    await isDrawn(lab);
  }
  expect(modules.length).toBe(new Set(modules).size);
  const sheets = await page.evaluate(
    () => new Set([...document.querySelectorAll("downhill-lab")].map((lab) => lab.shadowRoot!.adoptedStyleSheets[1])).size,
  );
  expect(sheets).toBe(1);
});

test("nothing but the script is fetched before an element is near", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await openArticle(page, `<p style="height: 4000px">A long text</p>${ONE}`);
  await page.waitForTimeout(500);
  expect(fetched).toEqual(["/article.html", "/embed.js"]);
  await page.mouse.wheel(0, 4000);
  await isDrawn(labs(page));
  expect(fetched.filter((path) => path.endsWith(".wasm")).length).toBeGreaterThan(1);
});

test("the article's styles stay out and the element's stay in", async ({ page }) => {
  await openArticle(page, "<h1>An article</h1>");
  const style = (of: string) => page.locator(of).evaluate((e) => JSON.stringify(Object.entries(getComputedStyle(e)).filter(([k]) => !/^\d/.test(k))));
  const before = await style("main > h1");
  await page.evaluate((one) => document.querySelector("main")!.insertAdjacentHTML("beforeend", one), ONE);
  await isDrawn(labs(page));
  const look = await labs(page).getByText("Step", { exact: true }).first().evaluate((e) => {
    const { color, letterSpacing, textTransform, textAlign } = getComputedStyle(e);
    return { color, letterSpacing, textTransform, textAlign };
  });
  expect(look).toEqual({ color: "rgb(90, 100, 117)", letterSpacing: "normal", textTransform: "none", textAlign: "right" });
  await expect(labs(page).getByRole("button", { name: "Play", exact: true })).toBeVisible();
  expect(await style("main > h1")).toBe(before);
});

test("an element is laid out by its own width", async ({ page }) => {
  await openArticle(page, `<div style="width: 500px">${ONE}</div><div style="width: 900px">${ONE}</div>`, QUIET);
  const columns = (index: number) =>
    labs(page).nth(index).locator(".cards, .charts").evaluateAll((all) => new Set(all.map((e) => Math.round(e.getBoundingClientRect().left))).size);
  await isDrawn(labs(page).nth(0));
  await isDrawn(labs(page).nth(1));
  expect([await columns(0), await columns(1)]).toEqual([1, 2]);
  await labs(page).nth(0).evaluate((e) => (e.parentElement!.style.width = "900px"));
  await expect.poll(() => columns(0)).toBe(2);
});

test("hide and theme are followed, and what is unknown is said", async ({ page }) => {
  await openArticle(page, `<downhill-lab experiment="${SHORT}" hide="charts, table" theme="dark"></downhill-lab>`, QUIET);
  const lab = labs(page);
  await isDrawn(lab);
  await expect(lab.getByRole("table")).toHaveCount(0);
  await expect(lab.locator(".lab")).toHaveAttribute("data-theme", "dark");
  await expect(lab.locator("header, .lessons")).toHaveCount(0);
  await lab.evaluate((e) => e.setAttribute("hide", "transport,lid"));
  await expect(lab.getByRole("table", { name: "Results" })).toBeVisible();
  await expect(lab.getByRole("group", { name: "Player" })).toHaveCount(0);
  await expect(lab.getByRole("alert")).toContainText("lid");
  await lab.evaluate((e) => e.removeAttribute("theme"));
  await expect(lab.locator(".lab")).toHaveAttribute("data-theme", "light");
});

test("methods and properties act, and events tell", async ({ page }) => {
  await openArticle(page, ONE, QUIET);
  const lab = labs(page);
  await isDrawn(lab);
  await listen(page);
  await ask(lab, (e) => e.seek(12));
  expect(await ask(lab, (e) => e.step)).toBe(12);
  await expect.poll(() => told(page, "downhill-step")).toContainEqual({ step: 12, last: 60 });
  expect(await told(page, "downhill-change")).toEqual([]);

  await ask(lab, (e) => void (e.experiment = "surface=rosenbrock&run=sgd(lr=0.001)&steps=30"));
  await expect.poll(() => told(page, "downhill-change").then((all) => all.length)).toBe(1);
  expect(await ask(lab, (e) => e.experiment)).toBe("surface=rosenbrock&start=-1.2,1&run=sgd(lr=0.001)&steps=30");
  const runs = await ask(lab, async (e) =>
    (await e.trajectories()).map(({ name, run, positions, losses, outcome }) => ({ name, run, outcome, points: positions.length / 2, losses: losses.length, first: [...positions.slice(0, 2)] })),
  );
  expect(runs).toEqual([{ name: "SGD 1", run: "sgd(lr=0.001)", outcome: "Still moving", points: 31, losses: 31, first: [-1.2, 1] }]);

  await lab.getByRole("combobox", { name: "Speed" }).selectOption("4");
  await ask(lab, (e) => e.play());
  await expect.poll(() => told(page, "downhill-done"), { timeout: 15_000 }).toEqual([{ step: 30 }]);
  await ask(lab, (e) => e.play());
  await expect(lab.getByRole("button", { name: "Pause" })).toBeVisible();
  await ask(lab, (e) => e.pause());
  await expect(lab.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test("what is asked of an element before its program is here is done when it is", async ({ page }) => {
  await openArticle(page, `<p style="height: 4000px">A long text</p>`, QUIET);
  await page.evaluate(async (text) => {
    const lab = document.createElement("downhill-lab");
    lab.experiment = text;
    document.querySelector("main")!.append(lab);
    await lab.seek(7);
  }, SHORT);
  expect(await ask(labs(page), (e) => [e.step, e.theme])).toEqual([7, "auto"]);
});

test("properties that were set before the script arrived count", async ({ page }) => {
  await page.route("**/embed.js", async (route) => {
    await page.waitForFunction(() => (window as unknown as { ready?: true }).ready);
    await route.continue();
  });
  await openArticle(page, `${ONE}<script>document.querySelector("downhill-lab").hide = "table"; ready = true</script>`, QUIET);
  await isDrawn(labs(page));
  await expect(labs(page).getByRole("table")).toHaveCount(0);
});

test("the wheel scrolls the article until the figure was taken hold of", async ({ page }) => {
  await openArticle(page, `${ONE}<p style="height: 3000px">A long text</p>`, QUIET);
  const lab = labs(page);
  await isDrawn(lab);
  const map = await lab.locator(".map").first().boundingBox();
  await page.mouse.move(map!.x + 60, map!.y + 60);
  await page.mouse.wheel(0, 40);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(40);
  await page.mouse.down();
  await page.mouse.up();
  await page.mouse.wheel(0, -40);
  await expect.poll(() => ask(lab, (e) => e.experiment)).toContain("zoom=");
  expect(await page.evaluate(() => scrollY)).toBe(40);
});

test("keys reach only the element that has the focus", async ({ page }) => {
  await openArticle(page, `<input aria-label="Name">${ONE}${ONE}`, QUIET);
  const [first, second] = [labs(page).nth(0), labs(page).nth(1)];
  await isDrawn(first);
  await second.scrollIntoViewIfNeeded();
  await isDrawn(second);
  await page.getByRole("textbox", { name: "Name" }).fill("a");
  await page.keyboard.type("0 p");
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("a0 p");
  expect([await ask(first, (e) => e.step), await ask(second, (e) => e.step)]).toEqual([60, 60]);
  await second.getByRole("button", { name: "Step back" }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  expect([await ask(first, (e) => e.step), await ask(second, (e) => e.step)]).toEqual([60, 58]);
  expect(new URL(page.url()).hash, "an element leaves the address alone").toBe("");
});

test("dialogs open within the element", async ({ page }) => {
  await openArticle(page, ONE, QUIET);
  const lab = labs(page);
  await isDrawn(lab);
  await lab.getByRole("button", { name: "Add an optimizer" }).click();
  await page.keyboard.type("nesterov");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(lab.getByRole("dialog")).toHaveCount(0);
  expect(await ask(lab, (e) => e.experiment)).toContain("run=nesterov");
});

test("nothing is animated out of view", async ({ page }) => {
  await openArticle(page, `${ONE}<p style="height: 4000px">A long text</p>`, QUIET);
  const lab = labs(page);
  await isDrawn(lab);
  await ask(lab, (e) => e.play());
  await expect.poll(() => ask(lab, (e) => e.step)).toBeGreaterThan(1);
  await page.evaluate(() => scrollTo(0, 4000));
  await page.waitForTimeout(300);
  const step = await ask(lab, (e) => e.step);
  await page.waitForTimeout(600);
  expect(await ask(lab, (e) => e.step)).toBe(step);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(() => ask(lab, (e) => e.step)).toBeGreaterThan(step);
});

test("an element that is moved keeps its state, and one that is put back begins anew", async ({ page }) => {
  await openArticle(page, `${ONE}<aside></aside>`, QUIET);
  const lab = labs(page);
  await isDrawn(lab);
  await ask(lab, (e) => e.seek(5));
  await ask(lab, (e) => document.querySelector("aside")!.append(e));
  await page.waitForTimeout(100);
  expect(await ask(lab, (e) => e.step)).toBe(5);
  await ask(lab, async (e) => {
    e.remove();
    await new Promise((done) => setTimeout(done, 100));
    document.querySelector("main")!.append(e);
  });
  await isDrawn(lab);
  expect(await ask(lab, (e) => e.step)).toBe(60);
});

test("removing an element while everything is under way leaves nothing behind", async ({ page }) => {
  await openArticle(page, "", QUIET);
  for (const wait of [0, 30, 300]) {
    await page.evaluate(
      async ([one, wait]) => {
        const main = document.querySelector("main")!;
        main.innerHTML = (one as string).repeat(3);
        for (const lab of main.children as unknown as HTMLElementTagNameMap["downhill-lab"][]) lab.play().catch(() => {});
        await new Promise((done) => setTimeout(done, wait as number));
        main.replaceChildren();
        await new Promise((done) => setTimeout(done, 400));
      },
      [ONE, wait] as const,
    );
  }
  await page.evaluate((one) => (document.querySelector("main")!.innerHTML = one), ONE);
  await isDrawn(labs(page));
  expect(await last(labs(page))).toBe(60);
});

test("ten elements that were removed give back what they held", async ({ page, baseURL }) => {
  const { first, second, growth } = await elements(page, baseURL!);
  expect(growth.js_heap).toBeLessThan(0.1);
  expect(growth.wasm_memory).toBeLessThan(0.1);
  expect(second.nodes).toBeLessThanOrEqual(first.nodes + 10);
});

test("markup, scripts and nonsense in attributes are words", async ({ page }) => {
  await page.addInitScript(() => Object.assign(window, { alert: () => Object.assign(window, { wasRun: true }) }));
  const hostile = [`<img src=x onerror="alert(1)">`, "javascript:alert(1)", '"><script>alert(1)</script>', "\u0000\u0007\u202e", "a".repeat(100_000), "((((".repeat(5000), "__proto__"];
  await openArticle(page, ONE, QUIET);
  const lab = labs(page);
  await isDrawn(lab);
  for (const value of hostile) {
    for (const name of ["experiment", "hide", "theme"]) {
      await lab.evaluate((e, [name, value]) => e.setAttribute(name, value), [name, value] as const);
    }
    await expect(lab.getByRole("alert")).toBeVisible();
    expect(await lab.locator("img, script, iframe, a[href^=javascript]").count(), value.slice(0, 40)).toBe(0);
  }
  expect(await page.evaluate(() => "wasRun" in window)).toBe(false);
});

for (const [width, theme] of [[360, "light"], [1600, "dark"]] as const) {
  test(`axe-core finds nothing in an article of three elements at ${width} px, ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const lab = (hide: string) => `<h2>A figure</h2><downhill-lab experiment="${SHORT}" hide="${hide}" theme="${theme}"></downhill-lab>`;
    await openArticle(page, `<h1>An article</h1>${lab("controls,charts,table")}${lab("caption,table")}${lab("")}`, QUIET);
    for (const element of await labs(page).all()) {
      await element.scrollIntoViewIfNeeded();
      await isDrawn(element);
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`))).toEqual([]);
  });
}
