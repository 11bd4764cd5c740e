// What embed.js defines. docs/embedding.md says more.

/** A run on every step: its name among the others, its text, and how it ended in words. */
export interface DownhillTrajectory {
  /** Such as "Adam 1". */
  name: string;
  /** Such as "adam(lr=0.2)". */
  run: string;
  /** x and y of step 0, x and y of step 1, and so on. */
  positions: Float64Array;
  /** The loss at every step. */
  losses: Float64Array;
  outcome: string;
}

/** What the events tell. They bubble and leave shadow trees. */
export interface DownhillEventMap {
  /** Somebody changed the experiment or how it is shown; `experiment` is all of it, in the text form. */
  "downhill-change": CustomEvent<{ experiment: string }>;
  /** Another step is on show, of `last`. */
  "downhill-step": CustomEvent<{ step: number; last: number }>;
  /** A race was played to its end, the step `step`. */
  "downhill-done": CustomEvent<{ step: number }>;
}

export interface DownhillLabElement extends HTMLElement {
  /** Experiment and view in the text form, as after `#` in a link. */
  experiment: string;
  /** Names of the parts that are not shown, with commas between. */
  hide: string;
  /** "auto" follows the reader's system. */
  theme: "auto" | "light" | "dark";
  /** The step on show; NaN before the program is here. */
  step: number;
  /** Each waits for the program, and fetches it wherever the element is. */
  play(): Promise<void>;
  pause(): Promise<void>;
  seek(step: number): Promise<void>;
  trajectories(): Promise<DownhillTrajectory[]>;
}

/** What the page in a frame understands; `id` comes back with the answer. */
export type DownhillRequest = { type: "downhill"; id?: unknown } & (
  | { verb: "play" | "pause" | "trajectories" | "step" }
  | { verb: "seek"; value: number }
  | { verb: "experiment" | "hide" | "theme"; value?: string }
);

/** What the page in a frame says to the page around it. */
export type DownhillMessage = { type: "downhill" } & (
  | { event: "ready" }
  | { event: "change"; detail: DownhillEventMap["downhill-change"]["detail"] }
  | { event: "step"; detail: DownhillEventMap["downhill-step"]["detail"] }
  | { event: "done"; detail: DownhillEventMap["downhill-done"]["detail"] }
  | { verb: DownhillRequest["verb"]; id?: unknown; value: unknown }
);

declare global {
  interface HTMLElementTagNameMap {
    "downhill-lab": DownhillLabElement;
  }
  interface HTMLElementEventMap extends DownhillEventMap {}
}
