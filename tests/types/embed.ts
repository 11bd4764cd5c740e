// Compiled, never run: every property, method and event of the element and every message of the frame as scripts of
// other people use them. What must be refused stands below a line that expects the compiler to.

import type { DownhillEventMap, DownhillLabElement, DownhillMessage, DownhillRequest, DownhillTrajectory } from "../../www/embed";

const lab: DownhillLabElement = document.createElement("downhill-lab");
const found: DownhillLabElement | null = document.querySelector("downhill-lab");
const element: HTMLElement = lab;
document.body.append(element, ...document.querySelectorAll("downhill-lab"), found ?? "");

const experiment: string = lab.experiment;
lab.experiment = "surface=himmelblau&run=adam(lr=0.2)";
lab.hide = "charts,table";
lab.theme = "dark";
const theme: "auto" | "light" | "dark" = lab.theme;
lab.step = lab.step + 1;
// @ts-expect-error: it is text
lab.experiment = { surface: "himmelblau" };
// @ts-expect-error: names with commas between
lab.hide = ["charts", "table"];
// @ts-expect-error: no such theme
lab.theme = "sepia";
// @ts-expect-error: a number
lab.step = "12";
// @ts-expect-error: no such property
lab.surface = "himmelblau";

async function play(): Promise<void> {
  await lab.play();
  await lab.pause();
  await lab.seek(12);
  // @ts-expect-error: to which step?
  await lab.seek();
  // @ts-expect-error: no such method
  await lab.stop();
}

async function worst(): Promise<string> {
  const runs: DownhillTrajectory[] = await lab.trajectories();
  const end = ({ losses }: DownhillTrajectory): number => losses[losses.length - 1];
  const [first] = runs.sort((a, b) => end(b) - end(a));
  const positions: Float64Array = first.positions;
  const words: [name: string, run: string, outcome: string] = [first.name, first.run, first.outcome];
  // @ts-expect-error: it is a promise
  lab.trajectories().length;
  // @ts-expect-error: no such field
  first.gradients;
  return `${words.join(" ")} ${positions.length / 2}`;
}

lab.addEventListener("downhill-change", ({ detail }) => console.log(detail.experiment.toUpperCase()));
lab.addEventListener("downhill-step", ({ detail: { step, last } }) => console.log(step / last));
lab.addEventListener("downhill-done", ({ detail }) => console.log(detail.step.toFixed()));
const tell = (event: DownhillEventMap["downhill-step"]): number => event.detail.last;
lab.addEventListener("downhill-step", tell);
// @ts-expect-error: no step without a number
lab.addEventListener("downhill-step", ({ detail }) => detail.step.toUpperCase());
// @ts-expect-error: the end of a race does not say of how many
lab.addEventListener("downhill-done", ({ detail }) => detail.last);

const asked: DownhillRequest[] = [
  { type: "downhill", verb: "play" },
  { type: "downhill", verb: "pause", id: 1 },
  { type: "downhill", verb: "step", id: "a" },
  { type: "downhill", verb: "trajectories", id: { of: "lecture 3" } },
  { type: "downhill", verb: "seek", value: 12 },
  { type: "downhill", verb: "experiment" },
  { type: "downhill", verb: "experiment", value: experiment },
  { type: "downhill", verb: "hide", value: "table" },
  { type: "downhill", verb: "theme", value: theme },
  // @ts-expect-error: to which step?
  { type: "downhill", verb: "seek" },
  // @ts-expect-error: no such verb
  { type: "downhill", verb: "stop" },
  // @ts-expect-error: for whom?
  { verb: "play" },
];

function hear({ data }: MessageEvent<DownhillMessage>): unknown {
  if (data.type !== "downhill") return;
  if ("verb" in data) return [data.verb, data.id, data.value];
  switch (data.event) {
    case "ready":
      // @ts-expect-error: it tells nothing
      return data.detail;
    case "change":
      return data.detail.experiment;
    case "step":
      return data.detail.step / data.detail.last;
    case "done":
      return data.detail.step;
  }
  const never: never = data;
  return never;
}

export { asked, hear, play, worst };
