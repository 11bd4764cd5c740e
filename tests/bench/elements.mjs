// What ten elements on one page leave behind when they are removed: by how much adding and removing them a second time
// makes JavaScript's heap and the program's memory grow.

const LABS = 10;
const EXPERIMENT = "surface=himmelblau&start=0.85,4.6&run=sgd(lr=0.005)&run=momentum(lr=0.003)&run=adam(lr=0.2)&run=lion(lr=0.1)&steps=150";
const PAGE = `<!doctype html><html lang="en"><title>An article</title><script type="module" src="embed.js"></script><main></main>`;

/** Opens an article and returns the sizes in bytes, after a first and after a second time, and how they grew. */
export async function elements(page, url) {
  await page.addInitScript(keepMemory);
  await page.route("**/article.html", (route) => route.fulfill({ contentType: "text/html", body: PAGE }));
  await page.goto(new URL("article.html", url).href);
  const first = await addAndRemove(page);
  const second = await addAndRemove(page);
  const growth = (what) => Number((second[what] / first[what] - 1).toFixed(4));
  return { first, second, growth: { js_heap: growth("js_heap"), wasm_memory: growth("wasm_memory") } };
}

/** In the page: remembers the memory of the program that is started. */
function keepMemory() {
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    const { memory } = (made.instance ?? made).exports;
    if (memory !== undefined) window.programMemory = memory;
    return made;
  };
}

async function addAndRemove(page) {
  await page.evaluate(async ([count, experiment]) => {
    const main = document.querySelector("main");
    for (let n = 0; n < count; n += 1) {
      const lab = document.createElement("downhill-lab");
      lab.experiment = experiment;
      main.append(lab);
      lab.scrollIntoView();
      await lab.trajectories();
      await lab.play();
      await new Promise((done) => setTimeout(done, 200));
    }
    main.replaceChildren();
    await new Promise((done) => setTimeout(done, 500));
  }, [LABS, EXPERIMENT]);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  // What the first collection frees in one of the two worlds keeps something in the other.
  for (let round = 0; round < 4; round += 1) {
    await session.send("HeapProfiler.collectGarbage");
    await page.waitForTimeout(100);
  }
  const { metrics } = await session.send("Performance.getMetrics");
  const js_heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value;
  const nodes = metrics.find(({ name }) => name === "Nodes").value;
  const listeners = metrics.find(({ name }) => name === "JSEventListeners").value;
  await session.detach();
  return { js_heap, nodes, listeners, wasm_memory: await page.evaluate(() => window.programMemory.buffer.byteLength) };
}
