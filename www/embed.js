// Defines <downhill-lab>. Any number of them share one program and one style sheet, and neither is fetched before one
// of them is near the part of the page on show. docs/embedding.md and embed.d.ts say what the element can.

// Until the program is here, what is written inside the element stands in its place.
const frame = new CSSStyleSheet();
frame.replaceSync(":host { display: block } :host([hidden]) { display: none } .waiting { min-height: 480px }");

let parts;
const fetchParts = () => (parts ??= Promise.all([import("./load.js"), fetchStyle()]));

async function fetchStyle() {
  const response = await fetch(new URL("./element.css", import.meta.url));
  if (!response.ok) throw new Error("The style sheet did not arrive");
  return new CSSStyleSheet().replace(await response.text());
}

const watch = (act, options) => new IntersectionObserver((all) => all.forEach((one) => act(one.target, one.isIntersecting)), options);
const nearby = watch((element, isNear) => isNear && element[OPEN]().catch(() => {}), { rootMargin: "75%" });
const inView = watch((element, isIn) => element[SEE](isIn));

const OPEN = Symbol("open");
const SEE = Symbol("see");
const div = (name, ...children) => {
  const element = document.createElement("div");
  element.className = name;
  element.append(...children);
  return element;
};

class DownhillLab extends HTMLElement {
  static observedAttributes = ["experiment", "hide", "theme"];
  #root = this.attachShadow({ mode: "open" });
  /** The lab once it is here, and before that its promise. */
  #lab;
  #opening;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [frame];
    this.#root.append(div("waiting", document.createElement("slot")));
  }

  connectedCallback() {
    // What was set before the element was defined hides the accessors.
    for (const name of ["experiment", "hide", "theme", "step"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    nearby.observe(this);
    inView.observe(this);
  }

  disconnectedCallback() {
    // Who only moves it puts it back at once.
    queueMicrotask(() => this.isConnected || this.#close());
  }

  attributeChangedCallback(name, _, value) {
    this.#lab?.act(name, value ?? "");
  }

  [SEE](isSeen) {
    this.#lab?.act("see", isSeen);
  }

  /** Resolves to the lab. */
  [OPEN]() {
    if (!this.isConnected) return Promise.reject(new DOMException("The element is on no page", "InvalidStateError"));
    const opening = (this.#opening ??= fetchParts().then(([program, style]) => {
      if (this.#opening !== opening) throw new DOMException("The element was removed", "AbortError");
      return (this.#lab = this.#mount(program, style));
    }));
    opening.catch((error) => this.#opening === opening && error.name !== "AbortError" && this.#fail());
    return opening;
  }

  #mount({ mount, unmount, act, listen }, style) {
    nearby.unobserve(this);
    const place = div("lab");
    this.#root.adoptedStyleSheets = [frame, style];
    this.#root.replaceChildren(div("room", place));
    const number = mount(place, this.experiment, this.hide, this.theme);
    const lab = { act: (verb, value) => act(number, verb, value), close: () => unmount(number), waiting: [] };
    listen(number, (name, detail) => {
      if (name === "run") lab.waiting.splice(0).forEach((tell) => tell());
      else this.dispatchEvent(new CustomEvent(`downhill-${name}`, { detail, bubbles: true, composed: true }));
    });
    lab.fail = ({ detail }) => this.#fail(`Something broke inside: ${detail}`);
    addEventListener("downhill-panic", lab.fail);
    return lab;
  }

  #close() {
    nearby.unobserve(this);
    inView.unobserve(this);
    this.#opening = undefined;
    if (this.#lab === undefined) return;
    removeEventListener("downhill-panic", this.#lab.fail);
    this.#root.replaceChildren(div("waiting", document.createElement("slot")));
    this.#lab.close();
    this.#lab = undefined;
  }

  #fail(words = "The program of this figure did not arrive or could not be started.") {
    const notice = document.createElement("p");
    notice.setAttribute("role", "alert");
    notice.textContent = `${words} Reloading the page may help.`;
    this.#root.replaceChildren(notice, document.createElement("slot"));
  }

  get experiment() {
    return this.#lab?.act("experiment") ?? this.getAttribute("experiment") ?? "";
  }

  set experiment(text) {
    this.setAttribute("experiment", text);
  }

  get hide() {
    return this.getAttribute("hide") ?? "";
  }

  set hide(names) {
    this.setAttribute("hide", names);
  }

  get theme() {
    return this.getAttribute("theme") ?? "auto";
  }

  set theme(name) {
    this.setAttribute("theme", name);
  }

  get step() {
    return this.#lab?.act("step") ?? NaN;
  }

  set step(step) {
    this.seek(step).catch(() => {});
  }

  async play() {
    (await this[OPEN]()).act("play");
  }

  async pause() {
    (await this[OPEN]()).act("pause");
  }

  async seek(step) {
    (await this[OPEN]()).act("seek", Number(step));
  }

  async trajectories() {
    const lab = await this[OPEN]();
    for (;;) {
      const all = lab.act("trajectories");
      if (all !== undefined) return all;
      await new Promise((done) => lab.waiting.push(done));
    }
  }
}

// Two scripts on one page, of whatever version, define it once.
if (customElements.get("downhill-lab") === undefined) customElements.define("downhill-lab", DownhillLab);
