// Starts the program. `cargo xtask build`, which splits the program in two, puts this script in place of Trunk's and the
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

// One after the other, so that the controls never share the line with what comes after them.
const controls = await load("./controls.wasm");
const engine = load("./engine.wasm");
const first = await init({ module_or_path: controls });
await WebAssembly.instantiate(await engine, { first });
dispatchEvent(new Event("TrunkApplicationStarted"));
