// Measures the page in a browser and prints one JSON value. `cargo xtask bench` runs it on a fresh dist/.
//
// - One pointer move: ten optimizers run 2,000 steps each on Rosenbrock and everything is drawn anew, as the page's
//   own User Timing measures say.
// - One move of an example: the same ten optimizers, 2,000 steps on batches of 32 of 1,000 examples, and everything anew.
// - One step of Adam in WebAssembly, and the same rule written by hand in JavaScript.
// - Memory that ten elements leave behind when they are removed.
// - One step of every run given as an argument in the text form, in WebAssembly.

import { chromium } from "@playwright/test";
import { launchOptions } from "../support/browser.mjs";
import { serve } from "../support/server.mjs";
import { elements } from "./elements.mjs";

const MOVES = 120;
const MEASURES = ["downhill.run", "downhill.draw"];
const PARTS = [...MEASURES, "downhill.model"];

const RUNS = [
  "sgd(lr=0.001)",
  "momentum(lr=0.0005)",
  "nesterov(lr=0.0005)",
  "adagrad(lr=0.5)",
  "rmsprop(lr=0.01)",
  "adadelta(lr=1)",
  "adam(lr=0.02)",
  "adamw(lr=0.02)",
  "nadam(lr=0.02)",
  "lion(lr=0.005)",
];

const experiment = (layout) =>
  ["surface=rosenbrock(a=1,b=100)", "start=-1.2,1", ...RUNS.map((run) => `run=${run}`), "steps=2000", `layout=${layout}`].join("&");

/** Drags the start about and returns the milliseconds of work, per move, that each measure reports. */
async function drag(page, url, layout) {
  await page.goto("about:blank");
  await page.goto(`${url}#${experiment(layout)}`);
  const map = page.locator("canvas").first();
  await map.waitFor();
  const box = await map.boundingBox();
  const at = (k) => {
    const angle = (2 * Math.PI * k) / MOVES;
    return [box.x + box.width * (0.5 + 0.3 * Math.cos(angle)), box.y + box.height * (0.5 + 0.3 * Math.sin(angle))];
  };
  await page.mouse.move(...at(0));
  await page.mouse.down();
  const work = [];
  for (let k = 1; k <= MOVES; k += 1) {
    await page.evaluate(() => performance.clearMeasures());
    await page.mouse.move(...at(k));
    work.push(await page.evaluate(workOfThisMove, MEASURES));
  }
  await page.mouse.up();
  return summary(work);
}

/** The models whose examples are dragged, 1,000 of them each. */
const MODELS = ["linear(data=line(count=1000))", "logistic(data=classes(count=1000))", "deep_chain(data=line(count=1000),depth=3)"];
const PULLS = 60;

/** Drags an example of every model about, and returns the milliseconds of work, per move, that each measure reports. */
async function learn(page, url) {
  const done = {};
  for (const model of MODELS) {
    await page.goto("about:blank");
    await page.goto(`${url}#surface=${model}${RUNS.map((run) => `&run=${run}`).join("")}&steps=2000&batch=32&split=0.8&layout=overlay`);
    // The third module has the models.
    await page.waitForFunction(() => performance.getEntriesByName("downhill.model", "measure").length > 0);
    const plot = page.locator(".model-plot");
    await plot.scrollIntoViewIfNeeded();
    const [box, dot] = [await plot.boundingBox(), await plot.locator("canvas.dots").evaluate(middleDot)];
    const at = (k) => [box.x + dot.x + 40 * Math.sin(k / 5), box.y + dot.y + 20 * Math.sin(k / 7)];
    await page.mouse.move(...at(0));
    await page.mouse.down();
    const work = [];
    for (let k = 1; k <= PULLS; k += 1) {
      await page.evaluate(() => performance.clearMeasures());
      await page.mouse.move(...at(k));
      work.push(await page.evaluate(workOfThisMove, PARTS));
    }
    await page.mouse.up();
    done[model.split("(")[0]] = summary(work, PARTS);
  }
  return done;
}

/** In the page: where on its canvas the example nearest to the middle is. */
function middleDot(canvas) {
  const ratio = canvas.width / canvas.clientWidth;
  const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const inked = Array.from({ length: data.length / 4 }, (_, i) => i).filter((i) => data[4 * i + 3] > 200);
  const places = inked.map((i) => ({ x: i % width, y: Math.floor(i / width) }));
  const off = ({ x, y }) => Math.hypot(x - width / 2, y - canvas.height / 2);
  const { x, y } = places.reduce((best, place) => (off(place) < off(best) ? place : best));
  return { x: x / ratio, y: y / ratio };
}

/** In the page: waits until the move is drawn, then adds up what each measure took. */
async function workOfThisMove(names) {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  const took = (name) => performance.getEntriesByName(name, "measure").reduce((sum, entry) => sum + entry.duration, 0);
  return Object.fromEntries(names.map((name) => [name, took(name)]));
}

function summary(work, measures = MEASURES) {
  const total = work.map((move) => measures.reduce((sum, name) => sum + move[name], 0));
  if (measures.some((name) => work.every((move) => move[name] === 0))) {
    throw new Error(`the page marked no work: expected the measures ${measures.join(" and ")}`);
  }
  const part = (name) => [`${name.split(".")[1]}_ms`, percentiles(work.map((move) => move[name]))];
  return { total_ms: percentiles(total), ...Object.fromEntries(measures.map(part)) };
}

