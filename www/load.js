// Starts the program. `cargo xtask build`, which splits the program, puts this script in place of Trunk's and the
// real names in place of those here.
import init from "./program.js";

const load = async (url) => {
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

// What few people ask for is fetched when the page asks, and never before the other two work.
let start;
const started = new Promise((done) => (start = done));
addEventListener("downhill-more", async (event) => {
  event.preventDefault();
  try {
    const exports = await started;
    await WebAssembly.instantiate(await load("./more.wasm"), exports);
    dispatchEvent(new Event("downhill-more-here"));
  } catch (error) {
    console.warn(error);
    dispatchEvent(new Event("downhill-more-lost"));
  }
});

// One after the other, so that the controls never share the line with what comes after them.
const controls = await load("./controls.wasm");
const engine = load("./engine.wasm");
const first = await init({ module_or_path: controls });
const { exports: second } = await WebAssembly.instantiate(await engine, { first });
start({ first, second });
dispatchEvent(new Event("TrunkApplicationStarted"));
