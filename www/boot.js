// Says whose the page is, and in words what went wrong when it cannot start or cannot go on.
(() => {
  // Whether the page stands alone; the style sheet and the program ask. In other people's pages nobody says so.
  const isEmbedded = new URLSearchParams(location.search).has("embed");
  document.documentElement.dataset.downhill = isEmbedded ? "frame" : "page";
  const fail = (text) => {
    const box = document.getElementById("failure");
    if (!box) {
      addEventListener("DOMContentLoaded", () => fail(text), { once: true });
      return;
    }
    document.getElementById("failure-text").textContent = text;
    document.getElementById("reload").onclick = () => location.reload();
    document.getElementById("lab").hidden = true;
    box.hidden = false;
  };
  if (typeof WebAssembly !== "object") {
    fail("This browser has no WebAssembly, which Downhill computes with. Any browser from 2018 on has it.");
    return;
  }
  addEventListener("downhill-panic", (event) => fail(`Something broke inside: ${event.detail}`));
  const isProgram = (words) => /wasm|WebAssembly|module|fetch/i.test(String(words));
  const lost = "The program of this page did not arrive or could not be started. Check the connection and reload.";
  addEventListener("unhandledrejection", (event) => {
    if (isProgram(event.reason)) fail(lost);
  });
  // A module that cannot be loaded is an error of the page or of its element, seen only while it is captured.
  addEventListener(
    "error",
    (event) => {
      if (event.target instanceof HTMLElement || isProgram(event.message)) fail(lost);
    },
    true,
  );
  setTimeout(() => {
    if (!document.querySelector("#lab canvas")) fail(lost);
  }, 20_000);
})();