function percentiles(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => Number(sorted[Math.ceil(share * sorted.length) - 1].toFixed(2));
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

const STEPS = 2_000;
const COPIES = 32;
const ROUNDS = 20;

/**
 * Nanoseconds per step of Adam on Rosenbrock, each point, loss and gradient recorded: in the page's WebAssembly by
 * its own measure, and the same rule written by hand in JavaScript. The two take turns; the best round of each counts,
 * and every round's last point is returned, so that no engine can leave the work out.
 */
async function adam(page, url) {
  const start = (round) => -1.2 + round / 1000;
  const experiment = (x) => `surface=rosenbrock&start=${x},1${"&run=adam(lr=0.02)".repeat(COPIES)}&steps=${STEPS}&layout=overlay&hide=charts,table&step=0`;
  await page.goto("about:blank");
  await page.goto(`${url}#${experiment(start(0))}`);
  await page.locator("canvas").first().waitFor();
  const best = { javascript: Infinity, wasm: Infinity };
  const ends = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const wasm = await timeOfRuns(page, experiment(start(round)));
    const javascript = await page.evaluate(adamInJavaScript, [STEPS, COPIES, start(round)]);
    best.wasm = Math.min(best.wasm, wasm);
    best.javascript = Math.min(best.javascript, javascript.ms);
    ends.push(javascript.end);
  }
  const ns = (ms) => Number(((ms * 1e6) / STEPS / COPIES).toFixed(2));
  return { javascript: ns(best.javascript), wasm: ns(best.wasm), wasm_to_javascript: Number((best.wasm / best.javascript).toFixed(3)), ends };
}

/** Milliseconds that the page takes to run another experiment. */
async function timeOfRuns(page, experiment) {
  await page.evaluate(() => performance.clearMeasures());
  await page.evaluate((text) => (location.hash = text), experiment);
  await page.waitForFunction(() => performance.getEntriesByName("downhill.run", "measure").length > 0);
  return page.evaluate(() => Math.max(...performance.getEntriesByName("downhill.run").map((m) => m.duration)));
}

/** Nanoseconds per step of runs on Rosenbrock, by optimizer, each point recorded; the best of some rounds. */
async function everyOptimizer(page, url, runs) {
  const copies = 16;
  const step = {};
  for (const run of runs) {
    const experiment = (round) => `surface=rosenbrock&start=${-1.2 + round / 1000},1${`&run=${run}`.repeat(copies)}&steps=${STEPS}&layout=overlay&hide=charts,table&step=0`;
    await page.goto("about:blank");
    await page.goto(`${url}#${experiment(0)}`);
    await page.locator("canvas").first().waitFor();
    let best = Infinity;
    for (let round = 1; round <= 4; round += 1) {
      const ms = await timeOfRuns(page, experiment(round));
      // A run that diverges ends before its budget.
      const steps = Number(await page.getByRole("slider", { name: "Step", exact: true }).getAttribute("max"));
      best = Math.min(best, (ms * 1e6) / copies / Math.max(steps, 1));
    }
    step[run.split("(")[0]] = Number(best.toFixed(1));
  }
  return step;
}

/** In the page: recorded runs, and the milliseconds they took. */
function adamInJavaScript([steps, copies, start]) {
  const begin = performance.now();
  let end = 0;
  for (let copy = 0; copy < copies; copy += 1) end += run();
  return { ms: performance.now() - begin, end };

  function run() {
    const [lr, b1, b2, eps] = [0.02, 0.9, 0.999, 1e-8];
    const column = () => new Float64Array(steps + 1);
    const [xs, ys, losses, gxs, gys, evaluations] = [column(), column(), column(), column(), column(), new Uint32Array(steps + 1)];
    let [x, y, mx, my, vx, vy, p1, p2] = [start, 1, 0, 0, 0, 0, 1, 1];
    for (let k = 0; k <= steps; k += 1) {
      const r = y - x * x;
      const gx = -2 * (1 - x) - 400 * x * r;
      const gy = 200 * r;
      xs[k] = x;
      ys[k] = y;
      losses[k] = (1 - x) * (1 - x) + 100 * r * r;
      gxs[k] = gx;
      gys[k] = gy;
      evaluations[k] = k;
      mx += (1 - b1) * (gx - mx);
      my += (1 - b1) * (gy - my);
      vx = b2 * vx + (1 - b2) * gx * gx;
      vy = b2 * vy + (1 - b2) * gy * gy;
      p1 *= b1;
      p2 *= b2;
      const rate = lr / (1 - p1);
      const root = Math.sqrt(1 - p2);
      x -= rate * (mx / (Math.sqrt(vx) / root + eps));
      y -= rate * (my / (Math.sqrt(vy) / root + eps));
    }
    return xs[steps] + ys[steps] + losses[steps] + gxs[steps] + gys[steps] + evaluations[steps];
  }
}

const { url, stop } = await serve(0);
const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const side = await drag(page, url, "side");
  const overlay = await drag(page, url, "overlay");
  const learning = await learn(page, url);
  const step = await adam(page, url);
  const every = await everyOptimizer(page, url, process.argv.slice(2));
  const memory = await elements(await browser.newPage(), url);
  console.log(JSON.stringify({ pointer_move: { side, overlay }, moved_example: learning, adam_step_ns: step, ns_per_step: every, ten_elements: memory }, null, 2));
} finally {
  await browser.close();
  stop();
}
