// The page and the command line compute the same: every bit of it.

import { execFileSync } from "node:child_process";
import { open, results, table } from "./lab";
import { expect, test } from "./page";

type Run = { optimizer: string; learned?: { looks: { loss: number }[] }; losses: (number | null)[]; evaluations: number[] | number; outcome: { kind: string; step?: number } };

function commandLine(experiment: string): Run[] {
  const arguments_ = ["run", "--quiet", "--package", "downhill-cli", "--", "run", experiment, "--format", "json"];
  return JSON.parse(execFileSync("cargo", arguments_, { encoding: "utf8", maxBuffer: 1e8 })).runs;
}

const EXPERIMENTS = [
  "surface=rosenbrock&start=-1.2,1&run=adam(lr=0.02)&run=momentum(lr=0.0005)&run=rmsprop(lr=0.01)&run=lion(lr=0.005)&steps=500",
  "surface=ackley&start=2.5,1.3&run=sgd(lr=0.02)&run=nadam(lr=0.05)&run=adadelta(lr=1)&run=adagrad(lr=0.5)&run=amsgrad(lr=0.05)&steps=300",
  "surface=himmelblau&start=1,0&run=newton(damping=1)&run=nesterov(lr=0.003)&run=adamw(lr=0.1)&evals=100&noise=0.5&seed=7",
  "surface=logistic(data=iris,features=petal_length)&start=0,0&batch=8&seed=3&run=sgd(lr=0.1)&run=adam(lr=0.05)&run=rmsprop(lr=0.01)&steps=200",
  "surface=classifier(data=iris)&start=0,1&batch=5&seed=4&run=sgd(lr=0.1)&run=lion(lr=0.02)&steps=150&split=0.7",
  "surface=deep_chain(depth=6)&batch=7&seed=5&run=momentum(lr=0.01)&run=adam(lr=0.02)&steps=150&split=0.7",
  "surface=tanh_network&batch=16&replace=true&seed=6&run=sgd(lr=0.1)&run=adagrad(lr=0.2)&steps=150",
  "surface=sinusoid&batch=3&run=sgd(lr=0.05)&run=nadam(lr=0.05)&steps=150",
  "surface=linear(data=faithful,loss=huber,standardize=true)&batch=9&run=sgd(lr=0.5)&run=adadelta(lr=1)&steps=150",
];

test.describe("the table's numbers", () => {
  // The command line may have to be compiled first.
  test.describe.configure({ timeout: 600_000 });

  for (const experiment of EXPERIMENTS) {
    test(`are the command line's: ${experiment.slice(0, 24)}`, async ({ page }) => {
      const runs = commandLine(experiment);
      await open(page, experiment);
      const rows = await results(page);
      const exact = await table(page).evaluate((table) =>
        [...table.querySelectorAll("tbody tr")].map((row) => row.querySelector("td[title]")!.getAttribute("title")),
      );
      expect(rows).toHaveLength(runs.length);
      const shown = rows.map((row, i) => ({ name: row.Optimizer, loss: Number(exact[i]), step: Number(row.Step), outcome: row.Outcome }));
      for (const run of runs) {
        const row = shown.find(({ name }) => name.toLowerCase() === run.optimizer.toLowerCase());
        expect(row, run.optimizer).toBeDefined();
        // Of batches, the table has the loss of all examples.
        expect(row!.loss, `last loss of ${run.optimizer}`).toBe(run.learned?.looks.at(-1)?.loss ?? run.losses.at(-1));
        expect(row!.step).toBe(run.losses.length - 1);
        if (run.outcome.step !== undefined && run.outcome.step !== null) expect(row!.outcome).toContain(`step ${run.outcome.step}`);
      }
    });
  }
});
