// Starts the program: for the page, which `cargo xtask build` puts this script into in place of Trunk's, and for
// www/embed.js, which imports it as a file. The build splits the program and puts the real names in place of those here.
import init, { act, listen, mount, unmount } from "./program.js";

export { act, listen, mount, unmount };

const load = async (name) => {
  const url = new URL(name, import.meta.url);
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(response.statusText);
    // Not every host knows the type that streaming asks for.
    const streams = response.headers.get("content-type") === "application/wasm";
    return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (cause) {
    throw new Error(`The module ${url} did not arrive`, { cause });
  }
};

// What a later module needs of the first one's, and those functions of earlier ones whose places in the table it names.
const add = async (module, first) => {
  const table = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from === "table") table[name] = first.t0.get(parseInt(name, 16));
  }
  await WebAssembly.instantiate(module, { first, table });
};

// What few people ask for is fetched when the page asks, and never before the other two work.
let start;
const started = new Promise((done) => (start = done));
addEventListener("downhill-more", async (event) => {
  event.preventDefault();
  try {
    const first = await started;
    await add(await load("./more.wasm"), first);
    dispatchEvent(new Event("downhill-more-here"));
  } catch (error) {
    console.warn(error);
    dispatchEvent(new Event("downhill-more-lost"));
  }
});

// What makes a GIF. A worker from another host is refused, but not one of this page that fetches its script from there
// and finds the rest by its name, which is the script's address.
addEventListener("downhill-worker", ({ detail }) => {
  const url = new URL("./worker.js", import.meta.url);
  const isNear = url.origin === location.origin || url.protocol === "data:";
  const script = isNear ? url : URL.createObjectURL(new Blob(["importScripts(name)"], { type: "text/javascript" }));
  detail.worker = new Worker(script, isNear ? {} : { name: url.href });
});

// One after the other, so that the controls never share the line with what comes after them.
const controls = await load("./controls.wasm");
const engine = load("./engine.wasm");
const first = await init({ module_or_path: controls });
await add(await engine, first);
start(first);
dispatchEvent(new Event("TrunkApplicationStarted"));

// The page's own lab is the first.
if (document.documentElement.dataset.downhill === "frame") {
  const { follow } = await import("./frame.js");
  follow({ act: (verb, value) => act(0, verb, value), listen: (tell) => listen(0, tell) });
}
