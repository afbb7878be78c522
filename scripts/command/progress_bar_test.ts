import { expect } from "@std/expect";
import { ProgressBar } from "@/scripts/command/progress_bar.ts";

function opened(isTerminal: boolean) {
  const written: string[] = [];
  let now = 0;
  const bar = new ProgressBar({ write: (text) => written.push(text), isTerminal, now: () => now });
  return { bar, written, wait: (milliseconds: number) => now += milliseconds };
}

Deno.test("a log gets a line when a step begins, now and then, and when it is done", () => {
  const { bar, written, wait } = opened(false);
  bar.update("telemetry", 0, 4_000);
  bar.update("telemetry", 1_000, 4_000);
  wait(5_000);
  bar.update("telemetry", 2_000, 4_000);
  bar.update("telemetry", 4_000, 4_000);
  expect(written).toEqual([
    "telemetry: 0 of 4,000\n",
    "telemetry: 2,000 of 4,000\n",
    "telemetry: 4,000 of 4,000\n",
  ]);
});

Deno.test("a terminal gets one line that is drawn over, and a new one for the next step", () => {
  const { bar, written } = opened(true);
  bar.update("clients", 1, 2);
  bar.update("clients", 2, 2);
  bar.update("roll-ups", 1, 3);
  bar.end();
  expect(written).toEqual([
    `\r[${"█".repeat(15)}${"·".repeat(15)}] clients: 1 of 2\u001b[K`,
    `\r[${"█".repeat(30)}] clients: 2 of 2\u001b[K\n`,
    `\r[${"█".repeat(10)}${"·".repeat(20)}] roll-ups: 1 of 3\u001b[K`,
    "\n",
  ]);
});
